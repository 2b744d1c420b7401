"""Say what is there at run time under some dotted paths, and what a call of each takes.

This file is run by the Python of an environment in which a release is installed, so it stands on
the standard library alone. Standard input holds a JSON list of `{"path", "members"}`; standard
output gets an object with an entry for each path that leads somewhere:

    {"parameters": [[name, kind, default, is_literal], ...] or null, "members": {name: the same}}

Usage: probe.py OUTPUT < questions.json
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import inspect
import io
import json
import sys
import warnings
from typing import Any

ABSENT = object()


def resolved(path: str) -> Any:
    """Return what a dotted path leads to: the longest part that imports, then attributes."""
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        try:
            value = importlib.import_module(".".join(parts[:count]))
        except ImportError:
            continue
        except BaseException:
            return ABSENT
        for name in parts[count:]:
            try:
                value = getattr(value, name)
            except BaseException:
                return ABSENT
        return value
    return ABSENT


def parameters(value: Any, bound: bool) -> list[list[Any]] | None:
    """Return what a call takes; None where Python cannot say."""
    if not callable(value):
        return None
    try:
        taken = list(inspect.signature(value).parameters.values())
    except (TypeError, ValueError, RecursionError):
        return None
    if bound and taken and taken[0].name in ("self", "cls"):
        taken = taken[1:]
    return [[one.name, one.kind.name.lower(), *default(one)] for one in taken]


def default(parameter: inspect.Parameter) -> tuple[str | None, bool]:
    """Return the `repr` of a default, and whether it is that of a literal."""
    if parameter.default is inspect.Parameter.empty:
        return None, True
    try:
        text = repr(parameter.default)
        return text, repr(ast.literal_eval(text)) == text
    except Exception:
        return type(parameter.default).__name__, False


def answer(question: dict[str, Any]) -> dict[str, Any] | None:
    """Return what is there under a path; None where nothing is."""
    value = resolved(question["path"])
    if value is ABSENT:
        return None
    members = {}
    for name in question["members"]:
        try:
            member = inspect.getattr_static(value, name)
            is_function = inspect.isfunction(member) or isinstance(
                member, (classmethod, staticmethod)
            )
            taken = parameters(getattr(value, name), inspect.isfunction(member))
            members[name] = taken if is_function else None
        except AttributeError:
            fields = {**getattr(value, "__annotations__", {}), **getattr(value, "model_fields", {})}
            if name in fields or name in getattr(value, "__dataclass_fields__", {}):
                members[name] = None
        except Exception:
            members[name] = None
    return {"parameters": parameters(value, False), "members": members}


def main() -> None:
    """Answer all questions."""
    questions = json.load(sys.stdin)
    warnings.simplefilter("ignore")
    answers = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for question in questions:
            try:
                found = answer(question)
            except BaseException as error:
                found = {"error": f"{type(error).__name__}: {error}"[:200]}
            if found is not None:
                answers[question["path"]] = found
    with open(sys.argv[1], "w", encoding="utf-8") as stream:
        json.dump(answers, stream)


if __name__ == "__main__":
    main()
