"""Drafts checked: every reference to a resolution and every quotation in them is found and judged."""
