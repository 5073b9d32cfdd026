"""One function a page of the app."""
