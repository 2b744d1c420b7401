"""`faceplate extract`: the manifest of a library as JSON."""

from __future__ import annotations

import argparse

from faceplate.cli.request import Request, declare_reading, is_empty, write


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("target", metavar="TARGET", help="the library to read")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE")
    declare_reading(parser)
    parser.epilog = (
        "The JSON format is stable. The documentation describes every field and has a JSON Schema."
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    request = Request(arguments, arguments.target)
    manifest = request.manifest()
    write(manifest, arguments.output)
    return 2 if is_empty(manifest) else 0
