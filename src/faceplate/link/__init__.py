"""The facts of a library to pages: names, inheritance, signatures and docstrings joined."""
