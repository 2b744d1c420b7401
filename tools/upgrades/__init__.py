"""Holds what `faceplate upgrade` says of apps against what happens when they are built."""
