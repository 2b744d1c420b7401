"""An extension of griffe: it lends mkdocstrings' pages of Python what faceplate knows of a library.

    options:
      extensions: [faceplate.sites.griffe]

What is lent: texts of parameters that stand in the docstring of an ancestor or of what a parameter
is handed on to, what limits a value, and events. What a docstring says itself is left as it is.
Docstrings are completed when somebody reads them, so nothing is parsed that no page shows.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import griffe

from faceplate.errors import UsageError, clean
from faceplate.options import ReadingOptions
from faceplate.render import markdown, tables
from faceplate.sites.library import SiteLibrary, style
from faceplate.sites.warnings import UNREADABLE

if TYPE_CHECKING:
    from faceplate.model import Component, Event, Method, Parameter

Sections = list[griffe.DocstringSection]

_log = griffe.get_logger("griffe.faceplate")
_CONSTRUCTOR = "__init__"


class ComponentExtension(griffe.Extension):
    """Completes the docstrings of components, of their methods, and of functions.

    Args:
        libraries: Names of the packages to complete; all that are loaded if empty.
        dialect: How the library says component and event; found out if left out.
        docstring_style: `google`, `numpy` or `sphinx`; found out if left out.
        events: Whether classes get a section of their events.
        cache: Whether results are kept between builds.
    """

    def __init__(
        self,
        libraries: Sequence[str] = (),
        *,
        dialect: str | None = None,
        docstring_style: str | None = None,
        events: bool = True,
        cache: bool = True,
    ) -> None:
        self._libraries = (libraries,) if isinstance(libraries, str) else tuple(libraries)
        self._options = ReadingOptions(dialect, style(docstring_style))
        self._events = events
        self._cache = cache

    def on_package(
        self, *, pkg: griffe.Module, loader: griffe.GriffeLoader, **kwargs: object
    ) -> None:
        """Complete the docstrings of a package that was loaded.

        Args:
            pkg: The package.
            loader: What loaded it.
            **kwargs: Nothing that matters here.
        """
        if self._libraries and pkg.name not in self._libraries:
            return
        search_path = [str(path) for path in loader.finder.search_paths if os.path.isdir(path)]
        try:
            library = SiteLibrary(
                pkg.name, search_path=search_path, options=self._options, cache=self._cache
            )
            components = library.manifest.components
        except UsageError as error:
            _log.warning("faceplate: %s", clean(str(error)))
            return
        for line in library.problems:
            _log.warning("faceplate: %s", clean(UNREADABLE.line(line)))
        for component in components:
            declared = _member(pkg, component.canonical_path)
            if isinstance(declared, griffe.Class):
                _Lender(declared, loader).lend_to_class(
                    component, component.events if self._events else ()
                )
            elif isinstance(declared, griffe.Function):
                _Lender(declared, loader).lend_to_function(component)


def _member(pkg: griffe.Module, path: str) -> griffe.Object | griffe.Alias | None:
    """Return what is declared at a path; None where griffe sees no declaration there."""
    package, _, inner = path.partition(".")
    if package != pkg.name or not inner:
        return None
    try:
        member: griffe.Object | griffe.Alias = pkg.get_member(inner)
    except (KeyError, griffe.AliasResolutionError, griffe.CyclicAliasError):
        return None
    return member


class CompletedDocstring(griffe.Docstring):
    """A docstring with sections that are completed whenever it is parsed.

    Args:
        docstring: The docstring as it stands.
        completed: Gives its sections with what is lent.
    """

    def __init__(self, docstring: griffe.Docstring, completed: Any) -> None:
        super().__init__(
            docstring.value,
            lineno=docstring.lineno,
            endlineno=docstring.endlineno,
            parent=docstring.parent,
            parser=docstring.parser,
            parser_options=docstring.parser_options,
        )
        # What was cleaned already would lose more of its indentation.
        self.value = docstring.value
        self._completed = completed

    def parse(
        self, parser: griffe.DocstringStyle | griffe.Parser | None = None, **options: Any
    ) -> Sections:
        """Return the sections, with what is lent.

        Args:
            parser: Which style to read; that of the docstring if None.
            **options: Options of the parser; those of the docstring if there are none.
        """
        sections: Sections = self._completed(super().parse(parser, **options))
        return sections


class _Lender:
    """Completes the docstrings of one declaration.

    Args:
        declared: The class or function.
        loader: What loaded it, whose parser new docstrings have.
    """

    def __init__(
        self, declared: griffe.Class | griffe.Function, loader: griffe.GriffeLoader
    ) -> None:
        self._declared = declared
        self._loader = loader

    def lend_to_function(self, function: Component | Method) -> None:
        """Complete the docstring of a function or a method."""
        self._complete(
            self._declared, partial(_with_parameters, self._declared, function.parameters, True)
        )

    def lend_to_class(self, component: Component, events: Sequence[Event]) -> None:
        """Complete the docstrings of a class, of its constructor and of its methods."""
        declared = self._declared
        constructor = declared.members.get(_CONSTRUCTOR)
        if not isinstance(constructor, griffe.Function):
            constructor = None
        own = declared.docstring
        signature = constructor or declared

        def of_class(sections: Sections) -> Sections:
            # Where the constructor has a docstring of its own, the parameters stand there.
            completed = _with_parameters(
                signature, component.parameters, constructor is None, sections
            )
            return [*completed, *_events(component, events)]

        def of_constructor(sections: Sections) -> Sections:
            in_class = own is not None and _parameters_in(own.parse()) is not None
            return _with_parameters(signature, component.parameters, not in_class, sections)

        self._complete(declared, of_class)
        if constructor is not None:
            self._complete(constructor, of_constructor)
        for method in component.methods:
            function = declared.members.get(method.name)
            if isinstance(function, griffe.Function):
                _Lender(function, self._loader).lend_to_function(method)

    def _complete(self, declared: griffe.Object, completed: Any) -> None:
        docstring = declared.docstring
        if docstring is None:
            if not completed([]):
                return  # still nothing to say
            docstring = griffe.Docstring(
                "",
                parent=declared,
                parser=self._loader.docstring_parser,
                parser_options=self._loader.docstring_options,
            )
        declared.docstring = CompletedDocstring(docstring, completed)


def _parameters_in(sections: Iterable[griffe.DocstringSection]) -> Any:
    """Return the section of parameters, if there is one."""
    kind = griffe.DocstringSectionKind.parameters
    return next((section for section in sections if section.kind is kind), None)


def _with_parameters(
    declared: griffe.Object, parameters: Sequence[Parameter], may_add: bool, sections: Sections
) -> Sections:
    """Return sections with the texts that parameters have elsewhere, and with what limits them.

    Args:
        declared: What takes the parameters.
        parameters: The parameters.
        may_add: Whether a section is added where there is none.
        sections: The sections of a docstring.
    """
    section = _parameters_in(sections)
    if section is None and not may_add:
        return sections
    stated = {entry.name.lstrip("*"): entry for entry in (section.value if section else ())}
    known = {parameter.name.lstrip("*"): parameter for parameter in parameters}
    entries = []
    for name, parameter in known.items():
        entry = stated.get(name) or _entry(declared, parameter)
        text = _text(entry.description, parameter)
        if name in stated or text:
            entries.append(_described(entry, text))
    # What is stated and is no parameter is for a checker, and stays in its place at the end.
    entries += [entry for name, entry in stated.items() if name not in known]
    if not entries:
        return sections
    added = griffe.DocstringSectionParameters(entries, section.title if section else None)
    if section is None:
        return [*sections, added]
    return [added if one is section else one for one in sections]


def _described(entry: griffe.DocstringParameter, description: str) -> griffe.DocstringParameter:
    return griffe.DocstringParameter(
        entry.name, description=description, annotation=entry.annotation, value=entry.value
    )


def _entry(declared: griffe.Object, parameter: Parameter) -> griffe.DocstringParameter:
    """Return an entry without a text, with type and default as griffe read them, or as stated."""
    annotation: Any = parameter.annotation or parameter.stated_type
    default: Any = parameter.default
    signature = declared.parameters if isinstance(declared, griffe.Function) else ()
    for one in signature:
        if one.name == parameter.name:
            annotation, default = one.annotation or annotation, one.default
    return griffe.DocstringParameter(
        parameter.name, description="", annotation=annotation, value=default
    )


def _text(stated: str, parameter: Parameter) -> str:
    """Return what a docstring says of a parameter, else what is said elsewhere, and its limits."""
    text = stated.strip() or parameter.description.strip()
    lines = [
        markdown.inline(line) for line in tables.limits(parameter.constraints, parameter.facets)
    ]
    limits = "; ".join(f"{line[:1].upper()}{line[1:]}" for line in lines)
    return "\n\n".join(filter(None, (text, limits and f"{limits}.")))


def _events(component: Component, events: Sequence[Event]) -> Sections:
    """Return a section of the events of a component; none where it has none."""
    if not events:
        return []
    lines = ["Events:", ""]
    for event in events:
        listener = event.listener or f"{component.name}.{event.name}"
        text = _indented(event.description.strip())
        lines.append(f"- `{listener}`{f' – {text}' if text else ''}")
    arguments = ", ".join(f"`{argument.name}`" for argument in component.event_arguments)
    if arguments:
        lines += ["", f"Each listener takes {arguments}."]
    return [griffe.DocstringSectionText("\n".join(lines), "Events")]


def _indented(text: str) -> str:
    """Return a text whose lines belong to an item of a list."""
    return text.replace("\n", "\n    ")
