"""Unsent texts of the terminal."""
