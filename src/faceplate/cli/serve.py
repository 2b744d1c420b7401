"""`faceplate serve`: the pages of a library in a browser, anew whenever a source file changes."""

from __future__ import annotations

import argparse
import sys

from faceplate.cli.request import declare_reading
from faceplate.configuration import defaults
from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.sites.library import SiteLibrary

_PORT = 8000


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("target", metavar="TARGET", help="the library to preview")
    parser.add_argument(
        "--port",
        type=int,
        default=_PORT,
        help="port on this machine; 0 for any free port (default: %(default)s)",
    )
    declare_reading(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    for name, value in defaults().items():
        if getattr(arguments, name) is None:
            setattr(arguments, name, value)
    try:
        from faceplate.sites.preview import serve
    except ImportError as error:
        from faceplate.extras import install_line

        raise UsageError(
            f"faceplate serve needs {error.name}, which is not installed; run "
            f"{install_line('serve')}"
        ) from None

    def opened() -> SiteLibrary:
        from faceplate.options import ReadingOptions
        from faceplate.sites.library import SiteLibrary

        return SiteLibrary(
            arguments.target,
            search_path=arguments.search_path,
            options=ReadingOptions.of(arguments),
            cache=not arguments.no_cache,
        )

    def started(library: str, address: str) -> None:
        line = f"faceplate: the pages of {clean(library)} are at {address}"
        print(line, file=sys.stderr, flush=True)

    def changed(pages: int, problems: int) -> None:
        if arguments.verbose:
            line = f"faceplate: something changed; {pages} pages, {problems} problems"
            print(line, file=sys.stderr, flush=True)

    serve(opened, arguments.port, started, changed)
    return 0
