"""What `conf.py` may say, and what it says of the libraries to document.

Each value is checked once, before anything is read, so that a mistake is one line that names the
value and what it can be.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.errors import ConfigError

from faceplate.configuration import defaults
from faceplate.errors import UsageError
from faceplate.facts.environment import stated as stated_for
from faceplate.options import ReadingOptions
from faceplate.sites.arrangement import Arrangement, arrangement
from faceplate.sites.library import style
from faceplate.sites.related_options import RelatedOptions

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


VALUES: dict[str, tuple[object, tuple[type, ...]]] = {
    "targets": ([], (list, tuple, str)),
    "search_path": (None, (list, tuple, str, type(None))),
    "dialect": (None, (str, type(None))),
    "docstring_style": (None, (str, type(None))),
    "python_version": (None, (str, type(None))),
    "platform": (None, (str, type(None))),
    "include": ([], (list, tuple, str)),
    "exclude": ([], (list, tuple, str)),
    "groups": ({}, (dict,)),
    "only_groups": (False, (bool,)),
    "order": (None, (str, type(None))),
    "leave_out": ([], (list, tuple, str)),
    "pages": (None, (str, type(None))),
    "source_url": (None, (str, type(None))),
    "event_arguments": ("shared", (str,)),
    "related": ([], (list, tuple, str)),
    "related_url": ("", (str,)),
    "history": (False, (bool, str, dict)),
    "check": (False, (bool, list, tuple)),
}
"""Each value without `faceplate_` before it: what it is by itself, and of which types it can be."""

_OF_A_BUILD = {"check", "pages"}
"""Values that change no page."""


class SphinxOptions(NamedTuple):
    """What `conf.py` says.

    Attributes:
        targets: What to read; paths are absolute.
        search_path: Where import names are looked for; None for the current environment.
        reading: How to read each library.
        arrangement: Which components are shown, and in which order.
        leave_out: Titles of sections that are not shown.
        pages: Folder of the pages to make, below the folder of the sources; None for none.
        source_url: Address of a source file, with `{file}`, `{line}` and `{end_line}` in it.
        shared_arguments: Whether event arguments that all listeners take are explained once, where
            `events` shows the matrix of the library.
        related: Where guides and demos are.
        history: Path of a file with the history of the library, or of each by its import name;
            True to read it from the index.
        check: Rules that findings are reported of; None for no check.
    """

    targets: list[str]
    search_path: list[str] | None
    reading: ReadingOptions
    arrangement: Arrangement
    leave_out: tuple[str, ...]
    pages: str | None
    source_url: str | None
    shared_arguments: bool
    related: RelatedOptions
    history: bool | str | dict[str, str]
    check: tuple[str, ...] | None


def declare(app: Sphinx) -> None:
    """Declare the values."""
    for name, (usual, types) in VALUES.items():
        app.add_config_value(
            f"faceplate_{name}", usual, "" if name in _OF_A_BUILD else "env", types=list(types)
        )


def options(config: Config, folder: str) -> SphinxOptions:
    """Read the values.

    Args:
        config: What `conf.py` says.
        folder: The folder that it stands in; `[tool.faceplate]` of a `pyproject.toml` there or
            above gives defaults.

    Raises:
        ConfigError: If a value cannot be used.
    """
    stated = {name: getattr(config, f"faceplate_{name}") for name in VALUES}
    try:
        usual = defaults(folder)
        chosen = arrangement(stated)
    except UsageError as error:
        raise ConfigError(f"faceplate_{error}") from None
    search_path = _texts(stated, "search_path") or list(usual.get("search_path") or [])
    try:
        docstrings = style(stated["docstring_style"] or _one(usual, "docstring_style"))
    except UsageError as error:
        raise ConfigError(f"faceplate_docstring_style: {error}") from None
    given = [stated[name] or _one(usual, name) for name in ("python_version", "platform")]
    dialect = stated["dialect"] or _one(usual, "dialect")
    try:
        stated_for(*given)
    except UsageError as error:
        raise ConfigError(f"faceplate_python_version, faceplate_platform: {error}") from None
    reading = ReadingOptions(dialect, docstrings, None, *given)
    check = stated["check"]
    return SphinxOptions(
        targets=[_placed(folder, one) for one in _texts(stated, "targets")],
        search_path=[os.path.join(folder, one) for one in search_path] or None,
        reading=reading,
        arrangement=chosen,
        leave_out=tuple(one.lower() for one in _texts(stated, "leave_out")),
        pages=_folder(stated["pages"]),
        source_url=_address(stated["source_url"]),
        shared_arguments=_is_shared(stated["event_arguments"]),
        related=RelatedOptions(
            tuple(os.path.join(folder, one) for one in _texts(stated, "related")),
            folder,
            stated["related_url"],
        ),
        history=_history(folder, stated["history"]),
        check=None if check is False else () if check is True else tuple(check),
    )


def _is_shared(stated: str) -> bool:
    if stated not in ("shared", "full"):
        raise ConfigError(f"faceplate_event_arguments: {stated!r} is none of shared, full")
    return stated == "shared"


def _history(folder: str, stated: bool | str | dict[str, Any]) -> bool | str | dict[str, str]:
    if isinstance(stated, str):
        return os.path.join(folder, stated)
    if isinstance(stated, dict):
        if not all(isinstance(file, str) for file in stated.values()):
            raise ConfigError("faceplate_history: give a file for each library")
        return {name: os.path.join(folder, file) for name, file in stated.items()}
    return stated


def _texts(stated: Mapping[str, Any], name: str) -> list[str]:
    value = stated[name] or []
    texts = [value] if isinstance(value, str) else list(value)
    if not all(isinstance(one, str) for one in texts):
        raise ConfigError(f"faceplate_{name}: give a list of texts")
    return texts


def _one(usual: Mapping[str, str | list[str]], name: str) -> str | None:
    value = usual.get(name)
    return value if isinstance(value, str) else None


def _placed(folder: str, target: str) -> str:
    """Give a path from the folder of `conf.py`; an import name, or a release, is not a path."""
    path = os.path.join(folder, target)
    return target if target.isidentifier() or not os.path.exists(path) else os.path.abspath(path)


def _folder(stated: str | None) -> str | None:
    if not stated:
        return None
    parts = stated.replace("\\", "/").strip("/").split("/")
    if os.path.isabs(stated) or ".." in parts:
        raise ConfigError(f"faceplate_pages: {stated!r} is not a folder below that of the sources")
    return "/".join(part for part in parts if part not in ("", "."))


def _address(stated: str | None) -> str | None:
    if stated is None:
        return None
    try:
        made = stated.format(file="file.py", line=1, end_line=2)
    except (KeyError, IndexError, ValueError):
        made = ""
    if not made.startswith(("https://", "http://")):
        raise ConfigError(
            f"faceplate_source_url: {stated!r} is not a web address with {{file}}, {{line}} and "
            "{end_line} in it"
        )
    return stated
