"""The headings of sections, in each spelling that libraries use, and what each opens."""

from __future__ import annotations

PARAMETERS = "parameters"
RESULTS = frozenset({"returns", "yields", "receives"})
"""Kinds of sections that describe values without names."""

RAISED = frozenset({"raises", "warns"})
"""Kinds of sections whose entries are classes."""

CALLABLE = frozenset({"methods", "functions"})
"""Kinds of sections whose entries may carry a signature."""

NAMED = frozenset({PARAMETERS, "attributes"})
"""Kinds of sections whose entries are names with types."""

TITLES = {
    "attributes": "Attributes",
    "classes": "Classes",
    "functions": "Methods",
    "methods": "Methods",
    "modules": "Modules",
    "raises": "Raises",
    "receives": "Receives",
    "returns": "Returns",
    "see also": "See also",
    "type aliases": "Type aliases",
    "type parameters": "Type parameters",
    "warns": "Warns",
    "yields": "Yields",
}
"""How a page calls each kind; others are called as their heading is written."""

# By kind, how its heading is written, in lower case.
_SPELLINGS = {
    "attributes": ("attribute", "attributes"),
    "classes": ("classes",),
    "examples": ("example", "examples"),
    "functions": ("functions", "method", "methods"),
    "modules": ("modules",),
    "raises": ("raise", "raises", "exception", "exceptions", "throws"),
    "receives": ("receive", "receives"),
    "returns": ("return", "returns", "return value", "return values"),
    "type aliases": ("type aliases",),
    "type parameters": ("type parameters",),
    "warns": ("warns",),
    "yields": ("yield", "yields"),
}
_NOUNS = ("arg", "args", "argument", "arguments", "param", "params", "parameter", "parameters")
_SORTS = ("keyword", "optional", "other", "required", "additional", "positional", "input")
"""What may stand in front of a noun: `Keyword Arguments`, `Other Parameters`."""

KINDS = {
    **{spelling: kind for kind, spellings in _SPELLINGS.items() for spelling in spellings},
    **dict.fromkeys(_NOUNS, PARAMETERS),
    **{f"{sort} {noun}": PARAMETERS for sort in _SORTS for noun in _NOUNS},
    "kwargs": PARAMETERS,
}
"""Kind of section by heading, in lower case."""

PROSE = frozenset(
    {
        "acknowledgements",
        "caution",
        "deprecated",
        "note",
        "notes",
        "references",
        "see also",
        "todo",
        "warning",
        "warnings",
    }
)
"""Underlined headings, in lower case, of sections that hold prose in NumPy style."""


def kind_of(label: str) -> str | None:
    """Return the kind of section that a heading opens, or None.

    Args:
        label: The heading, without colon or underline.
    """
    return KINDS.get(label.lower())


def title_of(kind: str, label: str) -> str:
    """Return a heading as a page shows it."""
    if kind in TITLES:
        return TITLES[kind]
    return label[:1].upper() + label[1:] if label else kind.capitalize()
