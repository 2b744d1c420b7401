"""The report as JSON, a record for each cause with the places that it stands for."""

from __future__ import annotations

import msgspec

from faceplate.compare.change import ReleaseComparison


def write(comparison: ReleaseComparison) -> str:
    """Write the comparison, indented."""
    content = msgspec.json.format(msgspec.json.encode(comparison), indent=2)
    return content.decode("utf-8", "backslashreplace") + "\n"
