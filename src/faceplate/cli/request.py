"""What the commands that read a library share: their options, and the way to the result.

A result that is kept is printed as it is, and nothing more is imported. Otherwise the manifest is
looked for, or made, and the result is made from it and kept.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from faceplate.cache.folder import cache_folder
from faceplate.cache.results import ResultCache
from faceplate.cache.store import Store
from faceplate.configuration import defaults
from faceplate.errors import clean
from faceplate.options import ReadingOptions
from faceplate.source import Tree, open_target
from faceplate.source.companions import Companions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.extraction import LibraryReading

_MANIFEST = "manifest"
_NAMES = "names"
_PATIENCE = 1.0


def declare_report(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """Declare the options that say in which form a report is written, and where.

    Args:
        parser: Takes the options.
        formats: The formats, the default first.
    """
    parser.add_argument(
        "--format", choices=formats, default=formats[0], help="default: %(default)s"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write the report to FILE")


def declare_reading(parser: argparse.ArgumentParser) -> None:
    """Declare the options of commands that read a library."""
    reading = parser.add_argument_group(
        "reading", "set defaults in the table [tool.faceplate] of pyproject.toml"
    )
    reading.add_argument(
        "--search-path",
        action="append",
        metavar="TARGET",
        help="where to find import names, and packages that the target extends, instead of the "
        "current environment: a folder of packages, a project, a wheel or sdist file, or "
        "name==version; repeatable",
    )
    declare_offline(reading)
    reading.add_argument(
        "--dialect",
        metavar="NAME",
        help="how to recognise components and events: the name of a dialect such as gradio, or "
        "plain for any package (default: detected from the source)",
    )
    reading.add_argument(
        "--docstring-style",
        choices=("google", "numpy", "sphinx"),
        help="the style of the docstrings (default: detected from the source)",
    )
    reading.add_argument(
        "--python-version",
        metavar="X.Y",
        help="read the source as this version of Python would (default: the newest that the "
        "library supports)",
    )
    reading.add_argument(
        "--platform",
        metavar="NAME",
        help="read the source as on this platform, a value of sys.platform (default: linux)",
    )
    reading.add_argument(
        "--no-cache",
        action="store_true",
        help="do not use the cache (FACEPLATE_CACHE sets its folder)",
    )
    reading.add_argument(
        "--verbose", action="store_true", help="print details, such as how the cache was used"
    )


def declare_offline(group: argparse._ActionsContainer) -> None:
    """Declare the option that forbids the network.

    Args:
        group: Takes the option.
    """
    group.add_argument(
        "--offline",
        action=_Offline,
        nargs=0,
        help="do not use the network; use releases downloaded earlier (or set FACEPLATE_OFFLINE=1)",
    )


class _Offline(argparse.Action):
    """Forbids the network for this process, and for those that it starts."""

    def __call__(self, *_: object) -> None:
        os.environ["FACEPLATE_OFFLINE"] = "1"


class FreshResult:
    """A result that was made just now.

    Args:
        content: The result.
        problems: What could not be read, a line each.
        beside: Packages that were looked for beside the target.
        use: How the cache was used, as a line.
    """

    def __init__(
        self, content: bytes, problems: list[str], beside: Mapping[str, Tree | None], use: str
    ) -> None:
        self.content = content
        self.problems = problems
        self.beside = beside
        self.use = use


def complete(arguments: argparse.Namespace) -> None:
    """Complete what the command line says by the table [tool.faceplate] of pyproject.toml."""
    given = [name for name, value in vars(arguments).items() if value is not None]
    for name, value in defaults(given=given).items():
        if getattr(arguments, name, None) is None:
            setattr(arguments, name, value)


class Request:
    """One call of a command that reads a library.

    Args:
        arguments: What the command line says.
        target: The target to read.
    """

    def __init__(self, arguments: argparse.Namespace, target: str) -> None:
        complete(arguments)
        self.arguments = arguments
        self.search_path: list[str] | None = arguments.search_path
        self.options = ReadingOptions.of(arguments)
        self.store = Store(None if arguments.no_cache else cache_folder())
        with progress(f"reading {target}"):
            self.tree = open_target(target, self.search_path)
            self.companions = Companions(self.tree, self.search_path)
            self.results = ResultCache(
                self.store,
                self.tree.fingerprint(),
                str(self.options),
                self.companions.fingerprint,
            )

    def manifest(self) -> bytes:
        """Give the manifest as JSON, and report what could not be read."""
        return self.kept(_MANIFEST, self._manifest)

    def names(self) -> bytes:
        """Give the dotted names that are there, with a page or without, as a JSON list.

        What could not be read was told with the manifest.
        """
        kept = self.results.get(_NAMES)
        if kept is not None:
            return kept[1]
        import msgspec

        reading = self._reading(with_names=True)
        content = msgspec.json.encode(reading.names)
        beside = {name: self.companions.fingerprint(name) for name in reading.beside}
        self.results.put(_NAMES, content, [], beside)
        return content

    def _reading(self, with_names: bool = False) -> LibraryReading:
        from faceplate.extraction import read

        with progress(f"reading {self.tree.location}"):
            reading = read(
                self.tree, self.store, self.search_path, self.options, with_names=with_names
            )
        self.companions.add(reading.beside)
        return reading

    def _manifest(self) -> FreshResult:
        reading = self._reading()
        trees = [self.tree, *filter(None, reading.beside.values())]
        files = sum(len(tree.files) for tree in trees)
        use = f"{reading.parsed} of {files} files were parsed"
        return FreshResult(reading.json(), list(map(str, reading.problems)), reading.beside, use)

    def kept(self, form: str, make: Callable[[], FreshResult]) -> bytes:
        """Give what is made from the target, and report what could not be read.

        Args:
            form: Which result it is; with the options of reading, all that it depends on.
            make: Makes it.

        Returns:
            The result.
        """
        kept = self.results.get(form)
        if kept is not None:
            problems, content = kept
            self._report(problems, "nothing changed; what was kept is used")
            return content
        made = make()
        self.companions.add(made.beside)
        beside = {name: self.companions.fingerprint(name) for name in made.beside}
        self.results.put(form, made.content, made.problems, beside)
        self._report(made.problems, made.use)
        return made.content

    def made(self, make: Callable[[], FreshResult]) -> bytes:
        """Give what is made from the target and more, which is not kept, and report likewise.

        Args:
            make: Makes it.
        """
        made = make()
        self.companions.add(made.beside)
        self._report(made.problems, made.use)
        return made.content

    def result(self, form: str, make: Callable[[bytes], str]) -> bytes:
        """Give what is made from the manifest, and report what could not be read.

        Args:
            form: Which result it is; with the options, all that it depends on.
            make: Makes it from the manifest.

        Returns:
            The result in UTF-8.
        """

        def encoded() -> bytes:
            return make(self.manifest()).encode("utf-8", "surrogatepass")

        return self.derived(form, _MANIFEST, encoded)

    def derived(self, form: str, source: str, make: Callable[[], bytes]) -> bytes:
        """Give what is made from another result, and report what could not be read.

        Args:
            form: Which result it is; with the options, all that it depends on.
            source: The result that it is made from.
            make: Makes it, and has `kept` give the other.
        """
        kept = self.results.get(form)
        if kept is not None:
            problems, content = kept
            self._report(problems, "nothing changed; what was kept is used")
            return content
        content = make()
        self.results.put_derived(form, content, source)
        return content

    def _report(self, problems: list[str], use: str) -> None:
        for problem in [*self.companions.notes, *problems]:
            print(f"faceplate: {clean(problem)}", file=sys.stderr)
        if self.arguments.verbose:
            print(f"faceplate: {use}", file=sys.stderr)
            for line in self._dialect():
                print(f"faceplate: {line}", file=sys.stderr)
            if self.store.damaged:
                count = len(self.store.damaged)
                print(f"faceplate: {count} damaged cache entries were made again", file=sys.stderr)
            if self.store.refused:
                print(f"faceplate: nothing was kept: {clean(self.store.refused)}", file=sys.stderr)

    def _dialect(self) -> Iterator[str]:
        """Yield what decided on the dialect, as the manifest says, if that is kept or just made."""
        kept = self.results.get(_MANIFEST)
        if kept is None:
            return
        import json

        # The library stands at the head of a manifest, which may be large.
        head = json.JSONDecoder().raw_decode(kept[1].partition(b'"library": ')[2].decode())[0]
        yield clean(f"read as {head['dialect']}: {head['dialect_reason']}")


def is_empty(manifest: bytes) -> bool:
    """Say whether a manifest has no page; no text in it has a line end, so the line is its own."""
    return b'\n  "components": [],' in manifest or b'\n  "components": []\n' in manifest


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Say on a terminal what is going on, if it goes on for more than a second.

    Args:
        what: What is going on.
    """
    if not sys.stderr.isatty():
        yield
        return
    import threading

    line = f"faceplate: {clean(what)} ..."
    shown = threading.Event()

    def show() -> None:
        shown.set()
        print(line, end="", file=sys.stderr, flush=True)

    timer = threading.Timer(_PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if shown.is_set():
            print(f"\r{' ' * len(line)}\r", end="", file=sys.stderr, flush=True)


def write(content: bytes, file: str | None = None) -> None:
    """Write a result to standard output, or to a file, which then appears whole or not at all.

    Args:
        content: The result in UTF-8.
        file: Path of the file, or None for standard output.

    Raises:
        UsageError: If the file cannot be written.
    """
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from faceplate.errors import UsageError

    # A device, a pipe or a link that is there is written to, not replaced by a file.
    own = os.path.lexists(file) and (os.path.islink(file) or not os.path.isfile(file))
    draft = file if own else f"{file}.{os.getpid()}.part"
    try:
        with open(draft, "wb") as stream:
            stream.write(content)
        if not own:
            os.replace(draft, file)
    except OSError as error:
        if not own:
            with suppress(OSError):
                os.unlink(draft)
        raise UsageError(f"{file} cannot be written: {error.strerror or error}") from None
