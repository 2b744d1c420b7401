"""The JSON form: the struct as the model encodes it, indented, and safe to print to a terminal."""

from __future__ import annotations

import msgspec

from faceplate.characters import encodable, json_escaped
from faceplate.model import Component, Manifest


def write(value: Component | Manifest) -> str:
    """A component or a manifest as JSON.

    Args:
        value: What to write.

    Returns:
        JSON, indented by two spaces, with a final line feed; a character that a reader cannot see
        is written as its escape.
    """
    try:
        encoded = msgspec.json.encode(value)
    except UnicodeEncodeError:  # half a surrogate pair, which a docstring can spell
        encoded = msgspec.json.encode(encodable(value))
    return json_escaped(msgspec.json.format(encoded, indent=2).decode()) + "\n"
