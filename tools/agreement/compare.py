"""Compare what faceplate reads from a wheel with what the release says of itself at run time.

`compare` walks over every object that the runtime generator documents and yields one `Difference`
for each value that is not the same on both sides. It does not judge: which differences are meant is
said in `kinds.py`. Two values are the same if

- a text has the same words in the same order (white space and `<br>` are folded);
- an annotation parses to the same expression (quote style and white space are folded);
- a default has a literal source that evaluates to the literal the function really has.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from agreement.runtime import (
    Annotation,
    Default,
    Function,
    Parameter,
    Question,
    Release,
    Returns,
    Thing,
)
from faceplate.model import Behaviour, Component, Event, Manifest, Method, Section
from faceplate.model import Parameter as Argument

NOT_LITERAL = object()

# Before the generator read `preprocess` and `postprocess`, the class docstring said the same.
BEHAVIOUR_TAGS = ("preprocessing", "postprocessing")


# Their constructors take anything, so that the generator has no fields to show.
FIELDS_ONLY = {"pydantic", "typed_dict"}


class Named(Protocol):
    """Anything with a name."""

    @property
    def name(self) -> str:
        """The name."""
        ...


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One value on which the two sides differ, and what is needed to judge it.

    Attributes:
        place: Where, such as `gradio.Button(value)`.
        aspect: Which of its values, such as `default`.
        theirs: The value at run time as text; None if there is none.
        ours: The value in the manifest as text; None if there is none.
        thing: The object at run time; None if it is in the manifest only.
        component: The object in the manifest; None if it is known at run time only.
        function: The method or event at run time, if the value belongs to one.
        method: The same method in the manifest.
        parameter: The parameter at run time, if the value belongs to one.
        argument: The same parameter in the manifest.
        docstring: The docstring that the generator took the value from.
        returns: What the generator says of a return value or a behaviour.
        answer: What the environment answers to the question of `argument` and `aspect`.
        library: Import name of the library that the manifest pictures.
    """

    place: str
    aspect: str
    theirs: str | None
    ours: str | None
    thing: Thing | None = None
    component: Component | None = None
    function: Function | None = None
    method: Method | None = None
    parameter: Parameter | None = None
    argument: Argument | None = None
    docstring: str | None = None
    returns: Returns | None = None
    answer: str | None = None
    library: str = ""


@dataclass
class Comparison:
    """The outcome for one release: how much was compared, and what differs."""

    counts: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)


def fold(text: str | None) -> str:
    """The words of a text, one space between them; the generator's `<br>` is white space."""
    return " ".join((text or "").replace("<br>", " ").split())


def expression(source: str | None) -> str | None:
    """A Python expression in one spelling; the text itself, folded, where it is not one."""
    if source is None:
        return None
    try:
        return ast.unparse(ast.parse(source.strip(), mode="eval"))
    except SyntaxError:
        return fold(source)


def literal(source: str | None) -> object:
    """The value of a literal source, or `NOT_LITERAL`."""
    if source is None:
        return NOT_LITERAL
    try:
        return ast.literal_eval(source.strip())
    except (ValueError, SyntaxError, TypeError):
        return NOT_LITERAL


def same_default(theirs: Default, ours: Argument, source: str) -> bool:
    """Whether a source, or the constant it names, is the literal that the function has."""
    if not theirs.literal:
        return False
    values = [literal(source)]
    if source == ours.default and ours.constant is not None:
        values.append(literal(ours.constant))
    return any(value is not NOT_LITERAL and repr(value) == theirs.repr for value in values)


def questions(manifest: Manifest) -> list[Question]:
    """What to ask the environment: every annotation, and every default that is not a literal."""
    asked = []
    for component in manifest.components:
        members = [("", component.parameters)]
        members += [(method.name, method.parameters) for method in component.methods]
        members += [(event.name, component.event_arguments) for event in component.events]
        for member, arguments in members:
            for argument in arguments:
                pairs = [("annotation", argument.annotation)]
                if literal(argument.default) is NOT_LITERAL:
                    pairs.append(("default", argument.default))
                asked += [
                    Question(component.canonical_path, member, argument.name, aspect, source)
                    for aspect, source in pairs
                    if source is not None
                ]
        returns = [("", component.returns)]
        returns += [(method.name, method.returns) for method in component.methods]
        asked += [
            Question(component.canonical_path, member, "", "returns", source)
            for member, source in returns
            if source is not None
        ]
    return asked


