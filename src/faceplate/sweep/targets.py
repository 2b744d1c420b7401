"""What a sweep goes through: the targets that the words of a list stand for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from faceplate.errors import UsageError, clean
from faceplate.source.given import content_of

_INDEX, _RELEASES = "index:", "releases:"
_ARCHIVES = (".whl", ".tar.gz", ".tgz", ".zip")
_PROJECT = ("pyproject.toml", "setup.py", "setup.cfg", "__init__.py")
_LARGEST = 64 * 1024 * 1024

# `name==1.0`, with extras, markers, hashes and a comment that are left out; or a name alone.
_REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?:===?\s*(?P<version>[^\s;,\\#]+))?"
    r"\s*(?:[;\\#].*)?"
)


class SweepTarget(msgspec.Struct, frozen=True):
    """One target of a sweep.

    Attributes:
        name: What is opened: a path, or `name==version`; a bare name stands for the package of that
            name in the environment, else for its newest release.
        before: The release before it, which it is compared with; None for none.
    """

    name: str
    before: str | None = None


def targets(words: Iterable[str]) -> list[SweepTarget]:
    """Return the targets that a list names, each once, in its order.

    Args:
        words: Names, paths, files with a target a line, lock files, folders of targets,
            `index:PATTERN` for every project of that name on the index, and `releases:NAME` for
            every final release of one.

    Raises:
        UsageError: If a word stands for nothing.
    """
    unique: dict[str, SweepTarget] = {}
    for word in words:
        count = 0
        for target in _of_word(word):
            count += 1
            unique.setdefault(target.name, target)
        if not count:
            raise UsageError(clean(f"{word}: no target in it"))
    return list(unique.values())


def _of_word(word: str) -> Iterator[SweepTarget]:
    if word.startswith(_INDEX):
        from faceplate.source.fetching import projects

        yield from map(SweepTarget, projects(word.removeprefix(_INDEX)))
    elif word.startswith(_RELEASES):
        yield from _releases(word.removeprefix(_RELEASES))
    elif os.path.isdir(word):
        yield from _of_folder(word)
    elif os.path.isfile(word) and not word.lower().endswith((*_ARCHIVES, ".py", ".pyi")):
        yield from _of_file(word)
    else:
        yield SweepTarget(word)


def _releases(name: str) -> Iterator[SweepTarget]:
    from faceplate.source.fetching import releases

    before = None
    for candidate in releases(name):
        release = f"{name}=={candidate.version}"
        yield SweepTarget(release, before)
        before = release


def _of_folder(folder: str) -> Iterator[SweepTarget]:
    """Yield a project, or the projects and archives in a folder."""
    if any(os.path.exists(os.path.join(folder, file)) for file in _PROJECT):
        yield SweepTarget(folder)
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir() or entry.name.lower().endswith(_ARCHIVES):
            yield SweepTarget(entry.path)


def _of_file(file: str) -> Iterator[SweepTarget]:
    """Yield the targets in a list, in a file of requirements or in a lock file."""
    content = content_of(file, _LARGEST)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise UsageError(clean(f"{file} is no list: it is not UTF-8")) from None
    yield from _locked(file, text) if file.endswith((".lock", ".toml")) else _listed(file, text)


def _locked(file: str, text: str) -> Iterator[SweepTarget]:
    """Yield the releases of a lock file: that of uv or Poetry, or a `pylock.toml`."""
    import tomllib

    try:
        content: Any = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(clean(f"{file} is not TOML: {error}")) from None
    packages = content.get("package") or content.get("packages")
    for package in packages if isinstance(packages, list) else ():
        if not isinstance(package, dict):
            continue
        name, version = package.get("name"), package.get("version")
        source = package.get("source")
        # The project itself, and what comes from a folder of the machine that wrote the file.
        is_local = isinstance(source, dict) and not {"editable", "virtual", "directory"}.isdisjoint(
            source
        )
        if isinstance(name, str) and isinstance(version, str) and not is_local:
            yield SweepTarget(f"{name}=={version}")


def _listed(file: str, text: str) -> Iterator[SweepTarget]:
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith(("#", "-")):
            continue  # a comment, or an option of pip such as `--hash=...`
        match = _REQUIREMENT.fullmatch(line)
        if match is not None:
            version = match["version"]
            yield SweepTarget(f"{match['name']}=={version}" if version else match["name"])
        elif line.startswith((_INDEX, _RELEASES)) or os.path.exists(line):
            yield from _of_word(line)
        else:
            raise UsageError(
                clean(f"{file}:{number}: {line[:80]}: neither a target nor an exact release")
            )
