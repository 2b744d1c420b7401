"""The components, one file for each."""
