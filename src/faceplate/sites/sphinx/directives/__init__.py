"""The directives, one file each."""
