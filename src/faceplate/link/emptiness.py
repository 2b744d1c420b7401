"""Why a library shows nothing, and what to do about it: no page is a result that wants a reason."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from faceplate.facts.declarations import ClassFact, FunctionFact, ImportFact
from faceplate.link.library import Library
from faceplate.link.publication import unknown_names


def reason(library: Library) -> str:
    """Return in one line why a library has no public class and no public function.

    Args:
        library: The library.
    """
    return f"nothing public was found: {next(_reasons(library))}"


def foreign_packages(library: Library) -> list[str]:
    """Return the packages other than Python's own from which the package itself takes names."""
    facts = library.module(library.name)
    imports = facts.members.values() if facts else ()
    targets = {
        fact.target.partition(".")[0]
        for fact in imports
        if isinstance(fact, ImportFact) and not library.holds(fact.target)
    }
    return sorted(targets - {"", "__future__", *sys.stdlib_module_names})


def _reasons(library: Library) -> Iterator[str]:
    # Whether a file can be read is known once it was asked for.
    declares = _declares(library)
    unread = {problem.file for problem in library.unread}
    if unread and unread >= set(library.modules.values()):
        yield "none of its files could be read"
    compiled = [problem for problem in library.tree.problems if "compiled" in problem.message]
    if not library.modules:
        yield "there are only stub files (.pyi); read the package that they describe"
    if compiled and not declares:
        yield "its code is compiled, and no stub file (.pyi) beside it says what is in it"
    unknown = unknown_names(library)
    if unknown:
        place = f"{unknown[0].file}:{unknown[0].line}"
        yield f"its names are bound as it runs, in {place}; reading runs nothing"
    packages = foreign_packages(library)
    if packages:
        yield f"its names come from {', '.join(packages)}: read that instead"
    if library.name not in library.packages and library.name not in library.modules:
        yield "it is a namespace package without modules of its own; read one of its parts"
    if declares:
        yield (
            "all that it declares is private, by a leading underscore or as part of its tests; "
            "list what is meant for others in `__all__`"
        )
    yield "its modules declare no class and no function"


def _declares(library: Library) -> bool:
    """Say whether any module declares a class or a function, public or not."""
    return any(
        isinstance(member, ClassFact | FunctionFact)
        for module in library.modules
        if (facts := library.module(module)) is not None
        for member in facts.members.values()
    )
