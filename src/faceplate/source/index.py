"""What an index of packages lists: the files of a project, by the Simple API in either form.

The API is that of PEP 503 (HTML) and PEP 691 (JSON). Pages and folders that only list files, which
pip and uv call "find links", are read as well.
"""

from __future__ import annotations

import os
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import pathname2url

from faceplate.errors import clean
from faceplate.source.settings import shown
from faceplate.source.transport import FetchError, file_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from faceplate.source.transport import Response, Transport

_JSON = "application/vnd.pypi.simple.v1+json"
_ACCEPT = f"{_JSON}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"

# The hashes that PEP 503 names and that `hashlib` has everywhere, the strongest first.
_HASHES = ("sha512", "sha384", "sha256", "sha224", "sha1", "md5")


class File(NamedTuple):
    """A file of a project, as an index lists it.

    Attributes:
        name: Its file name.
        address: Where it is.
        hashes: Name of a hash to its hexadecimal digits.
        python: The versions of Python that it is made for, as a specifier, or ''.
        yanked: Why it was withdrawn, '' if nobody says why; None if it was not.
    """

    name: str
    address: str
    hashes: dict[str, str]
    python: str = ""
    yanked: str | None = None


def files(transport: Transport, index: str, project: str) -> list[File]:
    """List the files of a project on an index.

    Args:
        transport: What fetches.
        index: Address of the index, such as `https://packages.example/simple`.
        project: Name of the project, normalised.

    Returns:
        The files, in the order of the index.

    Raises:
        NotFoundError: If the index has no such project.
        FetchError: If the index cannot be asked, or its answer cannot be read.
    """
    address = f"{index.rstrip('/')}/{project}/"
    path = file_path(address)
    if path is not None:
        address = os.path.join(path, "index.html")
    page = transport.page(address, _ACCEPT)
    if page.kind.endswith("json"):
        return list(_of_json(page))
    if page.kind in ("", "text/html") or page.kind.endswith("+html"):
        return list(_of_html(page))
    raise FetchError(clean(f"{shown(index)} answers with {page.kind[:80]}, which is not an index"))


def projects(transport: Transport, index: str) -> list[str]:
    """List the projects of an index.

    Args:
        transport: What fetches.
        index: Address of the index.

    Raises:
        FetchError: If the index cannot be asked, or does not list its projects.
    """
    address = f"{index.rstrip('/')}/"
    path = file_path(address)
    if path is not None:
        address = os.path.join(path, "index.html")
        if not os.path.isfile(address):
            return sorted(name for name in os.listdir(path) if not name.startswith("."))
    page = transport.page(address, _ACCEPT)
    if not page.kind.endswith("json"):
        return list(dict.fromkeys(_link_texts(page)))
    import json

    try:
        return [str(entry["name"]) for entry in json.loads(page.content)["projects"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise FetchError(clean(f"{shown(index)} does not list its projects")) from None


def _link_texts(page: Response) -> Iterator[str]:
    """Yield the last part of each address on a page, which is the name of a project."""
    reader = _Anchors()
    reader.feed(page.content.decode("utf-8", "replace"))
    for attributes in reader.anchors:
        name = (attributes.get("href") or "").split("#")[0].rstrip("/").rpartition("/")[2]
        if name:
            yield name


def linked(transport: Transport, place: str, project: str) -> list[File]:
    """List the files of a project in a folder, or on a page that lists files.

    Args:
        transport: What fetches.
        place: Path or address.
        project: Name of the project, normalised.

    Raises:
        FetchError: If the place cannot be read.
    """
    path = file_path(place)
    if path is not None and os.path.isdir(path):
        entries = [File(name, os.path.join(path, name), {}) for name in sorted(os.listdir(path))]
    else:
        entries = list(_of_html(transport.page(place, "text/html")))
    return [entry for entry in entries if _begins(entry.name, project)]


def _begins(file: str, project: str) -> bool:
    """Tell whether a file could be one of a project, before its name is taken apart."""
    return file.lower().replace("_", "-").replace(".", "-").startswith(f"{project}-")


def _of_json(page: Response) -> Iterator[File]:
    import json

    try:
        answer = json.loads(page.content)
        entries = answer["files"]
        for entry in entries:
            yield _of_entry(entry, page.address)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FetchError(
            clean(f"{shown(page.address)} answers with JSON that is not an index")
        ) from None


def _of_entry(entry: dict[str, Any], base: str) -> File:
    yanked = entry.get("yanked")
    reason = yanked if isinstance(yanked, str) else ""
    hashes = entry.get("hashes") or {}
    return File(
        name=str(entry["filename"]),
        address=urljoin(base, str(entry["url"])),
        hashes={str(name).lower(): str(digits).lower() for name, digits in hashes.items()},
        python=str(entry.get("requires-python") or ""),
        yanked=reason if yanked else None,
    )


def _of_html(page: Response) -> Iterator[File]:
    reader = _Anchors()
    reader.feed(page.content.decode("utf-8", "replace"))
    base = page.address
    if not page.kind:
        base = f"file:{pathname2url(os.path.abspath(file_path(base) or base))}"
    base = urljoin(base, reader.base)
    for attributes in reader.anchors:
        address, fragment = urldefrag(urljoin(base, attributes["href"]))
        name = unquote(urlsplit(address).path).rpartition("/")[2]
        kind, _, digits = fragment.partition("=")
        yield File(
            name=name,
            address=address,
            hashes={kind: digits.lower()} if kind in _HASHES else {},
            python=attributes.get("data-requires-python", ""),
            yanked=attributes.get("data-yanked"),
        )


class _Anchors(HTMLParser):
    """Collects the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.anchors: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the address of a link, or that which relative ones start from."""
        attributes = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in attributes:
            self.anchors.append(attributes)
        elif tag == "base" and not self.base:
            self.base = attributes.get("href", "")


def strongest(hashes: dict[str, str]) -> tuple[str, str] | None:
    """Return the best of the hashes that can be checked, with its digits."""
    return next(((name, hashes[name]) for name in _HASHES if name in hashes), None)
