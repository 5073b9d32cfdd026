"""From what a question asks to what the index holds for it."""
