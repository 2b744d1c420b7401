"""Example code in docstrings: where it stands, and what its names and calls mean.

An example is read as any source is: it is parsed and never run. Names lead to the library through
the imports of the example, through the name by which the examples of the library call it, or to the
module that the docstring stands in. A name that the example binds otherwise is only followed where
it is bound once, by a call of a known class.
"""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from faceplate.check.units import Label, Unit
from faceplate.facts.declarations import ClassFact, FunctionFact, ModuleFact
from faceplate.link.expressions import dotted_name
from faceplate.link.inheritance import is_harmless
from faceplate.link.library import Library, Symbol
from faceplate.link.names import find, resolve
from faceplate.model import Parameter

if TYPE_CHECKING:
    from faceplate.check.survey import Survey

_FENCE = re.compile(r"^[ ]*(`{3,}|~{3,})[ ]*\{?\.?([\w+-]*)")
PYTHON = {"", "py", "python", "python3", "pycon"}
_IMPORT = re.compile(r"^[ \t>.]*import[ \t]+(\w+)[ \t]+as[ \t]+(\w+)[ \t]*$", re.MULTILINE)
_STATEMENT = re.compile(
    r"^(?:(?:import|from|with|def|class|for|if|while|async|await|return|try|else|elif|except) ?\b"
    r"|@\w|\w[\w., ]*=|[\w.]+\()"
)
NO_PYTHON = re.compile(r"^[ ]*(?:[$%!?]|\w+\?$|In \[\d|\.\.\.\s*$|…)", re.MULTILINE)
_CUT = re.compile(r"never closed|unmatched|does not match|unterminated")
PROMPT = ">>>"
_NO_CODE = ast.Module([], [])
_DEEPEST = 20
_BY_POSITION = ("positional_only", "positional_or_keyword")
_MOST_BINDINGS = 50
_MISSPELT = 0.8
"""From which ratio on a name that a module may make up is a misspelling of one that it has."""


class Fault(NamedTuple):
    """Why code does not parse.

    Attributes:
        message: What Python says.
        line: Line of the code, counted from 1.
    """

    message: str
    line: int


class Snippet(NamedTuple):
    """One stretch of example code.

    Attributes:
        label: The docstring that it stands in.
        first: Index of the docstring's line that is the code's first.
        tree: What of it parses.
        faults: What does not, of that which the docstring declares to be Python by a prompt or a
            fence, or the library takes for code.
    """

    label: Label
    first: int
    tree: ast.Module
    faults: list[Fault]


def snippets(unit: Unit) -> list[Snippet]:
    """Give the example code of a unit's docstrings."""
    return unit.once("snippets", lambda: list(_snippets(unit)))


def readers(unit: Unit) -> list[tuple[Snippet, Reader]]:
    """Give the example code of a unit's docstrings, each with what its names mean."""
    return unit.once(
        "readers",
        lambda: [(one, Reader(unit.survey, one.tree, unit.symbol)) for one in snippets(unit)],
    )


def _snippets(unit: Unit) -> Iterator[Snippet]:
    for label in unit.labels:
        text = label.docstring.text
        if not ("xample" in text or "```" in text or "~~~" in text):
            continue
        lines = text.split("\n")
        inside: set[int] = set()
        for block in label.blocks:
            if block.kind == "examples":
                inside.update(range(block.first, block.first + len(block.body)))
                taken_as_code = unit.promised and label.style == "google"
                yield Snippet(label, block.first, *_section(block.body, taken_as_code))
        start = 0
        while start < len(lines):
            end = _fence_end(lines, start)
            if end is not None and start not in inside:
                yield Snippet(label, start, *_fenced(lines[start : end + 1]))
            start = end + 1 if end is not None else start + 1


def _fence_end(lines: list[str], start: int) -> int | None:
    opened = _FENCE.match(lines[start])
    if opened is None:
        return None
    closing = (number for number in range(start + 1, len(lines)) if opened[1] in lines[number])
    return next(closing, None)


