"""Example code: where it stands, whether it parses, and what its names and calls mean."""
