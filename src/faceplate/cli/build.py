"""`faceplate build`: the pages of a library as a site of plain files."""

from __future__ import annotations

import argparse
import os
import sys

from faceplate.cli.request import declare_reading, progress
from faceplate.configuration import defaults
from faceplate.errors import clean

_FOLDER = "site"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "target",
        metavar="TARGET",
        nargs="?",
        default=os.curdir,
        help="the library to document (default: the package in the current folder)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        default=_FOLDER,
        help="write the site to DIR (default: %(default)s)",
    )
    parser.add_argument(
        "--source-url",
        metavar="URL",
        default="",
        help="address of a source file, with {file}, {line} and {end_line} in it, for links to the "
        "source",
    )
    parser.add_argument(
        "--include",
        action="append",
        metavar="PATTERN",
        help="show only the components that match, such as 'Button*'; repeatable",
    )
    parser.add_argument(
        "--exclude", action="append", metavar="PATTERN", help="leave these out; repeatable"
    )
    parser.add_argument(
        "--event-arguments",
        choices=("shared", "full"),
        default="shared",
        help="explain what all listeners take once, on the page of all events, or on every page "
        "(default: %(default)s)",
    )
    parser.add_argument(
        "--history",
        metavar="FILE",
        nargs="?",
        const=True,
        default=False,
        help="say since when everything is there, from a file that `faceplate history --format "
        "json` wrote; without FILE, the releases on the index are read",
    )
    parser.add_argument(
        "--related",
        action="append",
        metavar="PATH",
        help="folder or file with guides or demos: each page lists those that use its component, "
        "and takes an example from them; repeatable",
    )
    parser.add_argument(
        "--related-url",
        metavar="URL",
        default="",
        help="address of such a file, with {file} in it, which is its path from the current folder",
    )
    parser.add_argument(
        "--inventory",
        action="append",
        nargs=2,
        metavar=("URL", "FILE"),
        help="make links of the names that the site at URL explains; FILE is its objects.inv, "
        "which you have downloaded; repeatable",
    )
    declare_reading(parser)
    parser.epilog = (
        "The site needs no server: open its index.html. Build it again after a change; only files "
        "that differ are written."
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    for name, value in defaults().items():
        if getattr(arguments, name) is None:
            setattr(arguments, name, value)
    from faceplate.options import ReadingOptions
    from faceplate.sites.arrangement import Arrangement
    from faceplate.sites.build import build
    from faceplate.sites.external_names import ExternalNames
    from faceplate.sites.library import SiteLibrary
    from faceplate.sites.pages import PageOptions
    from faceplate.sites.related_options import RelatedOptions

    with progress(f"building the site of {arguments.target}"):
        library = SiteLibrary(
            arguments.target,
            search_path=arguments.search_path,
            options=ReadingOptions.of(arguments),
            cache=not arguments.no_cache,
            history=arguments.history,
        )
        arrangement = Arrangement(
            include=tuple(arguments.include or ("*",)), exclude=tuple(arguments.exclude or ())
        )
        options = PageOptions(
            source_url=arguments.source_url,
            arrangement=arrangement,
            folder=".",
            shared_arguments=arguments.event_arguments == "shared",
            related=RelatedOptions(
                tuple(map(os.path.abspath, arguments.related or ())),
                os.getcwd(),
                arguments.related_url,
            ),
            external=ExternalNames(dict(arguments.inventory or ())),
        )
        built = build(library, options, arguments.output)
    for line in (*library.notes, *library.problems, *built.warnings):
        print(f"faceplate: {clean(line)}", file=sys.stderr)
    changed = f"{built.written} files written" if built.written else "nothing has changed"
    removed = f", {built.removed} removed" if built.removed else ""
    print(
        f"faceplate: {built.pages} pages in {clean(arguments.output)} ({changed}{removed}); open "
        f"{clean(built.start)}",
        file=sys.stderr,
    )
    return 2 if built.is_empty else 0
