r"""Characters that a reader cannot see, made visible.

Docstrings are written by strangers. An escape sequence can rewrite a terminal, a bidirectional
override can make code read as other code, and a character without width can hide in a name. Each
becomes the escape that Python itself would print, such as `\x1b` or `\u202e`, so that nothing is
lost and nothing acts. Joiners stay where scripts and emoji need them: between characters beyond
ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

# C0 and C1 controls but tab and line feed, line separators, bidirectional controls, surrogates,
# noncharacters, and what Unicode calls default ignorable but for variation selectors.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    "|(?<![^\x00-\x7f\u200c\u200d])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f\u200c\u200d])"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Text with `\n` as its only control character and nothing unseen in it.

    Args:
        text: Any text; line ends may be those of any system.

    Returns:
        The same text, tabs as spaces, every unseen character as its Python escape.
    """
    if text.isascii() and text.isprintable():  # most of a library
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return _UNSEEN.sub(_escape, text)


def legible(value: T) -> T:
    """A struct, list, tuple or mapping in which every text is `visible`."""
    return _mapped(value, visible)


def encodable(value: T) -> T:
    """A struct, list, tuple or mapping in which every text can be written as UTF-8."""
    return _mapped(value, lambda text: _SURROGATE.sub("\ufffd", text))


def json_escaped(document: str) -> str:
    r"""A JSON document with every unseen character of its strings as `\uXXXX`."""
    return _UNSEEN.sub(_json_escape, document)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _mapped(value: T, change: Callable[[str], str]) -> T:
    result: Any = value
    if isinstance(value, str):
        result = change(value)
    elif isinstance(value, msgspec.Struct):
        names = value.__struct_fields__
        result = type(value)(**{name: _mapped(getattr(value, name), change) for name in names})
    elif isinstance(value, list):
        result = [_mapped(item, change) for item in value]
    elif isinstance(value, tuple):
        result = tuple(_mapped(item, change) for item in value)
    elif isinstance(value, dict):
        result = {_mapped(key, change): _mapped(item, change) for key, item in value.items()}
    return result  # type: ignore[no-any-return]
