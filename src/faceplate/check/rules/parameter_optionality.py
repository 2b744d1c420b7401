"""A text that says "optional" or "required" of a parameter that is not."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from faceplate.check import prose
from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.types.acceptance import accepts
from faceplate.check.types.plain import is_builtin
from faceplate.check.units import Unit
from faceplate.link.library import Symbol
from faceplate.link.names import dotted_path

_STATED = re.compile(r"(?:^|,)\s*optional\s*(?:,|$)")

_NEEDED = re.compile(r"(?:^|,)\s*required\s*(?:,|$)")


def check(unit: Unit) -> Iterator[Flaw]:
    """Hold the stated words against the defaults."""
    if not unit.is_certain:
        return
    for label, entry, known in unit.documented():
        if known is None or known.kind.startswith("var_"):
            continue
        optional = _STATED.search(entry.annotation or "") is not None or prose.optional(entry.text)
        required = not optional and (
            _NEEDED.search(entry.annotation or "") is not None or prose.required(entry.text)
        )
        if optional and known.required and not _takes_none(known.annotation, label.symbol, unit):
            message = f"`{entry.name}` is stated to be optional, and a call must pass it"
        elif required and not known.required and known.default != "None" and not unit.is_class:
            message = f"`{entry.name}` is stated to be required, and has the default "
            message += f"`{known.default}`"
        else:
            continue
        yield unit.flaw(message, unit.at(label, entry.line), unit.about(label, entry))


def _takes_none(annotation: str | None, symbol: Symbol, unit: Unit) -> bool:
    """Say whether None may be passed, which is meant by "optional" too."""
    if annotation is None:
        return False
    answer = accepts(annotation, "None", unit.symbol, unit.survey.linker.ancestry)
    if answer is None and not re.search(r"None|Optional|Any|object", annotation):
        # Classes of Python's own library are not read, and are no None.
        names = re.findall(r"(?<![\w.])[A-Za-z_][\w.]*", annotation)
        return not all(_is_pythons(name, symbol) or _is_class(name, unit) for name in names)
    return answer is not False


def _is_pythons(name: str, symbol: Symbol) -> bool:
    if is_builtin(name):
        return True
    path = dotted_path(symbol.library, symbol.module, name)
    return path.partition(".")[0] in sys.stdlib_module_names and "." in path


def _is_class(name: str, unit: Unit) -> bool:
    """Say whether the code uses a name as that of a class: calls it, derives from it, or asks."""
    last = name.rpartition(".")[2]
    spelled = re.escape((last if last[:1].isupper() else name).encode())
    used = re.compile(
        rb"(?<!\w)%s\(|^class \w+\([^)]*(?<![\w\[])%s[,)]|isinstance\([^()]+, \(?(?:\w+\.)*%s\b"
        % (spelled, spelled, spelled),
        re.MULTILINE,
    )
    library = unit.survey.library
    key = f"class {name}"
    return unit.survey.once(
        key, lambda: any(used.search(library.source(one)) for one in library.modules)
    )


RULE = Rule(
    code="FP108",
    name="parameter-optionality",
    severity="warning",
    summary='A text says "optional" of a parameter that must be passed, or "required" of one '
    "that has a default.",
    reason="A call that leaves the argument out raises TypeError, or one passes what need not be.",
    remedy="Change the word, or give the parameter a default.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle (float): How far, in degrees.
        speed (float, optional): How fast.
    """
''',
    good='''\
def turn(angle: float, speed: float = 1.0) -> None:
    """Turn the knob.

    Args:
        angle (float): How far, in degrees.
        speed (float, optional): How fast.
    """
''',
    unit=check,
    fix='Takes "optional" out of the type, or changes the word in front of the text.',
)
