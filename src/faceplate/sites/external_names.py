"""Names that other sites explain, by the inventories that those sites offer.

An inventory is a file, which its reader has downloaded: a build asks no other machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import quote

from faceplate.cache.hashing import blake2b
from faceplate.errors import UsageError, clean
from faceplate.sites.inventory import targets
from faceplate.source.given import content_of

_LARGEST = 64 * 1024 * 1024


class ExternalNames:
    """The names of Python in some inventories, with where they are explained.

    Args:
        inventories: Address of each site, with the path of its inventory.

    Raises:
        UsageError: If a file cannot be read.
    """

    def __init__(self, inventories: Mapping[str, str] | None = None) -> None:
        self._files = [
            (address, file, content_of(file, _LARGEST))
            for address, file in (inventories or {}).items()
        ]

    def __repr__(self) -> str:
        """Return what pages depend on."""
        whole = blake2b(digest_size=16)
        for address, _, content in self._files:
            whole.update(f"{address}\0{len(content)}\0".encode() + content)
        return whole.hexdigest()

    def find(self, name: str) -> str | None:
        """Return the address where a dotted name is explained; of several sites the first."""
        return self._addresses.get(name)

    @cached_property
    def _addresses(self) -> dict[str, str]:
        addresses: dict[str, str] = {}
        for address, file, content in self._files:
            found = list(targets(content))
            if not found:
                raise UsageError(clean(f"{file} is no inventory, or has no name of Python"))
            for name, uri in found:
                # Some names hold what no address may, such as spaces or brackets.
                place = quote(uri, safe="/#?=&%.-_~:,;+@!$'()*")
                addresses.setdefault(name, f"{address.rstrip('/')}/{place}")
        return addresses
