"""Ask a release's own runtime generator what it says, and print the answer as JSON.

This file is run by the Python of an environment in which the release is installed, so it stands on
the standard library and the release alone. It imports the library, calls `generate_documentation`
and adds what a comparison needs to judge a difference: the docstrings that the generator read,
the type of each default, the fields of models, and the names of events.

Where the generator stops with an error, each object is asked for by itself, and one that fails
again is asked for without the method that fails, so that one bad docstring costs one record.

Standard input holds questions, as a JSON list of `{"object", "member", "parameter", "aspect",
"source"}`: is this source, evaluated where the object is declared, the default (or annotation) that
the object really has? The answers stand in the output under `answers`, in the same order.

Usage: probe.py OUTPUT < questions.json
"""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import inspect
import json
import os
import platform
import sys
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

EMPTY = inspect.Parameter.empty

# The class of the object that stands in a signature for "made anew at each call".
FACTORY = "_HAS_DEFAULT_FACTORY_CLASS"


def literal(value: Any) -> bool:
    """Whether a value is what `ast.literal_eval` makes of its `repr`."""
    try:
        return repr(ast.literal_eval(repr(value))) == repr(value)
    except (ValueError, SyntaxError, TypeError, RecursionError):
        return False


def annotation_of(annotation: Any) -> dict[str, Any] | None:
    """The text of an annotation, and whether the library holds it as text."""
    if annotation is EMPTY:
        return None
    if isinstance(annotation, str):
        return {"text": annotation, "is_text": True}
    try:
        text = inspect.formatannotation(annotation)
    except Exception:
        text = repr(annotation)
    return {"text": text, "is_text": False}


def default_of(default: Any) -> dict[str, Any] | None:
    """The `repr` and type of a default, and whether it is a literal."""
    if default is EMPTY:
        return None
    kind = type(default)
    return {
        "repr": repr(default),
        "type": f"{kind.__module__}.{kind.__qualname__}",
        "name": getattr(default, "__name__", None),
        "literal": literal(default),
    }


