"""`faceplate show`: the page of a component, or the list of components."""

from __future__ import annotations

import argparse
import os
import sys

from faceplate.cli.request import Request, declare_reading, is_empty, write
from faceplate.errors import UsageError
from faceplate.source import split_target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.model import Component, Manifest

_FORMATS = ("terminal", "markdown", "html", "rst", "json")
_NARROWEST, _USUAL = 30, 80


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "target",
        metavar="TARGET[:NAME]",
        help="the library, and the component, class or function to print (default: list all)",
    )
    parser.add_argument(
        "--format", choices=_FORMATS, default="terminal", help="default: %(default)s"
    )
    parser.add_argument(
        "--width",
        type=int,
        metavar="COLUMNS",
        help="width of the terminal format (default: the width of your terminal)",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write the page to FILE")
    declare_reading(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    target, name = split_target(arguments.target)
    request = Request(arguments, target)
    width, color = _terminal(arguments)

    def make(content: bytes) -> str:
        import msgspec

        from faceplate.model import Manifest
        from faceplate.render import listing, page

        manifest = msgspec.json.decode(content, type=Manifest)
        if name is None:
            return listing(manifest, arguments.format, width=width, color=color)
        component = _component(manifest, name)
        return page(component, manifest.library, arguments.format, width=width, color=color)

    form = f"show\0{name}\0{arguments.format}\0{width}\0{color}"
    write(request.result(form, make), arguments.output)
    # The manifest is asked for once more, without its problems, which have been told.
    kept = request.results.get("manifest") if name is None else None
    return 2 if kept is not None and is_empty(kept[1]) else 0


def _terminal(arguments: argparse.Namespace) -> tuple[int | None, bool]:
    if arguments.format != "terminal":
        return None, False
    to_terminal = arguments.output is None and sys.stdout.isatty()
    width = arguments.width
    if width is None:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns if to_terminal else _USUAL
        except (OSError, ValueError):
            width = _USUAL
        columns = os.environ.get("COLUMNS", "")
        if columns.isdecimal() and int(columns):
            width = int(columns)
    elif width < _NARROWEST:
        raise UsageError(f"--width {width} is too narrow to read; give {_NARROWEST} or more")
    color = to_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return max(width, _NARROWEST), color


def _noun(manifest: Manifest) -> str:
    """Give what the pages of a library are about, in a word."""
    return "component" if manifest.library.has_components else "public name"


def _component(manifest: Manifest, name: str) -> Component:
    component = manifest.find(name)
    if component is not None:
        return component
    from difflib import get_close_matches

    names = {component.name.lower(): component.name for component in manifest.components}
    near = [names[close] for close in get_close_matches(name.lower(), names, n=3, cutoff=0.5)]
    library = manifest.library.name
    if near:
        hint = f"did you mean {', '.join(near)}?"
    elif names:
        hint = f"`faceplate show {library}` lists what there is"
    else:
        hint = "nothing in it is public"
    raise UsageError(f"{library} has no {_noun(manifest)} {name!r}; {hint}")
