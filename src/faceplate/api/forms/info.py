"""The descriptor as JSON: the dict of the release it came from."""

from __future__ import annotations

import json

from faceplate.api.descriptor import Descriptor
from faceplate.characters import json_escaped


def write(descriptor: Descriptor) -> str:
    """The descriptor as its library's `get_api_info()` gives it, as JSON.

    Args:
        descriptor: What to write.

    Returns:
        JSON, indented by two spaces, with a final line feed; a character that a reader cannot see
        is written as its escape.
    """
    return printed(descriptor.info())


def printed(value: object) -> str:
    """A JSON value as it is printed.

    Args:
        value: Any JSON value.
    """
    return json_escaped(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"
