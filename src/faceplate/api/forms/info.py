"""The descriptor as JSON: the dict of the release it came from."""

from __future__ import annotations

import json
import re
from typing import Any

from faceplate.api.descriptor import Descriptor
from faceplate.characters import json_escaped


def write(descriptor: Descriptor) -> str:
    """The descriptor as its library's `get_api_info()` gives it, as JSON.

    Of a script that was read, it says as well whether that is all, and what is open.

    Args:
        descriptor: What to write.

    Returns:
        JSON, indented by two spaces, with a final line feed; a character that a reader cannot see
        is written as its escape.
    """
    return printed({**descriptor.info(), **descriptor.openness()})


def printed(value: object) -> str:
    """A JSON value as it is printed.

    Args:
        value: Any JSON value.
    """
    return json_escaped(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


def exchanged(value: Any) -> str:
    """A JSON value as it is printed for readers of any kind.

    Half a pair of surrogates, which JSON can write but most readers refuse, becomes U+FFFD.

    Args:
        value: Any JSON value.
    """
    return printed(_whole(value))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value
