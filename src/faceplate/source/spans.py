"""Parts of files over HTTP: how one is asked for, and whether the answer is that part.

A host may leave the question out and send the whole file, or send another part than it says. So its
answer is believed only where it names the very bytes that were asked for (RFC 9110, section 14).
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# `bytes 100-199/31374795`; numbers of more digits are those of no file.
_CONTENT_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})")


def span(start: int, length: int) -> str:
    """Return the value of the header `Range`.

    Args:
        start: Where the part begins; negative for the last bytes, however many there are.
        length: Bytes of the part; not looked at where `start` is negative.
    """
    return f"bytes={start}" if start < 0 else f"bytes={start}-{start + length - 1}"


def whole_size(headers: Mapping[str, str], asked: str, length: int) -> int | None:
    """Return bytes of the whole file, as the answer states them.

    Args:
        headers: Those of the answer.
        asked: What `span` returned for the question.
        length: Bytes of the part that was asked for.

    Returns:
        The size; None if the answer is not that part, up to the end of the file, as it is.
    """
    if headers.get("Content-Encoding", "identity") not in ("", "identity"):
        return None
    stated = _CONTENT_RANGE.fullmatch(headers.get("Content-Range", "").strip())
    if stated is None:
        return None
    start, end, size = map(int, stated.groups())
    first = asked.removeprefix("bytes=").partition("-")[0]
    expected = int(first) if first else max(size - length, 0)
    is_part = start == expected and end == min(start + length, size) - 1 and start <= end
    return size if is_part else None
