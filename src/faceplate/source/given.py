"""Files that a user names beside targets: saved manifests, histories, lists of targets."""

from __future__ import annotations

from faceplate.errors import UsageError, clean


def content_of(file: str, most: int) -> bytes:
    """Return the content of a file.

    Args:
        file: Its path.
        most: How many bytes it may have.

    Raises:
        UsageError: If it cannot be read, or has more.
    """
    try:
        with open(file, "rb") as stream:
            content = stream.read(most + 1)
    except OSError as error:
        raise UsageError(clean(f"{file} cannot be read: {error.strerror or error}")) from None
    if len(content) > most:
        raise UsageError(clean(f"{file} is larger than {most >> 20} MB"))
    return content
