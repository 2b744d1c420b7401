"""Names that docstrings speak of as of parameters, and that no parameter has."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial
from typing import NamedTuple

from faceplate.check import similarity
from faceplate.check.bodies import body
from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Revision, Substitution
from faceplate.check.edits.wording import reworded
from faceplate.check.finding import Violation
from faceplate.check.names_in_code import (
    is_bound,
    is_in_code,
    is_in_lines,
    parameter_names,
    taken_by_methods,
)
from faceplate.check.types.plain import is_builtin
from faceplate.docstrings.parts import Entry, Part
from faceplate.facts.declarations import ClassFact, FunctionFact

# "the argument `speed`", "the `speed` argument"
_CALLED = re.compile(r"\b(?:argument|parameter|keyword)[ ](?:the |both |either )?$", re.IGNORECASE)
_CALLED_SO = re.compile(r"^ (?:parameter|argument|keyword|kwarg|option is|flag is)\b")
# "if `speed` is set", "unless `speed`", "`speed` is ignored": said of arguments, and of other
# things at times
_UNLESS = re.compile(r"\b(?:if|when|unless|while)[ ](?:the |both |either )?$", re.IGNORECASE)
# "when `cache` is configured": said of an application, a package or a server
_SET_UP = re.compile(
    r"^ (?:is|are) (?:not )?(?:configured|installed|available|supported|running)\b"
)
_GIVEN = re.compile(
    r"^ (?:is|are|was|being) (?:not |also |set to )*`{0,2}(?:True|False|None|set|given"
    r"|provided|specified|passed|omitted|ignored|supplied)\b"
)
# "If `user` use the number of the user": a value that another parameter may have.
_UNDER = re.compile(r"\b(?:if|when|unless|while) $", re.IGNORECASE)
_DOING = re.compile(
    r"^ (?!(?:and|or|is|isn't|are|was|were|has|have|does|do|contains?|equals?|not|to|given|set"
    r"|also|but|exists?|on|in|by|with|for|then|specified|provided|passed|omitted|enabled|disabled)\b)[a-z]"
)
_NAME = re.compile(r"(?<![`\w.:@-])`{1,2}(?P<name>(?!__)[a-z_]\w+)`{1,2}(?![`\w_-])")
_CHAIN = re.compile(r"(?:`{1,2}\w+`{1,2},?\s(?:and\s|or\s)?)+$")
# A word before a name that is one of many, or something's: "each `item`", "the knob's `speed`".
_ANY = re.compile(
    r"(?:\b(?:an?|one|any|each|each of the|its|some|their|which|whose|has|have)|\w['’]s)\s$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^ (?:\w+ ){1,4}(?:of|in|on|to|from) `{1,2}\w"
    r"|^\W*(?:\w+\s+){0,2}?(?:of|in|on|to|from|for|by|method|function|class|component|event|"
    r"environment|file|option|attribute|field|property|key|column|module|package)\b"
)
# "the `authSchemes` property"
_PART = re.compile(
    r"^\W*(?:\w+\s+)?(?:method|function|class|component|event|file|attribute|field|property|key"
    r"|column|module|package)\b"
)
# "with `count` the number of knobs"
_LET = re.compile(r"\b(?:with|where|let)\s$", re.IGNORECASE)
_STANDS = re.compile(r"^ (?:is |be |being )?(?:the|an?)\b")
# Kinds of parts of a docstring that are code, or that speak of other things.
_APART = {"examples", "references", "seealso", "see also", "attributes", "methods"}
# Code that is more than a name, in backticks.
_CODE_SPAN = re.compile(r"(?<!`)`{1,2}([^`\n]*[\[(][^`\n]*)`{1,2}(?!`)")
# A doctest, a directive, or a line of a table or of a shell.
_CODE = re.compile(r"^\s*(?:>>>|\.\.\. |\.\. |\||\$ )")
# What stands before the first name of an item of a list: "- If `bold`, ...".
_AT_START = re.compile(r"(?:^|\s)(?:[-*+\u2022]|\d+[.)])\s+(?:if|when)\s$", re.IGNORECASE)
_RESULT = re.compile(r"Results?(?:\.\w+)?$")
# From how many characters on a line that stands in two docstrings was copied.
_COPIED = 30
_PAST = re.compile(r"version|deprecat|changed|added|removed", re.IGNORECASE)


class Mention(NamedTuple):
    """A name in backticks.

    Attributes:
        docstring: The docstring that it stands in.
        name: The name.
        line: Index of its line.
        part: The part of the docstring.
        is_role: Whether the text speaks of it as of a parameter.
        is_called: Whether it calls it one.
        is_given: Whether it says what follows if it is given.
        is_part: Whether it speaks of it as of a part of something else, or of any.
    """

    docstring: UnitDocstring
    name: str
    line: int
    part: Part
    is_role: bool
    is_called: bool
    is_given: bool
    is_part: bool


def found(unit: Unit) -> Iterator[tuple[Violation, bool]]:
    """Yield what is spoken of as a parameter and is none, and whether something shows that.

    A parameter that is near shows it, the docstring that the line was copied from, and that nothing
    in the library has the name.
    """
    if unit.takes_anything or not unit.is_known or not unit.named:
        return
    seen: set[tuple[str, int]] = set()
    named = list(_mentions(unit))
    introduced = {
        each.name for each in named if each.is_part or (each.line == 0 and not each.is_role)
    }
    for mention in named:
        name = mention.name
        if not name.islower() and all(other.islower() for other in unit.named):
            # It is spelled as in another language, as `waitUntil` is, and means what stands behind.
            continue
        entry = _entry_at(mention)
        key = name, entry.line if entry is not None else -1
        if key in seen:
            continue
        near, doubt = _meant(mention, unit)
        if doubt is None or (near is None and name in introduced):
            # "each of the `count` (that is, `len(rows)`); if `count` is 2": no parameter is meant,
            # nor where the first line says what becomes of it.
            continue
        seen.add(key)
        where = f"the text of `{entry.name}`" if entry is not None else "the docstring"
        hint = f"; did you mean `{near}`?" if near else ""
        fix = None
        if entry is not None:
            fix = partial(_fix, unit, mention.docstring, entry, name)
        violation = unit.violation(
            f"{where} speaks of `{name}`, which is not a parameter{hint}",
            unit.at(mention.docstring, mention.line),
            fix,
            doubt or unit.doubt,
        )
        yield violation, not doubt or near is not None or _is_copied(mention, unit)


def _meant(mention: Mention, unit: Unit) -> tuple[str | None, str | None]:
    """Return the parameter that a mention means, if one is near, and why it may mean another thing.

    The second is None where it does, or most likely does.
    """
    name = mention.name
    near = None if mention.is_part else _near(name, unit)
    if not (near or _may_be_parameter(mention, unit)) or _is_itself(name, unit):
        return near, None
    if _is_in_scope(name, unit):
        return near, None
    if _is_in_use(name, unit):
        # `self.pace = speed`: the parameter was called `pace` once, most likely.
        kept = _kept_as(name, unit) if mention.is_role else None
        return kept, "it may be the attribute or the argument of that name" if kept else None
    is_lost = not is_in_code(unit.codebase, name)
    if not is_lost and name not in parameter_names(unit.codebase):
        return near, None
    if not mention.is_role and not (is_lost and near):
        return near, None
    if not (is_lost or near) and _RESULT.search(unit.symbol.name):
        # What holds a result speaks of what was passed to the function that it comes from.
        return near, None
    if not (is_lost or near or mention.is_given) and not _is_copied(mention, unit):
        # "Models expect it as the argument `labels`": those of something else.
        return near, None
    return near, "" if mention.is_role and is_lost else "it may be the name of something else"


def _is_copied(mention: Mention, unit: Unit) -> bool:
    """Return whether the line stands in the docstring of another unit, which takes the parameter.

    It was copied from there, and the parameter was not.
    """
    line = mention.docstring.lines[mention.line].strip()
    # Few docstrings have the line, and only then it matters what their units take.
    return len(line) >= _COPIED and any(
        mention.name in other.named
        for other in unit.codebase.units
        if other is not unit and _has_line(other, line)
    )


def _has_line(unit: Unit, line: str) -> bool:
    docstrings = (each.docstring for each in (unit.symbol, unit.constructor) if each is not None)
    return any(docstring is not None and line in docstring.text for docstring in docstrings)


def _may_be_parameter(mention: Mention, unit: Unit) -> bool:
    """Return whether the text speaks of a name as of a parameter, and it can be none but that.

    A class has attributes as well, of which its prose says that they are set.
    """
    is_entry = mention.part.kind == "parameters"
    if mention.part.kind in ("raises", "returns", "yields") and not mention.is_called:
        # What is there or not when something is raised may be anything.
        return False
    return mention.is_role and (not unit.is_class or is_entry or mention.is_called)


def _is_itself(name: str, unit: Unit) -> bool:
    """Return whether a name is that of an object of the class, as `elementHandle` is."""
    owner = unit.symbol if unit.is_class else unit.owner
    short = owner.name.rpartition(".")[2] if owner is not None else ""
    return name.replace("_", "").lower() == short.lower()


def _kept_as(name: str, unit: Unit) -> str | None:
    """Return the parameter that is kept or handed on under a name."""
    does = body(unit)
    if does is None:
        return None
    if name in does.kept or not (unit.is_class and does.handed_up):
        return does.kept.get(name)
    codebase = unit.codebase
    for ancestor in codebase.linker.ancestry.order(unit.symbol)[1:]:
        constructor = codebase.unit(ancestor).constructor
        if constructor is not None and isinstance(constructor.fact, FunctionFact):
            taken = [parameter.name for parameter in constructor.fact.parameters[1:]]
            pairs = dict(zip(taken, does.handed_up, strict=False))
            return pairs[name] if pairs.get(name) in unit.named else None
    return None


def _near(name: str, unit: Unit) -> str | None:
    """Return the parameter that a name is a slip for.

    `modes` may be the modes of a `mode`, and `mode` one of the `modes`.
    """
    # What is alike that far is about as long.
    alike = [other for other in unit.named if abs(len(other) - len(name)) <= len(name) // 3 + 1]
    near = get_close_matches(name, alike, n=1, cutoff=0.8)
    return near[0] if near and near[0] not in name and f"{name}s" != near[0] else None


def _mentions(unit: Unit) -> Iterator[Mention]:
    """Yield the names in backticks that are none of the unit's parameters, as most are."""
    parameters = unit.named.keys() | (unit.enclosing or frozenset())
    for docstring in unit.docstrings:
        if "`" not in docstring.fact.text or not docstring.entries("parameters"):
            continue
        for part in docstring.outline.parts:
            if part.kind not in _APART:
                yield from _mentions_in(docstring, part, parameters)


