"""The command `faceplate`: finds the command asked for, runs it, and turns errors into one line.

Commands are imported when they are asked for; this module knows their names and a line of help.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from importlib import import_module

from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

COMMANDS = {
    "show": "print one page of a library, or the list of all pages",
    "extract": "print the manifest of a library as JSON",
    "api": "print what an app lets clients call",
    "check": "say where signatures, docstrings, stubs, events and guides disagree",
    "explain": "print what a rule of the checker means, or the list of rules",
    "serve": "show the pages of a library in a browser while you write",
}
"""Each command, a module of this folder, with its line in `--help`."""

_EPILOG = """\
A TARGET is an import name, a package folder, a wheel or sdist file, or name==version.
It is read, never imported.

  faceplate show gradio==4.16.0                 list the components of a release
  faceplate show gradio==4.16.0:LogoutButton    print the page of one
  faceplate extract gradio -o manifest.json     keep all that is known as JSON
  faceplate api http://127.0.0.1:7860           print what a running app lets clients call
  faceplate check ./mylib                       find the labels that no longer fit
  faceplate explain FP102                       read what a finding means

exit codes: 0 done, 1 findings, 2 the call or the input could not be used
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: Words after the program's name; None for those of the process.

    Returns:
        The exit code: 0 nothing to report, 1 findings, 2 the call or the input could not be used.
    """
    words = sys.argv[1:] if arguments is None else arguments
    try:
        parsed = _parser(words).parse_args(words)
        return int(parsed.run(parsed))
    except UsageError as error:
        print(f"faceplate: {clean(str(error))}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader went away. Point standard output elsewhere, or Python complains at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("FACEPLATE_DEBUG"):
            raise
        reason = clean(f"{type(error).__name__}: {error}")
        print(
            f"faceplate: a fault of faceplate itself ({reason}); "
            "set FACEPLATE_DEBUG=1 to see where, and please report it",
            file=sys.stderr,
        )
        return 2


def run() -> None:
    """Run the command line as a process, which ends at once.

    A command makes many objects and drops few. Looking for garbage on the way, and taking down
    piece by piece what the process is done with, would be a fifth of its time.
    """
    gc.disable()
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Writes help, and is made for each option that is declared, before anybody asks for help.

    The width is found as `shutil` finds it, whose import would be a tenth of a run for which
    nothing changed.
    """

    def __init__(self, prog: str, **options: Any) -> None:
        # As usual, two columns are left free.
        super().__init__(prog, **{"width": _columns() - 2, **options})


def _columns() -> int:
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated):
        return int(stated)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1).columns or 80
    except (OSError, ValueError):
        return 80


def _parser(words: list[str]) -> argparse.ArgumentParser:
    """Make the parser, with the options of the one command that is asked for."""
    parser = _ArgumentParser(
        prog="faceplate",
        description="Read a component library from its source; print the page of each component.",
        epilog=_EPILOG,
        formatter_class=_Formatter,
    )
    parser.add_argument(
        "--version", action=_VersionOption, nargs=0, help="print the version and exit"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    asked = next((word for word in words if not word.startswith("-")), None)
    # Once the command stands first, nobody can ask for the list of commands any more.
    listed = {asked: COMMANDS[asked]} if asked in COMMANDS and asked == words[0] else COMMANDS
    for name, line in listed.items():
        command = commands.add_parser(
            name,
            help=line,
            description=f"{line[0].upper()}{line[1:]}.",
            formatter_class=_Formatter,
        )
        if name == asked:
            module = import_module(f"faceplate.cli.{name}")
            module.declare(command)
            command.set_defaults(run=module.run)
    return parser


class _ArgumentParser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong with a call, as for any other input."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


class _VersionOption(argparse.Action):
    """Prints the version; a class, because looking it up takes time that other calls save."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"faceplate {version('faceplate')}")
        except PackageNotFoundError:
            print("faceplate, not installed")
        parser.exit()


if __name__ == "__main__":
    run()
