"""`faceplate history`: since when everything in a library is there, and what it was before."""

from __future__ import annotations

import argparse
import sys

from faceplate.cli.request import (
    Request,
    complete,
    declare_reading,
    declare_report,
    is_empty,
    write,
)
from faceplate.errors import UsageError, clean
from faceplate.source import split_target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.compare.history.reading import LastRelease
    from faceplate.compare.history.records import LibraryHistory, ObjectHistory

_FORMATS = ("terminal", "markdown", "json")


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "target",
        metavar="TARGET[:NAME]",
        help="the library, and the component, class or function to print (default: list all)",
    )
    parser.add_argument(
        "--releases",
        metavar="VERSIONS",
        default="",
        help="read only these releases: a specifier such as '>=4,<6', or versions such as 4.44,5.0 "
        "(default: all)",
    )
    parser.add_argument(
        "--pre", action="store_true", help="read pre-releases, too, such as 5.0.0b1"
    )
    parser.add_argument(
        "--yanked", action="store_true", help="read releases that were withdrawn, too"
    )
    declare_report(parser, _FORMATS)
    declare_reading(parser)
    parser.epilog = (
        "TARGET is the name of a project on the index, an import name of the environment, or "
        "name==version for the releases up to that one. A folder or an archive stands at the end "
        "of the releases that came before it.\n\n"
        "examples:\n"
        "  faceplate history gradio:Slider                     since when each parameter is there\n"
        "  faceplate history gradio:Slider --releases '>=4,<6' in these releases only\n"
        "  faceplate history ./mylib --format markdown         what the next release brings"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    target, name = split_target(arguments.target)
    complete(arguments)
    history = _history(arguments, target)
    for skipped in history.skipped:
        line = f"{history.project} {skipped.release} is left out: {skipped.reason}"
        print(f"faceplate: {clean(line)}", file=sys.stderr)
    subject = None if name is None else _subject(history, name)
    from faceplate.compare.history.reports import write as written

    text = written(history, arguments.format, subject)
    write(text.encode("utf-8", "replace"), arguments.output)
    return 0


def _history(arguments: argparse.Namespace, target: str) -> LibraryHistory:
    """Return the history of a target; on a terminal say how far it is."""
    from faceplate.cache.folder import cache_folder
    from faceplate.cache.store import Store
    from faceplate.compare.history.projects import project_of
    from faceplate.compare.history.reading import HistoryReader, ReleaseChoice
    from faceplate.options import ReadingOptions

    progress = _Progress()
    reader = HistoryReader(
        Store(None if arguments.no_cache else cache_folder()),
        ReadingOptions.of(arguments),
        arguments.search_path,
        progress.show,
    )
    listed = project_of(target, arguments.search_path)
    last = _last(arguments, target) if listed is None else None
    specifier = arguments.releases or (listed[1] if listed is not None else "")
    choice = ReleaseChoice(specifier, arguments.pre, arguments.yanked)
    try:
        history = reader.history(listed[0] if listed is not None else "", choice, last)
    finally:
        progress.end()
    if arguments.verbose:
        line = f"{reader.read} releases were read, {reader.fetched >> 10} KiB fetched"
        print(f"faceplate: {line}", file=sys.stderr)
    return history


def _last(arguments: argparse.Namespace, target: str) -> LastRelease:
    """Return a folder or an archive as the last release.

    Raises:
        UsageError: If it cannot be read, or holds nothing public.
    """
    import msgspec

    from faceplate.compare.history.reading import LastRelease
    from faceplate.model import Manifest

    request = Request(arguments, target)
    content = request.manifest()
    if is_empty(content):
        raise UsageError(clean(f"{target} has nothing public, so it has no history"))
    return LastRelease(request.tree, msgspec.json.decode(content, type=Manifest))


def _subject(history: LibraryHistory, name: str) -> ObjectHistory:
    """Return the history of one object.

    Raises:
        UsageError: If no release has it.
    """
    subject = history.find(name)
    if subject is not None:
        return subject
    from difflib import get_close_matches

    names = {each.name.lower(): each.name for each in history.objects}
    near = [names[close] for close in get_close_matches(name.lower(), names, n=3, cutoff=0.5)]
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise UsageError(clean(f"no release of {history.project} that was read has {name!r}{hint}"))


class _Progress:
    """A line on a terminal that says which release is read."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._width = 0

    def show(self, done: int, total: int, release: str) -> None:
        """Say what is read now.

        Args:
            done: How many releases are done.
            total: How many there are.
            release: Which one is next.
        """
        if self._is_terminal:
            line = f"faceplate: reading {clean(release)} ({done + 1} of {total}) ..."
            print(f"\r{line:{self._width}}", end="", file=sys.stderr, flush=True)
            self._width = len(line)

    def end(self) -> None:
        """Take the line away."""
        if self._width:
            print(f"\r{'':{self._width}}\r", end="", file=sys.stderr, flush=True)