def _section(body: list[str], taken_as_code: bool) -> tuple[ast.Module, list[Fault]]:
    """Read a section of examples: doctests, fences, or code as it stands."""
    if any(_FENCE.match(line) for line in body):
        return _fenced(body)
    if any(line.lstrip().startswith(PROMPT) for line in body):
        return doctest(body)
    code = textwrap.dedent("\n".join(body))
    if not code.strip() or not reads_as_python(code.split("\n")):
        return _NO_CODE, []
    tree, fault = parsed(code)
    sure = taken_as_code or (fault and _is_cut(code, fault) and _is_all_python(code))
    declared = sure and not NO_PYTHON.search(code)
    return tree or _NO_CODE, [fault] if fault and declared else []


def _is_cut(code: str, fault: Fault) -> bool:
    """Say whether a bracket or a string is left open, or closed that was not opened."""
    return _CUT.search(fault.message) is not None or any(
        code.count(opening) != code.count(closing) for opening, closing in ("()", "[]", "{}")
    )


def _fenced(body: list[str]) -> tuple[ast.Module, list[Fault]]:
    """Read the fences of a section; lines outside are left blank, so that lines keep their numbers.

    A fence that names no language is read too, and may be anything.
    """
    statements: list[ast.stmt] = []
    faults: list[Fault] = []
    number = 0
    while number < len(body):
        end = _fence_end(body, number)
        if end is None:
            number += 1
            continue
        language = (_FENCE.match(body[number]) or [""] * 3)[2].lower()
        inner = body[number + 1 : end]
        before = number + 1
        number = end + 1
        if language not in PYTHON:
            continue
        if any(line.lstrip().startswith(PROMPT) for line in inner):
            tree, found = doctest(inner)
            statements += [ast.increment_lineno(one, before) for one in tree.body]
            faults += [Fault(one.message, one.line + before) for one in found]
            continue
        code = "\n" * before + textwrap.dedent("\n".join(inner))
        made, fault = parsed(code)
        statements += made.body if made else []
        if fault and language and not NO_PYTHON.search(code):
            faults.append(fault)
    return ast.Module(statements, []), faults


def doctest(body: list[str]) -> tuple[ast.Module, list[Fault]]:
    """Read a session: each stretch between blank lines by itself.

    Some write further lines without a prompt; they are read as well where nothing else parses.

    Args:
        body: The lines of the session.

    Returns:
        What of it parses, under the numbers of its lines, and what does not.
    """
    statements: list[ast.stmt] = []
    faults: list[Fault] = []
    start = 0
    while start < len(body):
        end = start
        while end < len(body) and body[end].strip():
            end += 1
        stretch = body[start:end]
        if any(line.lstrip().startswith(PROMPT) for line in stretch):
            code = "\n" * start + "\n".join(_prompted(stretch, further=False))
            tree, fault = parsed(code)
            if tree is None:
                whole = "\n" * start + "\n".join(_prompted(stretch, further=True))
                tree, _ = parsed(whole)
            statements += tree.body if tree else []
            sound = reads_as_python(code.split("\n")) and "..." not in code
            if tree is None and fault and sound and not NO_PYTHON.search(code):
                faults.append(fault)
        start = end + 1
    return ast.Module(statements, []), faults


def _prompted(stretch: list[str], further: bool) -> list[str]:
    kept = []
    prompt = False
    indent = min(len(line) - len(line.lstrip()) for line in stretch)
    for line in stretch:
        text = line.strip()
        prompt = text.startswith(PROMPT) or (prompt and text.startswith("..."))
        kept.append(text[4:] if prompt else line[indent:] if further else "")
        prompt = prompt or further
    return kept


def reads_as_python(lines: list[str]) -> bool:
    """Say whether most lines at the margin begin as statements do.

    Args:
        lines: The lines of what may be code.
    """
    starts = [line for line in lines if line and not line[0].isspace()]
    usual = sum(1 for line in starts if _STATEMENT.match(line) or line[0] in ")]}#")
    return bool(starts) and usual * 2 >= len(starts)


