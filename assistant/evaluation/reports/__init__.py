"""A run shown: terminal, one HTML page, CSV and XLSX, JSON."""
