"""Compares what docstrings say in a manifest with a second reading of the same docstrings.

    python tools/second_reading TARGET... [--list FILE] [--verbose] [--json FILE]

The second reading opens the target itself, finds each docstring with `ast` of the standard library,
and reads it by the rules a person follows: which entries does it state, in which section, with
which name, type and text? It knows nothing of faceplate but the command `extract` and the manifest.
"""
