"""Whether labels fit: source, docstrings, stubs and examples held against each other."""
