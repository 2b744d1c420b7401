"""What is compiled, and its names."""

from ._compiled import *

__all__ = ["sin", "short", "shorts"]
