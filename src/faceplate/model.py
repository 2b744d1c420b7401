"""The nouns of faceplate: what a page of a component needs, and nothing of how it is found out.

Every struct here is frozen and has one JSON form, the one `msgspec.json.encode` gives. The form of
the manifest is a public contract: it is documented in `docs/reference/manifest.md` and published
as a JSON Schema, which the tests hold against these structs.
"""

from __future__ import annotations

from typing import Literal

import msgspec

FORMAT = "faceplate-manifest/1"

ParameterKind = Literal[
    "positional_only", "positional_or_keyword", "var_positional", "keyword_only", "var_keyword"
]

ComponentKind = Literal["class", "function", "object"]


class Source(msgspec.Struct, frozen=True):
    """Where a declaration stands.

    Attributes:
        file: Path relative to the folder that holds the package, with forward slashes.
        line: First line, counted from 1; decorators belong to the declaration.
        end_line: Last line, counted from 1.
    """

    file: str
    line: int
    end_line: int


class Note(msgspec.Struct, frozen=True):
    """An admonition of a docstring.

    Attributes:
        kind: Lower-case word: `note`, `warning`, `deprecated`, `tip`, `see also`, ...
        text: All its lines, as Markdown.
    """

    kind: str
    text: str


Access = Literal["read-only", "settable", "observable", "two-way"]


class Facets(msgspec.Struct, frozen=True):
    """What a library states of a value beyond its type, its default and its bounds.

    Attributes:
        choices: Source of each value that it may be, in the order stated.
        unit: What it is measured in, such as `px`.
        access: `read-only`, or what users may do with it on an object: `settable`; `observable`,
            where a function can be called as it changes; `two-way`, where it can be bound so that
            each side follows the other.
        css_class: The CSS class that an object has while the value is true.
    """

    choices: tuple[str, ...] = ()
    unit: str | None = None
    access: tuple[Access, ...] = ()
    css_class: str | None = None


class Parameter(msgspec.Struct, frozen=True):
    """One parameter of a class, a method, a function or an event listener.

    Attributes:
        name: The bare name, without stars.
        kind: How it can be passed, in the words of `inspect.Parameter.kind`.
        annotation: Source of the annotation, strings in single quotes; None if there is none.
        default: Source of the default, strings in double quotes; None if there is none.
        constant: Source of the value behind `default` where that is the name of a module constant
            whose value is a literal; None otherwise.
        required: Whether a call must pass it.
        description: Markdown; empty if no docstring describes it.
        described_in: Path of the class or function whose docstring the description stands in.
        stated_type: The type as the docstring states it, or None where it states none.
        constraints: Which values it takes, as its field states it in source, such as `ge=0`.
        facets: What else the library states of it; None where that is nothing.
    """

    name: str
    kind: ParameterKind = "positional_or_keyword"
    annotation: str | None = None
    default: str | None = None
    constant: str | None = None
    required: bool = False
    description: str = ""
    described_in: str | None = None
    stated_type: str | None = None
    constraints: tuple[str, ...] = ()
    facets: Facets | None = None


class Behaviour(msgspec.Struct, frozen=True):
    """What a function receives from a component, or hands to it.

    Attributes:
        annotation: Source of the type; None where the library states none.
        description: Markdown; may be empty.
    """

    annotation: str | None = None
    description: str = ""


class Item(msgspec.Struct, frozen=True):
    """One entry of a docstring section.

    Attributes:
        name: The name stated, or an empty string.
        annotation: The type stated, or None.
        description: Markdown; may be empty.
        default: The default that the docstring states beside the type, as it is written there.
    """

    name: str = ""
    annotation: str | None = None
    description: str = ""
    default: str | None = None


class Section(msgspec.Struct, frozen=True):
    """A docstring section other than parameters, notes and examples.

    Attributes:
        kind: `returns`, `yields`, `receives`, `raises`, `warns`, `attributes`, `methods`,
            `references`, ...
        title: The heading as a page shows it.
        items: Its entries in the order written; empty where it holds prose.
        text: Markdown of a section that holds prose, such as References; empty where it holds
            entries.
    """

    kind: str
    title: str
    items: list[Item]
    text: str = ""


