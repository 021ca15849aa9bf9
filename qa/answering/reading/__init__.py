"""Sentences read in the light of a question: how likely each answers, and which to quote."""
