"""The chat window: it renders answers and decides nothing."""
