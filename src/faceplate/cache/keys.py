"""Keys of entries: digests of all that an entry depends on and that is known beforehand."""

from __future__ import annotations

from faceplate.cache.hashing import blake2b

_KEY_BYTES = 20
"""Long enough that no two of all the files and options in the world share a key."""


def key(*parts: bytes | str) -> str:
    """Return the key of an entry.

    Args:
        parts: What the entry depends on. Each is hashed with its length, so that `"a", "bc"` and
            `"ab", "c"` give two keys.

    Returns:
        40 hexadecimal digits.
    """
    digest = blake2b(digest_size=_KEY_BYTES)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()
