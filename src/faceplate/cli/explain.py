"""`faceplate explain`: what a rule of the checker means, or the list of rules."""

from __future__ import annotations

import argparse

from faceplate.cli.request import write


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "rule",
        metavar="CODE",
        nargs="?",
        help="the code or name of a rule, such as FP102 or unknown-parameter (default: list all "
        "rules)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    from faceplate.check.explanation import listing, page
    from faceplate.check.rules import RULES
    from faceplate.check.settings import find

    text = page(find(arguments.rule, RULES)) if arguments.rule else listing(RULES)
    write(text.encode())
    return 0
