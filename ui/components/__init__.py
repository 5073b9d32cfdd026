"""Pieces of a page: answers, the source panel, the citation bridge."""
