"""One source file while it is read: what all its scopes share."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from faceplate.facts.conditions import Conditions
from faceplate.facts.declarations import FunctionFact
from faceplate.facts.environment import Environment
from faceplate.facts.expressions import SourceWriter, evaluated
from faceplate.facts.functions import Function

if TYPE_CHECKING:
    from faceplate.facts.syntax import Newer

LONGEST_VALUE = 20_000
"""Characters of an assigned value beyond which it is data, which no page shows."""

_TOO_DEEP = "an expression is nested too deeply to be written out, and is left out"


class SourceFile:
    """A file, and what is noted of it on the way.

    Args:
        code: Its text, line ends as newlines.
        environment: The Python and the platform that it is read for.
        inner: Functions within functions that these return.
        methods: Functions that have been read before, by the line of their `def`.
        newer: What was taken out of the file so that the Python that runs parses it.

    Attributes:
        environment: As given.
        inner: As given.
        methods: As given.
        aliases: Lines of `type` statements that the Python that runs does not know.
        answers: What conditions on the environment came to.
        commented: The lines of the file, if any of them has a comment `#:`.
        problems: What could not be written out: line and message.
    """

    def __init__(
        self,
        code: str,
        environment: Environment,
        inner: Sequence[Function] = (),
        methods: Mapping[int, FunctionFact] | None = None,
        newer: Newer | None = None,
    ) -> None:
        self.environment = environment
        self.inner = inner
        self.methods = methods or {}
        self.aliases = newer.aliases if newer else set()
        self._parameters = newer.parameters if newer else {}
        self.answers: dict[str, bool] = {}
        self.commented = code.split("\n") if "#:" in code else []
        self.problems: list[tuple[int, str]] = []
        self._writer = SourceWriter(code)

    def text(self, node: ast.expr) -> str:
        """Return an expression as source; an ellipsis for one that is nested too deeply."""
        try:
            return self._writer.text(node)
        except RecursionError:
            self.problems.append((node.lineno, _TOO_DEEP))
            return "..."

    def default(self, node: ast.expr | None) -> str | None:
        """Return the default of a parameter as source, likewise; None for none."""
        return None if node is None else self.text(node)

    def annotation(
        self, node: ast.expr | None, is_literal: Callable[[ast.expr], bool] | None
    ) -> str | None:
        """Return an annotation as source, what strings of it hold in their places.

        Args:
            node: The annotation.
            is_literal: Says of what stands before a bracket whether it is `Literal`; None where
                annotations are not evaluated, so that their strings mean strings.
        """
        if node is None:
            return None
        text = self.text(node)
        if is_literal is None or not ("'" in text or '"' in text):
            return text
        try:
            return self._writer.text(evaluated(node, is_literal))
        except RecursionError:
            self.problems.append((node.lineno, _TOO_DEEP))
            return text

    def type_parameters(self, node: ast.ClassDef | Function) -> list[str]:
        """Return the type parameters of a class or function as source, such as `T: int`."""
        stated: Sequence[ast.expr] = getattr(node, "type_params", ())
        if not stated:
            return self._parameters.get(node.lineno, [])
        return [self.text(parameter) for parameter in stated]

    def value(self, node: ast.expr | None) -> str | None:
        """Return an assigned value as source; None for one that is too long to be of use."""
        if node is None:
            return None
        try:
            text = self._writer.text(node)
        except RecursionError:
            return None
        return text if len(text) <= LONGEST_VALUE else None

    def conditions(self, path_of: Callable[[ast.expr], str]) -> Conditions:
        """Return what answers the conditions of the file, as the names of a scope lead on."""
        return Conditions(self.environment, path_of, self.answers)
