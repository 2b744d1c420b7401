"""Writes the parts of the reference that the source already says.

The fields of the manifest are described once, in the docstrings of `faceplate.model`, the options
once, in the parsers of the commands, and the rules of the checker once, each in its module. This
tool puts them into the reference pages, between a pair of marks, and makes the JSON Schema. The
docstrings are read by faceplate itself. What stands outside the marks is written by hand and left
alone.

    python tools/reference.py           say which files differ from what they should hold
    python tools/reference.py --write   write them
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

import faceplate.model
from faceplate import configuration
from faceplate.check.explanation import examples, languages, standing
from faceplate.check.finding import Finding
from faceplate.check.rules import RULES
from faceplate.cli.main import COMMANDS
from faceplate.configuration import _CHECKING
from faceplate.model import FORMAT, Component, Manifest
from faceplate.public import extract

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
SCHEMA = REFERENCE / "manifest.schema.json"
PAGES = tuple(
    REFERENCE / f"{name}.md"
    for name in (
        "manifest",
        "command-line",
        "rules",
        "configuration",
        "mkdocs",
        "mkdocstrings",
        "sweep",
    )
)

IDENTIFIER = "urn:" + FORMAT.replace("/", ":")

_BEGIN = "<!-- written by tools/reference.py: {} -->"
_END = "<!-- end -->"
_REGION = re.compile(
    re.escape(_BEGIN).replace(r"\{\}", "([a-z -]+)") + ".*?" + re.escape(_END), re.DOTALL
)
_DEFAULT = re.compile(r"%\(default\)[a-z]")
_ELEMENTS = {"string": "strings", "integer": "integers", "boolean": "booleans"}


def files() -> dict[Path, str]:
    """Make all files of the reference.

    Returns:
        Each file with the text it should hold.
    """
    made = {SCHEMA: json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"}
    makers: dict[str, Callable[[], str]] = {
        "structs": structs,
        "common options": common_options,
        "list of rules": list_of_rules,
        "rules": rules,
        "finding": finding,
        "configuration of checking": configuration_of_checking,
        "options of mkdocs": options_of_mkdocs,
        "settings of the handler": settings_of_handler,
        "options of the handler": options_of_handler,
        "options of the extension": options_of_extension,
        "warnings of sites": warnings_of_sites,
        "templates of sites": templates_of_sites,
        "tables of a sweep": tables_of_a_sweep,
        "questions to a sweep": questions_to_a_sweep,
        **{name: _command(name) for name in COMMANDS},
    }
    for page in PAGES:
        made[page] = _REGION.sub(
            lambda match: f"{_BEGIN.format(match[1])}\n\n{makers[match[1]]()}\n\n{_END}",
            page.read_text(encoding="utf-8"),
        )
    return made


def schema() -> dict[str, Any]:
    """Make the JSON Schema of a manifest.

    It describes what is written, not what would be accepted: every field is always there, so every
    field is required.
    """
    made = msgspec.json.schema(Manifest)
    described = _structs()
    for name, definition in made["$defs"].items():
        struct = described[name]
        definition["description"] = _line(struct.description)
        definition["required"] = list(definition["properties"])
        for field, entry in definition["properties"].items():
            entry.pop("default", None)
            entry["description"] = _meaning(struct, field)
    made["$defs"]["Manifest"]["properties"]["format"]["const"] = FORMAT
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": IDENTIFIER,
        "title": "The manifest of a component library",
        **made,
    }


def structs() -> str:
    """Make the tables of fields: the manifest first, each struct where it is first used."""
    made = msgspec.json.schema(Manifest)
    described = _structs()
    parts = []
    for name in _order(made["$defs"], "Manifest"):
        rows = [
            (f"`{field}`", _type(entry), _meaning(described[name], field))
            for field, entry in made["$defs"][name]["properties"].items()
        ]
        table = _table(("Field", "Type", "Meaning"), rows)
        parts.append(f"## {name}\n\n{_line(described[name].description)}\n\n{table}")
    return "\n\n".join(parts)


def common_options() -> str:
    """Make the table of the options that every command that reads a library has."""
    return _options(_shared())


def list_of_rules() -> str:
    """Make the table of all rules."""
    rows = [
        (
            f"[{one.code}](#{one.code.lower()}-{one.name})",
            one.name,
            one.severity,
            "" if one.usual else "off",
            one.needs or "",
            "yes" if one.fix else "",
        )
        for one in RULES
    ]
    heads = ("Code", "Name", "Severity", "By itself", "Only for libraries with", "`--fix`")
    return _table(heads, rows)


def rules() -> str:
    """Make the page of each rule."""
    parts = []
    for one in RULES:
        parts += [f"## {one.code} {one.name}", one.summary, f"{standing(one)}."]
        parts += [f"**Why.** {one.reason}", f"**How to fix it.** {one.advice}"]
        if one.fix:
            parts.append(f"**What `--fix` does.** {one.fix}")
        for (title, text), language in zip(examples(one), languages(one), strict=True):
            fence = "````" if "```" in text else "```"
            parts.append(f"{title}:\n\n{fence}{language}\n{text.rstrip()}\n{fence}")
    return "\n\n".join(parts)


def finding() -> str:
    """Make the table of the fields of a finding."""
    struct = _described(Finding)
    rows = [
        (f"`{one.name}`", _type(_properties(Finding)[one.name]), _line(one.description))
        for one in struct.parameters
    ]
    return _table(("Field", "Type", "Meaning"), rows)


def _properties(struct: type) -> dict[str, Any]:
    made = msgspec.json.schema(struct)
    properties: dict[str, Any] = made["$defs"][struct.__name__]["properties"]
    return properties


def _command(name: str) -> Callable[[], str]:
    def make() -> str:
        parser = _parser(name)
        own = [action for action in parser._actions if not _is_shared(action)]
        words = [_word(action) for action in own if not action.option_strings]
        options = ["[options]"] if len(parser._actions) > len(words) + 1 else []
        usage = f"```text\nfaceplate {' '.join([name, *options, *words])}\n```"
        arguments = [
            (f"`{action.metavar}`", _line(action.help or ""))
            for action in own
            if not action.option_strings
        ]
        table = _table(("Argument", "Meaning"), arguments)
        return "\n\n".join([usage, table, *([_options(own)] if options else [])])

    return make


def _word(action: argparse.Action) -> str:
    word = str(action.metavar or action.dest)
    return {"*": f"[{word}...]", "?": f"[{word}]"}.get(str(action.nargs), word)


def _parser(name: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"faceplate {name}")
    import_module(f"faceplate.cli.{name}").declare(parser)
    return parser


def _shared() -> list[argparse.Action]:
    from faceplate.cli.request import declare_reading

    parser = argparse.ArgumentParser(add_help=False)
    declare_reading(parser)
    return parser._actions


def _is_shared(action: argparse.Action) -> bool:
    return any(action.option_strings == other.option_strings for other in _shared())


def _shown(default: object) -> str:
    return f"{default:g}" if isinstance(default, float) else str(default)


def _options(actions: list[argparse.Action]) -> str:
    rows = []
    for action in actions:
        if not action.option_strings or action.dest == "help":
            continue
        value = action.metavar
        meaning = _line(_DEFAULT.sub(f"`{_shown(action.default)}`", action.help or ""))
        if action.choices is not None:
            value = action.dest.rpartition("_")[2].upper()
            meaning = f"one of {_series(map(str, action.choices))}; {meaning}"
        spelled = [f"{one} {value}" if value else one for one in action.option_strings]
        rows.append((", ".join(f"`{one}`" for one in spelled), meaning))
    return _table(("Option", "Meaning"), rows)


def _structs() -> dict[str, Component]:
    home = faceplate.model.__name__
    return {
        component.name: component
        for component in _components()
        if component.canonical_path == f"{home}.{component.name}"
    }


def _described(struct: type) -> Component:
    path = f"{struct.__module__}.{struct.__qualname__}"
    return next(one for one in _components() if one.canonical_path == path)


@cache
def _components() -> list[Component]:
    package = str(ROOT / "src" / "faceplate")
    return extract(package, dialect="plain", cache=False).components


def _meaning(struct: Component, field: str) -> str:
    """Give what the docstring says of a field; it goes by another name in JSON at times."""
    fields = msgspec.structs.fields(getattr(faceplate.model, struct.name))
    name = next(one.name for one in fields if one.encode_name == field)
    text = next(one.description for one in struct.parameters if one.name == name)
    if not text:
        raise ValueError(f"{struct.canonical_path}.{name} is not described")
    return re.sub(r"\bNone\b", "null", _line(text))


def _order(definitions: dict[str, Any], name: str) -> list[str]:
    found: dict[str, None] = {}

    def visit(one: str) -> None:
        if one in found:
            return
        found[one] = None
        for entry in definitions[one]["properties"].values():
            for other in _references(entry):
                visit(other)

    visit(name)
    return list(found)


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref":
                yield inner.rpartition("/")[2]
            else:
                yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def _type(entry: dict[str, Any]) -> str:
    """Say in words what type a property has."""
    if "anyOf" in entry:
        return " or ".join(_type(one) for one in entry["anyOf"])
    if "enum" in entry:
        return _series(map(json.dumps, entry["enum"]))
    if "$ref" in entry:
        name = entry["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if entry["type"] == "array":
        return f"array of {_element(entry['items'])}"
    if entry["type"] == "object":
        return f"object of {_element(entry['additionalProperties'])}"
    return str(entry["type"])


def _series(codes: Iterable[str]) -> str:
    *others, last = (f"`{code}`" for code in codes)
    return f"{', '.join(others)} or {last}" if others else last


def _element(entry: dict[str, Any]) -> str:
    return _ELEMENTS[entry["type"]] if "type" in entry else _type(entry)


def configuration_of_checking() -> str:
    """Make the table of what `[tool.faceplate.check]` takes."""
    rows = [(f"`{key}`", configuration._FORMS[name][0]) for key, name in _CHECKING.items()]
    return _table(("Key", "Value"), rows)


def options_of_mkdocs() -> str:
    """Make the table of the options of the MkDocs plugin."""
    from faceplate.sites.mkdocs.options import PluginOptions

    options = _described(PluginOptions)
    described = {
        item.name: _line(item.description)
        for section in options.sections
        if section.kind == "attributes"
        for item in section.items
    } | {one.name: _line(one.description) for one in options.attributes}
    rows = []
    for name, option in PluginOptions._schema:
        default = json.dumps(option.default) if option.default is not None else ""
        rows.append((f"`{name}`", f"`{default}`" if default else "", described[name]))
    return _table(("Option", "If left out", "Meaning"), rows)


def settings_of_handler() -> str:
    """Make the table of what the mkdocstrings handler takes for a whole site."""
    from faceplate.sites.mkdocstrings.options import HandlerSettings

    return _fields(HandlerSettings)


def options_of_handler() -> str:
    """Make the table of what the mkdocstrings handler takes for one component."""
    from faceplate.sites.mkdocstrings.options import ComponentOptions

    return _fields(ComponentOptions)


def options_of_extension() -> str:
    """Make the table of what the extension of griffe takes."""
    from faceplate.sites.griffe import ComponentExtension

    return _fields(ComponentExtension)


def _fields(kind: type) -> str:
    rows = []
    for one in _described(kind).parameters:
        default = "" if one.default in (None, "None", '""') else f"`{one.default}`"
        rows.append((f"`{one.name}`", default, _line(one.description)))
    return _table(("Option", "If left out", "Meaning"), rows)


def warnings_of_sites() -> str:
    """Make the table of what site builders warn of."""
    from faceplate.sites.warnings import KINDS

    return _table(("Code", "Name", "Meaning"), [tuple(one) for one in KINDS])


def templates_of_sites() -> str:
    """Give what stands beside the templates about them."""
    text = (ROOT / "src/faceplate/sites/templates/README.md").read_text(encoding="utf-8")
    return text.partition("\n")[2].strip()


def tables_of_a_sweep() -> str:
    """Make the table of tables."""
    from faceplate.sweep.tables import TABLES

    rows = [
        (f"`{table}`", ", ".join(f"`{name}` {kind.lower()}" for name, kind in columns.items()))
        for table, columns in TABLES.items()
    ]
    return _table(("Table", "Columns"), rows)


def questions_to_a_sweep() -> str:
    """Make the table of questions that are ready."""
    from faceplate.sweep.questions import QUESTIONS

    rows = [
        (f"`{name}`", f"{question.words}{f' ({question.about})' if question.about else ''}")
        for name, question in QUESTIONS.items()
    ]
    return _table(("Question", "Asks"), rows)


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _line(text: str) -> str:
    return " ".join(text.split())


def main() -> int:
    parser = argparse.ArgumentParser(description="Keep the reference true to the source.")
    parser.add_argument("--write", action="store_true", help="write the files that differ")
    arguments = parser.parse_args()
    stale = 0
    for file, text in files().items():
        if file.is_file() and file.read_text(encoding="utf-8") == text:
            continue
        name = file.relative_to(ROOT)
        if arguments.write:
            file.write_text(text, encoding="utf-8")
            print(f"{name}: written")
        else:
            stale = 1
            print(f"{name}: differs from the source; run `python tools/reference.py --write`")
    return stale


if __name__ == "__main__":
    sys.exit(main())
