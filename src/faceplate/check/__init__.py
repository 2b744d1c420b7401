"""Whether labels fit: source, docstrings, stubs and examples of a library held against each other."""
