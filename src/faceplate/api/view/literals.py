"""Values as source code, for the templates of the view API page and its snippets.

A label, a name or a default of an app is a text of strangers, and lands inside code that somebody
pastes. So it is written as a literal of the language that it lands in, with every character that
does not show escaped: a line break cannot end a line, a bidirectional mark cannot turn one round.
"""

from __future__ import annotations

import base64
import hashlib
import json
import keyword
import math
import re
import shlex
from collections.abc import Callable, Mapping, Set
from typing import Any
from urllib.parse import quote

_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_UNSEEN = re.compile(r"[^ -~]")


def python(value: object) -> str:
    """A value as a Python literal.

    Args:
        value: Any value; one that has no literal is written as the string it prints as.

    Returns:
        Source of one expression, on one line.
    """
    match value:
        case None | bool() | int():
            return repr(value)
        case float():
            return repr(value) if math.isfinite(value) else f'float("{value}")'
        case str():
            return f'"{"".join(map(_python_character, value))}"'
        case bytes():
            return repr(value)
        case Mapping():
            items = ", ".join(f"{python(key)}: {python(item)}" for key, item in value.items())
            return f"{{{items}}}"
        case tuple() if value:
            return f"({', '.join(map(python, value))}{',' * (len(value) == 1)})"
        case list() | tuple():
            return f"[{', '.join(map(python, value))}]"
        case Set():
            return python(sorted(value, key=str))
    return python(str(value))


def as_json(value: object) -> str:
    """A value as JSON on one line, which is a JavaScript expression too.

    Args:
        value: Any value; one that JSON does not know is written as the string it prints as, and a
            number that is not finite as null.

    Returns:
        The text.
    """
    text = json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)
    return _UNSEEN.sub(_json_character, text)


def shell(value: object) -> str:
    """A text as one word of a POSIX shell.

    Args:
        value: The text.

    Returns:
        The word, in quotes where it needs them.
    """
    return shlex.quote(str(value))


def word(value: object) -> str:
    """A name that stands in the code as it is.

    Args:
        value: The name; `python_name` has to hold for it.

    Returns:
        The name.

    Raises:
        ValueError: It is not a name, so it could be anything else.
    """
    text = str(value)
    if not python_name(text):
        raise ValueError(f"not a name: {text!r}")
    return text


def python_name(value: object) -> bool:
    """Whether a text can stand before the `=` of an argument in Python.

    Args:
        value: The text.

    Returns:
        True for an identifier that is not a keyword.
    """
    return isinstance(value, str) and value.isidentifier() and not keyword.iskeyword(value)


def sha256(value: object) -> str:
    """The digest of a text, as a content security policy names it.

    Args:
        value: What stands between the tags of a style or script element.

    Returns:
        `sha256-` and the digest in base64.
    """
    digest = hashlib.sha256(str(value).encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def urlencode(value: object) -> str:
    """A text as a part of a path or as the fragment of an address.

    Args:
        value: The text; half a pair of surrogates is written as if UTF-8 had it.
    """
    return quote(str(value).encode("utf-8", "surrogatepass"))


FILTERS: dict[str, Callable[[Any], str]] = {
    "python": python,
    "json": as_json,
    "shell": shell,
    "word": word,
    "sha256": sha256,
    "urlencode": urlencode,
}
TESTS: dict[str, Callable[[Any], bool]] = {"python_name": python_name}


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case Set():
            return [_plain(item) for item in sorted(value, key=str)]
    return str(value)


def _python_character(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if character.isprintable():
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_character(match: re.Match[str]) -> str:
    character = match[0]
    if character.isprintable():
        return character
    pairs = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{pairs[at : at + 4]}" for at in range(0, len(pairs), 4))
