"""From a script to the descriptor of its app, and to what could not be known of it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from faceplate.api.description import PORT, PROGRAM, command
from faceplate.api.descriptor import NAMED, UNNAMED, Descriptor, Open, read_endpoints
from faceplate.api.static import report
from faceplate.errors import UsageError, clean
from faceplate.script import places
from faceplate.script.classes import declares, is_app
from faceplate.script.machine import SECONDS, Machine, Spent
from faceplate.script.modules import Modules, parse
from faceplate.script.values import (
    Class,
    Function,
    Instance,
    Launched,
    Lost,
    Module,
    Raised,
    RuntimeValue,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faceplate.source.tree import Tree

_LARGEST = 4 * 1024 * 1024
_FRAMES = 30_000
_USUAL = "demo"


class Reading(NamedTuple):
    """What reading a script has told.

    Attributes:
        descriptor: The descriptor, with the endpoints and fields that are known, and the list of
            what is known only when the app runs.
        notes: What a reader should know of how the library was found, a line each.
        search_path: Where packages were looked for.
        is_cut: Whether a limit has ended it.
    """

    descriptor: Descriptor
    notes: list[str]
    search_path: list[str]
    is_cut: bool


def read_script(
    script: str,
    name: str | None = None,
    *,
    library: str | None = None,
    targets: Sequence[str] = (),
    library_path: Sequence[str] = (),
    python: str | None = None,
    search_path: list[str] | None = None,
    seconds: float = SECONDS,
    all_endpoints: bool = False,
) -> Reading:
    """Read a script and its library, and return the API endpoints of the app.

    Args:
        script: Path of the script.
        name: Name of the variable that holds the app; None for the app that the script launches,
            else for its only one.
        library: The library to read it with, as any target; None for the one that the script
            imports.
        targets: Libraries that are read instead of those of the same name in the environment, with
            what they stand on.
        library_path: Where these are looked for by name; the path of this Python if empty.
        python: An interpreter in whose environment the library is looked for; it is not run.
        search_path: Folders where packages are looked for, if no interpreter is given; None for
            the path of this one.
        seconds: How much processor time it may take.
        all_endpoints: Whether to list undocumented endpoints, too, where the library tells them.

    Returns:
        The descriptor, and what could not be known.

    Raises:
        UsageError: If there is no descriptor to be had.
    """
    shown = clean(script)
    try:
        with open(script, "rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{shown} cannot be read: {error.strerror or error}") from None
    if len(content) > _LARGEST:
        raise UsageError(f"{shown} is larger than {_LARGEST >> 20} MB, which is not read")
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(_FRAMES)
    try:
        tree = parse(content, script)
        if python is not None:
            search_path = places.of_interpreter(python)
        given = places.given(library) if library is not None else []
        for target in targets:
            known = {tree.name for tree in given}
            stands_on = places.given(target, library_path or None)
            given += [tree for tree in stands_on if tree.name not in known]
        modules = Modules(os.path.dirname(os.path.abspath(script)), search_path, given)
        machine = Machine(modules, seconds)
        found = [note for library in given for note in library.notes]
        return _read(machine, tree, shown, name, all_endpoints, found)
    except SyntaxError as error:
        raise UsageError(f"{shown}: no Python: line {error.lineno}: {clean(error.msg)}") from None
    except (ValueError, RecursionError) as error:
        reason = clean(str(error)) or "it is nested too deeply"
        if isinstance(error, RecursionError):
            reason = "it is nested too deeply"
        raise UsageError(f"{shown} cannot be read: {reason}") from None
    finally:
        sys.setrecursionlimit(before)


def _read(
    m: Machine, tree: Any, shown: str, name: str | None, all_endpoints: bool, found: list[str]
) -> Reading:
    module = Module("__main__", "", False, script=True)
    module.names["__file__"] = RuntimeValue(kind=str)
    m.modules.add(module)
    left: list[Open] = []
    app = None
    try:
        from faceplate.script.values import Frame

        m.execute(tree.body, Frame(module, None, module.names))
    except Launched as launched:
        app = launched.app
    except Lost as lost:
        app = m.launched
        if app is None:
            left.append(_cut_off(m, shown, str(lost)))
    except Raised as raised:
        left.append(_cut_off(m, shown, _told(m, raised)))
    if not m.modules.libraries:
        raise UsageError(_no_library(m, shown))
    try:
        app = _chosen(m, module, app, name, shown)
    except UsageError:
        if not left:
            raise
        raise UsageError(f"{left[0].line()}; no app is known before; --live runs it") from None
    descriptor = _described(m, app, shown, left, all_endpoints)
    return Reading(descriptor, [clean(note) for note in found], m.modules.search_path, m.spent)


def _cut_off(m: Machine, shown: str, reason: str) -> Open:
    return Open(None, None, f"{shown}:{m.line}", clean(f"not read from here on: {reason}"))


def _told(m: Machine, raised: Raised) -> str:
    value = raised.value
    if not isinstance(value, Instance):
        return "an error is raised"
    kind = value.cls.name if isinstance(value.cls, Class) else value.cls.__name__
    arguments = value.names.get("args", ())
    text = arguments[0] if arguments and isinstance(arguments[0], str) else ""
    return clean(f"{kind}: {' '.join(text.split())[:200]}" if text else kind)


def _no_library(m: Machine, shown: str) -> str:
    missing = ", ".join(dict.fromkeys(m.modules.missing[:5]))
    reason = f"not found: {missing}" if missing else "it imports none"
    return clean(
        f"{shown}: no library of apps to read it with ({reason}); name the environment with "
        "--python, or the library with --library NAME==VERSION"
    )


def _is_app(value: Any) -> bool:
    return isinstance(value, Instance) and is_app(value.cls)


def _chosen(m: Machine, module: Module, launched: Any, name: str | None, shown: str) -> Any:
    """The app that is meant, as running the script would choose it."""
    apps = {key: value for key, value in module.names.items() if _is_app(value)}
    there = f" (there are: {', '.join(sorted(apps))})" if apps else ""
    if name is not None:
        found: Any = module
        for part in name.split("."):
            try:
                found = m.get(found, part)
            except (Raised, Lost):
                found = None
                break
        if not _is_app(found):
            raise UsageError(clean(f"{shown}: {name!r} is not an app that is known{there}"))
        return found
    if launched is not None:
        return launched
    distinct: list[Any] = list({id(app): app for app in apps.values()}.values()) or m.apps
    outer = [app for app in distinct if not any(_inside(app, other) for other in distinct)]
    if len(outer) == 1:
        return outer[0]
    if _USUAL in apps:
        return apps[_USUAL]
    reason = f"it has {len(outer)} apps and launches none; name one after a colon"
    if not distinct:
        missing = ", ".join(list(dict.fromkeys(m.modules.missing))[:3])
        reason = "no app is found in it" + (f" (not found: {missing})" if missing else "")
    raise UsageError(clean(f"{shown}: {reason}{there}; --live runs it"))


def _inside(app: Instance, other: Instance) -> bool:
    own, theirs = app.names.get("blocks"), other.names.get("blocks")
    if app is other or not isinstance(own, dict) or not isinstance(theirs, dict):
        return False
    return bool(own) and own.keys() < theirs.keys()


def _described(
    m: Machine, app: Instance, shown: str, left: list[Open], all_endpoints: bool
) -> Descriptor:
    m.forgiving = True
    line = m.line
    config: Any = None
    info: Any = None
    try:
        if declares(app.cls, "get_config_file"):
            config = m.call(m.get(app, "get_config_file"), [])
            m.set(app, "config", config)
        if declares(app.cls, "get_api_info"):
            method = m.get(app, "get_api_info")
            keywords = {"all_endpoints": True} if all_endpoints else {}
            info = m.call(method, [], keywords if _takes(method, "all_endpoints") else {})
        elif isinstance(config, dict):
            # Libraries of old describe a configuration with a function beside the class.
            function = _home(app).module.names.get("get_api_info")
            info = m.call(function, [config]) if isinstance(function, Function) else None
    except Spent as spent:
        raise UsageError(f"{shown}: {spent}; --live runs it") from None
    except (Raised, Lost) as error:
        reason = str(error) if isinstance(error, Lost) else _told(m, error)
        raise UsageError(f"{shown}: the app cannot be described: {reason}") from None
    m.line = line
    library, version = _library(m, app)
    if not isinstance(info, dict) or not isinstance(info.get(NAMED), dict):
        raise UsageError(f"{shown}: {library} does not say what can be called; --live runs it")
    made, more = report.plain_info(m, app, info, shown)
    endpoints = read_endpoints({NAMED: made, UNNAMED: {}}, shown, report.docstrings(app))
    return Descriptor(
        endpoints=endpoints,
        served=endpoints,
        library=library,
        version=_of(config, "version") or version,
        title=_text(m, app, "title"),
        url=f"http://127.0.0.1:{PORT}/",
        api_prefix=_of(config, "api_prefix"),
        protocol=_of(config, "protocol") or None,
        command=_command(m, library),
        open=[*left, *more],
    )


def _home(app: Instance) -> Class:
    """The class that first declares the launch of an app."""
    bases = [base for base in app.cls.mro if isinstance(base, Class) and "launch" in base.names]
    return bases[-1]


def _takes(method: Any, name: str) -> bool:
    node = method.function.node
    return any(one.arg == name for one in (*node.args.args, *node.args.kwonlyargs))


def _library(m: Machine, app: Instance) -> tuple[str, str | None]:
    name = _home(app).module.name.partition(".")[0]
    tree: Tree | None = m.modules.tree(name)
    return name, tree.version if tree is not None else None


def _command(m: Machine, library: str) -> str:
    tree = m.modules.tree(library) if library else None
    file = f"{library}/{PROGRAM}"
    if tree is None or file not in tree.files:
        return ""
    try:
        return command(library, tree.read(file))
    except ValueError:
        return ""


def _text(m: Machine, app: Instance, name: str) -> str:
    value = app.names.get(name)
    return value if isinstance(value, str) else ""


def _of(config: Any, key: str) -> str:
    value = config.get(key) if isinstance(config, dict) else None
    return value if isinstance(value, str) else ""
