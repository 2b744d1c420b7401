"""What uv is told of indexes: its files and `UV_*`.

uv reads one file of the project (the nearest `uv.toml`, else `[tool.uv]` of a `pyproject.toml`),
one of the user and one of the machine; the nearest counts, and lists are put together. Variables
of the environment come before them all. uv itself need not be there.
"""

from __future__ import annotations

import os
import re
from typing import Any

from faceplate.errors import UsageError, clean
from faceplate.source.settings import IndexSettings, is_true, seconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# A longer file is no settings.
_LARGEST = 4 * 1024 * 1024

# `corp=https://...`: an index may be given a name in a variable of the environment.
_NAMED = re.compile(r"([A-Za-z0-9_.-]+)=(?=\w+:)")


def settings() -> IndexSettings:
    """Return what uv is told.

    Raises:
        UsageError: If a file of uv is not TOML.
    """
    environment = os.environ
    named: list[tuple[str, str]] = []
    default = environment.get("UV_DEFAULT_INDEX") or environment.get("UV_INDEX_URL")
    name, default = _named(default or "")
    if default:
        named.append((name, default))
    indexes = [_named(text) for text in environment.get("UV_INDEX", "").split()]
    extras = environment.get("UV_EXTRA_INDEX_URL", "").split()
    links = [text for text in environment.get("UV_FIND_LINKS", "").split(",") if text]
    tables = list(_tables())
    for table, folder in tables:
        for index in _dicts(table.get("index")):
            entry = (str(index.get("name") or ""), _located(str(index.get("url") or ""), folder))
            if index.get("default") is True:
                default = default or entry[1]
                named.append(entry)
            elif index.get("explicit") is not True:
                indexes.append(entry)
        stated = _text(table, "index-url")
        default = default or (_located(stated, folder) if stated else "")
        extras += [_located(text, folder) for text in _texts(table.get("extra-index-url"))]
        links += [_located(text, folder) for text in _texts(table.get("find-links"))]
    users = tuple(_users([*indexes, *named]))
    return IndexSettings(
        # uv asks the ones of the old option, too, before the default.
        indexes=list(dict.fromkeys([*(address for _, address in indexes if address), *extras])),
        default=default,
        extras=[],
        links=links,
        no_index=_switched(tables, "no-index", "UV_NO_INDEX"),
        offline="uv's setting `offline`" if _switched(tables, "offline", "UV_OFFLINE") else "",
        trusted=frozenset(_trusted(tables)),
        certificate=environment.get("SSL_CERT_FILE"),
        patience=seconds(environment.get("UV_HTTP_TIMEOUT")),
        keyring="subprocess"
        in (
            environment.get("UV_KEYRING_PROVIDER"),
            *(_text(table, "keyring-provider") for table, _ in tables),
        ),
        users=users,
    )


def _named(text: str) -> tuple[str, str]:
    match = _NAMED.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _users(named: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Return the credentials that are stated for indexes by their names."""
    for name, address in named:
        prefix = f"UV_INDEX_{re.sub(r'[^A-Z0-9]', '_', name.upper())}_"
        user = os.environ.get(f"{prefix}USERNAME")
        password = os.environ.get(f"{prefix}PASSWORD")
        if name and (user or password):
            yield address, user or "", password or ""


def _trusted(tables: list[tuple[dict[str, Any], str]]) -> Iterator[str]:
    yield from os.environ.get("UV_INSECURE_HOST", "").split()
    for table, _ in tables:
        yield from _texts(table.get("allow-insecure-host"))


def _switched(tables: list[tuple[dict[str, Any], str]], key: str, variable: str) -> bool:
    if variable in os.environ:
        return is_true(os.environ[variable])
    return next((table[key] is True for table, _ in tables if key in table), False)


def _tables() -> Iterator[tuple[dict[str, Any], str]]:
    """Return the tables of uv's files, the nearest first, each with the folder of its file."""
    chosen = os.environ.get("UV_CONFIG_FILE")
    if chosen:
        files = [chosen]
    elif is_true(os.environ.get("UV_NO_CONFIG")):
        files = []
    else:
        files = [*_file_of_project(), *_files_of_machine()]
    for file in files:
        table = _table(file)
        if table:
            # What is meant for `uv pip` only is what stands nearest to reading a package.
            pip = table.get("pip")
            yield {**table, **(pip if isinstance(pip, dict) else {})}, os.path.dirname(file)


def _file_of_project() -> Iterator[str]:
    folder = os.getcwd()
    while True:
        for name in ("uv.toml", "pyproject.toml"):
            file = os.path.join(folder, name)
            if os.path.isfile(file) and _table(file):
                yield file
                return
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


def _files_of_machine() -> Iterator[str]:
    home = os.path.expanduser("~")
    if os.name == "nt":
        yield os.path.join(os.environ.get("APPDATA", home), "uv", "uv.toml")
        yield os.path.join(os.environ.get("PROGRAMDATA", "C:\\ProgramData"), "uv", "uv.toml")
        return
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    yield os.path.join(config, "uv", "uv.toml")
    folders = (os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":")
    for file in (*(os.path.join(folder, "uv", "uv.toml") for folder in folders), "/etc/uv/uv.toml"):
        if os.path.isfile(file):
            yield file
            return


def _table(file: str) -> dict[str, Any]:
    import tomllib

    try:
        with open(file, "rb") as stream:
            content = stream.read(_LARGEST)
    except OSError:
        return {}
    is_project = os.path.basename(file) == "pyproject.toml"
    if is_project and b"tool" not in content:
        return {}
    try:
        table: Any = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        if is_project:
            return {}
        raise UsageError(clean(f"{file}: not TOML: {error}")) from None
    for key in ("tool", "uv") if is_project else ():
        table = table.get(key) if isinstance(table, dict) else None
    return table if isinstance(table, dict) else {}


def _located(text: str, folder: str) -> str:
    """Take a path in a file of settings from the folder of that file."""
    return text if ":" in text else os.path.normpath(os.path.join(folder, text))


def _text(table: dict[str, Any], key: str) -> str | None:
    value = table.get(key)
    return value if isinstance(value, str) else None


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _dicts(value: object) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
