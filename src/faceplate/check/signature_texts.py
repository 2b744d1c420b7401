"""Texts of parameters that stand in the signature, as in `Annotated[int, Doc("How far.")]`."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Unit
from faceplate.model import Parameter


def described_in_signature(unit: Unit) -> Iterator[Parameter]:
    """Yield the parameters of a unit's own that no docstring has an entry of, and that have a text.

    Args:
        unit: The function, the method or the class.
    """
    function = unit.signature.function
    if function is not None and not function.path.startswith(unit.symbol.path):
        return
    entries = {entry.name for _, entry, _ in unit.documented()}
    for docstring in unit.docstrings:
        entries.update(entry.name for entry in docstring.entries("attributes"))
    for name, parameter in unit.named.items():
        owner = unit.signature.owners.get(name)
        if owner is not None and owner.path != unit.symbol.path:
            continue
        is_own = parameter.described_in in (None, unit.path)
        if parameter.description and name not in entries and is_own:
            yield parameter
