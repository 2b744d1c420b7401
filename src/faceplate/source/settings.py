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


class IndexSettings(NamedTuple):
    """What a tool is told of indexes, by its files and its variables of the environment.

    Attributes:
        indexes: Addresses that are asked before the default, the first that knows a name alone.
        default: Address of the default index; '' where none is stated.
        extras: Addresses that are asked as well as the default.
        links: Folders and pages that list files.
        no_index: Whether no index is to be asked.
        offline: What forbids the network, for messages; '' where it may be used.
        trusted: Hosts, with or without a port, whose certificate is not looked at.
        certificate: File of certificates to believe, or None for those of the system.
        proxy: Address of a proxy, or None for what the environment says.
        patience: Seconds without a byte until a host counts as unreachable; 0 if none are stated.
        keyring: Whether the command `keyring` may be asked for passwords.
        users: Address of an index to user and password that are stated apart from it.
    """

    indexes: list[str]
    default: str
    extras: list[str]
    links: list[str]
    no_index: bool = False
    offline: str = ""
    trusted: frozenset[str] = frozenset()
    certificate: str | None = None
    proxy: str | None = None
    patience: float = 0.0
    keyring: bool = False
    users: tuple[tuple[str, str, str], ...] = ()

    @property
    def first(self) -> list[str]:
        """Addresses of indexes of which the first that knows a name answers alone."""
        return [] if self.no_index else self.indexes

    @property
    def merged(self) -> list[str]:
        """Addresses of indexes that are all asked."""
        return [] if self.no_index else list(dict.fromkeys([self.default, *self.extras]))


def settings() -> IndexSettings:
    """Return what uv and pip are told together.

    Raises:
        UsageError: If one of their files cannot be read.
    """
    from faceplate.source import pip_settings, uv_settings

    uv, pip = uv_settings.settings(), pip_settings.settings()
    return uv._replace(
        default=uv.default or pip.default or PUBLIC_INDEX,
        extras=[*uv.extras, *pip.extras],
        links=list(dict.fromkeys([*uv.links, *pip.links])),
        no_index=uv.no_index or pip.no_index,
        offline="FACEPLATE_OFFLINE" if forbidden() else uv.offline,
        trusted=uv.trusted | pip.trusted,
        certificate=uv.certificate or pip.certificate,
        proxy=uv.proxy or pip.proxy,
        patience=uv.patience or pip.patience or _PATIENCE,
        keyring=uv.keyring or pip.keyring,
    )


def forbidden() -> bool:
    """Tell whether the user forbids the network: `--offline`, or `FACEPLATE_OFFLINE`."""
    return is_true(os.environ.get("FACEPLATE_OFFLINE"))


def is_true(value: object) -> bool:
    """Tell whether a setting is switched on, in any of the usual spellings."""
    if isinstance(value, str):
        return value.strip().lower() in ("1", "y", "yes", "t", "true", "on")
    return value is True


def seconds(value: object) -> float:
    """Return a number of seconds; 0 if the setting is none."""
    try:
        number = float(str(value))
    except ValueError:
        return 0.0
    return number if 0 < number < 86_400 else 0.0


def shown(address: str) -> str:
    """Return an address as it may stand in a message: without credentials and query."""
    parts = urlsplit(address)
    if not parts.netloc:
        return parts.path
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}".rstrip("/")
