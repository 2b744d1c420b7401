"""A module whose names are loaded on demand."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


def load() -> None:
    """Load.

    Examples
    --------
    >>> from package import lazy
    >>> lazy.resample()
    """
