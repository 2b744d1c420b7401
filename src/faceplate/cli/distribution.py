"""What the installed distribution says of itself: its version, and where its documentation is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata

_NAME = "faceplate"
# The label of an address in `[project.urls]`.
_LABEL = "documentation"


def version() -> str:
    """Return the version, or nothing where faceplate is not installed."""
    try:
        return metadata(_NAME)["Version"]
    except PackageNotFoundError:
        return ""


def documentation() -> str:
    """Return the address of the documentation, or nothing where the distribution names none."""
    try:
        stated = metadata(_NAME).get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    addresses = {
        label.strip().lower(): address.strip()
        for label, _, address in (line.partition(",") for line in stated)
    }
    address = addresses.get(_LABEL, "")
    return address.rstrip("/") if address.startswith("https://") else ""