def _mentions_in(docstring: UnitDocstring, part: Part, parameters: set[str]) -> Iterator[Mention]:
    lines = docstring.lines
    is_fenced, is_past = False, part.kind != "prose" and _PAST.search(part.label) is not None
    for number in range(part.first, min(part.end, len(lines))):
        line = lines[number]
        if line.lstrip().startswith("```"):
            is_fenced = not is_fenced
        if _CODE.match(line):
            # What follows `.. versionchanged:: 2.0` is about what was before.
            is_past = is_past or _PAST.search(line) is not None
        if is_fenced or is_past or "`" not in line or _CODE.match(line):
            continue
        for match in _NAME.finditer(line):
            if match["name"] in parameters:
                continue
            # A phrase may begin on the line before and go on to the next.
            ahead = lines[number - 1] if number > part.first else ""
            before = _CHAIN.sub("", f"{ahead.strip()} {line[: match.start()].lstrip()}")
            following = lines[number + 1].strip() if number + 1 < part.end else ""
            after = f"{line[match.end() :]} {following}"[:60]
            # A parameter of something else.
            is_other = bool(_ANY.search(before) or _ELSEWHERE.match(after))
            is_other = is_other or bool(_UNDER.search(before) and _DOING.match(after))
            is_called = bool(_CALLED.search(before) or _CALLED_SO.match(after))
            is_given = bool(_UNLESS.search(before) or _GIVEN.match(after))
            is_given = is_given and not _SET_UP.match(after) and not _is_choice(before, after)
            is_role = not is_other and (is_called or is_given)
            is_part = bool(_ANY.search(before) or _PART.match(after))
            is_part = is_part or bool(_LET.search(before) and _STANDS.match(after))
            yield Mention(
                docstring, match["name"], number, part, is_role, is_called, is_given, is_part
            )


