"""The chat in the browser (Streamlit)."""
