"""Readers: one module a format, each gives a SourceText."""
