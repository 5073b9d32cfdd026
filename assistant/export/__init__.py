"""Briefs as Word, Markdown, HTML and text."""
