"""Compares manifests with a second reading, by `ast` of the standard library alone.

    python tools/independent TARGET... [--dialect NAME] [--verbose]

The second reading opens the target itself, follows the public names of the package on its own, and
knows neither griffe nor anything of faceplate but the manifest. It reads less: what it cannot make
out, such as a computed `__all__`, it leaves alone. What it does read must stand in the manifest.
"""
