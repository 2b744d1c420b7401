"""The differences that are meant, each a mechanism with a predicate computed from data.

No predicate knows the name of a component or the number of a release. A predicate holds only where
the difference can be accounted for in full: a note is explained if every word of it is on our side,
a default if its source, evaluated in the environment, is the value the function has. What no kind
accounts for is `unexplained`, and a fault of faceplate or of this tool.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from agreement.compare import (
    BEHAVIOUR_TAGS,
    FIELDS_ONLY,
    NOT_LITERAL,
    Difference,
    expression,
    fold,
    listed,
    literal,
    returned,
)
from agreement.cutting import cut, examples, prose, returned_lines
from faceplate.model import Note

UNEXPLAINED = "unexplained"


@dataclass(frozen=True)
class Kind:
    """One mechanism by which the two sides differ on purpose.

    Attributes:
        name: A short name, as the table shows it.
        why: What the generator does, and what faceplate does instead.
        holds: Whether a difference is wholly of this kind.
    """

    name: str
    why: str
    holds: Callable[[Difference], bool]


def words(*texts: str | None) -> Counter[str]:
    """The words of some texts, with how often each occurs."""
    return Counter(word for text in texts for word in fold(text).split())


def stands_in(part: str | None, whole: str | None) -> bool:
    """Whether a text stands in another word for word, without a gap."""
    return f" {fold(part)} " in f" {fold(whole)} "


def other_package(difference: Difference) -> bool:
    thing = difference.thing
    return (
        difference.aspect == "object"
        and thing is not None
        and difference.component is None
        and thing.module.split(".")[0] != difference.library
    )


def listed_with_class(difference: Difference) -> bool:
    return (
        difference.aspect == "object"
        and difference.thing is not None
        and difference.thing.kind == "function"
        and difference.method is not None
        and difference.method.name == difference.thing.name
    )


def generator_fails(difference: Difference) -> bool:
    return difference.aspect == "generator"


def group_by_order(difference: Difference) -> bool:
    return (
        difference.aspect == "group"
        and difference.thing is not None
        and difference.thing.group_by_order
    )


def unlisted_listener(difference: Difference) -> bool:
    return (
        difference.aspect == "event"
        and difference.theirs is None
        and difference.function is not None
        and difference.function.is_event
        and not difference.function.listed
    )


def note_kept(difference: Difference) -> bool:
    thing, component = difference.thing, difference.component
    if thing is None or component is None or difference.docstring is None:
        return False
    if difference.method is not None:
        return difference.aspect == "description" and _notes_account_for(
            difference.method.notes,
            fold(difference.theirs),
            difference.method.description,
            difference.docstring,
        )
    pieces = cut(difference.docstring)
    if (pieces.description, pieces.tags) != (thing.description, thing.tags):
        return False
    kinds = {note.kind for note in component.notes}
    lines = [text for label, text in thing.tags.items() if label in kinds]
    accounted = _notes_account_for(
        component.notes,
        fold(" ".join([thing.description, *lines])),
        component.description,
        difference.docstring,
    )
    if difference.aspect == "description":
        return accounted
    label = difference.aspect.removeprefix("tag ")
    return (
        accounted
        and label in kinds
        and difference.ours is None
        and difference.theirs is not None
        and any(
            note.kind == label and fold(note.text).startswith(difference.theirs)
            for note in component.notes
        )
    )


def _notes_account_for(notes: list[Note], theirs: str, ours: str, docstring: str) -> bool:
    """Whether our description and notes hold just the words of theirs, labels apart."""
    if not notes:
        return False
    missing = words(theirs) - words(ours, *(note.text for note in notes))
    added = words(ours, *(note.text for note in notes)) - words(theirs)
    labels = Counter(f"{note.kind}:" for note in notes)
    return (
        not added
        and Counter(word.lower() for word in missing.elements()) <= labels
        and all(stands_in(note.text, docstring) for note in notes)
        and all(stands_in(paragraph, docstring) for paragraph in ours.split("\n\n") if ours)
    )


def section_read(difference: Difference) -> bool:
    component, theirs = difference.component, difference.theirs
    label = difference.aspect.removeprefix("tag ")
    if component is None or theirs is None or difference.ours is not None:
        return False
    if label == "returns":
        return theirs == fold(returned(component.sections))
    if label not in ("parameters", "attributes"):
        return False
    described = [(one.name, one.description) for one in component.parameters]
    described += [(one.name, one.description) for one in component.attributes]
    described += [
        (item.name, item.description) for section in component.sections for item in section.items
    ]
    entries = [f"{name}: {description}" for name, description in described if description]
    said = [entry for entry in entries if stands_in(entry, theirs)]
    # The generator glues the lines below an example's label to the tag before it.
    return not words(theirs) - words(*said, component.example)


def described_by_class(difference: Difference) -> bool:
    argument, thing = difference.argument, difference.thing
    if difference.aspect != "parameter description" or difference.theirs or difference.function:
        return False
    if argument is None or thing is None:
        return False
    entry = f"{argument.name}: {argument.description}"
    return any(
        stands_in(entry, thing.tags.get(label, "")) for label in ("parameters", "attributes")
    )


def constructor_prose(difference: Difference) -> bool:
    thing, component = difference.thing, difference.component
    if difference.function or difference.method or thing is None or component is None:
        return False
    more = cut(prose(thing.constructor_docstring))
    if any(component.tags.get(label) != text for label, text in more.tags.items()):
        return False
    if difference.aspect.startswith("tag "):
        label = difference.aspect.removeprefix("tag ")
        return difference.theirs is None and label in more.tags
    # Without a docstring of its own, a class has that of a base at run time, which may be `dict`.
    description = thing.description if thing.own_docstring else ""
    return (
        difference.aspect == "description"
        and bool(more.description)
        and difference.ours == fold(f"{description} {more.description}")
    )


def model_fields(difference: Difference) -> bool:
    thing, component = difference.thing, difference.component
    return (
        difference.aspect == "parameters"
        and difference.function is None
        and thing is not None
        and component is not None
        and bool(set(thing.forms) & FIELDS_ONLY)
        and difference.ours == listed(thing.fields)
    )


def default_as_source(difference: Difference) -> bool:
    argument = difference.argument
    return (
        difference.aspect == "default"
        and argument is not None
        and difference.parameter is not None
        and difference.parameter.default is not None
        and literal(argument.default) is NOT_LITERAL
        and difference.answer == "same"
    )


def annotation_as_source(difference: Difference) -> bool:
    if difference.aspect == "annotation" and difference.parameter is not None:
        annotation = difference.parameter.annotation
    elif difference.aspect == "return annotation" and difference.returns is not None:
        annotation = difference.returns.annotation
    else:
        return False
    if annotation is None or annotation.is_text or difference.ours is None:
        return False
    return difference.answer == "same" or without_quotes(annotation.text) == difference.ours


def without_quotes(annotation: str) -> str | None:
    """An annotation with its forward references written as names; the words of `Literal` stay."""
    try:
        tree = ast.parse(annotation, mode="eval")
    except SyntaxError:
        return None
    return expression(ast.unparse(_Unquoted().visit(tree)))


class _Unquoted(ast.NodeTransformer):
    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if ast.unparse(node.value).rpartition(".")[2] == "Literal":
            return node
        return self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, str):
            return ast.parse(node.value, mode="eval").body
        return node


def own_name(difference: Difference) -> bool:
    thing, component = difference.thing, difference.component
    if difference.aspect != "event description" or thing is None or component is None:
        return False
    if difference.ours is None:
        return False
    name = re.compile(rf"\b{re.escape(component.name)}\b")
    ancestors = {path.rsplit(".", 1)[-1] for path in thing.mro}
    return any(name.sub(one, difference.ours) == difference.theirs for one in ancestors)


def behaviour_inherited(difference: Difference) -> bool:
    thing = difference.thing
    if difference.aspect != "behaviour description" or difference.theirs or thing is None:
        return False
    label = BEHAVIOUR_TAGS[int(difference.place.endswith("as output"))]
    inherited = thing.inherited_tags.get(label)
    return difference.returns is None and difference.ours == fold(inherited) != ""


def abstract_text(difference: Difference) -> bool:
    return (
        difference.aspect == "behaviour description"
        and difference.returns is not None
        and difference.returns.abstract
        and not difference.ours
    )


def several_returns(difference: Difference) -> bool:
    if difference.aspect != "return description" or difference.theirs:
        return False
    lines = returned_lines(difference.docstring)
    return len(lines) > 1 and difference.ours == fold(" ".join(lines))


def example_unlabelled(difference: Difference) -> bool:
    thing, component = difference.thing, difference.component
    if difference.aspect != "example" or thing is None or component is None:
        return False
    if thing.example != cut(thing.docstring).example or difference.theirs != fold(thing.example):
        return False
    found = examples(thing.docstring)
    own = [text for label, text in found if label in ("", component.name)]
    shown = own or [text for _, text in found]
    return bool(shown) and difference.ours == fold(" ".join(shown))


def fence_removed(difference: Difference) -> bool:
    theirs = (difference.theirs or "").split()
    return (
        difference.aspect == "example"
        and len(theirs) > 2
        and theirs[0].startswith("```")
        and theirs[-1] == "```"
        and difference.ours == " ".join(theirs[1:-1])
    )


KINDS = (
    Kind(
        "other-package",
        "The generator lists whatever was imported; a manifest holds one library, and the object "
        "belongs to another package.",
        other_package,
    ),
    Kind(
        "listed-with-class",
        "The generator lists a decorated method as an object of its own; faceplate shows it on the "
        "page of its class, where it is compared.",
        listed_with_class,
    ),
    Kind(
        "generator-fails",
        "The generator stops at the object or at one of its methods, so it says nothing that could "
        "be compared.",
        generator_fails,
    ),
    Kind(
        "group-by-order",
        "The module sets no group, so the generator gives the one that some module imported before "
        "had set; faceplate goes by the module.",
        group_by_order,
    ),
    Kind(
        "unlisted-listener",
        "The class has the listener at run time, but no `EVENTS` of its own to name it, so the "
        "generator leaves it out; faceplate lists it.",
        unlisted_listener,
    ),
    Kind(
        "note-kept",
        "The generator takes the first line of a note for a tag and joins the rest to the "
        "description; faceplate keeps the note whole, and no word is lost or added.",
        note_kept,
    ),
    Kind(
        "section-read",
        "The generator keeps a section of the class docstring as a tag; faceplate reads its "
        "entries, and each stands where it belongs.",
        section_read,
    ),
    Kind(
        "described-by-class",
        "The generator reads descriptions of parameters in the docstring of `__init__` only; "
        "faceplate takes those that the docstring of the class gives.",
        described_by_class,
    ),
    Kind(
        "constructor-prose",
        "The generator drops the prose of the docstring of `__init__`; faceplate adds it, with the "
        "tags in it, to what the class docstring says.",
        constructor_prose,
    ),
    Kind(
        "model-fields",
        "The constructor of a model or typed dictionary takes anything, so the generator shows no "
        "fields; faceplate shows those that the class really has.",
        model_fields,
    ),
    Kind(
        "default-as-source",
        "The generator prints the value of the default, or only its class; faceplate keeps the "
        "expression in the source, which the environment evaluates to the same value.",
        default_as_source,
    ),
    Kind(
        "annotation-as-source",
        "The module does not postpone annotations, so the generator prints the object; faceplate "
        "keeps the expression in the source, which means the same object.",
        annotation_as_source,
    ),
    Kind(
        "own-name",
        "The text of an inherited listener names the ancestor at run time; faceplate fills in the "
        "name of the component whose page it is.",
        own_name,
    ),
    Kind(
        "behaviour-inherited",
        "The class docstring states no behaviour and the generator has none; faceplate takes that "
        "of the nearest ancestor which does.",
        behaviour_inherited,
    ),
    Kind(
        "abstract-text",
        "The generator takes the text of the abstract method, which says nothing of the component; "
        "faceplate leaves it out.",
        abstract_text,
    ),
    Kind(
        "several-returns",
        "Older generators drop a return value described over several lines; faceplate keeps all.",
        several_returns,
    ),
    Kind(
        "example-unlabelled",
        "A label with text behind it makes the generator lose the example; faceplate shows the "
        "examples of the docstring.",
        example_unlabelled,
    ),
    Kind(
        "fence-removed",
        "The generator prints the Markdown fence as part of the example; faceplate prints what is "
        "in it.",
        fence_removed,
    ),
)


def kind_of(difference: Difference) -> str:
    """The name of the first kind that accounts for a difference, or `unexplained`."""
    return next((kind.name for kind in KINDS if kind.holds(difference)), UNEXPLAINED)
