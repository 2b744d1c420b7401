"""Exceptions that are caught and raised once more."""


def read(path: str) -> str:
    """Read a file.

    Args:
        path: Where it is.

    Returns:
        What stands there.

    Raises:
        TypeError: If it is no path.
    """
    try:
        return open(path).read()
    except FileNotFoundError:
        if path:
            raise
        return ""
    except (ValueError, TypeError):
        raise
    except Exception:
        raise
