"""All kinds of faults; each is a function from a library to mutants. Controls stand at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mutations.kinds import (
    attributes,
    controls,
    deprecations,
    entries,
    events,
    examples,
    exceptions,
    forms,
    inheritance,
    parameters,
    results,
    statements,
)
from mutations.mutant import Mutant
from mutations.units import Library

KINDS: tuple[Callable[[Library], Iterator[Mutant]], ...] = (
    *parameters.KINDS,
    *entries.KINDS,
    *statements.KINDS,
    *results.KINDS,
    *exceptions.KINDS,
    *attributes.KINDS,
    *deprecations.KINDS,
    *events.KINDS,
    *forms.KINDS,
    *inheritance.KINDS,
    *examples.KINDS,
    *controls.KINDS,
)
