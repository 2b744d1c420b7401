"""What an app's object says of itself, whatever library it comes from.

It goes by what the object can do, not by the class it is of. What a server hands out can differ
from what the object says: the addresses of files are filled in, and a library may put examples in
their place. So where the library can make the application that its server would run, that one is
asked, too, in this process and without a port.

The module is also loaded by path into the process that runs a script, so it imports nothing but the
standard library, and works with Python 3.8.
"""

from __future__ import annotations

import asyncio
import copy
import enum
import importlib
import inspect
import io
import json
import os
import sys
import threading
from contextlib import contextmanager, suppress
from typing import Any, Callable, Dict, Iterator  # noqa: UP035 (for Python 3.8)

LAUNCH = "launch"
# Where the source of a library's program lies, and the word by which that calls an endpoint.
PROGRAM, CALLING = "cli/cli.py", "predict"
DESCRIBING = ("get_api_info", "get_config_file")
PORT = 7860

Json = Dict[str, Any]  # noqa: UP006 (for Python 3.8)


class CannotDescribeError(Exception):
    """There is no app to describe, or more than one; the message says which."""


def describable(value: object) -> bool:
    """Whether an object offers an app.

    Args:
        value: Any object.
    """
    kind = type(value)
    return (
        not isinstance(value, type)
        and callable(getattr(kind, LAUNCH, None))
        and any(callable(getattr(kind, name, None)) for name in DESCRIBING)
    )


def address(arguments: Json) -> str:
    """Where an app would be served.

    Args:
        arguments: Keyword arguments of its launch.
    """
    name = arguments.get("server_name") or os.environ.get("GRADIO_SERVER_NAME") or "127.0.0.1"
    port = arguments.get("server_port") or os.environ.get("GRADIO_SERVER_PORT") or PORT
    return f"http://{'127.0.0.1' if name == '0.0.0.0' else name}:{port}/"


def describe(app: Any, arguments: Json | None = None) -> Json:
    """Say all that an app says of itself.

    Args:
        app: An object that offers an app.
        arguments: Keyword arguments of its launch.

    Returns:
        A dict of JSON values: `library`, `version`, `title`, `api_prefix`, `protocol`, `url`,
        `file_function`, `info` (what the object says), `all` (the same with undocumented
        endpoints; None where it cannot tell) and `served` (what its server hands out).

    Raises:
        CannotDescribeError: If its library says nothing of what can be called.
    """
    library = _home(app).__module__.partition(".")[0]
    running = bool(getattr(app, "is_running", False))
    url = (getattr(app, "local_url", None) if running else None) or address(arguments or {})
    with _configured(app, running):
        # The server writes its address into what it hands out, so the object is asked first.
        info = plain(app.get_api_info()) if hasattr(app, "get_api_info") else None
        whole = _everything(app)
        config, served = _answers(app, url, running)
    if config is None:
        config = plain(getattr(app, "get_config", dict)())
    if info is None and served is None:
        raise CannotDescribeError(f"{library} does not say what can be called")
    client = sys.modules.get(library + "_client")
    old = hasattr(client, "file") and not hasattr(client, "handle_file")
    version = getattr(sys.modules.get(library), "__version__", None) or config.get("version")
    return {
        "library": library,
        "version": str(version) if version else None,
        "title": str(getattr(app, "title", None) or ""),
        "api_prefix": str(config.get("api_prefix") or ""),
        "protocol": config.get("protocol"),
        "url": url,
        "file_function": "file" if old else "handle_file",
        "info": served if info is None else info,
        "all": whole,
        "served": info if served is None else served,
        "docstrings": _docstrings(app),
        "command": command(library, _program(library)),
    }


def command(library: str, program: bytes) -> str:
    """The words of a shell that call an endpoint.

    Args:
        library: Import name of the library.
        program: The source of its program, the module `PROGRAM`; empty where it has none.

    Returns:
        The name of the program and the word for it; empty if the program has no such word.
    """
    return f"{library} {CALLING}" if f'"{CALLING}"'.encode() in program else ""


def _program(library: str) -> bytes:
    """The source of a library's program, which is not run."""
    with suppress(Exception):
        place = os.path.dirname(sys.modules[library].__file__ or "")
        with open(os.path.join(place, *PROGRAM.split("/")), "rb") as stream:
            return stream.read()
    return b""


def _docstrings(app: Any) -> dict[str, str]:
    """The docstrings of the functions behind the endpoints of an app, by the endpoints' names."""
    found = {}
    for listener in _listeners(app):
        name, function = getattr(listener, "api_name", None), getattr(listener, "fn", None)
        text = inspect.getdoc(function) if callable(function) else None
        if isinstance(name, str) and isinstance(text, str):
            found["/" + name] = text
    return found


