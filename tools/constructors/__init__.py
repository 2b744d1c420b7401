"""Holds what faceplate reads of constructors against what Python says when it imports the code."""
