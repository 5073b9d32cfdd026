"""Everything about a question: understanding, retrieval, answering, checking, citing, briefs, evaluation, commands."""
