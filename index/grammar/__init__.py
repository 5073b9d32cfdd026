"""What a line of a resolution can be, and the words of each language."""
