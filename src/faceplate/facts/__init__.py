"""One file of source to facts: pure in the file's bytes, so kept by their hash."""
