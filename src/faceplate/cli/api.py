"""`faceplate api`: the API endpoints of an app, in each format."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from faceplate.cli.request import declare_offline, progress, write
from faceplate.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.api.descriptor import Descriptor
    from faceplate.api.remote import Access

_FORMS = "faceplate.api.forms"
# Each format: the module whose `write` makes it, None for snippets of code, and a line of help.
_FORMATS = {
    "text": (f"{_FORMS}.text", "the text that view_api() of the library's client prints"),
    "json": (f"{_FORMS}.info", "the descriptor, as get_api_info() of the library returns it"),
    "markdown": ("faceplate.render.endpoints", "a page"),
    "html": (f"{_FORMS}.page", "a page with code to copy, in one file"),
    "openapi": (f"{_FORMS}.openapi", "an OpenAPI 3.1 document"),
    "mcp": (f"{_FORMS}.mcp", "a list of tools for the Model Context Protocol"),
    "skill": ("faceplate.render.skill", "a file SKILL.md: what an agent needs to use the app"),
    "cli": (f"{_FORMS}.shell", "calls from the shell, by the library's own program if it has one"),
    "python": (None, "code that calls each endpoint"),
    "javascript": (None, "the same in JavaScript"),
    "curl": (None, "the same with curl"),
}
_LONGEST = 86400.0
_TOKEN, _AUTH = "FACEPLATE_TOKEN", "FACEPLATE_AUTH"

_DESCRIPTION = """\
List the API endpoints of an app, with their parameters and return values.

