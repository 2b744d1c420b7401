"""Imports a library and says where it differs from what was read of it.

This is the program of the process that `imported.py` starts. It is run by the interpreter that has
the library, so it imports nothing but the standard library, and works with Python 3.8. What was
read comes as JSON: each class or function with the source of its defaults and annotations, which
are evaluated where the declaration stands. What cannot be compared is left out.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import json
import os
import sys
from typing import Any, Dict, Iterator, List  # noqa: UP035 (for Python 3.8)

UNKNOWN = object()
EMPTY = inspect.Parameter.empty
# How much of a value a message shows, in characters.
LONGEST = 120

Json = Dict[str, Any]  # noqa: UP006 (for Python 3.8)


def main(questions: str, result: str) -> None:
    """Answer the questions of a file in another file, and end the process.

    Args:
        questions: File with what was read.
        result: File for the outcome: `version` and `answers`, or `error` with a line of text.
    """
    with open(questions, encoding="utf-8") as stream:
        asked = json.load(stream)
    sys.path[:0] = asked["paths"]
    try:
        library = importlib.import_module(asked["library"])
        version = getattr(library, "__version__", None)
        answers: List[Json] = []  # noqa: UP006 (for Python 3.8)
        for subject in asked["subjects"]:
            answers.extend(differences(library, subject))
        outcome = {
            "version": str(version) if version else None,
            "file": getattr(library, "__file__", None),
            "answers": answers,
        }
    except BaseException as error:
        text = " ".join(str(error).split())
        outcome = {"error": f"{type(error).__name__}: {text}"}
    with open(result, "w", encoding="utf-8") as stream:
        json.dump(outcome, stream)
    os._exit(0)  # no thread and no handler of the library keeps the process


def differences(library: Any, subject: Json) -> Iterator[Json]:
    """Yield where a class or a function differs from what was read of it.

    Args:
        library: The module of the library.
        subject: `path`, `parameters` and `events`, as they were read.
    """
    path = subject["path"]
    thing, missing = reached(library, path)
    if missing is not None:
        yield {"path": path, "kind": "name", "name": missing}
        return
    if thing is UNKNOWN:
        return
    signature = signature_of(thing)
    if signature is not None and subject["parameters"] is not None:
        yield from compared(path, thing, signature, subject["parameters"], "")
    offered = getattr(thing, "EVENTS", None)
    if subject["events"] is None or not isinstance(offered, (list, tuple)):
        return
    names = [str(parameter) for parameter in offered]
    for name in sorted(set(subject["events"]) ^ set(names)):
        read = name in subject["events"]
        yield {"path": path, "kind": "event", "name": name, "read": read}
    for name in subject["events"]:
        listener = getattr(thing, name, None)
        taken = signature_of(listener) if callable(listener) and name in names else None
        if taken is not None:
            own = list(taken.values())[1:]
            listed = {parameter.name: parameter for parameter in own}
            yield from compared(path, listener, listed, subject["events"][name], name)


def reached(library: Any, path: str) -> Any:
    """Follow a dotted path from the library.

    Returns:
        The object, `UNKNOWN` where it cannot be told, and the first name that is not there, or
        None.
    """
    thing = library
    names = path.split(".")
    for index, name in enumerate(names[1:], 2):
        if not hasattr(thing, name):
            part = ".".join(names[:index])
            try:
                exists = importlib.util.find_spec(part) is not None
            except (ImportError, ValueError, AttributeError):
                exists = False
            if not exists:
                return None, name
            try:
                thing = importlib.import_module(part)
            except Exception:
                return UNKNOWN, None  # it wants what is not installed, or is for another system
        else:
            thing = getattr(thing, name)
    return thing, None


def signature_of(thing: Any) -> Any:
    """Return the parameters of a callable by name; None where it has none that is sure to count.

    A metaclass may take a call itself, and a signature that is stated may be another one than the
    one that a call meets.
    """
    stated = thing.__mro__ if isinstance(thing, type) else (thing,)
    if any("__signature__" in getattr(parameter, "__dict__", {}) for parameter in stated):
        return None
    if isinstance(thing, type) and type(thing).__call__ is not type.__call__:
        return None
    try:
        return dict(inspect.signature(thing).parameters)
    except (TypeError, ValueError):
        return None


def compared(path: str, thing: Any, actual: Any, read: List[Json], event: str) -> Iterator[Json]:  # noqa: UP006
    """Yield where parameters differ from what was read of them."""
    base = {"path": path, "event": event}
    expectations = {expected["name"]: expected for expected in read}
    anything = any(parameter.kind is parameter.VAR_KEYWORD for parameter in actual.values())
    for name, expected in expectations.items():
        if name not in actual and not anything and not expected["kind"].startswith("var_"):
            yield dict(base, kind="parameter", name=name, read=True)
    for name, parameter in actual.items():
        if name not in expectations and not parameter.kind.name.startswith("VAR_"):
            yield dict(base, kind="parameter", name=name, read=False)
    for name, expected in expectations.items():
        if name in actual:
            for difference in unlike(expected, actual[name], thing):
                yield dict(base, name=name, **difference)


def unlike(expected: Json, parameter: Any, thing: Any) -> Iterator[Json]:
    """Yield in what one parameter differs from what was read of it."""
    kind = parameter.kind.name.lower()
    if kind != expected["kind"]:
        yield {"kind": "kind", "stated": expected["kind"], "actual": kind}
    if (parameter.default is EMPTY) != expected["required"] and not kind.startswith("var_"):
        yield {"kind": "required", "stated": expected["required"]}
    elif parameter.default is not EMPTY and expected["default"] is not None:
        other = differs(expected["default"], parameter.default, thing)
        if other:
            yield {"kind": "default", "stated": expected["default"], "actual": other}
    # Behind a decorator, the annotations are those of the function that it was given.
    plain = not hasattr(thing, "__wrapped__")
    if plain and parameter.annotation is not EMPTY and expected["annotation"] is not None:
        other = other_annotation(expected["annotation"], parameter.annotation, thing)
        if other:
            yield {"kind": "annotation", "stated": expected["annotation"], "actual": other}


def values(source: str, thing: Any) -> Iterator[Any]:
    """Yield what a source is worth in each of the modules where it may stand."""
    modules = [getattr(inspect.unwrap(thing) if callable(thing) else thing, "__module__", None)]
    modules += [base.__module__ for base in getattr(thing, "__mro__", ())]
    for name in dict.fromkeys(modules):
        module = sys.modules.get(name or "")
        if module is None:
            continue
        try:
            yield eval(source, dict(vars(module)))
        except Exception:
            continue


def differs(source: str, actual: Any, thing: Any) -> str:
    """Return how a default prints that is not what its source is worth; else an empty text."""
    worth = list(values(source, thing))
    if not worth or not all(is_plain(default) for default in (*worth, actual)):
        return ""
    return "" if any(alike(default, actual) for default in worth) else repr(actual)[:LONGEST]


def is_plain(value: Any) -> bool:
    """Return whether a value is one that can be written out, so that its text tells what it is."""
    try:
        return repr(ast.literal_eval(repr(value))) == repr(value)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return False


def alike(left: Any, right: Any) -> bool:
    """Return whether two plain values are the same."""
    return type(left) is type(right) and repr(left) == repr(right)


def other_annotation(source: str, actual: Any, thing: Any) -> str:
    """Return how an annotation prints that is not the one of a source; else an empty text."""
    if isinstance(actual, str):
        return "" if spelled(actual) == spelled(source) else actual[:LONGEST]
    shown = inspect.formatannotation(actual)
    if spelled(shown) == spelled(source):
        return ""
    for annotation in values(source, thing):
        if annotation is actual or same(annotation, actual):
            return ""
    else:
        worth = list(values(source, thing))
    # What a text stands for is not asked of the library, only whether another type is there.
    plain = isinstance(actual, type) and all(isinstance(annotation, type) for annotation in worth)
    return shown[:LONGEST] if worth and plain else ""


def same(left: Any, right: Any) -> bool:
    """Return whether two annotations are equal; objects may refuse to be compared."""
    try:
        return bool(left == right) or repr(left) == repr(right)
    except Exception:
        return True


def spelled(source: str) -> str:
    """Return an expression in one spelling."""
    try:
        return ast.dump(ast.parse(source.strip().strip("'\""), mode="eval"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return " ".join(source.split())


if __name__ == "__main__":
    main(*sys.argv[1:3])
