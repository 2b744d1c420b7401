"""The garbage collector, held back where much is made and nothing of it becomes garbage.

It looks at all objects again and again while their number grows, which costs a third of parsing and
of taking kept results apart, and finds next to nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Hold the garbage collector back."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