def signature_of(function: Any) -> dict[str, inspect.Parameter]:
    """The parameters of a callable by name; none where it has no signature."""
    try:
        return dict(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return {}


def parameters_of(function: Any, documented: Any) -> list[dict[str, Any]]:
    """The parameters that the generator lists, with what the signature says of each."""
    signature = signature_of(function)
    parameters = []
    for entry in documented or []:
        if entry["name"] == "self":
            continue
        parameter = signature.get(entry["name"])
        parameters.append(
            {
                "name": entry["name"],
                "kind": parameter.kind.name.lower() if parameter else "positional_or_keyword",
                "annotation": annotation_of(entry.get("annotation", EMPTY)),
                "doc": entry.get("doc"),
                "default": default_of(parameter.default) if parameter else None,
            }
        )
    return parameters


def returns_of(documented: Any) -> dict[str, Any] | None:
    """What the generator says of a return value; None if nothing."""
    if not documented:
        return None
    return {
        "annotation": annotation_of(documented.get("annotation", EMPTY)),
        "doc": documented.get("doc") or "",
    }


def fields_of(cls: Any) -> list[dict[str, Any]]:
    """The fields of a pydantic model, TypedDict or dataclass, in order."""
    annotations: dict[str, Any] = {}
    for base in reversed(getattr(cls, "__mro__", [cls])):
        annotations.update(inspect.get_annotations(base))
    models = getattr(cls, "model_fields", None) or getattr(cls, "__fields__", None)
    fields = []
    for name in models if isinstance(models, dict) else annotations:
        annotation = annotations.get(name, EMPTY)
        shown = annotation_of(getattr(annotation, "__forward_arg__", annotation))
        default: Any = cls.__dict__.get(name, EMPTY)
        required = default is EMPTY
        if isinstance(models, dict):
            required = models[name].is_required()
            if not required:
                default = models[name].get_default(call_default_factory=True)
        elif hasattr(cls, "__required_keys__"):
            required = name in cls.__required_keys__
            shown, stated = without_wrapper(shown)
            required = required if stated is None else stated
        fields.append(
            {
                "name": name,
                "kind": "keyword_only",
                "annotation": shown,
                "doc": None,
                "default": default_of(default),
                "required": required,
            }
        )
    return fields


def without_wrapper(annotation: Any) -> tuple[Any, Any]:
    """Take `Required[...]` or `NotRequired[...]` off; whether it said that a key is required."""
    if annotation is None:
        return None, None
    node = ast.parse(annotation["text"], mode="eval").body
    if not isinstance(node, ast.Subscript):
        return annotation, None
    wrapper = ast.unparse(node.value).rpartition(".")[2]
    if wrapper not in ("Required", "NotRequired"):
        return annotation, None
    return {**annotation, "text": ast.unparse(node.slice)}, wrapper == "Required"


def forms_of(cls: Any) -> list[str]:
    """Which kinds of record a class is."""
    forms = []
    if dataclasses.is_dataclass(cls):
        forms.append("dataclass")
    if hasattr(cls, "__total__"):
        forms.append("typed_dict")
    if any(base.__module__.split(".")[0] == "pydantic" for base in cls.__mro__[1:]):
        forms.append("pydantic")
    return forms


def path_of(thing: Any) -> str:
    """Module and qualified name."""
    return f"{getattr(thing, '__module__', '?')}.{getattr(thing, '__qualname__', '?')}"


def constructor_of(thing: Any) -> Any:
    """The callable whose signature the generator shows."""
    if not inspect.isclass(thing) or dataclasses.is_dataclass(thing):
        return thing
    return thing.__init__


def ask(documentation: Any, group: Any, thing: Any, members: list[str]) -> dict[str, Any]:
    """Call the generator for one object alone."""
    kept = documentation.classes_to_document, documentation.classes_inherit_documentation
    documentation.classes_to_document = {group: [(thing, members)]}
    documentation.classes_inherit_documentation = {}
    try:
        answer: dict[str, Any] = documentation.generate_documentation()[group][0]
        return answer
    finally:
        documentation.classes_to_document, documentation.classes_inherit_documentation = kept


def ask_each(documentation: Any) -> dict[Any, list[dict[str, Any]]]:
    """Call the generator object by object, and keep what does not fail."""
    answer: dict[Any, list[dict[str, Any]]] = {}
    for group, entries in documentation.classes_to_document.items():
        for thing, members in entries:
            errors = []
            kept = []
            for member in members:
                try:
                    ask(documentation, group, thing, [member])
                    kept.append(member)
                except Exception as error:
                    errors.append(f"{member}: {type(error).__name__}: {error}")
            try:
                record = ask(documentation, group, thing, kept)
            except Exception as error:
                errors.append(f"{type(error).__name__}: {error}")
                record = {"class": thing, "name": thing.__name__, "failed": True}
            record["errors"] = errors
            answer.setdefault(group, []).append(record)
    return answer


def abstract_text(cls: Any, name: str) -> bool:
    """Whether the docstring that `inspect.getdoc` finds for a method is an abstract method's."""
    for base in getattr(cls, "__mro__", ()):
        method = vars(base).get(name)
        if getattr(method, "__doc__", None):
            return bool(getattr(method, "__isabstractmethod__", False))
    return False


def behaviour_of(record: dict[str, Any]) -> tuple[Any, Any]:
    """What a function receives from a component and hands to it, as newer generators say."""
    thing = record["class"]
    received = returns_of((record.get("preprocess") or {}).get("return_doc"))
    if received is not None:
        received["abstract"] = abstract_text(thing, "preprocess")
    handed = None
    for parameter in parameters_of(
        getattr(thing, "postprocess", None), (record.get("postprocess") or {}).get("parameter_doc")
    )[:1]:
        handed = {
            "annotation": parameter["annotation"],
            "doc": parameter["doc"] or "",
            "abstract": abstract_text(thing, "postprocess"),
        }
    return received, handed


def stands_for(string: str, cls: Any) -> bool:
    """Whether the library makes this class of this string."""
    from gradio import utils  # type: ignore[import-not-found]

    lookup = getattr(utils, "component_or_layout_class", None)
    if lookup is None:
        from gradio.components import get_component_instance  # type: ignore[import-not-found]

        with contextlib.suppress(Exception):
            return type(get_component_instance(string, render=False)) is cls
        return False
    with contextlib.suppress(Exception):
        return lookup(string) is cls
    return False


def shortcuts_of(documentation: Any, group: Any, thing: Any) -> list[list[str]]:
    """The string shortcuts that the library's website derives, where the library takes them."""
    if not inspect.isclass(thing):
        return []
    if group != "component" and all(cls.__name__ != "Component" for cls in thing.__mro__):
        return []
    if not getattr(thing, "allow_string_shortcut", True):
        return []
    derived = [(thing, "default values")]
    for subclass in thing.__subclasses__():
        if getattr(subclass, "is_template", False):
            _, tags, _ = documentation.document_cls(subclass)
            derived.append((subclass, tags.get("sets", "default values")))
    return [
        [path_of(cls), cls.__name__.lower(), f"Uses {text}"]
        for cls, text in derived
        if stands_for(cls.__name__.lower(), cls)
    ]


def is_listener(function: Any) -> bool:
    """Whether calling this sets up an event."""
    return hasattr(function, "event_name") or hasattr(
        getattr(function, "__self__", None), "event_name"
    )


def unlisted_listeners(documentation: Any, record: dict[str, Any]) -> list[dict[str, Any]]:
    """Records, as the generator makes them, of the listeners of a class that it leaves out."""
    thing = record["class"]
    if not inspect.isclass(thing):
        return []
    known = {entry["name"] for entry in record.get("fns", [])}
    records = []
    for name in dir(thing):
        function = getattr(thing, name, None)
        if name not in known and inspect.isfunction(function) and is_listener(function):
            description, parameters, returns, example = documentation.document_fn(function, thing)
            records.append(
                {
                    "fn": function,
                    "name": name,
                    "description": description,
                    "parameters": parameters,
                    "returns": returns,
                    "example": example,
                    "unlisted": True,
                }
            )
    return records


def member_of(record: dict[str, Any], events: list[str]) -> dict[str, Any]:
    """A method or listener as JSON."""
    function = record["fn"]
    parameters = parameters_of(function, record["parameters"])
    names = list(signature_of(function))
    if is_listener(function) and parameters and [parameters[0]["name"]] == names[:1]:
        # The component itself; the generator leaves it out only for what `EVENTS` names.
        first = inspect.isfunction(function)
        parameters = parameters[1:] if first else parameters
    return {
        "name": record["name"],
        "callable": callable(function),
        "path": path_of(function),
        "description": record["description"],
        "docstring": inspect.getdoc(function) if callable(function) else None,
        "parameters": parameters,
        "returns": returns_of(record["returns"]),
        "example": record["example"],
        "is_event": record["name"] in events or is_listener(function),
        "listed": not record.get("unlisted", False),
    }


def group_by_order(documentation: Any, thing: Any) -> bool:
    """Whether an object's group is what some module imported earlier happened to set."""
    if not hasattr(documentation, "documentation_group"):
        return False
    module = sys.modules[thing.__module__]
    return "set_documentation_group" not in inspect.getsource(module)


def exposed_as(library: Any, thing: Any) -> str | None:
    """The path under which the library itself offers an object; None if under none."""
    name = thing.__name__
    return f"{library.__name__}.{name}" if getattr(library, name, None) is thing else None


def source_of(thing: Any) -> str | None:
    """File, first and last line of an object, decorators included."""
    try:
        lines, first = inspect.getsourcelines(thing)
        file = inspect.getsourcefile(inspect.unwrap(thing)) or ""
    except (OSError, TypeError):
        return None
    package = sys.modules[thing.__module__.split(".")[0]]
    folder = os.path.dirname(os.path.dirname(os.path.abspath(package.__file__ or "")))
    shown = os.path.relpath(file, folder).replace(os.sep, "/")
    return f"{shown}:{first}-{first + len(lines) - 1}"


def inherited_tags_of(documentation: Any, cls: Any) -> dict[str, str]:
    """The tags of the nearest ancestor that has each."""
    tags: dict[str, str] = {}
    for base in getattr(cls, "__mro__", [])[1:]:
        if vars(base).get("__doc__"):
            with contextlib.suppress(Exception):
                for label, text in documentation.document_cls(base)[1].items():
                    tags.setdefault(label, text)
    return {
        label: str(tags[label]) for label in ("preprocessing", "postprocessing") if label in tags
    }


def describe(documentation: Any, group: Any, record: dict[str, Any]) -> dict[str, Any]:
    """One object as JSON."""
    thing = record["class"]
    is_class = inspect.isclass(thing)
    constructor = constructor_of(thing)
    events = [str(name) for name in getattr(thing, "EVENTS", [])]
    records = [*record.get("fns", []), *unlisted_listeners(documentation, record)]
    received, handed = behaviour_of(record)
    return {
        "name": record["name"],
        "module": thing.__module__,
        "path": path_of(thing),
        "kind": "class" if is_class else "function",
        "exposed": exposed_as(sys.modules[thing.__module__.split(".")[0]], thing),
        "group_by_order": group_by_order(documentation, thing),
        "errors": record.get("errors", []),
        "failed": record.get("failed", False),
        "description": record.get("description") or "",
        "docstring": inspect.getdoc(thing),
        "own_docstring": "__doc__" not in vars(thing) or bool(vars(thing)["__doc__"]),
        "constructor_docstring": inspect.getdoc(constructor),
        "tags": {key: str(text) for key, text in (record.get("tags") or {}).items()},
        "inherited_tags": inherited_tags_of(documentation, thing),
        "example": record.get("example"),
        "parameters": parameters_of(constructor, record.get("parameters")),
        "returns": returns_of(record.get("returns")),
        "functions": [member_of(one, events) for one in records],
        "events": events,
        "as_input": received,
        "as_output": handed,
        "shortcuts": shortcuts_of(documentation, group, thing),
        "bases": [path_of(base) for base in thing.__bases__] if is_class else [],
        "source": source_of(thing),
        "mro": [path_of(base) for base in thing.__mro__[1:]] if is_class else [],
        "forms": forms_of(thing) if is_class else [],
        "fields": fields_of(thing) if is_class and forms_of(thing) else [],
    }


def alike(left: Any, right: Any, depth: int = 4) -> bool:
    """Whether two values are the same default: identical, equal, or of one type and content."""
    if left is right:
        return True
    if type(left) is not type(right):
        return False
    with contextlib.suppress(Exception):
        if repr(left) == repr(right) and bool(left == right):
            return True
    if not depth:
        return False
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(
            alike(one, other, depth - 1) for one, other in zip(left, right, strict=True)
        )
    if inspect.isfunction(left):
        return bool(left.__code__.co_code == right.__code__.co_code)
    if type(left).__module__ == "builtins" or not hasattr(left, "__dict__"):
        return False
    mine, others = vars(left), vars(right)
    return list(mine) == list(others) and all(
        alike(mine[name], others[name], depth - 1) for name in mine
    )


def answer_to(question: dict[str, Any], things: dict[str, tuple[Any, dict[str, Any]]]) -> str:
    """`same`, `other: ...` or `unknown: ...`."""
    if question["object"] not in things:
        return "unknown: no such object"
    thing, members = things[question["object"]]
    member = question["member"]
    function = members.get(member) if member else constructor_of(thing)
    parameters = signature_of(function)
    if function is None:
        return "unknown: no such member"
    if question["aspect"] == "returns":
        actual = inspect.signature(function).return_annotation
    elif question["parameter"] not in parameters:
        return "unknown: no such parameter"
    else:
        actual = getattr(parameters[question["parameter"]], question["aspect"])
    if dataclasses.is_dataclass(thing) and type(actual).__name__ == FACTORY:
        made: Any = thing.__dataclass_fields__[question["parameter"]]
        actual = made.default_factory()
    modules = [getattr(inspect.unwrap(function), "__module__", None)]
    modules += [base.__module__ for base in getattr(thing, "__mro__", [thing])]
    reason = "no module"
    for name in dict.fromkeys(modules):
        module = sys.modules.get(name or "")
        if module is None:
            continue
        try:
            value = eval(question["source"], dict(vars(module)))
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            continue
        return "same" if alike(value, actual) else f"other: {value!r}"
    return f"unknown: {reason}"


def main() -> None:
    questions = json.load(sys.stdin)
    output = sys.argv[1]
    with contextlib.redirect_stdout(sys.stderr):
        import gradio
        from gradio_client import documentation  # type: ignore[import-not-found]

        failure = None
        try:
            groups = documentation.generate_documentation()
        except Exception as error:
            failure = f"{type(error).__name__}: {error}"
            groups = ask_each(documentation)
        things: dict[str, tuple[Any, dict[str, Any]]] = {}
        for records in groups.values():
            for record in records:
                members = {entry["name"]: entry["fn"] for entry in record.get("fns", [])}
                for listener in unlisted_listeners(documentation, record):
                    members[listener["name"]] = listener["fn"]
                things[path_of(record["class"])] = record["class"], members
        answer = {
            "version": gradio.__version__,
            "python": platform.python_version(),
            "failure": failure,
            "groups": {
                str(group): [describe(documentation, group, record) for record in records]
                for group, records in groups.items()
            },
            "answers": [answer_to(question, things) for question in questions],
        }
    with open(output, "w", encoding="utf-8") as file:
        json.dump(answer, file)


if __name__ == "__main__":
    main()
