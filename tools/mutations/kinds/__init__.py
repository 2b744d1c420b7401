"""All kinds of faults; each is a function from a library to mutants, controls among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mutations.kinds import (
    events,
    examples,
    forms,
    inheritance,
    parameters,
    results,
    statements,
)
from mutations.mutant import Mutant
from mutations.sites import Library

KINDS: tuple[Callable[[Library], Iterator[Mutant]], ...] = (
    *parameters.KINDS,
    *statements.KINDS,
    *inheritance.KINDS,
    *results.KINDS,
    *events.KINDS,
    *forms.KINDS,
    *examples.KINDS,
)
