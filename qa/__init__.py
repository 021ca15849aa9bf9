"""Question answering over a collection of Chinese newspaper articles, with citations."""

__version__ = "0.1.0"