def compare(release: Release, manifest: Manifest, asked: list[Question]) -> Comparison:
    """Compare all objects of a release.

    Args:
        release: What the probe printed.
        manifest: What faceplate reads from the wheel of the same release.
        asked: The questions that `release.answers` answers.

    Returns:
        The counts and the differences, in the order of the generator's objects.
    """
    return _Comparer(release, manifest, asked).run()


class _Comparer:
    def __init__(self, release: Release, manifest: Manifest, asked: list[Question]) -> None:
        self.release = release
        self.manifest = manifest
        self.answers = {
            (question.object, question.member, question.parameter, question.aspect): answer
            for question, answer in zip(asked, release.answers, strict=True)
        }
        self.outcome = Comparison()
        self.objects = {thing.path for things in release.groups.values() for thing in things}
        self.thing: Thing | None = None
        self.component: Component | None = None

    def run(self) -> Comparison:
        components = {component.canonical_path: component for component in self.manifest.components}
        seen = set()
        for group, things in self.release.groups.items():
            for thing in things:
                self.outcome.counts["objects"] += 1
                self.thing, self.component = thing, components.get(thing.path)
                seen.add(thing.path)
                owner = components.get(thing.path.rpartition(".")[0])
                if self.component is None and owner is not None:
                    self.component = owner
                    self.compare_as_method(thing, owner)
                    continue
                self.check("object", thing.path, thing.path, thing.path if self.component else None)
                if self.component is not None:
                    self.check("group", self.component.path, group, self.component.group)
                    self.compare_object(thing, self.component)
            self.compare_order(group, [thing.path for thing in things])
        for component in self.manifest.components:
            if component.canonical_path not in seen:
                self.thing, self.component = None, component
                self.check("object", component.path, None, component.canonical_path)
        return self.outcome

    def compare_order(self, group: str, theirs: list[str]) -> None:
        """Compare the order of those objects that both sides have in a group."""
        ours = [one.canonical_path for one in self.manifest.components if one.group == group]
        self.thing = self.component = None
        self.check(
            "order",
            group,
            ", ".join(path for path in theirs if path in ours),
            ", ".join(path for path in ours if path in theirs),
        )

    def compare_as_method(self, thing: Thing, owner: Component) -> None:
        """Compare an object that is a decorated method with the method of its class."""
        method = next((one for one in owner.methods if one.name == thing.name), None)
        self.check("object", thing.path, thing.path, method.path if method else None, method=method)
        if method is not None:
            function = Function(
                name=thing.name,
                callable=True,
                path=thing.path,
                description=thing.description,
                docstring=thing.docstring,
                parameters=thing.parameters,
                returns=thing.returns,
                example=thing.example,
                is_event=False,
            )
            self.compare_method(f"{owner.path}.{thing.name}", function, method)

    def check(
        self,
        aspect: str,
        place: str,
        theirs: str | None,
        ours: str | None,
        *,
        function: Function | None = None,
        method: Method | None = None,
        parameter: Parameter | None = None,
        argument: Argument | None = None,
        docstring: str | None = None,
        returns: Returns | None = None,
        answer: str | None = None,
        same: bool | None = None,
    ) -> None:
        """Count one compared value, and keep it if the sides differ."""
        self.outcome.counts["values"] += 1
        if theirs == ours if same is None else same:
            return
        self.outcome.differences.append(
            Difference(
                place=place,
                aspect=aspect,
                theirs=theirs,
                ours=ours,
                thing=self.thing,
                component=self.component,
                function=function,
                method=method,
                parameter=parameter,
                argument=argument,
                docstring=docstring,
                returns=returns,
                answer=answer,
                library=self.manifest.library.name,
            )
        )

    def compare_object(self, thing: Thing, component: Component) -> None:
        place = component.path
        self.check("name", place, thing.name, component.name)
        self.check("kind", place, thing.kind, component.kind)
        if thing.exposed is not None:
            self.check("path", place, thing.exposed, component.path)
        if thing.source is not None:
            at = component.source
            self.check("source", place, thing.source, f"{at.file}:{at.line}-{at.end_line}")
        self.check("bases", place, self.own(thing.bases), self.own(component.bases))
        docstring = thing.docstring
        for error in thing.errors:
            self.check("generator", place, error, None)
        if not thing.failed:
            self.check(
                "description",
                place,
                fold(thing.description),
                fold(component.description),
                docstring=docstring,
            )
            self.check(
                "example",
                place,
                fold(thing.example),
                fold(component.example),
                docstring=docstring,
            )
            for tag in dict.fromkeys([*thing.tags, *component.tags]):
                if tag in BEHAVIOUR_TAGS and tag not in component.tags:
                    continue
                theirs, ours = thing.tags.get(tag), component.tags.get(tag)
                self.check(
                    f"tag {tag}",
                    place,
                    None if theirs is None else fold(theirs),
                    None if ours is None else fold(ours),
                    docstring=docstring,
                )
            self.compare_constructor(place, thing, component)
            if thing.kind == "function":
                self.compare_returns(
                    place, thing.returns, component.returns, component.sections, docstring
                )
        self.compare_methods(thing, component)
        self.compare_events(thing, component)
        received, handed = (thing.tags.get(tag) for tag in BEHAVIOUR_TAGS)
        self.compare_behaviour(f"{place} as input", thing.as_input, received, component.as_input)
        self.compare_behaviour(f"{place} as output", thing.as_output, handed, component.as_output)
        if thing.shortcuts or component.shortcuts:
            self.check(
                "shortcuts",
                place,
                "; ".join(
                    f"{path.rsplit('.', 1)[-1]} {name!r} {text}"
                    for path, name, text in thing.shortcuts
                ),
                "; ".join(
                    f"{shortcut.class_.rsplit('.', 1)[-1]} {shortcut.string!r} "
                    f"{shortcut.initialization}"
                    for shortcut in component.shortcuts
                ),
            )

    def own(self, paths: list[str]) -> str:
        """Those of some paths that lead into the library."""
        library = self.manifest.library.name
        return ", ".join(path for path in paths if path.startswith(f"{library}."))

    def compare_constructor(self, place: str, thing: Thing, component: Component) -> None:
        theirs = thing.parameters
        if set(thing.forms) & FIELDS_ONLY:
            # The signature says nothing of the fields, so those are compared one by one instead.
            self.check("parameters", place, listed(theirs), listed(component.parameters))
            theirs = thing.fields
        self.compare_parameters(
            place, "", theirs, component.parameters, {}, thing.constructor_docstring
        )

    def compare_parameters(
        self,
        place: str,
        member: str,
        theirs: list[Parameter],
        ours: list[Argument],
        overrides: dict[str, str],
        docstring: str | None,
        function: Function | None = None,
        method: Method | None = None,
    ) -> None:
        self.check(
            "parameters",
            place,
            listed(theirs),
            listed(ours),
            function=function,
            method=method,
            docstring=docstring,
        )
        arguments = {argument.name: argument for argument in ours}
        for parameter in theirs:
            argument = arguments.get(parameter.name)
            if argument is None:
                continue
            of_event = function is not None and function.is_event
            self.outcome.counts["event arguments" if of_event else "parameters"] += 1
            self.compare_parameter(
                f"{place}({parameter.name})",
                member,
                parameter,
                argument,
                overrides.get(parameter.name),
                docstring,
                function,
                method,
            )

    def compare_parameter(
        self,
        place: str,
        member: str,
        parameter: Parameter,
        argument: Argument,
        override: str | None,
        docstring: str | None,
        function: Function | None,
        method: Method | None,
    ) -> None:
        def check(
            aspect: str,
            theirs: str | None,
            ours: str | None,
            same: bool | None = None,
            answer: str | None = None,
        ) -> None:
            self.check(
                aspect,
                place,
                theirs,
                ours,
                same=same,
                answer=answer,
                parameter=parameter,
                argument=argument,
                docstring=docstring,
                function=function,
                method=method,
            )

        def answer(aspect: str) -> str | None:
            path = self.component.canonical_path if self.component else ""
            return self.answers.get((path, member, parameter.name, aspect))

        check("parameter kind", parameter.kind, argument.kind)
        check(
            "annotation",
            text_of(parameter.annotation),
            expression(argument.annotation),
            answer=answer("annotation"),
        )
        source = argument.default if override is None else override
        default = parameter.default
        check(
            "default",
            None if default is None else default.repr,
            source,
            same=(
                (default is None and source is None)
                or (
                    default is not None
                    and source is not None
                    and same_default(default, argument, source)
                )
            ),
            answer=answer("default") if override is None else None,
        )
        required = parameter.required
        if required is None:
            required = default is None and not parameter.kind.startswith("var_")
        check("required", str(required), str(argument.required))
        check("parameter description", fold(parameter.doc), fold(argument.description))

    def compare_returns(
        self,
        place: str,
        theirs: Returns | None,
        annotation: str | None,
        sections: list[Section],
        docstring: str | None,
        function: Function | None = None,
        method: Method | None = None,
    ) -> None:
        text = returned(sections)
        if theirs is not None:
            member = method.name if method else ""
            path = self.component.canonical_path if self.component else ""
            self.check(
                "return annotation",
                place,
                text_of(theirs.annotation),
                expression(annotation),
                answer=self.answers.get((path, member, "", "returns")),
                function=function,
                method=method,
                docstring=docstring,
                returns=theirs,
            )
        self.check(
            "return description",
            place,
            fold(theirs.doc if theirs else ""),
            fold(text),
            function=function,
            method=method,
            docstring=docstring,
            returns=theirs,
        )

    def compare_methods(self, thing: Thing, component: Component) -> None:
        members = [function for function in thing.functions if not function.is_event]
        functions = [function for function in members if function.callable]
        methods = {method.name: method for method in component.methods}
        named = {function.name for function in functions}
        ours = [
            method
            for method in component.methods
            if method.name in named
            or f"{component.canonical_path}.{method.name}" not in self.objects
        ]
        self.check("methods", component.path, listed(functions), listed(ours))
        for member in members:
            if not member.callable:
                attributes = [one.name for one in component.attributes if one.name == member.name]
                place = f"{component.path}.{member.name}"
                self.check("attribute", place, member.name, next(iter(attributes), None))
        for function in functions:
            method = methods.get(function.name)
            if method is not None:
                self.compare_method(f"{component.path}.{function.name}", function, method)

    def compare_method(self, place: str, function: Function, method: Method) -> None:
        self.outcome.counts["methods"] += 1
        docstring = function.docstring
        self.check(
            "description",
            place,
            fold(function.description),
            fold(method.description),
            function=function,
            method=method,
            docstring=docstring,
        )
        self.check(
            "example",
            place,
            fold(function.example),
            fold(method.example),
            function=function,
            method=method,
            docstring=docstring,
        )
        self.compare_parameters(
            place,
            method.name,
            function.parameters,
            method.parameters,
            {},
            docstring,
            function,
            method,
        )
        self.compare_returns(
            place,
            function.returns,
            method.returns,
            method.sections,
            docstring,
            function,
            method,
        )

    def compare_events(self, thing: Thing, component: Component) -> None:
        listeners = {function.name: function for function in thing.functions if function.is_event}
        unlisted = {name for name, function in listeners.items() if not function.listed}
        self.check(
            "events",
            component.path,
            ", ".join(name for name in listeners if name not in unlisted),
            ", ".join(event.name for event in component.events if event.name not in unlisted),
        )
        for event in component.events:
            function = listeners.get(event.name)
            place = f"{component.path}.{event.name}"
            if function is None:
                continue
            self.outcome.counts["events"] += 1
            if not function.listed:
                self.check("event", place, None, event.name, function=function)
            self.compare_event(place, function, event, component)

    def compare_event(
        self, place: str, function: Function, event: Event, component: Component
    ) -> None:
        self.check(
            "event description",
            place,
            fold(function.description),
            fold(event.description),
            function=function,
            docstring=function.docstring,
        )
        self.compare_parameters(
            place,
            event.name,
            function.parameters,
            component.event_arguments,
            event.defaults,
            function.docstring,
            function,
        )

    def compare_behaviour(
        self, place: str, theirs: Returns | None, tag: str | None, ours: Behaviour | None
    ) -> None:
        if theirs is not None:
            self.check(
                "behaviour annotation",
                place,
                text_of(theirs.annotation),
                expression(ours.annotation) if ours else None,
                returns=theirs,
            )
        self.check(
            "behaviour description",
            place,
            fold(theirs.doc if theirs else tag),
            fold(ours.description if ours else ""),
            returns=theirs,
        )


def listed(members: Sequence[Named]) -> str:
    """The names of parameters or methods, in order."""
    return ", ".join(member.name for member in members)


def returned(sections: list[Section]) -> str:
    """The text of the returns sections, as the generator would read them: one line an entry."""
    return "\n".join(_items(sections))


def _items(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        if section.kind == "returns":
            for item in section.items:
                label = item.name or item.annotation
                yield f"{label}: {item.description}" if label else item.description


def text_of(annotation: Annotation | None) -> str | None:
    """An annotation of the runtime side in one spelling."""
    return None if annotation is None else expression(annotation.text)
