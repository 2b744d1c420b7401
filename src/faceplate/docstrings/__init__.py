"""Docstrings in Google, NumPy and Sphinx style, taken apart without losing a line."""