class Payload(msgspec.Struct, frozen=True):
    """What an event hands to the function that listens.

    Attributes:
        class_: Public path of its class, or the type as written; None where neither is stated;
            `class` in JSON.
        fields: What it holds: name, type and text of each field.
    """

    class_: str | None = msgspec.field(name="class", default=None)
    fields: list[Item] = []


class Event(msgspec.Struct, frozen=True):
    """An event that a component offers.

    Attributes:
        name: Its name, such as `click`: that of the method, the argument or the class that stands
            for it.
        description: Markdown, with the component's name filled in.
        defaults: Event arguments whose default differs from the one in the component's table of
            event arguments: argument name to source of the default.
        listener: How one listens to it, as source, such as `on_click=` or `on_click(callback)`;
            None for a method of its name, which takes the event arguments.
        payload: What it hands over; None where the library says nothing.
    """

    name: str
    description: str = ""
    defaults: dict[str, str] = {}
    listener: str | None = None
    payload: Payload | None = None


class Binding(msgspec.Struct, frozen=True):
    """A key that a component reacts to.

    Attributes:
        key: The key, or several with commas between them.
        action: What it does, as the library names it.
        description: What is said of it.
    """

    key: str
    action: str = ""
    description: str = ""


class Shortcut(msgspec.Struct, frozen=True):
    """A string that stands for a component with preset arguments.

    Attributes:
        class_: Public path of the class that the string makes; `class` in JSON.
        string: The string, without quotes.
        initialization: Which arguments it presets, as a phrase.
    """

    class_: str = msgspec.field(name="class")
    string: str
    initialization: str


class Attribute(msgspec.Struct, frozen=True):
    """A documented attribute or property of a class.

    Attributes:
        name: Its name.
        annotation: Source of the type, or None.
        value: Source of the value assigned, or None.
        description: Markdown; may be empty.
        settable: Whether a property can be set; None for a plain attribute.
        constraints: Which values it takes, such as `ge=0`.
        facets: What else the library states of it; None where that is nothing.
    """

    name: str
    annotation: str | None = None
    value: str | None = None
    description: str = ""
    settable: bool | None = None
    constraints: tuple[str, ...] = ()
    facets: Facets | None = None


class Overload(msgspec.Struct, frozen=True):
    """One of the signatures that a function states with `typing.overload`.

    Attributes:
        parameters: What a call takes, without `self` or `cls`.
        returns: Source of the return annotation, or None.
        description: Markdown of its own docstring; empty where it has none.
    """

    parameters: list[Parameter] = []
    returns: str | None = None
    description: str = ""


class Inherited(msgspec.Struct, frozen=True):
    """Members that a class takes from a public ancestor, whose page explains them.

    Attributes:
        owner: Public path of the ancestor.
        members: Their names, in the order of that page.
    """

    owner: str
    members: list[str]


class Method(msgspec.Struct, frozen=True):
    """A method of a class.

    Attributes:
        name: Its name.
        path: Public path of the method.
        summary: First sentence of the description.
        description: Markdown; all prose of the docstring.
        notes: Its admonitions.
        deprecated: What the library says of its deprecation, or None.
        parameters: Its parameters without `self` or `cls`.
        returns: Source of the return annotation, or None.
        sections: Other docstring sections.
        example: Example code, or None.
        source: Where it stands; None where it is made at run time.
        uncertain: Why a call may take something else than `parameters`, each in a sentence.
        overloads: The signatures that it states, where there are several.
        hidden: Parameters that a call takes and the library keeps to itself, such as `**kwargs`.
    """

    name: str
    path: str
    summary: str = ""
    description: str = ""
    notes: list[Note] = []
    deprecated: str | None = None
    parameters: list[Parameter] = []
    returns: str | None = None
    sections: list[Section] = []
    example: str | None = None
    source: Source | None = None
    uncertain: list[str] = []
    overloads: list[Overload] = []
    hidden: list[str] = []


