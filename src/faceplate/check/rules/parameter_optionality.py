"""A text that says "optional" or "required" of a parameter that is not."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import partial

from faceplate.check import prose
from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Revision, Substitution
from faceplate.check.edits.wording import replaced, reworded
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.types.acceptance import accepts
from faceplate.check.types.plain import is_builtin
from faceplate.docstrings.parts import Entry
from faceplate.link.library import Symbol
from faceplate.link.names import dotted_path

# "optional" among what stands behind a name: "str, optional".
_STATED = re.compile(r"(?:^|,)\s*optional\s*(?:,|$)")

# "required" there.
_NEEDED = re.compile(r"(?:^|,)\s*required\s*(?:,|$)")

# "optional" among what stands behind a name: "str, optional".
_BEHIND_TYPE = re.compile(r"(?:^|,)\s*optional\s*(?=,|$)")
# The word in a text: "(Optional)" anywhere, or "Required." at its beginning.
_WORD = re.compile(r"\(([Oo]ptional|[Rr]equired)\)|^\(?([Oo]ptional|[Rr]equired)\b")
_OTHER = {
    "optional": "required",
    "Optional": "Required",
    "required": "optional",
    "Required": "Optional",
}


def check(unit: Unit) -> Iterator[Violation]:
    """Hold the stated words against the defaults."""
    if not unit.is_known or unit.overloaded:
        return
    for docstring, entry, parameter in unit.documented():
        if parameter is None or parameter.kind.startswith("var_"):
            continue
        optional = _STATED.search(entry.annotation or "") is not None or prose.optional(entry.text)
        required = not optional and (
            _NEEDED.search(entry.annotation or "") is not None or prose.required(entry.text)
        )
        if (
            optional
            and parameter.required
            and not _takes_none(parameter.annotation, docstring.symbol, unit)
        ):
            message = f"`{entry.name}` is documented as optional, but is required"
        elif (
            required
            and not parameter.required
            and parameter.default != "None"
            and entry.name not in unit.signature.fields
        ):
            message = f"`{entry.name}` is documented as required, but has the default "
            message += f"`{parameter.default}`"
        else:
            continue
        yield unit.violation(
            message, unit.at(docstring, entry.line), partial(_fix, docstring, entry), unit.doubt
        )


def _takes_none(annotation: str | None, symbol: Symbol, unit: Unit) -> bool:
    """Return whether None may be passed, which is meant by "optional" too."""
    if annotation is None:
        return False
    answer = accepts(annotation, "None", unit.symbol, unit.codebase.linker.ancestry)
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
    """Return whether the code uses a name as a class: calls it, derives from it, or asks."""
    last = name.rpartition(".")[2]
    spelled = re.escape((last if last[:1].isupper() else name).encode())
    used = re.compile(
        rb"(?<!\w)%s\(|^class \w+\([^)]*(?<![\w\[])%s[,)]|isinstance\([^()]+, \(?(?:\w+\.)*%s\b"
        % (spelled, spelled, spelled),
        re.MULTILINE,
    )
    library = unit.codebase.library
    key = f"class {name}"
    return unit.codebase.once(
        key, lambda: any(used.search(library.source(module)) for module in library.modules)
    )


def _fix(docstring: UnitDocstring, entry: Entry, _: FixOptions) -> Revision | None:
    """Say "required" in place of "optional", or the other way round."""
    group = groups.group_of(docstring.sections, entry, "parameters")
    if group is None or len(group.names) > 1:
        return None
    if group.stated is not None:
        line, start, end = group.stated
        stated = docstring.lines[line][start:end]
        match = _BEHIND_TYPE.search(stated)
        if match:
            rest = stated[: match.start()] + stated[match.end() :]
            rest = rest.lstrip(", ") if match.start() == 0 else rest
            substitution = Substitution(line, start, end, rest)
            return reworded(docstring, entry, [substitution]) if rest else None
    match = _WORD.search(entry.text)
    if match is None:
        return None
    number = 1 if match[1] else 2
    offset = len(entry.annotation or "") + 1
    start, end = (offset + position for position in match.span(number))
    return replaced(docstring, entry, start, end, _OTHER[match[number]])


RULE = Rule(
    code="FP108",
    name="parameter-optionality",
    severity="warning",
    summary='A text says "optional" of a parameter that must be passed, or "required" of one '
    "that has a default.",
    reason="A call that leaves the argument out raises TypeError, or one passes what need not be.",
    advice="Change the word, or give the parameter a default.",
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
