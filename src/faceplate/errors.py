"""The one error a user sees, and the cleaning of foreign text that goes into its line."""

from __future__ import annotations


class UsageError(Exception):
    """The call or the input could not be used; the message is one line for standard error."""


def clean(text: str) -> str:
    """Make text from files, archives or other programs safe for one line of a terminal.

    Args:
        text: Any text, lone surrogates included.

    Returns:
        The text with each control character, bidirectional control, line separator and lone
        surrogate replaced by U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join("\ufffd" if _unsafe(ord(character)) else character for character in text)


def _unsafe(code: int) -> bool:
    return (
        code < 0x20
        or 0x7F <= code < 0xA0
        or code in (0x061C, 0x200E, 0x200F, 0x2028, 0x2029)
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xD800 <= code <= 0xDFFF
    )
