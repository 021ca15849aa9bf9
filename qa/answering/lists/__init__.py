"""Lists: what is to be listed, where an article lists it, and whether the list is whole."""
