"""Changes between releases held against both releases at run time."""
