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
    from collections.abc import Collection, Iterable
    from typing import Any, NoReturn

COMMANDS = {
    "show": "print the documentation page of a component, or a list of all pages",
    "extract": "print everything known about a library as JSON",
    "build": "build a website with a page for each component",
    "api": "list the API endpoints of an app",
    "check": "find docstrings, stubs and guides that do not match the code",
    "explain": "explain a rule of the checker, or list all rules",
    "diff": "list what changed between two releases",
    "history": "list since when everything in a library is there, and what it was before",
    "upgrade": "list what a release breaks in code that uses the library, and fix it",
    "sweep": "read many libraries, and ask what holds for all of them",
    "dialect": "begin a dialect for a library of your own",
    "serve": "preview the pages of a library in a browser, with reload",
}
"""Each command, a module of this folder, with its line in `--help`."""

_DESCRIPTION = """\
API docs that match your code: read a component library from its source, print a page
for each component, and find docs that disagree with the code.
"""

_EPILOG = """\
A TARGET is an import name, a package folder, a wheel or sdist file, or name==version.
Faceplate reads its source and never imports it.

  faceplate show gradio==4.16.0                 list the components of a release
  faceplate show gradio==4.16.0:LogoutButton    print the page of one component
  faceplate extract gradio -o manifest.json     save everything as JSON
  faceplate api http://127.0.0.1:7860           list the endpoints of a running app
  faceplate check ./mylib                       find docs that do not match the code
  faceplate explain FP102                       explain a finding

exit codes: 0 success, 1 findings, 2 the call or the input could not be used
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
        if words and not words[0].startswith("-") and words[0] not in COMMANDS:
            raise UsageError(_no_command(words[0]))
        command = next((word for word in words if word in COMMANDS), None)
        # Once the command stands first, nobody can ask for the list of commands any more.
        names = [command] if command is not None and command == words[0] else list(COMMANDS)
        parser = _parser(names, [command] if command else [])
        if not words:
            parser.print_help()
            return 0
        parsed, others = parser.parse_known_args(words)
        if others:
            raise UsageError(_not_taken(others[0], command))
        if command is None:
            raise UsageError("name a command; see faceplate --help")
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

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Break the paragraphs of a description; lists and examples, which are indented, stay."""
        blocks = text.strip("\n").split("\n\n")
        return "\n\n".join(
            super(_Formatter, self)._fill_text(block, width, indent)
            if "\n  " in f"\n{block}"
            else argparse.HelpFormatter._fill_text(self, block, width, indent)
            for block in blocks
        )


def _columns() -> int:
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated):
        return int(stated)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1).columns or 80
    except (OSError, ValueError):
        return 80


def _no_command(command: str) -> str:
    """Return what to say where there is no such command."""
    from difflib import get_close_matches

    near = get_close_matches(command, COMMANDS, n=1)
    hint = f"did you mean {near[0]}? See" if near else "see"
    return f"there is no command {command!r}; {hint} faceplate --help"


def _not_taken(word: str, command: str | None) -> str:
    """Return what to say where a command does not take an option or an argument."""
    program = "faceplate" if command is None else f"faceplate {command}"
    if not word.startswith("-"):
        return f"{program} does not take {word!r}; see {program} --help"
    import re
    from difflib import get_close_matches

    parser = argparse.ArgumentParser() if command is not None else _parser(COMMANDS, ())
    if command is not None:
        import_module(f"faceplate.cli.{command}").declare(parser)
    options = re.findall(r"(?<!\S)--[a-z][a-z-]*", parser.format_help())
    name = word.partition("=")[0]
    if command is not None and name in options:
        return f"write {name} after {command}; see {program} --help"
    near = get_close_matches(name, options, n=1)
    hint = f"did you mean {near[0]}? See" if near else "see"
    return f"{program} has no option {name}; {hint} {program} --help"


def _parser(names: Iterable[str], asked: Collection[str]) -> argparse.ArgumentParser:
    """Make the parser.

    Args:
        names: The commands that it lists.
        asked: Those of them whose options it knows.
    """
    parser = _ArgumentParser(
        prog="faceplate",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=_Formatter,
    )
    parser.add_argument(
        "--version", action=_VersionOption, nargs=0, help="print the version and exit"
    )
    parser.add_argument(
        "--completion",
        action=_CompletionOption,
        choices=("bash", "zsh", "fish"),
        metavar="SHELL",
        help="print a completion script for bash, zsh or fish, and exit",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in names:
        line = COMMANDS[name]
        command = commands.add_parser(
            name,
            help=line,
            description=f"{line[0].upper()}{line[1:]}.",
            formatter_class=_Formatter,
        )
        if name in asked:
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


class _CompletionOption(argparse.Action):
    """Prints what a shell has to run to complete commands and options."""

    def __call__(self, parser: argparse.ArgumentParser, _: object, value: Any, *__: object) -> None:
        import shtab

        print(shtab.complete(_parser(COMMANDS, COMMANDS), value))
        parser.exit()


if __name__ == "__main__":
    run()
