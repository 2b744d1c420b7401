"""Has a library imported, in a process with limits, and told how it differs from what was read.

Nothing of this happens unless the user asks for it with `--live`.
"""

from __future__ import annotations

import os
from typing import Any, NamedTuple

import msgspec

from faceplate.check.codebase import Codebase
from faceplate.errors import UsageError, clean
from faceplate.link.library import Symbol
from faceplate.model import Component, Parameter

_PROBE = os.path.join(os.path.dirname(__file__), "probe.py")
_LARGEST = 64 * 1024 * 1024


class Difference(NamedTuple):
    """One place where the imported library is not what was read.

    Attributes:
        symbol: The class or function.
        kind: `name`, `parameter`, `kind`, `required`, `default`, `annotation` or `event`.
        name: The parameter, event or part of a path.
        event: The listener that the parameter belongs to; empty for a class or function.
        read: Whether it was read and is not there; otherwise it is there and was not read.
        stated: What was read.
        actual: What is there.
    """

    symbol: Symbol
    kind: str
    name: str
    event: str = ""
    read: bool = True
    stated: str = ""
    actual: str = ""


class Imported(NamedTuple):
    """What importing a library tells.

    Attributes:
        differences: Where it is not what was read.
    """

    differences: list[Difference]


def run(codebase: Codebase, python: str | None, seconds: float) -> Imported:
    """Import a library and compare it with what was read of it.

    Args:
        codebase: What was read.
        python: The interpreter that has the library; None for the current one.
        seconds: How long it may take.

    Raises:
        UsageError: If it cannot be imported, goes beyond a limit, or is of another release.
    """
    from faceplate.api.documents import decode
    from faceplate.api.process import MEGABYTES, Run, interpreter

    name = codebase.library.name
    executable = interpreter(python)
    symbols = {codebase.linker.path(symbol): symbol for symbol in codebase.subjects.values()}
    # A folder is imported from where it lies; anything else is what the interpreter has.
    folder = codebase.library.tree.folder
    asked = {
        "library": name,
        "paths": [os.path.abspath(folder)] if folder else [],
        "subjects": [_subject(codebase, symbol) for symbol in codebase.subjects.values()],
    }
    import tempfile

    with tempfile.TemporaryDirectory(prefix="faceplate-") as place:
        questions, result = os.path.join(place, "read.json"), os.path.join(place, "outcome.json")
        with open(questions, "wb") as stream:
            stream.write(msgspec.json.encode(asked))
        process = Run([executable, _PROBE, questions, result], MEGABYTES)
        try:
            ending = process.wait(seconds)
        finally:
            process.end()
        if ending:
            raise UsageError(f"{name} {ending}")
        try:
            with open(result, "rb") as stream:
                content = stream.read(_LARGEST)
        except OSError:
            words = process.last_words()
            raise UsageError(f"{name}: its process ended without an answer{words}") from None
    outcome: dict[str, Any] = decode(content, f"{name}: its outcome")
    if "error" in outcome:
        where = clean(python or "the current interpreter")
        raise UsageError(
            clean(
                f"{name} cannot be imported by {where}: {outcome['error']}; name one that has it "
                "with --python"
            )
        )
    _of_one_release(codebase, outcome)
    return Imported(
        [
            Difference(
                symbols[answer["path"]],
                answer["kind"],
                answer["name"],
                answer.get("event", ""),
                bool(answer.get("read", True)),
                clean(str(answer.get("stated", ""))),
                clean(str(answer.get("actual", ""))),
            )
            for answer in outcome["answers"]
        ]
    )


def _of_one_release(codebase: Codebase, outcome: dict[str, Any]) -> None:
    read, imported = codebase.library.tree.version, outcome.get("version")
    if read and imported and read != imported:
        raise UsageError(
            clean(
                f"{codebase.library.name} was read as {read}, and what is imported is {imported}; "
                "name an interpreter that has the same release with --python"
            )
        )


def _subject(codebase: Codebase, symbol: Symbol) -> dict[str, Any]:
    page: Component = codebase.page(symbol)
    unit = codebase.unit(symbol)
    events = {
        event.name: _parameters(page.event_arguments, event.defaults)
        for event in sorted(page.events, key=lambda each: each.name)
    }
    return {
        "path": codebase.linker.path(symbol),
        # A page leaves out what is no business of its readers; the signature has all of it.
        "parameters": _parameters(unit.parameters, {}) if unit.is_certain else None,
        "events": events or None,
    }


def _parameters(listed: list[Parameter], defaults: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": parameter.name,
            "kind": parameter.kind,
            "annotation": parameter.annotation,
            "default": defaults.get(parameter.name, parameter.default),
            "required": parameter.required,
        }
        for parameter in listed
    ]
