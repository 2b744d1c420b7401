"""What the probe prints, as structs.

Each field holds what the library says of itself at run time; `probe.py` says how it is found out.
"""

from __future__ import annotations

import msgspec


class Annotation(msgspec.Struct, frozen=True):
    """An annotation: `text` as it prints, `is_text` where the library holds it as a string."""

    text: str
    is_text: bool


class Default(msgspec.Struct, frozen=True):
    """A default value: its `repr`, the path of its type, its `__name__`; is it a literal?"""

    repr: str
    type: str
    name: str | None
    literal: bool


class Parameter(msgspec.Struct, frozen=True):
    """A parameter that the generator lists, or a field.

    Attributes:
        default: None where a call must pass it, or where it may be left out without a default.
        required: Whether a call must pass it, where `default` does not tell.
    """

    name: str
    kind: str = "positional_or_keyword"
    annotation: Annotation | None = None
    doc: str | None = None
    default: Default | None = None
    required: bool | None = None


class Returns(msgspec.Struct, frozen=True):
    """What the generator says of a return value, or of what a component receives or hands on.

    `abstract` says that the text stands below an abstract method, and so is of no component.
    """

    annotation: Annotation | None
    doc: str
    abstract: bool = False


class Function(msgspec.Struct, frozen=True):
    """A method or an event listener of an object; `listed` if the generator lists it."""

    name: str
    callable: bool
    path: str
    description: str
    docstring: str | None
    parameters: list[Parameter]
    returns: Returns | None
    example: str | None
    is_event: bool
    listed: bool = True


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """A class or function that the generator documents.

    Attributes:
        exposed: The path under which the library itself offers it; None if under none.
        group_by_order: Whether its module sets no group, so that it has the one set last before.
        inherited_tags: The behaviour that the nearest ancestor's docstring states.
        own_docstring: Whether the docstring is its own, not an ancestor's.
        constructor_docstring: The one that the generator reads for the parameters.
        forms: Some of `dataclass`, `typed_dict`, `pydantic`.
        fields: Its fields, if it is of such a form.
        bases: Paths of its base classes.
        source: `file:first-last`, decorators included; None if it has no source.
        mro: Paths of its ancestors, nearest first.
    """

    name: str
    module: str
    path: str
    kind: str
    exposed: str | None = None
    group_by_order: bool = False
    errors: list[str] = []
    failed: bool = False
    description: str = ""
    docstring: str | None = None
    own_docstring: bool = True
    constructor_docstring: str | None = None
    tags: dict[str, str] = {}
    inherited_tags: dict[str, str] = {}
    example: str | None = None
    parameters: list[Parameter] = []
    returns: Returns | None = None
    functions: list[Function] = []
    events: list[str] = []
    as_input: Returns | None = None
    as_output: Returns | None = None
    shortcuts: list[tuple[str, str, str]] = []
    bases: list[str] = []
    source: str | None = None
    mro: list[str] = []
    forms: list[str] = []
    fields: list[Parameter] = []


class Release(msgspec.Struct, frozen=True):
    """The whole output of the probe.

    Attributes:
        version: What the release says its version is.
        python: The version of Python it ran in.
        failure: Why the generator could not be called for all objects at once; None if it could.
        groups: Documentation group to its objects.
        answers: `same`, `other: ...` or `unknown: ...`, one for each question.
    """

    version: str
    python: str
    failure: str | None
    groups: dict[str, list[Thing]]
    answers: list[str] = []


class Question(msgspec.Struct, frozen=True):
    """Is `source`, evaluated where the object is declared, its default or annotation?

    Attributes:
        object: Canonical path of a documented object.
        member: Name of a method or event of it, or an empty string for its constructor.
        parameter: Name of the parameter.
        aspect: `default`, `annotation` or `returns`.
        source: Python expression.
    """

    object: str
    member: str
    parameter: str
    aspect: str
    source: str