def _listeners(app: Any) -> Iterator[Any]:
    """The objects that an app keeps in its attributes, or in those of what stands there."""
    kept = _attributes(app)
    for value in [*kept, *(inner for one in kept for inner in _attributes(one))]:
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            yield from value


def _attributes(value: Any) -> list[Any]:
    return list(vars(value).values()) if hasattr(value, "__dict__") else []


@contextmanager
def _configured(app: Any, running: bool) -> Iterator[None]:
    """Let an app have the configuration that a launch would give it, and take it away again.

    It is a copy: a server may write its address into what it was given, down to the values of
    components, and the app may be launched elsewhere later.
    """
    if running or not hasattr(app, "get_config_file"):
        yield
        return
    before = getattr(app, "config", None)
    config = app.get_config_file()
    with suppress(Exception):
        config = copy.deepcopy(config)
    app.config = config
    try:
        yield
    finally:
        app.config = before


def told(error: BaseException) -> str:
    """An exception as one line.

    Args:
        error: The exception.
    """
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def plain(value: Any) -> Any:
    """A value as JSON gives it back.

    Args:
        value: Any value; an object that JSON does not know is written as the server of its app
            would, or else as the text it prints.
    """
    return json.loads(json.dumps(value, default=_as_json))


def _as_json(value: Any) -> Any:
    # Where the server of the app would let this encode what it sends, that is what clients get.
    encode = getattr(sys.modules.get("fastapi.encoders"), "jsonable_encoder", None)
    if encode is not None:
        with suppress(Exception):
            return encode(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (set, frozenset)):
        return list(value)
    # Of the class, since an object may claim to have every attribute.
    for name in ("model_dump", "tolist", "isoformat"):
        if callable(getattr(type(value), name, None)):
            return getattr(value, name)()
    return str(value)


def _home(app: object) -> type:
    """The class that first declares the launch of an app."""
    return [base for base in type(app).__mro__ if LAUNCH in vars(base)][-1]


def _everything(app: Any) -> Any:
    """The descriptor with undocumented endpoints; None where the library cannot tell."""
    method = getattr(app, "get_api_info", None)
    if method is None or "all_endpoints" not in inspect.signature(method).parameters:
        return None
    return plain(method(all_endpoints=True))


def _answers(app: Any, url: str, running: bool) -> tuple[Any, Any]:
    """What the application of the app's server answers to a client that asks what there is.

    Returns:
        Its configuration and its descriptor; None for what it does not answer, and for both where
        the library makes no such application of an object.
    """
    application = _application(app, running)
    if application is None:
        return None, None
    config = _in_thread(lambda: asyncio.run(_get(application, url, "/config")))
    prefix = config.get("api_prefix") if isinstance(config, dict) else None
    path = f"{prefix or ''}/info"
    return config, _in_thread(lambda: asyncio.run(_get(application, url, path)))


def _application(app: Any, running: bool) -> Any:
    """What the server of an app runs, or would run, for somebody whom it lets in."""
    auth = getattr(app, "auth", None)
    if running and auth is None and getattr(app, "app", None) is not None:
        return app.app
    package = _home(app).__module__.rpartition(".")[0]
    try:
        routes = importlib.import_module(f"{package}.routes") if package else None
        make = getattr(routes, "App").create_app  # noqa: B009 (it may have none)
    except (ImportError, AttributeError):
        return None
    if auth is None:
        return make(app)
    app.auth = None
    try:
        return make(app)
    finally:
        app.auth = auth


async def _get(application: Any, url: str, path: str) -> Any:
    """The JSON value that an application answers to a request; None if it does not."""
    host = url.split("//", 1)[1].partition("/")[0]
    name, _, port = host.rpartition(":")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": url.split(":", 1)[0],
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", host.encode()), (b"accept", b"*/*")],
        "client": ("127.0.0.1", 0),
        "server": (name, int(port) if port.isdigit() else PORT),
        "state": {},
    }
    statuses = []
    body = io.BytesIO()
    requests = [{"type": "http.request", "body": b"", "more_body": False}]
    done = asyncio.Event()

    async def receive() -> Json:
        if requests:
            return requests.pop()
        await done.wait()
        return {"type": "http.disconnect"}

    async def send(message: Json) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])
        elif message["type"] == "http.response.body":
            body.write(message.get("body", b""))
            if not message.get("more_body"):
                done.set()

    await application(scope, receive, send)
    if statuses != [200]:
        return None
    try:
        return json.loads(body.getvalue())
    except ValueError:
        return None


def _in_thread(function: Callable[[], Any]) -> Any:
    """What a function gives in a thread of its own, where no event loop runs."""
    results: list[Any] = []
    errors: list[BaseException] = []

    def call() -> None:
        try:
            results.append(function())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return results[0]
