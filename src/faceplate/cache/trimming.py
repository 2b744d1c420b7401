"""Drops entries that nobody has asked for in a long time, so that the cache does not grow for ever.

At most once a day, by the first run of that day that keeps something. The file system knows when an
entry was read last; where it does not say (a disk mounted without access times), the time when the
entry was written counts. An entry that is dropped too early is made again.
"""

from __future__ import annotations

import contextlib
import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = 24 * 60 * 60
LONGEST = 90 * DAY
"""So long after an entry was asked for last it is dropped."""

MOST_BYTES = 1 << 30
"""When all entries together take more than 1 GiB, those asked for longest ago are dropped."""

_LEFT = 0.75
"""What part of these bytes is left then, so that the next day does not find it full again."""

_MARK = "trimmed"
"""An empty file whose time says when entries were dropped last."""

_FETCHED = "downloads"
"""Releases, which are dropped by age and not for their size: without a network they are lost."""


def trim(folder: str, now: float | None = None) -> None:
    """Drop old entries, unless that was done in the last day.

    Args:
        folder: The cache folder.
        now: Seconds since the epoch; None for now.
    """
    now = time.time() if now is None else now
    mark = os.path.join(folder, _MARK)
    try:
        if abs(now - os.stat(mark).st_mtime) < DAY:
            return
        os.utime(mark, (now, now))
    except FileNotFoundError:
        # A new cache, or one of a former release: its entries are looked at a day from now.
        with contextlib.suppress(OSError):
            os.close(os.open(mark, os.O_WRONLY | os.O_CREAT, 0o600))
        return
    except OSError:
        return
    _drop(folder, now)


def _drop(folder: str, now: float) -> None:
    entries = sorted(_entries(folder))
    size = sum(size for _, size, path in entries if not _is_fetched(folder, path))
    most = MOST_BYTES * _LEFT if size > MOST_BYTES else size
    for used, length, path in entries:
        is_fetched = _is_fetched(folder, path)
        if now - used > LONGEST or (size > most and not is_fetched):
            with contextlib.suppress(OSError):
                os.unlink(path)
                size -= 0 if is_fetched else length


def _is_fetched(folder: str, path: str) -> bool:
    return os.path.relpath(path, folder).split(os.sep)[0] == _FETCHED


def _entries(folder: str) -> Iterator[tuple[float, int, str]]:
    """Yield when each file below a folder was used last, its size, and its path."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _entries(entry.path)
                elif entry.name != _MARK:
                    stat = entry.stat(follow_symlinks=False)
                    yield max(stat.st_atime, stat.st_mtime), stat.st_size, entry.path
    except OSError:
        return
