"""Compares the public names of a manifest with those of the package at run time.

    python tools/public_names TARGET... [--list FILE] [--verbose] [--json FILE]

Each package is installed into an environment of its own. A process there imports it, and says which
classes and functions are public in it and its public modules, and what each takes. Nothing of
faceplate is used but the command `extract` and the manifest.
"""
