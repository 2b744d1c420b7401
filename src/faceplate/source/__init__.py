"""Targets: what a user can name, opened as a tree of source files that is never imported.

An import name, a folder, a module file, a wheel, an sdist and a release all end as the same `Tree`,
so that no later step has to know where the files came from. Everything here is on the path of a
warm run: the modules are small, and each imports what it needs when it needs it.
"""

from __future__ import annotations

from faceplate.source.opening import open_target, split_target
from faceplate.source.tree import Tree

__all__ = ["Tree", "open_target", "split_target"]
