"""Runs in the environment of the code in question: imports it, and prints what calls take, as JSON.

It reads a JSON object from standard input: `paths`, where to import from, and `names`, dotted paths
of classes and functions. It knows nothing of faceplate.
"""

import dataclasses
import enum
import importlib
import inspect
import json
import os
import sys
import typing
import warnings


def followed(path):
    parts = path.split(".")
    found = importlib.import_module(parts[0])
    for number, part in enumerate(parts[1:], 2):
        try:
            found = getattr(found, part)
        except AttributeError:
            try:
                found = importlib.import_module(".".join(parts[:number]))
            except ImportError as error:
                raise LookupError(path) from error
    return found


def parameters(found):
    keys = getattr(found, "__required_keys__", None)
    if isinstance(keys, frozenset):
        names = [*inspect.get_annotations(found)]
        left_out = {name for name in names if name not in keys}
        # Where annotations are postponed, Python has not looked into them.
        stated = {name: str(hint) for name, hint in hints(found).items()}
        left_out |= {name for name in names if ".NotRequired[" in stated.get(name, "")}
        left_out -= {name for name in names if ".Required[" in stated.get(name, "")}
        return [[name, "KEYWORD_ONLY", name in left_out] for name in names]
    if getattr(found, "_is_protocol", False):
        raise TypeError("a protocol makes no objects")
    if getattr(found, "__pydantic_complete__", True) is False:
        # Until then pydantic has no signature for it.
        found.model_rebuild(raise_errors=False)
    if isinstance(found, enum.EnumMeta):
        return [["value", "POSITIONAL_OR_KEYWORD", False]]
    stated = list(inspect.signature(found).parameters.values())
    if [one.kind.name for one in stated] == ["VAR_POSITIONAL", "VAR_KEYWORD"]:
        kept = found.__dict__.get("__dataclass_fields__")
        # Something wrapped the `__init__` of a dataclass; the fields still say what that takes.
        if kept is not None and "__init__" in found.__dict__:
            return of_fields(kept.values())
    return [[one.name, one.kind.name, one.default is not one.empty] for one in stated]


def hints(found):
    try:
        return typing.get_type_hints(found, include_extras=True)
    except Exception:
        return {}


def of_fields(kept):
    passed = [one for one in kept if one.init and "CLASSVAR" not in repr(one._field_type)]
    nothing = dataclasses.MISSING
    listed = [
        [
            one.name,
            "KEYWORD_ONLY" if one.kw_only else "POSITIONAL_OR_KEYWORD",
            one.default is not nothing or one.default_factory is not nothing,
        ]
        for one in passed
    ]
    return sorted(listed, key=lambda one: one[1] == "KEYWORD_ONLY")


def answer(path):
    try:
        found = followed(path)
    except BaseException as error:  # what is imported may end in any way
        return {"missing": type(error).__name__ + ": " + str(error)[:200]}
    try:
        return {
            "parameters": parameters(found),
            "home": [getattr(found, "__module__", None), getattr(found, "__qualname__", None)],
        }
    except (ValueError, TypeError) as error:
        return {"silent": str(error)[:200]}
    except BaseException as error:
        return {"missing": type(error).__name__ + ": " + str(error)[:200]}


def main():
    warnings.simplefilter("ignore")
    asked = json.load(sys.stdin)
    sys.path[:0] = asked["paths"]
    # What the code prints while it is imported is no answer.
    output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    json.dump({path: answer(path) for path in asked["names"]}, output)
    output.close()
    os._exit(0)


main()