def _is_choice(before: str, after: str) -> bool:
    """Return whether a name is one of several values, as in "- If `bold`, letters are thick"."""
    return _AT_START.search(before) is not None and re.match(r"[,:]", after) is not None


def _entry_at(mention: Mention) -> Entry | None:
    """Return the entry of a parameter that a mention stands in."""
    if mention.part.kind != "parameters":
        return None
    above = [entry for entry in mention.part.entries if entry.line <= mention.line]
    return above[-1] if above else None


def _is_in_scope(name: str, unit: Unit) -> bool:
    """Return whether a name is one of Python, of the module, or of what the docstring speaks of."""
    if is_builtin(name) or keyword.iskeyword(name) or name in sys.stdlib_module_names:
        return True
    if is_bound(unit.symbol, name) or unit.unpacked == name:
        return True
    if any(name in (parameter.annotation or "") for parameter in unit.parameters):
        return True
    text = "\n".join(docstring.fact.text for docstring in unit.docstrings)
    # A key, a call, or an attribute or an entry of another kind.
    spoken = rf"[\"']{name}[\"']|\b{name}\(|\.{name}\b|\b{name}\.\w|^\W*{name} ?:"
    if re.search(spoken, text, re.MULTILINE):
        return True
    # A part of code that is written out, such as `(rows, columns[, name])`; not of a call of the
    # unit itself, whose arguments are its parameters.
    own = unit.symbol.name.rpartition(".")[2]
    return any(
        re.search(rf"[\[(,] *{name}\b", code) and not code.lstrip().startswith(f"{own}(")
        for code in _CODE_SPAN.findall(text)
    )


