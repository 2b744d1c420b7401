"""A name of the library that a docstring refers to and that does not exist."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check.codebase import Codebase, Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.examples.attributes import attribute, member, takes_unread_names
from faceplate.check.examples.conventions import called_in_examples
from faceplate.check.examples.referents import MissingName
from faceplate.check.finding import Violation
from faceplate.check.names_in_code import code_lines, is_bound, is_in_code, spoken_names
from faceplate.check.rule import Rule
from faceplate.check.types.plain import is_builtin
from faceplate.facts.declarations import ClassFact, ModuleFact
from faceplate.link.library import Symbol
from faceplate.link.names import find, resolve

# A dotted name in backticks: "`knobs.turn()`", "`~knobs.Knob`".
_REFERENCE = re.compile(r"`{1,2}[~!]?((?:[A-Za-z_]\w*\.)+[A-Za-z_]\w*)(?:\([^`\n]*\))?`{1,2}")
_ROLE = re.compile(
    r":(?:py:)?(?:class|func|meth|attr|exc|data|obj|mod):`[~!]?\.?([A-Za-z_][\w.]*)(?:\(\))?`"
)
# The role before a text in backticks: ":func:".
_ANY_ROLE = re.compile(r":([\w+-]+):$")
_ROLES = {"attr", "class", "data", "exc", "func", "meth", "mod", "obj"}
# The names of an entry of "See Also": "turn, knobs.reset : Turn it back".
_LISTED = re.compile(r"^([A-Za-z_][\w.]*(?:, *[A-Za-z_][\w.]*)*)(?: ?:.*)?$")
_PAST = re.compile(
    r"\b(?:removed|renamed|deprecated|no longer|formerly|previously|replace[sd]?(?!::)"
    r"|(?<!\bbe )(?<!\bis )(?<!\bare )used to|old(?:er)?|instead|earlier|obsolete|legacy)\b",
    re.IGNORECASE,
)
# What is there now is what to use: "use `Knob.turn` instead", "in favour of `Knob.turn`".
_INSTEAD = re.compile(r"[`)]*[ ]instead\b")
_IN_PLACE = re.compile(
    r"\b(?:[Uu]se|[Ss]ee|favou?r of|(?:replaced|superseded) (?:by|with)|(?:renamed|moved) to)"
    r"[ ]+(?:the[ ]+)?$"
)
# What follows, indented deeper, is about what was before: ".. versionchanged:: 2.0".
_DIRECTIVE = re.compile(r"[ \t]*\.\. (?:version\w+|deprecated)::")
# "there is no `Knob.reset`"
_DENIED = re.compile(r"\b(?:is|are|has|have|be) (?:no|neither)[ `]*$|\bwithout (?:an? )?[`]*$")
# A link to elsewhere, "[`Knob.turn()`](https://...)", and the interface of another language, "in
# Node.js".
_OTHERS = re.compile(r"\]\(\w+://|,? in (?:the )?(?:Node|Java|Rust|Go|Swift|Ruby|C\+\+|C#)\b")
# A dotted name in quotes, or how one begins: "knobs.turn", 'knobs.'.
_STRING = re.compile(rb"""["']([^\W\d]\w*\.[\w.]*)(?=["'])""")
_ANYTHING = {"bar", "baz", "foo", "qux", "spam", "xxx", "xyz"}
"""Names that stand for any name."""

_FILES = {"css", "csv", "html", "ipynb", "js", "json", "md", "py", "pyi", "toml", "txt", "yaml"}


def check(unit: Unit) -> Iterator[Violation]:
    """Look for dotted names in backticks that lead nowhere in the library."""
    for docstring in unit.docstrings:
        yield from _listed(docstring, unit)
        if "`" not in docstring.fact.text:
            continue
        yield from _roles(docstring, unit)
        for number, line, past in _prose(docstring):
            for match in _REFERENCE.finditer(line):
                if match[1].rpartition(".")[2] in _FILES or past or _PAST.search(line):
                    continue
                if _PAST.search(_rest_of_sentence(docstring.lines, number, match.end())):
                    continue
                if _DENIED.search(line[: match.start()]) or _OTHERS.match(line[match.end() :]):
                    continue
                role = _ANY_ROLE.search(line[: match.start()])
                if role and role[1] not in _ROLES:
                    continue
                referent = _followed(match[1].split("."), unit)
                if referent is None or referent.name in _ANYTHING or _is_string(match[1], unit):
                    continue
                near = get_close_matches(referent.name, referent.near, n=1, cutoff=0.7)
                of_package = match[1].startswith(f"{unit.codebase.library.name}.")
                if of_package and not (near or role) and referent.name.islower():
                    # What begins with the name of a package may be a logger, a queue or a key.
                    continue
                hint = f"; did you mean `{near[0]}`?" if near else ""
                offset = match.start() - (len(line) - len(line.lstrip()))
                yield unit.violation(
                    f"the docstring refers to `{match[1]}`, and `{referent.owner}` has no "
                    f"`{referent.name}`{hint}",
                    unit.at(docstring, number, offset),
                )


def _rest_of_sentence(lines: list[str], number: int, end: int) -> str:
    """Return what follows a place in a sentence, on its line and on the next."""
    following = lines[number + 1].strip() if number + 1 < len(lines) else ""
    return re.split(r"[.;](?:\s|$)", f"{lines[number][end:]} {following}", maxsplit=1)[0]


def _roles(docstring: UnitDocstring, unit: Unit) -> Iterator[Violation]:
    """Look for cross-references to what nothing in sight has, and something has nearly."""
    if ":`" not in docstring.fact.text:
        return
    for number, line, past in _prose(docstring):
        for match in _ROLE.finditer(line):
            name = match[1].strip(".")
            if ((past or _PAST.search(line)) and not _is_of_today(line, match)) or _exists(
                name, unit
            ):
                continue
            if "." in name and _followed(name.split("."), unit) is not None:
                # That nothing of its owner is called so is said already.
                continue
            last = name.rpartition(".")[2]
            near = _nearest(last, unit)
            if near:
                offset = match.start() - (len(line) - len(line.lstrip()))
                yield unit.violation(
                    f"the docstring refers to `{name}`, and nothing has that name; did you mean "
                    f"`{near}`?",
                    unit.at(docstring, number, offset),
                )


def _is_of_today(line: str, match: re.Match[str]) -> bool:
    """Return whether a line that speaks of the past refers to what takes the place of it."""
    follows = _INSTEAD.match(line, match.end())
    before = line[: match.start()]
    return follows is not None or _IN_PLACE.search(before) is not None


def _listed(docstring: UnitDocstring, unit: Unit) -> Iterator[Violation]:
    """Look for entries of a list of related things that nothing has, and something has nearly."""
    for block in docstring.sections:
        if block.kind not in ("see also", "seealso"):
            continue
        for number, line in enumerate(block.body, block.first):
            match = _LISTED.match(line)
            for name in re.split(r", *", match[1]) if match else ():
                if _exists(name, unit):
                    continue
                near = _nearest(name.rpartition(".")[2], unit)
                if near:
                    yield unit.violation(
                        f"the docstring lists `{name}`, and nothing has that name; did you mean "
                        f"`{near}`?",
                        unit.at(docstring, number),
                    )


def _exists(name: str, unit: Unit) -> bool:
    """Return whether something may have a name: in sight, anywhere in the library, or outside."""
    first, _, _ = name.partition(".")
    last = name.rpartition(".")[2]
    if last in _names(unit.codebase) or is_builtin(first) or first in sys.stdlib_module_names:
        return True
    if any(last in spoken_names(unit.codebase, file) for file in _files(unit)):
        return True
    if is_bound(unit.symbol, name) and not _is_slip_in_member(first, last, unit):
        return True
    spoken = re.compile(rf"\b{last}\b")
    if any(spoken.search(line) for line in code_lines(unit.codebase, unit.symbol.module)):
        return True
    if takes_unread_names(unit.codebase) and is_in_code(unit.codebase, last):
        # A compiled module may have it, whose names the library takes.
        return True
    owner = name.rpartition(".")[0]
    if first == unit.codebase.library.name and owner and find(unit.codebase.library, owner) is None:
        # It leads on to another package.
        return True
    # What is imported from elsewhere, or stands in a package that was not read.
    ours = first == unit.codebase.library.name or _is_class(first, unit)
    return "." in name and not ours and not (first[0].isupper() and first in _names(unit.codebase))


def _is_slip_in_member(name: str, last: str, unit: Unit) -> bool:
    """Return whether a name is nearly that of a member of a class in sight."""
    declaration = resolve(unit.symbol.library, unit.symbol.module, name)
    if declaration is None or not isinstance(declaration.fact, ClassFact) or last == name:
        return False
    members = [
        member
        for ancestor in unit.codebase.linker.ancestry.order(declaration)
        if isinstance(ancestor.fact, ClassFact)
        for member in ancestor.fact.members
    ]
    return len(last) > 4 and bool(get_close_matches(last, members, n=1, cutoff=0.8))


def _is_class(name: str, unit: Unit) -> bool:
    declaration = resolve(unit.symbol.library, unit.symbol.module, name)
    return declaration is not None and isinstance(declaration.fact, ClassFact)


def _files(unit: Unit) -> list[str]:
    if not (unit.is_class or unit.owner):
        return [unit.file]
    owner = unit.owner or unit.symbol
    return [ancestor.source.file for ancestor in unit.codebase.linker.ancestry.order(owner)]


def _names(codebase: Codebase) -> dict[str, None]:
    """Return the names of all modules, declarations and members of the library and beside it."""

    def collect() -> dict[str, None]:
        names: dict[str, None] = {}
        for library in (codebase.library, *codebase.library.companions):
            for module in library.modules:
                names.update(dict.fromkeys(module.split(".")))
                facts = library.module(module)
                waiting: list[ModuleFact | ClassFact] = [facts] if facts else []
                while waiting:
                    fact = waiting.pop()
                    names.update(dict.fromkeys(fact.members))
                    waiting += [
                        member for member in fact.members.values() if isinstance(member, ClassFact)
                    ]
        return names

    return codebase.once("names", collect)


def _nearest(name: str, unit: Unit) -> str | None:
    """Return the name of the library that another is a misspelling of."""
    if len(name) < 4:
        return None
    near = get_close_matches(name, _names(unit.codebase), n=1, cutoff=0.8)
    return near[0] if near else None


def _is_string(name: str, unit: Unit) -> bool:
    """Return whether a module has the name, or how it begins, as a string, as of a logger."""
    parts = name.split(".")
    ours = parts[0] == unit.codebase.library.name
    begins = [".".join(parts[:end]) + "." for end in range(1, len(parts) if ours else 1)]
    return not _strings(unit.codebase).isdisjoint([name, *begins])


def _strings(codebase: Codebase) -> set[str]:
    """Return the dotted names that stand in quotes anywhere in the library."""

    def collect() -> set[str]:
        library = codebase.library
        found = (_STRING.findall(library.source(module)) for module in library.modules)
        return {name.decode("utf-8", "replace") for names in found for name in names}

    return codebase.once("dotted strings", collect)


def _prose(docstring: UnitDocstring) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines of a docstring that are no code, and whether a directive calls them past."""
    code = {
        number
        for block in docstring.sections
        if block.kind == "examples"
        for number in range(block.first, block.first + len(block.body))
    }
    fence = False
    past = -1
    for number, line in enumerate(docstring.lines):
        margin = len(line) - len(line.lstrip())
        if line.strip() and margin <= past:
            past = -1
        if _DIRECTIVE.match(line):
            past = margin
        if line.lstrip().startswith(("```", "~~~")):
            fence = not fence
        elif not fence and number not in code and not line.lstrip().startswith((">>>", "...")):
            yield number, line, past >= 0


def _followed(names: list[str], unit: Unit) -> MissingName | None:
    """Follow a dotted name from the library, its usual short name, or a class in sight."""
    codebase = unit.codebase
    first = names[0]
    referent: Symbol | MissingName | None
    if first in (codebase.library.name, called_in_examples(codebase)):
        referent = find(codebase.library, codebase.library.name)
    else:
        referent = resolve(unit.symbol.library, unit.symbol.module, first)
        if referent is None or not isinstance(referent.fact, ClassFact):
            return None
    for name in names[1:]:
        if isinstance(referent, MissingName):
            break
        if not isinstance(referent, Symbol) or not isinstance(
            referent.fact, ClassFact | ModuleFact
        ):
            return None
        owner = referent
        referent = member(codebase, owner, name)
        if isinstance(referent, MissingName) and isinstance(owner.fact, ClassFact):
            # What an object has counts too: events, fields, what its constructor sets.
            fields = codebase.linker.taken(owner)[0].owners
            referent = None if name in fields else attribute(codebase, owner, name)
    return referent if isinstance(referent, MissingName) else None


RULE = Rule(
    code="FP701",
    name="unknown-reference",
    severity="warning",
    summary="A docstring refers in backticks to a name of the library that does not exist.",
    reason="Readers look for it in vain. It was renamed or removed, or its place is misspelt.",
    advice="Refer to what exists. Looked at are dotted names that begin with the library, with the "
    "name that its examples import it by, or with a class in sight; a line that speaks of the past "
    "is left alone.",
    bad='''\
class Knob:
    """A knob, which `Knob.rotate` turns."""

    def turn(self, angle: float) -> None:
        """Turn the knob.

        Args:
            angle: How far, in degrees.
        """
''',
    good='''\
class Knob:
    """A knob, which `Knob.turn` turns."""

    def turn(self, angle: float) -> None:
        """Turn the knob.

        Args:
            angle: How far, in degrees.
        """
''',
    unit=check,
    modules=True,
)
