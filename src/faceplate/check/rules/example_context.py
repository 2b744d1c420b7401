"""Example code that lays components out where nothing holds them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from faceplate.check.codebase import Unit
from faceplate.check.examples.snippets import readers
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.link.library import Symbol

_ENTER = "__enter__"


def check(unit: Unit) -> Iterator[Violation]:
    """Look for layouts that are entered outside of what holds all layouts."""
    codebase = unit.codebase
    for snippet, reader in readers(unit):
        for statement in snippet.tree.body:
            if not isinstance(statement, ast.With):
                continue
            entered = reader.class_of(statement.items[0].context_expr)
            holder = _holder(entered, unit) if entered is not None else None
            if entered is not None and holder is not None:
                yield unit.violation(
                    f"the example enters `{codebase.linker.path(entered)}` outside of any "
                    f"`{codebase.linker.path(holder)}`, so nothing holds what it makes",
                    unit.at(snippet.docstring, snippet.first + statement.lineno - 1),
                )


def _holder(entered: Symbol, unit: Unit) -> Symbol | None:
    """Return the class that has to be entered first; None if that class is it, or there is none.

    Layouts share the `__enter__` of an ancestor. The one class that has an `__enter__` of its own
    above it is what holds them all.
    """
    ancestry = unit.codebase.linker.ancestry
    used = ancestry.member(entered, _ENTER)
    if used is None:
        return None
    shared = used.path.rpartition(".")[0]
    heirs = unit.codebase.once(f"heirs of {shared}", lambda: _overriding(shared, unit))
    if not heirs or shared in {heir.path for heir in heirs} or shared == entered.path:
        return None
    return min(heirs, key=lambda candidate: len(ancestry.order(candidate)))


def _overriding(shared: str, unit: Unit) -> list[Symbol]:
    """Return the classes that inherit from another one and enter in a way of their own."""
    codebase = unit.codebase
    return [
        heir.symbol
        for heir in codebase.units
        if heir.is_class
        and heir.symbol.path != shared
        and heir.symbol.path in codebase.subjects
        and heir.symbol.member(_ENTER) is not None
        and shared in {each.path for each in codebase.linker.ancestry.order(heir.symbol)}
    ]


RULE = Rule(
    code="FP606",
    name="example-context",
    severity="note",
    summary="An example enters a layout outside of the class that holds all layouts.",
    reason="What it makes belongs to no app: it cannot be shown, and listeners cannot be attached.",
    advice="Begin the example with the class that holds the layouts, such as `gr.Blocks()`.",
    bad='''\
from gradio_client.documentation import document


class EventListener(str):
    """An event."""


class Context:
    """What can be entered."""

    def __enter__(self):
        return self

    def __exit__(self, *details):
        return None


@document()
class App(Context):
    """
    An app.
    """

    def __enter__(self):
        return self


@document()
class Row(Context):
    """
    A row.

    Example:
        with Row():
            pass
    """
''',
    good='''\
from gradio_client.documentation import document


class EventListener(str):
    """An event."""


class Context:
    """What can be entered."""

    def __enter__(self):
        return self

    def __exit__(self, *details):
        return None


@document()
class App(Context):
    """
    An app.
    """

    def __enter__(self):
        return self


@document()
class Row(Context):
    """
    A row.

    Example:
        with App():
            with Row():
                pass
    """
''',
    unit=check,
    needs="layouts",
)