def _is_all_python(code: str) -> bool:
    """Say whether several lines stand at the margin, and each begins as a statement does."""
    starts = [line for line in code.split("\n") if line and not line[0].isspace()]
    return len(starts) > 1 and all(_STATEMENT.match(line) or line[0] in ")]}#" for line in starts)


def parsed(code: str) -> tuple[ast.Module | None, Fault | None]:
    """Parse code, of which nothing runs.

    Args:
        code: The code.

    Returns:
        The tree if it parses, else why it does not, where Python says so.
    """
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = compile(code, "<example>", "exec", flags, dont_inherit=True)
    except SyntaxError as error:
        line = min(error.lineno or 1, code.count("\n") + 1)
        return None, Fault(str(error.msg), line)
    except (ValueError, RecursionError, MemoryError):
        return None, None
    assert isinstance(tree, ast.Module)
    return tree, None


class Instance(NamedTuple):
    """An object of a known class."""

    class_: Symbol


class Missing(NamedTuple):
    """A name that certainly does not exist.

    Attributes:
        name: The name.
        owner: What does not have it, as it is called.
        near: Names that the owner has.
    """

    name: str
    owner: str
    near: list[str]


class Called(NamedTuple):
    """A call whose signature is known.

    Attributes:
        node: The call.
        name: What is called, for messages.
        parameters: What it takes.
        symbol: The declaration at which the annotations stand; the class of an event listener.
        listener: Name of the event, where a listener is called.
    """

    node: ast.Call
    name: str
    parameters: list[Parameter]
    symbol: Symbol
    listener: str | None = None


Meaning = Symbol | Instance | Missing | None


