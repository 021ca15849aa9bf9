"""From files to articles: reading, layout repair, headlines, authors, chunks."""
