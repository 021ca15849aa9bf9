"""What is asked: the kind of a question, the words that an answer must meet, slips put right."""
