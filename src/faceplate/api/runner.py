"""The program that runs an app's script in a process of its own and writes down its descriptor.

It is started by path, with any interpreter of Python 3.8 or newer, so it imports nothing but the
standard library and the module beside it. The script runs as `python app.py` would run it, but for
one thing: the method `launch` of whatever class offers apps is held back, wherever that class comes
from. Where a launch would have kept the process serving, the app is described and the process ends;
so nothing that stands after it runs, as it would not have run before the server stops.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import inspect
import io
import json
import os
import sys
import types
from contextlib import suppress
from importlib.machinery import ModuleSpec
from typing import Any, Callable, Sequence  # noqa: UP035 (for Python 3.8)

_KEEPING = "block_thread"  # what keeps a process serving that was launched without waiting
_AT_ONCE = "prevent_thread_lock"  # the argument of a launch that does not wait
_USUAL = "demo"
# What serves an app that a script has made a part of a larger one.
_SERVERS = {
    "uvicorn.main": ("", ("run",)),
    "uvicorn.server": ("Server", ("run", "serve")),
}


def _load_description() -> types.ModuleType:
    """Load the module beside this one under a name that no app has."""
    place = os.path.join(os.path.dirname(os.path.abspath(__file__)), "description.py")
    spec = importlib.util.spec_from_file_location("faceplate_description", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module
    spec.loader.exec_module(module)
    return module


description = _load_description()


class Held:
    """What became of the calls that were held back.

    Args:
        module: The script's module.
        wanted: Name of the variable that holds the app, or None for the app that is launched.
        finish: Called with the app to describe, and the arguments of its launch; ends the process.
    """

    def __init__(
        self,
        module: types.ModuleType,
        wanted: str | None,
        finish: Callable[[Any, dict[str, Any]], None],
    ) -> None:
        self.module = module
        self.wanted = wanted
        self._finish = finish
        self._launched: list[tuple[Any, dict[str, Any]]] = []

    def launch(self, app: Any, arguments: dict[str, Any], waits: bool) -> None:
        """Stand in for a launch.

        Args:
            app: The object that is launched.
            arguments: Keyword arguments of the call.
            waits: Whether the call would not come back before the server stops.
        """
        if not any(app is other for other, _ in self._launched):
            self._launched.append((app, arguments))
        if not waits:
            return
        if self.wanted is None:
            self.finish(app)
        named = _attribute(self.module, self.wanted or "")
        if named is not None:
            self.finish(named)

    def finish(self, app: Any) -> None:
        """Describe an app, and end the process."""
        self._finish(app, next((made for other, made in self._launched if other is app), {}))

    def choose(self) -> Any:
        """The app that is meant, once the script has run.

        Raises:
            CannotDescribeError: If there is none, or no telling which.
        """
        apps = {
            name: value
            for name, value in list(vars(self.module).items())
            if description.describable(value)
        }
        if self.wanted is not None:
            app = _attribute(self.module, self.wanted)
            if not description.describable(app):
                kind = "nothing" if app is None else f"a {type(app).__name__}, which is not an app"
                raise _cannot(f"{self.wanted!r} is {kind}", apps)
            return app
        if self._launched:
            if len(self._launched) > 1:
                raise _cannot(
                    f"it launches {len(self._launched)} apps; name one after a colon", apps
                )
            return self._launched[0][0]
        distinct = list({id(app): app for app in apps.values()}.values())
        outer = [app for app in distinct if not _inside(app, distinct)]
        if len(outer) == 1:
            return outer[0]
        if _USUAL in apps:
            return apps[_USUAL]
        if not apps:
            raise _cannot("it makes no app that could be described", apps)
        raise _cannot(f"it has {len(outer)} apps and launches none; name one after a colon", apps)


def _cannot(reason: str, apps: dict[str, Any]) -> Exception:
    there = f" (there are: {', '.join(sorted(apps))})" if apps else ""
    error: Exception = description.CannotDescribeError(reason + there)
    return error


def _attribute(module: types.ModuleType, path: str) -> Any:
    value: Any = module
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def _inside(app: Any, others: list[Any]) -> bool:
    """Whether all that an app holds was rendered into another one, too."""
    own = _parts(app)
    return any(own and own < _parts(other) for other in others if other is not app)


def _parts(app: Any) -> set[Any]:
    blocks = getattr(app, "blocks", None)
    return set(blocks) if isinstance(blocks, dict) else set()


def hold(module: types.ModuleType, held: Held) -> None:
    """Hold back the launches of the classes that a module declares, and the servers in it.

    Args:
        module: A module that was just imported.
        held: What takes the calls.
    """
    for value in list(vars(module).values()):
        if (
            isinstance(value, type)
            and value.__module__ == module.__name__
            and description.LAUNCH in vars(value)
            and any(hasattr(value, name) for name in description.DESCRIBING)
            # A class whose base can be launched calls the launch of that base.
            and not any(hasattr(base, description.LAUNCH) for base in value.__bases__)
        ):
            _hold_class(value, held)
    name, functions = _SERVERS.get(module.__name__, ("", ()))
    owner = getattr(module, name, None) if name else module
    for function in functions:
        if hasattr(owner, function):
            setattr(owner, function, lambda *_, **__: held.finish(held.choose()))


def _hold_class(owner: Any, held: Held) -> None:
    original = vars(owner)[description.LAUNCH]
    names = list(inspect.signature(original).parameters)[1:]
    gives_address = getattr(original, "__annotations__", {}).get("return") in (str, "str")

    def launch(self: Any, *arguments: Any, **options: Any) -> Any:
        options.update(zip(names, arguments))  # noqa: B905 (for Python 3.8)
        held.launch(self, options, not options.get(_AT_ONCE))
        self.local_url = description.address(options)
        return self.local_url if gives_address else (None, self.local_url, None)

    setattr(owner, description.LAUNCH, launch)
    if hasattr(owner, _KEEPING):
        setattr(owner, _KEEPING, lambda self, *_, **__: held.launch(self, {}, True))


class Holder(importlib.abc.MetaPathFinder):
    """Looks at every module once it is imported, for launches to hold back.

    Args:
        held: What takes the calls.
    """

    def __init__(self, held: Held) -> None:
        self.held = held

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        """Let the other finders find the module, and look at it after its loader has run."""
        for finder in sys.meta_path:
            spec = None
            if finder is not self and hasattr(finder, "find_spec"):
                spec = finder.find_spec(fullname, path, target)
            if spec is not None:
                self._watch(spec.loader)
                return spec
        return None

    def _watch(self, loader: Any) -> None:
        execute = getattr(loader, "exec_module", None)
        if execute is None or isinstance(loader, type) or getattr(execute, "holds", False):
            return  # the last: one loader for many modules, as that of an archive is

        def execute_and_hold(module: types.ModuleType) -> None:
            execute(module)
            hold(module, self.held)

        execute_and_hold.holds = True  # type: ignore[attr-defined]
        with suppress(AttributeError):  # a loader of compiled code, which declares no such class
            loader.exec_module = execute_and_hold


def main(script: str, result: str, wanted: str | None = None) -> None:
    """Run a script, write down the descriptor of its app, and end the process.

    Args:
        script: Absolute path of the script.
        result: File to write the outcome to, as JSON: `app`, or `error` with a line of text.
        wanted: Name of the variable that holds the app, or None.
    """

    def write(outcome: dict[str, Any]) -> None:
        with open(result, "w", encoding="utf-8") as stream:
            json.dump(outcome, stream)
        os._exit(0)  # no thread and no handler of the script keeps the process

    def finish(app: Any, arguments: dict[str, Any]) -> None:
        try:
            outcome = {"app": description.describe(app, arguments)}
        except description.CannotDescribeError as error:
            outcome = {"error": str(error)}
        except BaseException as error:
            library = type(app).__module__.partition(".")[0]
            outcome = {"error": f"{library} cannot describe the app: {description.told(error)}"}
        write(outcome)

    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=script, __builtins__=__builtins__)
    held = Held(module, wanted, finish)
    sys.modules["__main__"] = module
    sys.argv[:] = [os.path.basename(script)]
    if sys.path[0] == os.path.dirname(os.path.abspath(__file__)):
        sys.path[0] = os.path.dirname(script)
    sys.meta_path.insert(0, Holder(held))
    ending = ""
    try:
        os.chdir(os.path.dirname(script))
        with io.open_code(script) as stream:
            code = compile(stream.read(), script, "exec", dont_inherit=True)
        exec(code, module.__dict__)
    except SystemExit as error:
        if error.code not in (None, 0):
            ending = f"it ends with exit code {error.code} before it launches an app"
    except BaseException as error:
        write({"error": f"it stops at {_place(error, script)}: {description.told(error)}"})
    try:
        held.finish(held.choose())
    except description.CannotDescribeError as error:
        write({"error": ending or str(error)})


def _place(error: BaseException, script: str) -> str:
    """The line of the script at which an exception came up."""
    line = error.lineno if isinstance(error, SyntaxError) and error.filename == script else None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == script:
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"line {line}" if line else "its start"


if __name__ == "__main__":
    main(*sys.argv[1:4])
