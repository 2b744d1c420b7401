"""Where releases are fetched from, as pip and uv are configured on this machine.

What uv is told counts before what pip is told, and both count: whoever has set up one of them
expects that a release is found where that tool finds it. Both write credentials into addresses, so
an address never goes into a message as it stands; `shown` gives the form that may.
"""

from __future__ import annotations

import os
from typing import NamedTuple
from urllib.parse import urlsplit

PUBLIC_INDEX = "https://pypi.org/simple"

# Seconds without a byte until an index counts as unreachable; what pip waits by default.
_PATIENCE = 15.0


class IndexOptions(NamedTuple):
    """What one tool is told, from its files and its variables of the environment.

    Attributes:
        indexes: Addresses that are asked before the default, the first that knows a name alone.
        default: Address of the default index, or None where none is stated.
        extras: Addresses that are asked as well as the default.
        links: Folders and pages that list files.
        no_index: Whether no index is to be asked.
        offline: Whether the network is not to be used.
        trusted: Hosts, with or without a port, whose certificate is not looked at.
        certificate: File of certificates to believe, or None for those of the system.
        proxy: Address of a proxy, or None for what the environment says.
        patience: Seconds without a byte until a host counts as unreachable, or None.
        keyring: Whether the command `keyring` may be asked for passwords.
        users: Address of an index to user and password that are stated apart from it.
    """

    indexes: list[str]
    default: str | None
    extras: list[str]
    links: list[str]
    no_index: bool = False
    offline: bool = False
    trusted: frozenset[str] = frozenset()
    certificate: str | None = None
    proxy: str | None = None
    patience: float | None = None
    keyring: bool = False
    users: tuple[tuple[str, str, str], ...] = ()


class IndexSettings(NamedTuple):
    """Where releases are fetched from, and how.

    Attributes:
        first: Addresses of indexes of which the first that knows a name answers alone.
        merged: Addresses of indexes that are all asked.
        links: Folders and pages that list files.
        offline: What forbids the network, for messages; None where it may be used.
        trusted: Hosts, with or without a port, whose certificate is not looked at.
        certificate: File of certificates to believe, or None for those of the system.
        proxy: Address of a proxy, or None for what the environment says.
        patience: Seconds without a byte until a host counts as unreachable.
        keyring: Whether the command `keyring` may be asked for passwords.
        users: Address of an index to user and password that are stated apart from it.
    """

    first: list[str]
    merged: list[str]
    links: list[str]
    offline: str | None
    trusted: frozenset[str]
    certificate: str | None
    proxy: str | None
    patience: float
    keyring: bool
    users: tuple[tuple[str, str, str], ...]


def settings() -> IndexSettings:
    """Return what uv and pip are told together.

    Raises:
        UsageError: If one of their files cannot be read.
    """
    from faceplate.source import pip_settings, uv_settings

    uv, pip = uv_settings.options(), pip_settings.options()
    offline = "FACEPLATE_OFFLINE" if forbidden() else "uv's setting `offline`"
    no_index = uv.no_index or pip.no_index
    default = uv.default or pip.default or PUBLIC_INDEX
    merged = list(dict.fromkeys([default, *uv.extras, *pip.extras]))
    return IndexSettings(
        first=[] if no_index else uv.indexes,
        merged=[] if no_index else merged,
        links=list(dict.fromkeys([*uv.links, *pip.links])),
        offline=offline if uv.offline or forbidden() else None,
        trusted=uv.trusted | pip.trusted,
        certificate=uv.certificate or pip.certificate,
        proxy=uv.proxy or pip.proxy,
        patience=uv.patience or pip.patience or _PATIENCE,
        keyring=uv.keyring or pip.keyring,
        users=uv.users,
    )


def forbidden() -> bool:
    """Tell whether the user forbids the network: `--offline`, or `FACEPLATE_OFFLINE`."""
    return is_true(os.environ.get("FACEPLATE_OFFLINE"))


def is_true(value: object) -> bool:
    """Tell whether a setting is switched on, in any of the usual spellings."""
    if isinstance(value, str):
        return value.strip().lower() in ("1", "y", "yes", "t", "true", "on")
    return value is True


def seconds(value: object) -> float | None:
    """Return a number of seconds; None if the setting is none."""
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if 0 < number < 86_400 else None


def shown(address: str) -> str:
    """Return an address as it may stand in a message: without credentials and query."""
    parts = urlsplit(address)
    if not parts.netloc:
        return parts.path
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}".rstrip("/")
