"""Finding the chunks that may hold the answer."""
