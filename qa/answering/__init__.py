"""From a question and the chunks found for it to an answer with citations, or a refusal."""
