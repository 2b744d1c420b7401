"""Corrects released packages with `faceplate check --fix`, and says what became of them.

It reads the files by `ast` of the standard library alone, and asks the checker by its command line.
"""
