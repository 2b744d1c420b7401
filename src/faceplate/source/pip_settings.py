"""What pip is told of indexes: its files, in the order in which it reads them, and `PIP_*`.

pip itself need not be there. A file further down the list overrides one above it, the section of a
command overrides `[global]` of any file, and a variable of the environment overrides every file.
"""

from __future__ import annotations

import os
import sys

from faceplate.source.settings import IndexSettings, is_true, seconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# The sections that say how packages are fetched; the later one counts.
_SECTIONS = ("global", "install", "download")


def settings() -> IndexSettings:
    """Return what pip is told."""
    values = _values()
    return IndexSettings(
        indexes=[],
        default=values.get("index-url") or values.get("pypi-url") or "",
        extras=values.get("extra-index-url", "").split(),
        links=values.get("find-links", "").split(),
        no_index=is_true(values.get("no-index")),
        trusted=frozenset(values.get("trusted-host", "").split()),
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
    from platformdirs import PlatformDirs

    chosen = os.environ.get("PIP_CONFIG_FILE")
    if chosen == os.devnull:
        return
    file = "pip.ini" if os.name == "nt" else "pip.conf"
    folders = PlatformDirs("pip", appauthor=False, roaming=True, multipath=True)
    is_mac = sys.platform == "darwin"
    machine = folders.site_data_dir if is_mac else folders.site_config_dir
    yield from (os.path.join(folder, file) for folder in machine.split(os.pathsep))
    if os.name != "nt" and not is_mac:
        yield "/etc/pip.conf"
    # A file that is named takes the place of the user's own.
    if not (chosen and os.path.exists(chosen)):
        home = os.path.expanduser("~")
        yield os.path.join(home, "pip" if os.name == "nt" else ".pip", file)
        own = folders.user_config_dir
        yield os.path.join(own if os.path.isdir(own) else f"{home}/.config/pip", file)
    yield os.path.join(sys.prefix, file)
    if chosen:
        yield chosen
