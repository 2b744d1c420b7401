"""Where the guides and demos of a library are; what reads them is imported where there are any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class RelatedOptions(NamedTuple):
    """Where the guides of a library are, and how a page leads to them.

    Attributes:
        folders: Folders and files with guides and demos; absolute paths.
        home: The folder that paths in `url` are relative to.
        url: Address of a guide that is no page of the site, with `{file}` in it; may be empty.
        addresses: Absolute path of a guide that is a page of the site, to its address in the site.
    """

    folders: tuple[str, ...] = ()
    home: str = ""
    url: str = ""
    addresses: Mapping[str, str] = {}
