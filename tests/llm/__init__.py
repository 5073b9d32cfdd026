"""Conversations with a real small model, where one is installed: `python -m tests.llm`."""
