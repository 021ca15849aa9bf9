"""One module for each kind of file: each makes pages and articles of what it reads."""