def _is_in_use(name: str, unit: Unit) -> bool:
    """Return whether the class or the body of a unit has a name."""
    owner = unit.symbol if unit.is_class else unit.owner
    if owner is not None:
        ancestry = unit.codebase.linker.ancestry
        if ancestry.member(owner, name) is not None or ancestry.unread_bases(owner):
            return True
        if isinstance(owner.fact, ClassFact) and name in unit.codebase.taken_by(owner):
            return True
        if unit.is_class and name in taken_by_methods(unit):
            return True
        if is_in_lines(unit.codebase, owner, rf"\b(?:self|cls)\.{name}\b|[\"']{name}[\"']"):
            return True
    # What is passed on by that name, `press(speed=pace)`, is the name of another's parameter.
    does = body(unit)
    if does is not None:
        return name in does.names
    return is_in_lines(unit.codebase, unit.symbol, rf"\b{name}\b(?! *=[^=])|^ *{name} *=[^,]*$")


def _fix(
    unit: Unit, docstring: UnitDocstring, entry: Entry, name: str, _: FixOptions
) -> Revision | None:
    """Speak of the parameter that a name is a slip for, wherever it stands in backticks."""
    near = similarity.nearest(name, [each for each in unit.named if each != entry.name])
    group = groups.group_of(docstring.sections, entry, "parameters")
    if near is None or group is None or len(group.names) > 1:
        return None
    pattern = re.compile(rf"(?<=`){re.escape(name)}(?=`)")
    substitutions = [
        Substitution(number, match.start(), match.end(), near)
        for number in range(group.line, group.end)
        for match in pattern.finditer(docstring.lines[number])
    ]
    return reworded(docstring, entry, substitutions)
