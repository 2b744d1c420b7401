"""The reference: true to the source, and the schema true to real manifests."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

import faceplate
from docs.pages import DOCS, ROOT
from faceplate import extract
from faceplate.model import Manifest

SCHEMA = json.loads((DOCS / "reference" / "manifest.schema.json").read_text(encoding="utf-8"))
FIXTURES = sorted((ROOT / "tests" / "fixtures").glob("*/*/package"))

INVENTED = '''\
"""Everything that a manifest has a place for."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, overload

from annotated_types import Ge

from elsewhere import patched


class EventListener(str):
    def __init__(self, event_name, doc="", show="all"):
        self.listener = self._setup(event_name, show)

    @staticmethod
    def _setup(event_name, _show):
        def listen(block, fn=None, *, show=_show):
            """
            Parameters:
                fn: What to call.
                show: What to show meanwhile.
            """

        return listen


class Events:
    turned = EventListener("turned", doc="Called when the {{ component }} is turned.")
    pressed = EventListener("pressed", show="none")


class Component:
    """The base."""


class Knob(Component):
    """A knob.

    Warning: It turns both ways
        and does not stop.

    Sizes: small, large

    Example:
        Knob(3)

    Raises:
        ValueError: If it is stuck.
    """

    EVENTS = [Events.turned, Events.pressed, "released"]
    limit: int = 3
    """How far it turns."""

    def __init__(
        self, value: "int | None" = None, /, *rest: int, label: str, _inner: int = 0, **more: str
    ):
        """
        Parameters:
            value: Where it stands.
            label: Its name, with a | in it.
        """

    def preprocess(self, payload: int) -> int:
        """
        Returns:
            Where it stands.
        """

    def postprocess(self, value: int) -> int:
        """
        Parameters:
            value: Where to turn it.
        """

    def turn(self, by: int = 1, _inner: int = 0) -> bool:
        """Turn it.

        Returns:
            Whether it moved.
        """


class BigKnob(Knob):
    """A big knob.

    Sets: size="big"
    """

    is_template = True


@dataclass
class Setting:
    """A setting."""

    name: Annotated[str, Ge(1)]
    value: int = 0


class Base:
    """A public base."""

    def inherited(self) -> None:
        """Come from a base."""


class Heir(Base):
    """A class with a member of each form.

    Args:
        size (int, default: 3): How large.
        gone (int, default: 4): Not taken any more.
    """

    @patched
    def __init__(self, size=3): ...

    @overload
    def scale(self, by: int) -> int:
        """Scale by a whole number."""

    @overload
    def scale(self, by: float) -> float: ...

    def scale(self, by):
        """Scale it."""

    @patched
    def bent(self, x): ...

    @property
    def width(self) -> int:
        """How wide."""

    @width.setter
    def width(self, value: int) -> None: ...


Other = Heir


@overload
def parsed(text: str) -> str:
    """Parse a text."""


@overload
def parsed(text: bytes) -> bytes: ...


def parsed(text):
    """Parse."""


def press(knob: Knob, /) -> None:
    """Deprecated: use turn."""
'''


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Any:
    package = tmp_path_factory.mktemp("library") / "knobs"
    package.mkdir()
    (package / "__init__.py").write_text(INVENTED, encoding="utf-8")
    return as_json(str(package))


def as_json(target: str, **options: Any) -> Any:
    return json.loads(msgspec.json.encode(extract(target, cache=False, **options)))


def test_pages_and_schema_are_what_the_tool_makes() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "reference.py"],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_schema_takes_an_invented_library_that_fills_in_every_field(
    validator: Draft202012Validator, invented: Any
) -> None:
    validator.validate(invented)
    filled: set[str] = set()
    collect(invented, SCHEMA["$defs"]["Manifest"], "Manifest", filled)
    wanted = {
        f"{name}.{field}"
        for name, definition in SCHEMA["$defs"].items()
        for field in definition["properties"]
    }
    # No file of the invented library is broken, it has no version, it binds no constant, it states
    # types in annotations only and it extends nothing foreign.
    rare = {name for name in wanted if name.startswith("Problem.")}
    rare |= {"LibraryInfo.version", "Manifest.problems", "Parameter.constant", "Component.group"}
    rare |= {"Parameter.stated_type", "Component.unknown_bases", "Section.text"}
    rare |= {"Method.deprecated", "Method.notes", "Method.example", "Item.name"}
    # It is one of Gradio, whose components have no traits, messages or keys.
    rare |= {name for name in wanted if name.startswith(("Facets.", "Payload.", "Binding."))}
    rare |= {"Parameter.facets", "Attribute.facets", "Attribute.constraints", "Event.payload"}
    rare |= {"Event.listener", "Component.slots", "Component.bindings", "Component.css_classes"}
    assert wanted - rare <= filled | {"Item.annotation"}


def collect(value: Any, definition: Any, name: str, filled: set[str]) -> None:
    """Note the fields that hold something."""
    for field, entry in definition["properties"].items():
        if value[field] not in (None, "", [], {}, False):
            filled.add(f"{name}.{field}")
        target = re.search(r'"#/\$defs/(\w+)"', json.dumps(entry))
        if target and value[field] is not None:
            inner = value[field] if isinstance(value[field], list) else [value[field]]
            for one in inner:
                collect(one, SCHEMA["$defs"][target[1]], target[1], filled)


@pytest.mark.parametrize("target", FIXTURES, ids=lambda path: path.parent.name)
def test_schema_takes_fixtures(validator: Draft202012Validator, target: Path) -> None:
    validator.validate(as_json(str(target)))


@pytest.mark.parametrize("target", ["rich", "jinja2", str(ROOT / "src" / "faceplate")])
def test_schema_takes_packages_of_other_kinds(validator: Draft202012Validator, target: str) -> None:
    validator.validate(as_json(target, dialect="plain"))


@pytest.mark.releases
def test_schema_takes_gradio(validator: Draft202012Validator) -> None:
    manifest = as_json("gradio==4.16.0")
    assert len(manifest["components"]) > 50
    validator.validate(manifest)


def test_schema_takes_a_broken_file(validator: Draft202012Validator, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def f(:\n", encoding="utf-8")
    manifest = as_json(str(tmp_path / "broken.py"))
    assert manifest["problems"][0]["line"] == 1
    validator.validate(manifest)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("format",), "faceplate-manifest/2"),
        (("components", 0, "kind"), "module"),
        (("components", 0, "parameters"), None),
        (("components", 0, "source", "line"), "1"),
        (("library", "version"), 1),
    ],
)
def test_schema_refuses(
    validator: Draft202012Validator, invented: Any, path: tuple[Any, ...], wrong: object
) -> None:
    broken = copy.deepcopy(invented)
    place = broken
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = wrong
    assert not validator.is_valid(broken)
    del place[path[-1]]
    assert not validator.is_valid(broken)


def test_json_reads_back_as_the_same_manifest(invented: Any) -> None:
    again = msgspec.convert(invented, Manifest)
    assert json.loads(msgspec.json.encode(again)) == invented


def test_guide_to_python_names_every_public_name() -> None:
    text = (DOCS / "how-to" / "use-from-python.md").read_text(encoding="utf-8")
    table = "\n".join(line for line in text.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)`", table)) == set(faceplate.__all__)
