"""The models: how they are loaded and run, and how the packaged weights were made."""