class Component(msgspec.Struct, frozen=True, kw_only=True):
    """All that the page of one component, helper class or function needs.

    Attributes:
        name: The last part of its public path; of a nested class with the classes that it stands
            in, such as `Button.Pressed`.
        kind: `class` or `function`; `object` for an object that the library offers ready made.
        path: Shortest public path, such as `gradio.LogoutButton`.
        canonical_path: Where it is declared.
        aliases: Its other public paths.
        group: The documentation group that the library assigns, or None.
        summary: First sentence of the description.
        description: Markdown; all prose of the docstring.
        notes: Its admonitions.
        deprecated: What the library says of its deprecation, or None.
        parameters: What a call takes.
        returns: Source of the return annotation of a function, or None.
        sections: Other docstring sections.
        events: The events it offers.
        event_arguments: What each listener takes.
        shortcuts: Strings that stand for it.
        slots: Places that content can be put into.
        bindings: Keys that it reacts to.
        css_classes: CSS classes of its parts.
        as_input: What a function receives from it; None where the library says nothing.
        as_output: What a function hands to it; None where the library says nothing.
        example: Example code, or None.
        tags: Other labelled lines of the docstring, label to text.
        methods: Its public methods, or those that the library marks for documentation.
        attributes: Documented attributes and properties.
        inherited: Names of what it takes from public ancestors, nearest first.
        overloads: The signatures that a function states, where there are several.
        bases: Canonical path of each base class, or the base as written if it is not known.
        unknown_bases: Path of each ancestor that was not read, from which there may be more.
        previous: Name of the page before this one in its group, or None.
        next: Name of the page after this one in its group, or None.
        source: Where it stands.
        uncertain: Why a call may take something else than `parameters`, each in a sentence.
        annotated_names: The names in its annotations, each with the dotted path that it leads to.
        hidden: Parameters that a call takes and the library keeps to itself, such as `**kwargs`.
    """

    name: str
    kind: ComponentKind
    path: str
    canonical_path: str
    aliases: list[str] = []
    group: str | None = None
    summary: str = ""
    description: str = ""
    notes: list[Note] = []
    deprecated: str | None = None
    parameters: list[Parameter] = []
    returns: str | None = None
    sections: list[Section] = []
    events: list[Event] = []
    event_arguments: list[Parameter] = []
    shortcuts: list[Shortcut] = []
    slots: list[Item] = []
    bindings: list[Binding] = []
    css_classes: list[Item] = []
    as_input: Behaviour | None = None
    as_output: Behaviour | None = None
    example: str | None = None
    tags: dict[str, str] = {}
    methods: list[Method] = []
    attributes: list[Attribute] = []
    inherited: list[Inherited] = []
    overloads: list[Overload] = []
    bases: list[str] = []
    unknown_bases: list[str] = []
    previous: str | None = None
    next: str | None = None
    source: Source
    uncertain: list[str] = []
    annotated_names: dict[str, str] = {}
    hidden: list[str] = []


class LibraryInfo(msgspec.Struct, frozen=True):
    """The library that a manifest pictures.

    Attributes:
        name: Its import name.
        version: Its version, or None where it states none.
        dialect: Name of the dialect it was read with.
        dialect_reason: What decided on the dialect, as a sentence.
        python_version: The version of Python that it was read for, such as `3.12`: where it
            declares one thing for old versions and another for new ones, this one counts.
        platform: The platform that it was read for, as a value of `sys.platform`.
        has_components: Whether its pages are about components; if not, they are about classes and
            functions.
    """

    name: str
    version: str | None
    dialect: str
    dialect_reason: str = ""
    python_version: str = ""
    platform: str = ""
    has_components: bool = True


class Problem(msgspec.Struct, frozen=True):
    """Something that could not be read; the rest was.

    Attributes:
        file: Path relative to the folder that holds the package; empty for the library itself.
        line: Line counted from 1, or None.
        message: What is wrong, in one line.
    """

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}" if place else self.message


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The linked picture of a library.

    Attributes:
        format: Name and version of the JSON form.
        library: Which library it is.
        components: In the order of their pages.
        problems: What could not be read.
    """

    format: str = FORMAT
    library: LibraryInfo
    components: list[Component]
    problems: list[Problem] = []

    def find(self, name: str) -> Component | None:
        """Return the component of a name or path, or None.

        Args:
            name: Its name, its public path or where it is declared, with the name of the library or
                without; of its other paths any end will do.
        """
        names = (name, f"{self.library.name}.{name}")
        for wanted in names:
            for component in self.components:
                if wanted in (component.name, component.path, component.canonical_path):
                    return component
        for component in self.components:
            paths = (*component.aliases, component.canonical_path)
            if any(path in names or path.endswith(f".{name}") for path in paths):
                return component
        return None
