"""`faceplate dialect`: begin a dialect for a library of your own."""

from __future__ import annotations

import argparse
import os

from faceplate.errors import clean


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("action", choices=("new",), help="what to do: new writes a project")
    parser.add_argument("name", metavar="NAME", help="name of the dialect, such as lumen")
    parser.add_argument(
        "--base",
        metavar="CLASS",
        required=True,
        help="the class that components extend, with its whole path: lumen.lamps.Lamp",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        help="the folder to write; it must not exist yet (default: faceplate-NAME)",
    )
    parser.epilog = (
        "The project is a plug-in with a test. Install it where faceplate is installed, and change "
        "what is different in your library."
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    from faceplate.dialects.skeleton import begin

    folder = arguments.output or f"faceplate-{arguments.name.replace('_', '-')}"
    for file in begin(arguments.name, arguments.base, folder):
        print(clean(file))
    print(f"\nNext: pip install -e {clean(os.path.join(os.curdir, folder))}")
    return 0
