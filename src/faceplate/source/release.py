"""Fetches the wheel of a release, `name==version`, into the cache.

pip does it, since pip knows the indexes, proxies and credentials of whoever runs it. It is only
asked to download, and only wheels: building an sdist would run its code. The text of the user
becomes one argument of the command, and only after it was found to be a name and a version and
nothing else, because pip also takes options, paths and addresses there.

A release never changes, so what is in the cache is used without asking an index. A wheel is
downloaded into a folder of its own and moved at the end: two runs at once, or one that is stopped,
leave no half of a file under the final name.
"""

from __future__ import annotations

import os
import subprocess
import sys

from faceplate.errors import UsageError, clean
from faceplate.source.layout import normalised

#: Seconds that pip may take in all.
TIMEOUT = 600

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_NAME = _LETTERS | frozenset("-_.")
_VERSION = _LETTERS | frozenset("-_.+!")

# Longer than the longest name on any index; keeps the folder's name within what disks allow.
_CHARACTERS = 100


def fetch(release: str, cache: str | None = None) -> str:
    """Finds the wheel of a release in the cache, or downloads it.

    Args:
        release: `name==version`.
        cache: The cache folder; None for the usual place.

    Returns:
        Path of the wheel.

    Raises:
        UsageError: If the text is no release, there is no wheel of it, or pip cannot get it.
    """
    name, version = _parsed(release)
    if cache is None:
        from faceplate.cache.folder import cache_folder

        cache = cache_folder()
    folder = os.path.join(cache, "downloads", f"{normalised(name)}-{version.lower()}")
    wheel = _wheel(folder)
    return wheel if wheel is not None else _downloaded(f"{name}=={version}", folder)


def _parsed(release: str) -> tuple[str, str]:
    name, _, version = (part.strip() for part in release.partition("=="))
    if "[" in name and name.endswith("]"):
        plain = name.partition("[")[0]
        raise UsageError(clean(f"{release}: leave out the extras and write {plain}=={version}"))
    if version.endswith(".*"):
        raise UsageError(clean(f"{release}: name one release, not a range"))
    for text, allowed, what in ((name, _NAME, "name"), (version, _VERSION, "version")):
        is_plain = text[:1] in _LETTERS and text[-1:] in _LETTERS and allowed.issuperset(text)
        if not is_plain or len(text) > _CHARACTERS:
            raise UsageError(
                clean(f"{release}: the {what} is not that of a release; write name==version")
            )
    return name, version


def _wheel(folder: str) -> str | None:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".whl"))
    except OSError:
        return None
    paths = (os.path.join(folder, name) for name in names)
    return next((path for path in paths if os.path.isfile(path)), None)


def _downloaded(release: str, folder: str) -> str:
    import shutil
    import tempfile

    if sys.stderr.isatty():
        print(f"faceplate: fetching {release}", file=sys.stderr)
    above = os.path.dirname(folder)
    try:
        os.makedirs(above, exist_ok=True)
        # Beside the final folder, so that moving the file is one step of the same disk.
        passing = tempfile.mkdtemp(prefix=".fetching-", dir=above)
    except OSError as error:
        raise UsageError(
            clean(
                f"{release}: the cache cannot be written: {error.strerror}: {above}; "
                "set FACEPLATE_CACHE to a folder that can"
            )
        ) from None
    try:
        _download(release, passing)
        wheel = _wheel(passing)
        if wheel is None:
            raise UsageError(clean(f"{release}: pip downloaded no wheel"))
        os.makedirs(folder, exist_ok=True)
        final = os.path.join(folder, os.path.basename(wheel))
        os.replace(wheel, final)
        return final
    except OSError as error:
        raise UsageError(
            clean(f"{release}: cannot be kept in the cache: {error.strerror}: {folder}")
        ) from None
    finally:
        shutil.rmtree(passing, ignore_errors=True)


def command(release: str, folder: str) -> list[str]:
    """Makes the command that downloads the wheel of a release.

    Args:
        release: `name==version`, checked.
        folder: Where to put the wheel.

    Returns:
        The arguments; no shell is needed.
    """
    return [
        sys.executable,
        "-P",  # a `pip.py` in the current folder is somebody's code, not pip
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar=off",
        "--dest",
        folder,
        "--",
        release,
    ]


def _download(release: str, folder: str) -> None:
    try:
        done = subprocess.run(
            command(release, folder),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UsageError(f"{release}: pip took more than {TIMEOUT} seconds; try again") from None
    except OSError as error:
        raise UsageError(clean(f"{release}: pip cannot be run: {error.strerror}")) from None
    if done.returncode == 0:
        return
    said = done.stderr.splitlines()
    if any(line.rstrip().endswith("No module named pip") for line in said):
        raise UsageError(
            clean(f"{release}: there is no pip for {sys.executable}; give a wheel file instead")
        )
    errors = [line.partition("ERROR:")[2].strip() for line in said if line.startswith("ERROR:")]
    reason = (errors or [line.strip() for line in said if line.strip()] or ["no message"])[-1][:300]
    if "No matching distribution" in reason:
        # pip says the same whether a release has no wheel, does not exist, or cannot be asked for.
        if any("Retrying" in line for line in said):
            raise UsageError(clean(f"{release}: the package index cannot be reached; try again"))
        raise UsageError(
            clean(
                f"{release}: pip finds no wheel ({reason}); if there is an sdist, download it "
                "yourself and give the file, as making a wheel of it would run its code"
            )
        )
    raise UsageError(clean(f"{release}: pip failed: {reason}"))
