"""What the docstring of a function says of the parameters of its endpoint."""

from __future__ import annotations

from faceplate.api.descriptor import Endpoint


def parameter_texts(endpoint: Endpoint) -> dict[str, str]:
    """Return what is said of each parameter, on one line, by its name.

    Args:
        endpoint: The endpoint.
    """
    if not endpoint.docstring:
        return {}
    from faceplate.docstrings.reader import read

    return {
        entry.name: " ".join(entry.text.split())
        for part in read(endpoint.docstring).parts
        if part.kind == "parameters"
        for entry in part.entries
        if entry.name and entry.text.strip()
    }