APP is the address of a running app (http://127.0.0.1:7860 or 127.0.0.1:7860), the name of a Space
(owner/space), a script (app.py, or app.py:demo for the app in the variable demo), or a descriptor
saved as JSON. A script is read together with its library, and neither is run. What only a running
app knows is left out and named on standard error; use --live to run the script.
"""

_EPILOG = "formats:\n" + "".join(f"  {name:11} {line}\n" for name, (_, line) in _FORMATS.items())
_EPILOG += """\

examples:
  faceplate api 127.0.0.1:7860
  faceplate api owner/space
  faceplate api app.py
  faceplate api app.py --library gradio==6.31.0
  faceplate api --live app.py --format openapi -o openapi.json
  faceplate api --live app.py:demo --python ../venv/bin/python
"""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = _DESCRIPTION
    parser.epilog = _EPILOG
    parser.add_argument("app", metavar="APP", help="an address, a Space, a script or a JSON file")
    parser.add_argument("--format", choices=_FORMATS, default="text", help="default: %(default)s")
    parser.add_argument(
        "--all-endpoints",
        action="store_true",
        help="include endpoints that the app hides: unnamed ones in the text format, undocumented "
        "ones in other formats, where the library reports them",
    )
    parser.add_argument(
        "--endpoint",
        action="append",
        metavar="NAME",
        help="only this endpoint, such as /predict, or the index of an unnamed one; repeatable",
    )
    parser.add_argument(
        "--url",
        metavar="URL",
        help="the address to use in generated code (default: the address of the running app, else "
        "where the script would start)",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE")
    _declare_running(parser)
    _declare_asking(parser)


def _declare_running(parser: argparse.ArgumentParser) -> None:
    running = parser.add_argument_group("scripts")
    ways = running.add_mutually_exclusive_group()
    ways.add_argument(
        "--static",
        action="store_true",
        help="read the script and its library, and run nothing (the default for a script)",
    )
    ways.add_argument(
        "--live",
        action="store_true",
        help="run the script in a separate process, without starting its server",
    )
    running.add_argument(
        "--python",
        metavar="PATH",
        help="the Python that runs the script, or whose environment holds its library (default: "
        "the current one)",
    )
    running.add_argument(
        "--library",
        metavar="TARGET",
        help="the library to read the script with: a wheel, a folder, or NAME==VERSION, which is "
        "downloaded (default: the installed one)",
    )
    declare_offline(running)
    running.add_argument(
        "--memory",
        type=_positive,
        metavar="MB",
        help="memory limit (default: 512 to read a script, 4096 to run one); not on Windows",
    )
    running.add_argument(
        "--timeout",
        type=_seconds,
        metavar="SECONDS",
        help="time limit (default: 60 for a script, 30 for a running app); for reading a script, "
        "of processor time",
    )
    running.add_argument(
        "--strict",
        action="store_true",
        help="exit with 1 if anything is known only when the app runs",
    )
    running.add_argument(
        "--no-cache",
        action="store_true",
        help="do not use the cache (FACEPLATE_CACHE sets its folder)",
    )


def _declare_asking(parser: argparse.ArgumentParser) -> None:
    asking = parser.add_argument_group(
        "running apps",
        f"set {_TOKEN} and {_AUTH} instead to keep secrets out of the list of processes",
    )
    asking.add_argument("--token", metavar="TOKEN", help=f"bearer token (default: ${_TOKEN})")
    asking.add_argument(
        "--auth", metavar="USER:PASSWORD", help=f"user name and password (default: ${_AUTH})"
    )
    asking.add_argument(
        "--allow-redirects",
        action="append",
        default=[],
        metavar="HOST",
        help="also follow redirects to this host, such as example.org or example.org:8080; "
        "repeatable",
    )
    asking.add_argument(
        "--allow-private",
        action="store_true",
        help="also follow such redirects to private addresses",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    from faceplate.api.opening import Limits, is_script, open_app

    notes: list[str] = []
    with progress(f"asking {_shown(arguments.app)}"):
        descriptor = open_app(
            arguments.app,
            live=arguments.live,
            static=arguments.static,
            notes=notes,
            access=None if is_script(arguments.app) else _access(arguments),
            limits=Limits(
                arguments.python,
                arguments.timeout,
                arguments.memory,
                arguments.library,
                not arguments.no_cache,
            ),
            all_endpoints=arguments.all_endpoints and arguments.format != "text",
        )
    for note in notes:
        print(f"faceplate: {note}", file=sys.stderr)
    descriptor = _placed(_chosen(descriptor, arguments.endpoint), arguments.url)
    text = _written(descriptor, arguments.format, arguments.all_endpoints)
    write(text.encode("utf-8", "backslashreplace"), arguments.output)
    return 1 if arguments.strict and descriptor.open else 0


def _shown(app: str) -> str:
    if "://" not in app:
        return app
    from faceplate.api.remote import without_user

    return without_user(app)


def _access(arguments: argparse.Namespace) -> Access:
    from faceplate.api.remote import Access

    token = arguments.token or os.environ.get(_TOKEN) or None
    auth = arguments.auth or os.environ.get(_AUTH) or None
    user = None
    if auth is not None:
        name, colon, password = auth.partition(":")
        if not colon or not name:
            raise UsageError(f"--auth, or {_AUTH}, is a user name, a colon and a password")
        user = (name, password)
    if token is not None and not (token.isascii() and token.isprintable()):
        raise UsageError(f"--token, or {_TOKEN}, holds characters that no token has")
    return Access(token, user, tuple(arguments.allow_redirects), arguments.allow_private)


def _chosen(descriptor: Descriptor, names: list[str] | None) -> Descriptor:
    """The descriptor with only the endpoints that are asked for."""
    if names is None:
        return descriptor
    import msgspec

    keys = [str(endpoint.key) for endpoint in descriptor.endpoints]
    wanted = set()
    for name in names:
        found = next((key for key in (name, f"/{name}") if key in keys), None)
        if found is None:
            there = f"it has {', '.join(keys[:20])}" if keys else "it has none"
            raise UsageError(f"the app has no endpoint {name!r}; {there}")
        wanted.add(found)
    return msgspec.structs.replace(
        descriptor,
        endpoints=[one for one in descriptor.endpoints if str(one.key) in wanted],
        open=descriptor.open
        and [one for one in descriptor.open if one.endpoint in (None, *wanted)],
        served=[one for one in descriptor.served if str(one.key) in wanted],
    )


def _placed(descriptor: Descriptor, url: str | None) -> Descriptor:
    """The descriptor with the address that is asked for."""
    if url is None:
        return descriptor
    import msgspec

    from faceplate.api.remote import is_url

    if not is_url(url):
        raise UsageError(f"--url {url!r} is not an address; it starts with http:// or https://")
    return msgspec.structs.replace(descriptor, url=url if url.endswith("/") else f"{url}/")


def _written(descriptor: Descriptor, form: str, all_endpoints: bool) -> str:
    module, _ = _FORMATS[form]
    if module is None:
        from faceplate.api.forms import page

        return page.snippets(descriptor, form)
    options = {"all_endpoints": all_endpoints or None} if form == "text" else {}
    return str(import_module(module).write(descriptor, **options))


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= _LONGEST:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number of seconds above 0, up to a day"
        )
    return number
