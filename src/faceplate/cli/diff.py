"""`faceplate diff`: what changed from one release of a library to another."""

from __future__ import annotations

import argparse
import os
import sys

from faceplate.cli.request import Request, declare_reading, declare_report, is_empty, write
from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.compare.change import ReleaseComparison
    from faceplate.model import Manifest

_FORMATS = ("text", "markdown", "json", "github")
_LEVELS = ("breaking", "behaviour", "typing", "text", "addition")
_LARGEST = 256 * 1024 * 1024
_HEAD = 64 * 1024
"""Bytes of a file in which a descriptor names its endpoints; a manifest has its pages by then."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "old", metavar="OLD", help="the older release, its manifest as JSON, or the older app"
    )
    parser.add_argument(
        "new", metavar="NEW", help="the newer release, its manifest as JSON, or the newer app"
    )
    parser.add_argument(
        "--apps",
        action="store_true",
        help="OLD and NEW are apps: scripts, addresses, Spaces or descriptors as JSON; list what "
        "changes for their clients (default: where one of them is an address or a descriptor)",
    )
    declare_report(parser, _FORMATS)
    parser.add_argument(
        "--level",
        metavar="LEVEL",
        choices=_LEVELS,
        default=_LEVELS[-1],
        help="show only changes of this level or a worse one: breaking, behaviour, typing, text or "
        "addition (default: all)",
    )
    parser.add_argument(
        "--fail-on",
        metavar="LEVEL",
        choices=_LEVELS,
        default=_LEVELS[0],
        help="exit with 1 for changes of this level or a worse one (default: %(default)s)",
    )
    parser.add_argument(
        "--witness",
        action="store_true",
        help="below each breaking change, print a call that only the older release accepts (text "
        "format)",
    )
    declare_reading(parser)
    parser.epilog = (
        "OLD and NEW are targets, such as gradio==5.50.0, ./mylib or .@v1.2 (a folder at a "
        "revision of git), or manifests that `faceplate extract` saved."
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    if arguments.witness and arguments.format != "text":
        raise UsageError(f"--witness is for the text format; --format {arguments.format} has them")
    from faceplate.compare.change import reaches
    from faceplate.compare.reports import write as written

    targets = (arguments.old, arguments.new)
    with_apps = arguments.apps or any(map(_is_app, targets))
    comparison = _of_apps(arguments) if with_apps else _of_libraries(arguments)
    shown = comparison.at(arguments.level)
    text = written(shown, "witnesses" if arguments.witness else arguments.format)
    write(text.encode("utf-8", "replace"), arguments.output)
    return int(reaches(comparison.changes, arguments.fail_on))


def _of_libraries(arguments: argparse.Namespace) -> ReleaseComparison:
    """Return what changed between two releases of a library."""
    from faceplate.compare.components import DOUBTED, Names, compare
    from faceplate.compare.unknown import left_open

    targets = (arguments.old, arguments.new)
    releases = [_Release(arguments, target) for target in targets]
    old, new = (release.manifest for release in releases)
    if old.library.name != new.library.name:
        names = clean(f"{old.library.name} and {new.library.name}")
        print(f"faceplate: {names} are two libraries; all is new and all is gone", file=sys.stderr)
    open_line = left_open(new, (component.path for component in old.components))
    if open_line is not None:
        print(f"faceplate: {clean(open_line)}", file=sys.stderr)
    comparison = compare(old, new)
    if not any(change.kind in DOUBTED for change in comparison.changes):
        return comparison
    # Whether it came and went, or its documentation alone.
    return compare(old, new, Names(*(release.names() for release in releases)))


def _of_apps(arguments: argparse.Namespace) -> ReleaseComparison:
    """Return what changed for the clients of an app; say what reading a script left open."""
    from faceplate.api.descriptor import open_lines
    from faceplate.api.opening import Limits, open_app
    from faceplate.compare.endpoints import compare_apps

    notes: list[str] = []
    limits = Limits(cached=not arguments.no_cache)
    descriptors = [
        open_app(app, live=False, notes=notes, limits=limits, all_endpoints=True)
        for app in (arguments.old, arguments.new)
    ]
    left = [line for each in descriptors for line in open_lines(each.open or [])]
    for line in dict.fromkeys([*notes, *left]):
        print(f"faceplate: {clean(line)}", file=sys.stderr)
    if not any(each.endpoints for each in descriptors):
        raise UsageError("neither app has an endpoint to compare")
    old, new = descriptors
    return compare_apps(old, new, (arguments.old, arguments.new))


def _is_app(target: str) -> bool:
    """Return whether a target can only be an app: an address, or a descriptor as JSON."""
    if target.startswith(("http://", "https://")):
        return True
    if not target.endswith(".json") or not os.path.isfile(target):
        return False
    with open(target, "rb") as stream:
        head = stream.read(_HEAD)
    return b'"named_endpoints"' in head and b'"components"' not in head


class _Release:
    """One of two releases of a library: a target, or a manifest that was saved.

    Args:
        arguments: What the command line says.
        target: The target, or the file.

    Attributes:
        manifest: What it declares.
    """

    def __init__(self, arguments: argparse.Namespace, target: str) -> None:
        self._request: Request | None = None
        if target.endswith(".json") and os.path.isfile(target):
            self.manifest = _saved(target)
            return
        import msgspec

        from faceplate.model import Manifest

        self._request = Request(arguments, target)
        content = self._request.manifest()
        if is_empty(content):
            raise UsageError(f"{clean(target)} has nothing public to compare")
        self.manifest = msgspec.json.decode(content, type=Manifest)

    def names(self) -> set[str]:
        """Return the names that are there, with a page or without; of a saved manifest none."""
        if self._request is None:
            return set()
        import msgspec

        return set(msgspec.json.decode(self._request.names(), type=list[str]))


def _saved(file: str) -> Manifest:
    """Return a manifest that was saved.

    Raises:
        UsageError: If the file is none.
    """
    import msgspec

    from faceplate.model import FORMAT, Manifest
    from faceplate.source.given import content_of

    content = content_of(file, _LARGEST)
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise UsageError(clean(f"{file} is not a manifest: {error}")) from None
    if manifest.format != FORMAT:
        raise UsageError(clean(f"{file} has the format {manifest.format!r}, not {FORMAT!r}"))
    return manifest
