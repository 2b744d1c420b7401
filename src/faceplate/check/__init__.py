"""Whether docs match the code: source, docstrings, stubs and examples held against each other.

The name `faceplate.check` is that of this package and of the function that programs call, so the
package is a module that can be called.
"""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from faceplate.check.finding import Finding


class _Callable(ModuleType):
    """A package that is called as the function of its name."""

    def __call__(self, target: str, **options: Any) -> list[Finding]:
        """Find where docs disagree with the code; see `faceplate.check.calling.check`."""
        from faceplate.check.calling import check

        return check(target, **options)


sys.modules[__name__].__class__ = _Callable
