"""What an attribute of a module, a class or an object stands for, or that it does not exist.

An attribute is missing only where everything that could bring it was read: a base of another
package, a decorator, `__getattr__` or a name written out in the source make it unknown.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from faceplate.check.examples.meanings import Missing
from faceplate.facts.declarations import ClassFact, FunctionFact, ModuleFact
from faceplate.link.inheritance import is_harmless
from faceplate.link.library import Library, Symbol
from faceplate.link.names import resolve
from faceplate.model import Parameter

if TYPE_CHECKING:
    from faceplate.check.survey import Survey


_MISSPELT = 0.8
"""From which ratio on a name that a module may make up is a misspelling of one that it has."""


def event(survey: Survey, class_: Symbol, name: str) -> tuple[list[Parameter], Symbol] | None:
    """Give what an event listener of a class takes; None if the class has no such event."""
    if class_.path not in survey.subjects:
        return None
    page = survey.page(class_)
    if all(one.name != name for one in page.events):
        return None
    declared = survey.linker.ancestry.member(class_, name)
    if declared is not None and declared.function is not None:
        return None
    return page.event_arguments, class_


def member(survey: Survey, owner: Symbol, name: str) -> Symbol | Missing | None:
    """Give what an attribute of a module or a class stands for."""
    if isinstance(owner.fact, ModuleFact):
        return _of_module(survey, owner, name)
    if isinstance(owner.fact, ClassFact):
        found = survey.linker.ancestry.known_member(owner, name)
        if found is not None:
            return found
        return _absent(survey, owner, name)
    return None


def attribute(survey: Survey, class_: Symbol, name: str) -> Symbol | Missing | None:
    """Give what an attribute of an object stands for; None where it exists or that is not known."""
    if event(survey, class_, name) is not None:
        return None
    found = survey.linker.ancestry.member(class_, name)
    if found is not None:
        return None
    return _absent(survey, class_, name)


def _of_module(survey: Survey, owner: Symbol, name: str) -> Symbol | Missing | None:
    library: Library = owner.library
    found = resolve(library, owner.module, name)
    if found is not None or library is not survey.library:
        return found
    facts = owner.fact
    assert isinstance(facts, ModuleFact)
    if name in facts.members or name.startswith("__"):
        return None
    if any(
        library.absolute(owner.module, star.target).partition(".")[0] != library.name
        for star in facts.star_imports()
    ):
        return None
    path = f"{owner.module}.{name}"
    if path in library.modules or any(one.startswith(f"{path}.") for one in library.modules):
        return None
    dynamic = _makes_up(survey, facts, owner.source.file)
    if dynamic and not get_close_matches(name, facts.members, n=1, cutoff=_MISSPELT):
        return None
    made_up = re.compile(
        rf"\b{re.escape(name)}\b"
        if dynamic
        else rf"\b(?:globals|setattr|exec)\(|sys\.modules|\b{re.escape(name)}\b"
    )
    code = list(survey.code(owner.module))
    words_error = facts.members.get("__getattr__")
    if isinstance(words_error, FunctionFact) and not dynamic:
        del code[words_error.line - 1 : words_error.end_line]
    if any(made_up.search(line) for line in code):
        return None
    return Missing(name, owner.module, list(facts.members))


def _absent(survey: Survey, class_: Symbol, name: str) -> Missing | None:
    """Say that a class has no attribute of that name, where that is certain."""
    ancestry = survey.linker.ancestry
    order = ancestry.order(class_)
    if name.startswith("__") or hasattr(object, name):
        return None
    if any(
        not is_harmless(path) or _brings_members(path) for path in ancestry.unknown_bases(class_)
    ):
        return None
    names: list[str] = []
    for one in order:
        fact = one.fact
        if not isinstance(fact, ClassFact) or one.library is not survey.library:
            return None
        if _makes_up(survey, fact, one.source.file):
            return None
        if any(not _leaves_members(decorator) for decorator in fact.decorators):
            return None
        if "metaclass" in fact.keywords and class_.path not in survey.subjects:
            return None
        names += fact.members
        if name in survey.words(one.source.file):
            return None
    if class_.path in survey.subjects:
        names += [one.name for one in survey.page(class_).events]
    return Missing(name, survey.linker.path(class_), names)


def _makes_up(survey: Survey, fact: ModuleFact | ClassFact, file: str) -> bool:
    """Say whether a module or a class gives attributes that it does not declare.

    One whose function for that returns nothing only words the error.
    """
    for name in ("__getattr__", "__getattribute__"):
        member = fact.members.get(name)
        if isinstance(member, FunctionFact):
            lines = survey.sources.lines(file)[member.line - 1 : member.end_line]
            if any(re.match(r"\s*return\b", line) for line in lines):
                return True
        elif member is not None:
            return True
    return False


def _brings_members(path: str) -> bool:
    """Say whether a base that is not read brings members, though it brings no constructor."""
    return path.rpartition(".")[2] not in ("ABC", "Generic", "Protocol", "object")


def _leaves_members(decorator: str) -> bool:
    name = decorator.partition("(")[0].rpartition(".")[2]
    return name in ("dataclass", "document", "final", "runtime_checkable", "deprecated")
