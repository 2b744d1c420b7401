"""Types, defaults, choices and words that are wrong, in each style."""
