"""Which release of a library a project is written for, as its files state it.

A lock file names one release, and so does an exact requirement; other requirements allow several.
The nearest folder counts, from that of the app up to the root of the project. Nothing is run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from faceplate.source.layout import normalised

# A longer file is no list of requirements; lock files of large projects have some megabytes.
_LARGEST = 64 * 1024 * 1024
# Folders above that of the app that are looked into.
_HIGHEST = 12
# What lies in the root of a project, above which other projects lie.
_ROOTS = (".git", ".hg")
_EXACT = re.compile(r"===?\s*([A-Za-z0-9][A-Za-z0-9._+!-]*)")
# `gradio[oauth] >= 4.0 ; python_version > "3.8"`, with what follows a comment or an option left out
_LINE = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]\n]*\])?\s*([^;#\n]*)")
# The block of a script that states what it needs: `# /// script`.
_SCRIPT = re.compile(r"(?m)^# /// script\s*$\n((?:^#(?: .*)?$\n)+?)^# ///\s*$")
# The head of a page: `sdk_version: 4.16.0` between two lines of hyphens.
_HEAD = re.compile(r"\A---\s*\n(.*?)\n---\s*$", re.DOTALL | re.MULTILINE)


class Pin(NamedTuple):
    """What a file says of a release.

    Attributes:
        version: The one release that it names; None where it allows several.
        specifier: The releases that it allows, such as `>=4,<5`; '' for any.
        file: Path of the file.
    """

    version: str | None
    specifier: str
    file: str


def pin(app: str, name: str) -> Pin | None:
    """Return which release of a distribution an app is written for; None if no file says so.

    Args:
        app: Path of a file or a folder of the app.
        name: Name of the distribution.
    """
    own = _script(app, normalised(name))
    if own is not None and own.version is not None:
        return own
    allowed = own
    for folder in _folders(app):
        for file, read in _files(folder):
            content = _content(file)
            stated = read(content, normalised(name)) if content is not None else None
            if stated is None:
                continue
            match = _EXACT.fullmatch(stated.strip())
            if match:
                return Pin(match[1], stated, file)
            allowed = allowed or Pin(None, stated.strip(), file)
        if any(os.path.exists(os.path.join(folder, root)) for root in _ROOTS):
            break
    return allowed


def _folders(app: str) -> Iterator[str]:
    folder = os.path.abspath(app if os.path.isdir(app) else os.path.dirname(app) or os.curdir)
    for _ in range(_HIGHEST):
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _files(folder: str) -> Iterator[tuple[str, Callable[[str, str], str | None]]]:
    """Yield the files of a folder that may state a release, those that name one exactly first."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        if name in _LOCKS:
            yield os.path.join(folder, name), _LOCKS[name]
    for name in names:
        if name.startswith("requirements") and name.endswith((".txt", ".in")):
            yield os.path.join(folder, name), _requirements
    for name in ("pyproject.toml", "setup.cfg"):
        if name in names:
            yield os.path.join(folder, name), _PROJECTS[name]
    if "README.md" in names:
        yield os.path.join(folder, "README.md"), _space


def _content(file: str) -> str | None:
    try:
        with open(file, "rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError:
        return None
    return content.decode("utf-8", "replace") if len(content) <= _LARGEST else None


def _toml(text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def _locked(text: str, name: str) -> str | None:
    """Read the packages of uv.lock, poetry.lock, pdm.lock and pylock.toml."""
    table = _toml(text)
    packages = table.get("package") or table.get("packages") or []
    for package in packages if isinstance(packages, list) else []:
        if isinstance(package, dict) and normalised(str(package.get("name", ""))) == name:
            return f"=={package['version']}" if "version" in package else None
    return None


def _pipfile_lock(text: str, name: str) -> str | None:
    import json

    try:
        table = json.loads(text)
    except (ValueError, RecursionError):
        return None
    default = table.get("default") if isinstance(table, dict) else None
    for package, entry in default.items() if isinstance(default, dict) else ():
        if normalised(package) == name and isinstance(entry, dict):
            return str(entry.get("version", ""))
    return None


def _requirements(text: str, name: str) -> str | None:
    return _of_lines(text.splitlines(), name)


def _of_lines(lines: list[str], name: str) -> str | None:
    for line in lines:
        match = _LINE.match(line)
        if match and normalised(match[1]) == name and not match[2].lstrip().startswith("@"):
            return match[2].partition(" --")[0].strip().strip("()\\").strip()
    return None


def _pyproject(text: str, name: str) -> str | None:
    from faceplate.source.project import pyproject

    return _of_lines(list(pyproject(text.encode()).requires), name)


def _setup_cfg(text: str, name: str) -> str | None:
    from faceplate.source.project import setup_cfg

    return _of_lines(list(setup_cfg(text.encode()).requires), name)


def _space(text: str, name: str) -> str | None:
    """Read the head of the page of a space, which names its library as its `sdk`."""
    head = _HEAD.match(text)
    lines = head[1].split("\n") if head else []
    entries = {
        key.strip(): value.strip().strip("\"'")
        for key, colon, value in (line.partition(":") for line in lines)
        if colon
    }
    if normalised(entries.get("sdk", "")) != name or not entries.get("sdk_version"):
        return None
    return f"=={entries['sdk_version']}"


def _script(app: str, name: str) -> Pin | None:
    """Read what a script itself states that it needs."""
    content = _content(app) if app.endswith(".py") and os.path.isfile(app) else None
    match = _SCRIPT.search(content) if content is not None else None
    if match is None:
        return None
    table = _toml("\n".join(line[2:] for line in match[1].splitlines()))
    listed = table.get("dependencies")
    lines = [line for line in listed if isinstance(line, str)] if isinstance(listed, list) else []
    stated = _of_lines(lines, name)
    if stated is None:
        return None
    exact = _EXACT.fullmatch(stated)
    return Pin(exact[1] if exact else None, stated, app)


_LOCKS: dict[str, Callable[[str, str], str | None]] = {
    "uv.lock": _locked,
    "poetry.lock": _locked,
    "pdm.lock": _locked,
    "pylock.toml": _locked,
    "Pipfile.lock": _pipfile_lock,
}
_PROJECTS: dict[str, Callable[[str, str], str | None]] = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
}
