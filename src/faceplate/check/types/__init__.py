"""Types as docstrings spell them and as signatures spell them, taken apart and compared."""
