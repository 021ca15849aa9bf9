"""Questions that depend on the conversation before them, put in full."""
