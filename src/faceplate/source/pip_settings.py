"""What pip is told of indexes: its files, in the order in which it reads them, and `PIP_*`.

pip itself need not be there. A file further down the list overrides one above it, the section of a
command overrides `[global]` of any file, and a variable of the environment overrides every file.
"""

from __future__ import annotations

import os
import sys

from faceplate.source.settings import IndexOptions, is_true, seconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# The sections that say how packages are fetched; the later one counts.
_SECTIONS = ("global", "install", "download")


def options() -> IndexOptions:
    """Return what pip is told."""
    values = _values()
    trusted = frozenset(values.get("trusted-host", "").split())
    return IndexOptions(
        indexes=[],
        default=values.get("index-url") or values.get("pypi-url"),
        extras=values.get("extra-index-url", "").split(),
        links=values.get("find-links", "").split(),
        no_index=is_true(values.get("no-index")),
        trusted=trusted,
        certificate=values.get("cert"),
        proxy=values.get("proxy"),
        patience=seconds(values.get("timeout") or values.get("default-timeout")),
        keyring=values.get("keyring-provider") == "subprocess",
    )


def _values() -> dict[str, str]:
    """Read the options that are set, under the names of pip's own options."""
    import configparser

    parsers = []
    for file in _files():
        parser = configparser.RawConfigParser()
        try:
            parser.read(file, encoding="utf-8")
        except (configparser.Error, UnicodeDecodeError):
            continue  # pip itself says so at each call
        parsers.append(parser)
    values: dict[str, str] = {}
    for section in _SECTIONS:
        for parser in parsers:
            if parser.has_section(section):
                values.update(
                    (name.replace("_", "-"), text) for name, text in parser.items(section)
                )
    for name, text in os.environ.items():
        if name.startswith("PIP_") and text:
            values[name[4:].lower().replace("_", "-")] = text
    return values


def _files() -> Iterator[str]:
    chosen = os.environ.get("PIP_CONFIG_FILE")
    if chosen == os.devnull:
        return
    yield from _files_of_machine()
    # A file that is named takes the place of the user's own.
    if not (chosen and os.path.exists(chosen)):
        yield from _files_of_user()
    name = "pip.ini" if os.name == "nt" else "pip.conf"
    yield os.path.join(sys.prefix, name)
    if chosen:
        yield chosen


def _files_of_machine() -> Iterator[str]:
    if os.name == "nt":
        yield os.path.join(os.environ.get("PROGRAMDATA", "C:\\ProgramData"), "pip", "pip.ini")
    elif sys.platform == "darwin":
        yield "/Library/Application Support/pip/pip.conf"
    else:
        folders = os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
        yield from (os.path.join(folder, "pip", "pip.conf") for folder in folders.split(":"))
        yield "/etc/pip.conf"


def _files_of_user() -> Iterator[str]:
    home = os.path.expanduser("~")
    if os.name == "nt":
        yield os.path.join(home, "pip", "pip.ini")
        yield os.path.join(os.environ.get("APPDATA", home), "pip", "pip.ini")
        return
    yield os.path.join(home, ".pip", "pip.conf")
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    own = os.path.join(home, "Library", "Application Support")
    if sys.platform == "darwin" and os.path.isdir(os.path.join(own, "pip")):
        config = own
    yield os.path.join(config, "pip", "pip.conf")
