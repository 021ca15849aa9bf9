"""Questions about the articles themselves, answered from the catalogue."""
