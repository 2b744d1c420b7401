"""What an attribute of a module, a class or an object stands for, or that it does not exist.

An attribute is missing only where everything that could bring it was read: a base of another
package, a decorator, `__getattr__` or a name written out in the source make it unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial

from faceplate.check.codebase import Codebase
from faceplate.check.examples.referents import MissingName
from faceplate.check.names_in_code import code_lines, is_in_code, set_attributes, spoken_names
from faceplate.facts.declarations import ClassFact, FunctionFact, ModuleFact
from faceplate.link.inheritance import is_harmless
from faceplate.link.library import Library, Symbol
from faceplate.link.names import resolve
from faceplate.model import Parameter

# A module that binds a function that makes names up: `__getattr__ = lazy(...)`.
_BOUND = re.compile(r"^[ \t]*(?:\w+[ \t]*,[ \t]*)*__getattr(?:ibute)?__[ \t]*[,=]")
# A module that sets names of its own: `globals()[name] = turn`, `setattr(sys.modules[...], ...)`.
_SETTING = re.compile(r"\b(?:globals|setattr|exec)\(|sys\.modules")
_MISSPELT = 0.8
"""From which ratio on a name that a module may make up is a misspelling of one that it has."""


def event(codebase: Codebase, class_: Symbol, name: str) -> tuple[list[Parameter], Symbol] | None:
    """Return what an event listener of a class takes; None if the class has no such event."""
    if class_.path not in codebase.subjects:
        return None
    # A method of that name comes before an event, and is found without the whole page.
    declared = codebase.linker.ancestry.member(class_, name)
    if declared is not None and declared.function is not None:
        return None
    page = codebase.page(class_)
    if all(event.name != name for event in page.events):
        return None
    return page.event_arguments, class_


def member(codebase: Codebase, owner: Symbol, name: str) -> Symbol | MissingName | None:
    """Return what an attribute of a module or a class stands for."""
    if isinstance(owner.fact, ModuleFact):
        # Most examples of a library use the same few names.
        return codebase.once(
            f"member {owner.path}\0{name}", lambda: _of_module(codebase, owner, name)
        )
    if isinstance(owner.fact, ClassFact):
        declaration = codebase.linker.ancestry.known_member(owner, name)
        if declaration is not None:
            return declaration
        return _absent(codebase, owner, name)
    return None


def attribute(codebase: Codebase, class_: Symbol, name: str) -> Symbol | MissingName | None:
    """Return what an attribute of an object stands for; None where it exists or is not known."""
    if event(codebase, class_, name) is not None:
        return None
    declaration = codebase.linker.ancestry.member(class_, name)
    if declaration is not None:
        return None
    return _absent(codebase, class_, name)


def _of_module(codebase: Codebase, owner: Symbol, name: str) -> Symbol | MissingName | None:
    library: Library = owner.library
    declaration = resolve(library, owner.module, name)
    if declaration is not None or library is not codebase.library:
        return declaration
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
    if path in library.modules or any(module.startswith(f"{path}.") for module in library.modules):
        return None
    stars = list(_starred(library, owner.module))
    dynamic = _makes_up(codebase, facts, owner.source.file) or _has_unread_star(library, owner)
    if not dynamic and any(map(partial(_sets_names, codebase), stars)):
        return None
    names = [*facts.members]
    for star in stars:
        starred = library.module(star)
        names += starred.members if starred is not None else ()
    if name in names or (dynamic and not _is_misspelt(name, names)):
        return None
    if dynamic and is_in_code(codebase, name):
        # What makes the names up may give it under that word.
        return None
    made_up = re.compile(
        rf"\b{re.escape(name)}\b" if dynamic else rf"{_SETTING.pattern}|\b{re.escape(name)}\b"
    )
    code = list(code_lines(codebase, owner.module))
    words_error = facts.members.get("__getattr__")
    if isinstance(words_error, FunctionFact) and not dynamic:
        del code[words_error.line - 1 : words_error.end_line]
    if any(made_up.search(line) for line in code):
        return None
    return MissingName(name, owner.module, names)


def _is_misspelt(name: str, names: list[str]) -> bool:
    """Return whether a name is nearly another one, or has its letters in another order."""
    turned = any(sorted(name) == sorted(other) for other in names if len(other) == len(name))
    return turned or bool(get_close_matches(name, names, n=1, cutoff=_MISSPELT))


def takes_unread_names(codebase: Codebase) -> bool:
    """Return whether a module of a library has all names of one that is not there to be read."""

    def search() -> bool:
        library = codebase.library
        return any(
            library.absolute(module, star.target) not in library.modules
            and library.absolute(module, star.target).startswith(f"{library.name}.")
            for module in library.modules
            if (facts := library.module(module)) is not None
            for star in facts.star_imports()
        )

    return codebase.once("takes unread names", search)


def _has_unread_star(library: Library, owner: Symbol) -> bool:
    """Return whether a module has all names of one that is not there to be read, as if compiled."""
    for module in (owner.module, *_starred(library, owner.module)):
        facts = library.module(module)
        targets = library.star_targets(module, facts) if facts is not None else []
        if any(target not in library.modules for target in targets):
            return True
    return False


def _starred(library: Library, module: str) -> Iterator[str]:
    """Yield the modules of a library that a module imports all names of, those of these as well."""
    seen = {module}
    waiting = [module]
    while waiting:
        current = waiting.pop()
        facts = library.module(current)
        for star in facts.star_imports() if facts is not None else ():
            target = library.absolute(current, star.target)
            if target in library.modules and target not in seen:
                seen.add(target)
                waiting.append(target)
                yield target


def _sets_names(codebase: Codebase, module: str) -> bool:
    """Return whether a module sets names otherwise than by binding them."""

    def search() -> bool:
        return any(_SETTING.search(line) for line in code_lines(codebase, module))

    return codebase.once(f"sets names {module}", search)


def _absent(codebase: Codebase, class_: Symbol, name: str) -> MissingName | None:
    """Say that a class has no attribute of that name, where that is certain."""
    ancestry = codebase.linker.ancestry
    order = ancestry.order(class_)
    if name.startswith("__") or hasattr(object, name) or name in set_attributes(codebase):
        return None
    if any(
        not is_harmless(path) or _brings_members(path) for path in ancestry.unknown_bases(class_)
    ):
        return None
    names: list[str] = []
    for ancestor in order:
        fact = ancestor.fact
        if not isinstance(fact, ClassFact) or ancestor.library is not codebase.library:
            return None
        if _makes_up(codebase, fact, ancestor.source.file):
            return None
        if any(not _leaves_members(decorator) for decorator in fact.decorators):
            return None
        if "metaclass" in fact.keywords:
            made_by = resolve(ancestor.library, ancestor.module, fact.keywords["metaclass"])
            if made_by is None and class_.path not in codebase.subjects:
                return None
            if made_by is not None and codebase.linker.ancestry.member(made_by, name) is not None:
                return None
        names += fact.members
        if name in spoken_names(codebase, ancestor.source.file):
            return None
    if class_.path in codebase.subjects:
        names += [event.name for event in codebase.page(class_).events]
    return MissingName(name, codebase.linker.path(class_), names)


def _makes_up(codebase: Codebase, fact: ModuleFact | ClassFact, file: str) -> bool:
    """Return whether a module or a class gives attributes that it does not declare.

    One whose function for that returns nothing only words the error.
    """
    for name in ("__getattr__", "__getattribute__"):
        member = fact.members.get(name)
        if isinstance(member, FunctionFact):
            lines = codebase.sources.lines(file)[member.line - 1 : member.end_line]
            if any(re.match(r"\s*return\b", line) for line in lines):
                return True
        elif member is not None:
            return True
    if not codebase.sources.holds(file, "__getattr"):
        return False
    # It may be one of several names that are bound at once.
    start = getattr(fact, "line", 1) - 1
    lines = codebase.sources.lines(file)[start : getattr(fact, "end_line", None)]
    return any(_BOUND.match(line) for line in lines)


def _brings_members(path: str) -> bool:
    """Return whether a base that is not read brings members, though it brings no constructor."""
    return path.rpartition(".")[2] not in ("ABC", "Generic", "Protocol", "object")


def _leaves_members(decorator: str) -> bool:
    name = decorator.partition("(")[0].rpartition(".")[2]
    return name in ("dataclass", "document", "final", "runtime_checkable", "deprecated")
