"""`faceplate diff`: what changed from one release of a library to another."""

from __future__ import annotations

import argparse
import os
import sys

from faceplate.cli.request import Request, declare_reading, is_empty, write
from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.model import Manifest

_FORMATS = ("text", "markdown", "json", "github")
_LEVELS = ("breaking", "behaviour", "typing", "text", "addition")
_LARGEST = 256 * 1024 * 1024


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("old", metavar="OLD", help="the older release, or its manifest as JSON")
    parser.add_argument("new", metavar="NEW", help="the newer release, or its manifest as JSON")
    parser.add_argument("--format", choices=_FORMATS, default="text", help="default: %(default)s")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the report to FILE")
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
        "OLD and NEW are targets, such as gradio==5.50.0 or ./mylib, or manifests that `faceplate "
        "extract` saved."
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    if arguments.witness and arguments.format != "text":
        raise UsageError(f"--witness is for the text format; --format {arguments.format} has them")
    old, new = (_manifest(arguments, target) for target in (arguments.old, arguments.new))
    from faceplate.compare.change import reaches
    from faceplate.compare.components import compare
    from faceplate.compare.reports import write as written

    if old.library.name != new.library.name:
        names = clean(f"{old.library.name} and {new.library.name}")
        print(f"faceplate: {names} are two libraries; all is new and all is gone", file=sys.stderr)
    comparison = compare(old, new)
    shown = comparison.at(arguments.level)
    text = written(shown, "witnesses" if arguments.witness else arguments.format)
    write(text.encode("utf-8", "replace"), arguments.output)
    return int(reaches(comparison.changes, arguments.fail_on))


def _manifest(arguments: argparse.Namespace, target: str) -> Manifest:
    import msgspec

    from faceplate.model import Manifest

    if target.endswith(".json") and os.path.isfile(target):
        return _saved(target)
    content = Request(arguments, target).manifest()
    if is_empty(content):
        raise UsageError(f"{clean(target)} has nothing public to compare")
    return msgspec.json.decode(content, type=Manifest)


def _saved(file: str) -> Manifest:
    """Return a manifest that was saved.

    Raises:
        UsageError: If the file is none.
    """
    import msgspec

    from faceplate.model import FORMAT, Manifest

    try:
        with open(file, "rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(clean(f"{file} cannot be read: {error.strerror}")) from None
    if len(content) > _LARGEST:
        raise UsageError(clean(f"{file} is larger than {_LARGEST >> 20} MB"))
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise UsageError(clean(f"{file} is not a manifest: {error}")) from None
    if manifest.format != FORMAT:
        raise UsageError(clean(f"{file} has the format {manifest.format!r}, not {FORMAT!r}"))
    return manifest