class Reader:
    """What the names of one stretch of code mean.

    Args:
        survey: The library that they may lead to.
        tree: The code.
        home: The declaration whose docstring the code stands in; None for code of a guide.
    """

    def __init__(self, survey: Survey, tree: ast.Module, home: Symbol | None = None) -> None:
        self.survey = survey
        self.tree = tree
        self._home = home
        self._meanings: dict[str, Meaning] = {}

    @cached_property
    def calls(self) -> list[Called]:
        """The calls whose signature is known."""
        nodes = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        return [made for made in map(self._called, nodes) if made is not None]

    def missing(self) -> Iterator[tuple[ast.Attribute, Missing]]:
        """Yield the attributes that certainly do not exist."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                found = self.meaning(node)
                if isinstance(found, Missing):
                    yield node, found

    def imported_names(self) -> Iterator[tuple[ast.alias, Symbol, str]]:
        """Yield what is imported from modules of the library: where, the module, and the name."""
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.ImportFrom) or not node.module or node.level:
                continue
            names = node.module.split(".")
            for end in range(len(names), 0, -1):
                owner = self.imported(".".join(names[:end]))
                if owner is not None:
                    for one in node.names if end == len(names) else node.names[:1]:
                        if one.name != "*":
                            yield one, owner, [*names, one.name][end]
                    break

    def member_of(self, owner: Symbol, name: str) -> Symbol | Missing | None:
        """Give what an attribute of a module or a class stands for."""
        return member(self.survey, owner, name)

    def class_of(self, node: ast.expr) -> Symbol | None:
        """Give the known class that an expression makes an object of, or None."""
        found = self.meaning(node)
        return found.class_ if isinstance(found, Instance) else None

    def meaning(self, node: ast.expr, depth: int = 0) -> Meaning:
        """Say what an expression stands for, as far as it is certain."""
        if depth > _DEEPEST:
            return None
        if isinstance(node, ast.Name):
            return self._name(node.id, depth)
        if isinstance(node, ast.Attribute):
            owner = self.meaning(node.value, depth + 1)
            if isinstance(owner, Instance):
                return attribute(self.survey, owner.class_, node.attr)
            if isinstance(owner, Symbol):
                return member(self.survey, owner, node.attr)
            return None
        if isinstance(node, ast.Call):
            made = self.meaning(node.func, depth + 1)
            if isinstance(made, Symbol) and isinstance(made.fact, ClassFact):
                # A class whose `__new__` decides may make something else.
                ancestry = self.survey.linker.ancestry
                plain = ancestry.member(made, "__new__") is None
                return Instance(made) if plain else None
        return None

    def _name(self, name: str, depth: int) -> Meaning:
        bound = self.bindings.get(name)
        if bound is None:
            return self.unbound(name, depth)
        if name not in self._meanings:
            # While it is being found out, the name means nothing: it may be bound to itself.
            self._meanings[name] = None
            found = [self._bound(one, depth) for one in bound[:_MOST_BINDINGS]]
            # A name that is bound anew keeps its meaning where each binding makes the same kind.
            same = len(bound) <= _MOST_BINDINGS and all(one == found[0] for one in found)
            self._meanings[name] = found[0] if same else None
        return self._meanings[name]

    def unbound(self, name: str, depth: int) -> Meaning:
        """Say what a name stands for that this code does not bind.

        Args:
            name: The name.
            depth: How many names were followed to get here.
        """
        if name == called_in_examples(self.survey):
            return find(self.survey.library, self.survey.library.name)
        return resolve(self._home.library, self._home.module, name) if self._home else None

    def _bound(self, one: ast.expr | str | None, depth: int) -> Meaning:
        if one is None:
            return None
        if isinstance(one, str):
            return self.imported(one)
        found = self.meaning(one, depth + 1)
        return found if isinstance(found, Instance) else None

    def imported(self, path: str) -> Symbol | None:
        """Give what an import stands for, where it leads into the library or its companions."""
        library = self.survey.library
        known = {library.name, *(each.name for each in library.companions)}
        return find(library, path) if path.partition(".")[0] in known else None

    @cached_property
    def bindings(self) -> dict[str, list[ast.expr | str | None]]:
        """What each name is bound to: an expression, the path of an import, or something else."""
        found: dict[str, list[ast.expr | str | None]] = {}

        def bind(target: ast.expr, value: ast.expr | None) -> None:
            if isinstance(target, ast.Name):
                found.setdefault(target.id, []).append(value)
            else:
                for one in ast.walk(target):
                    if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
                        found.setdefault(one.id, []).append(None)

        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for each in node.names:
                    path = each.name if each.asname else each.name.partition(".")[0]
                    known = found.setdefault(each.asname or path, [])
                    known += [path] if path not in known else []
            elif isinstance(node, ast.ImportFrom):
                for each in node.names:
                    outer = node.module if not node.level else None
                    origin = f"{outer}.{each.name}" if outer else None
                    found.setdefault(each.asname or each.name, []).append(origin)
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    bind(target, node.value)
            elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
                bind(node.target, node.value)
            elif isinstance(node, ast.AugAssign | ast.For | ast.AsyncFor | ast.comprehension):
                bind(node.target, None)
            elif isinstance(node, ast.withitem) and node.optional_vars is not None:
                bind(node.optional_vars, self._entered(node.context_expr))
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found.setdefault(node.name, []).append(None)
            elif isinstance(node, ast.arg):
                found.setdefault(node.arg, []).append(None)
            elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
                found.setdefault(node.name, []).append(None)
            elif isinstance(node, ast.Delete | ast.Global | ast.Nonlocal):
                for name in ast.walk(node):
                    if isinstance(name, ast.Name):
                        found.setdefault(name.id, []).append(None)
        return found

    def _entered(self, node: ast.expr) -> ast.expr | None:
        """Give the expression of a `with` where entering it gives the object itself."""
        called = node.func if isinstance(node, ast.Call) else None
        parts = called and ast.unparse(called)
        if not parts or not re.fullmatch(r"[\w.]+", parts):
            return None
        # What the names mean is not asked here, since that is being found out; any class of the
        # library that does not give itself makes the answer uncertain.
        short = parts.rpartition(".")[2]
        return node if short in gives_itself(self.survey) else None

    def _called(self, node: ast.Call) -> Called | None:
        function = node.func
        name = dotted_name(function) or ""
        if not name and isinstance(function, ast.Attribute):
            name = ast.unparse(function)
        if isinstance(function, ast.Attribute):
            owner = self.meaning(function.value)
            if isinstance(owner, Instance):
                return self._on_instance(node, name, owner.class_, function.attr)
        found = self.meaning(function)
        if not isinstance(found, Symbol):
            return None
        holder = None
        if isinstance(found.fact, FunctionFact) and "." in found.name:
            if not {"classmethod", "staticmethod"} & set(found.fact.labels):
                return None
            path = f"{found.module}.{found.name.rpartition('.')[0]}"
            holder = find(found.library, path)
        return self._by_unit(node, name, found, holder)

    def _on_instance(self, node: ast.Call, name: str, class_: Symbol, method: str) -> Called | None:
        listener = event(self.survey, class_, method)
        if listener is not None:
            parameters, symbol = listener
            return Called(node, name, parameters, symbol, method) if parameters else None
        found = self.survey.linker.ancestry.known_member(class_, method)
        if found is None or found.function is None:
            return None
        return self._by_unit(node, name, found, class_)

    def _by_unit(
        self, node: ast.Call, name: str, symbol: Symbol, owner: Symbol | None
    ) -> Called | None:
        if not isinstance(symbol.fact, ClassFact | FunctionFact):
            return None
        if isinstance(symbol.fact, FunctionFact) and "property" in symbol.fact.labels:
            return None
        unit = self.survey.unit(symbol, owner)
        if not unit.is_certain:
            return None
        return Called(node, name, unit.parameters, symbol)


def passed(called: Called) -> Iterator[tuple[Parameter, ast.expr]]:
    """Yield the arguments of a call with the parameters that they are for."""
    places = [one for one in called.parameters if one.kind in _BY_POSITION]
    for parameter, value in zip(places, called.node.args, strict=False):
        if isinstance(value, ast.Starred):
            break
        yield parameter, value
    named = {one.name: one for one in called.parameters if not one.kind.startswith("var_")}
    for word in called.node.keywords:
        if word.arg in named:
            yield named[word.arg], word.value


def called_in_examples(survey: Survey) -> str:
    """Give the name by which most examples of a library import it, such as `gr`."""

    def count() -> str:
        name = survey.library.name
        names = Counter(
            match[2]
            for unit in survey.units
            for label in unit.labels
            if "import" in label.docstring.text
            for match in _IMPORT.finditer(label.docstring.text)
            if match[1] == name
        )
        return names.most_common(1)[0][0] if names else name

    return survey.once("called in examples", count)


def gives_itself(survey: Survey) -> set[str]:
    """Give the names of classes all of which give themselves when they are entered."""

    def look() -> set[str]:
        itself: set[str] = set()
        other: set[str] = set()
        for unit in survey.units:
            if not unit.is_class:
                continue
            entered = survey.linker.ancestry.member(unit.symbol, "__enter__")
            if entered is None or entered.function is None:
                continue
            fact = entered.function
            lines = survey.sources.lines(entered.source.file)[fact.line - 1 : fact.end_line]
            returned = [line.split() for line in lines if line.strip().startswith("return")]
            own = bool(returned) and all(words == ["return", "self"] for words in returned)
            (itself if own else other).add(unit.symbol.name.rpartition(".")[2])
        return itself - other

    return survey.once("gives itself", look)


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
    dynamic = "__getattr__" in facts.members
    if dynamic and not get_close_matches(name, facts.members, n=1, cutoff=_MISSPELT):
        return None
    made_up = re.compile(
        rf"\b{re.escape(name)}\b"
        if dynamic
        else rf"\b(?:globals|setattr|exec)\(|sys\.modules|\b{re.escape(name)}\b"
    )
    if any(made_up.search(line) for line in survey.code(owner.module)):
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
        if {"__getattr__", "__getattribute__"} & fact.members.keys():
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


def _brings_members(path: str) -> bool:
    """Say whether a base that is not read brings members, though it brings no constructor."""
    return path.rpartition(".")[2] not in ("ABC", "Generic", "Protocol", "object")


def _leaves_members(decorator: str) -> bool:
    name = decorator.partition("(")[0].rpartition(".")[2]
    return name in ("dataclass", "document", "final", "runtime_checkable", "deprecated")
