"""Apps that are made at random, with holes that only a run fills, held against their runs.

A script is read once and run by Python with several fillings. Whatever reading states has to be so
in each run, and whatever it calls complete has to be all that any run has.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from faceplate.api.static.reading import read_script
from faceplate.errors import UsageError

FILLINGS = ("", "1", "ab")
# A library of apps in few lines, which reading follows as it follows any.
LIBRARY = '''\
class Panel:
    """A panel."""

    current = None

    def __init__(self):
        self.calls = {}
        self.names = []

    def __enter__(self):
        Panel.current = self
        return self

    def __exit__(self, *details):
        Panel.current = None

    def launch(self):
        """Serve."""

    def get_api_info(self):
        """Describe."""
        endpoints = {}
        for name, parts in self.calls.items():
            parameters = [
                {
                    "label": part.label,
                    "component": part.kind,
                    "type": {},
                    "python_type": {"type": "Any", "description": ""},
                    "parameter_default": part.value,
                }
                for part in parts
            ]
            endpoints["/" + name] = {"parameters": parameters, "returns": [], "show_api": True}
        return {"named_endpoints": endpoints}


class Box:
    """A part of a panel."""

    kind = "Box"

    def __init__(self, label=None, value=None):
        self.label = label
        self.value = value

    def listen(self, name, *parts):
        """Serve a call."""
        calls = Panel.current.calls
        if name in calls:
            name = name + "_1"
        calls[name] = list(parts)


class Wide(Box):
    """Another part."""

    kind = "Wide"
'''
# Code that is not read, and does what code that is not read may do.
UNREAD = """\
import os


def hole():
    return os.environ.get("HOLE", "")


def same(value):
    return value


def nothing(*values):
    return None


def change(value):
    if hole() == "1" and isinstance(value, list) and value:
        value.append(value[0])
    elif hole() == "ab" and isinstance(value, list):
        value.reverse()
    elif hole() == "1" and isinstance(value, dict):
        for key in value:
            value[key] = "changed"
    elif hole() == "ab" and isinstance(value, dict):
        value["more"] = "more"
    elif hole() and hasattr(value, "label"):
        value.label = "changed"


def call(function, *arguments):
    for _ in hole():
        function(*arguments)


def pick(values):
    return values[len(hole()) % len(values)]


def text():
    return "text " + hole()


def names():
    return {"label": "loaded"} if hole() else {}
"""
HEAD = """\
import os
import random
from functools import reduce

import panels
import elsewhere
from panels import Box, Wide

HOLE = os.environ.get("HOLE", "")
IS_ONE = HOLE == "1"
boxes = [Box("first", 1), Wide("second", 2)]
texts = ["a", "b", "c"]
options = {"label": "known", "value": 3}
made = []


class Keeper:
    def __init__(self, label):
        self.label = label
        self.parts = []

    def add(self, part):
        self.parts.append(part)
        return part

    def serve(self):
        Box(self.label).listen("served", *self.parts)


keeper = Keeper("kept")


def remember(text="remembered"):
    made.append(text)
    return text


def rename(part=None):
    boxes[0].label = "renamed"


def build(label, *parts):
    part = Box(label, len(parts))
    made.append(label)
    return part


"""
CONDITIONS = ("HOLE", "IS_ONE", "not HOLE", "len(HOLE) > 1", "'b' in HOLE", "elsewhere.hole()")
TEXTS = (
    '"fixed"',
    "HOLE or 'empty'",
    "elsewhere.text()",
    "texts[0]",
    "texts[-1]",
    "options['label']",
    "options.get('more', 'none')",
    "keeper.label",
    "f'{len(made)} made'",
    "'one' if IS_ONE else 'other'",
    "made[-1] if made else 'nothing'",
    "boxes[0].label",
    "elsewhere.same(texts[1])",
    "'-'.join(texts)",
    "str(len(boxes))",
    "sorted(texts)[0]",
    "max(texts)",
    "texts[len(HOLE)]",
    "next((text for text in texts if text > HOLE), 'none')",
    "elsewhere.names().get('label', 'absent')",
    "{'a': 'x', '1': 'y'}.get(HOLE, 'z')",
)
PARTS = (
    "boxes[0]",
    "boxes[-1]",
    "Box({text})",
    "Wide({text}, value=4)",
    "Box(**options)",
    "elsewhere.pick(boxes)",
    "elsewhere.same(boxes[0])",
    "(boxes[0] if {condition} else boxes[-1])",
    "(Box({text}) if {condition} else Wide({text}))",
    "keeper.add(Box({text}))",
    "(keeper.parts or boxes)[0]",
    "build({text}, *boxes)",
    "{{'a': Box, '1': Wide}}.get(HOLE, Box)({text})",
    "max(boxes, key=lambda part: part.label)",
)
CHANGES = (
    "texts.append({text})",
    "texts.insert(0, {text})",
    "texts.sort()",
    "texts.reverse()",
    "texts[len(HOLE)] = {text}",
    "texts = texts[1:] + texts[:1]",
    "texts = [*texts, {text}]",
    "options['label'] = {text}",
    "options[HOLE or 'value'] = {text}",
    "options.update(elsewhere.names())",
    "options = {{**options, **elsewhere.names()}}",
    "options.setdefault('label', {text})",
    "options.pop(HOLE, None)",
    "boxes.append({part})",
    "boxes[0] = {part}",
    "boxes.reverse()",
    "boxes = boxes[::-1]",
    "boxes[0].label = {text}",
    "{part}.label = {text}",
    "{part}.value = 7",
    "setattr({part}, 'label' if {condition} else 'value', {text})",
    "keeper.label = {text}",
    "keeper.parts.append({part})",
    "(texts if {condition} else made).append({text})",
    "alias = elsewhere.same(texts); alias.append('aliased')",
    "alias = elsewhere.pick([texts, made]); alias.append('aliased')",
    "alias = elsewhere.pick([texts, made]); alias[0:0] = ['aliased']",
    "alias = elsewhere.same(options); alias['label'] = 'aliased'",
    "alias = elsewhere.same(keeper); alias.label = 'aliased'",
    "alias = elsewhere.same(boxes); alias[0].label = 'aliased'",
    "elsewhere.same(keeper).serve()",
    "elsewhere.pick([remember, rename])()",
    "elsewhere.same(keeper.serve)()",
    "keeper.serve()",
    "elsewhere.change(texts)",
    "elsewhere.change(options)",
    "elsewhere.change({part})",
    "elsewhere.change(keeper)",
    "elsewhere.change([boxes, texts])",
    "elsewhere.call(remember)",
    "elsewhere.call(rename)",
    "elsewhere.call(texts.append, {text})",
    "elsewhere.call(boxes.reverse)",
    "elsewhere.call(lambda: options.clear())",
    "random.shuffle(texts)",
    "random.shuffle(boxes)",
    "remember({text})",
    "reduce(lambda one, two: remember(two), texts)",
    "[remember(text) for text in texts if text in HOLE]",
    "list(map(remember, HOLE))",
    "made = list(filter(lambda text: text > HOLE, texts))",
    "texts = sorted(texts, key=lambda text: text == HOLE)",
    "exec('texts.append(1)')",
    "eval('texts.reverse()')",
    "exec(elsewhere.same('options.clear()'))",
    "globals()['texts'] = list(HOLE) or ['x', 'y', 'z']",
    "del texts[0]",
    "del texts[len(HOLE):]",
    "boxes, texts = boxes, texts[:2] + ['z']",
    "made += texts",
    "made += list(HOLE)",
)
BLOCKS = (
    "if {condition}:",
    "for turn in texts[:3]:",
    "for turn in HOLE:",
    "for part, turn in zip(boxes, elsewhere.same(texts)):",
    "for part, turn in zip(boxes, HOLE):",
    "for place, part in enumerate(elsewhere.same(boxes)):",
    "for part in [part for part in boxes if part.label > HOLE]:",
    "for part in boxes[:2]:",
    "try:\n    int(HOLE)\nexcept ValueError:",
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(TEXTS))


@st.composite
def parts(draw: st.DrawFn) -> str:
    form = draw(st.sampled_from(PARTS))
    return form.format(text=draw(texts()), condition=draw(st.sampled_from(CONDITIONS)))


@st.composite
def statements(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.sampled_from(("listen", "change", "change", "block" if depth else "change")))
    fill = {
        "text": draw(texts()),
        "part": draw(parts()),
        "condition": draw(st.sampled_from(CONDITIONS)),
    }
    if kind == "listen":
        name = draw(st.sampled_from(("'one'", "'two'", "'three'", "HOLE or 'four'")))
        more = draw(st.sampled_from(("", ", *boxes", ", boxes[-1]", ", *keeper.parts")))
        return f"{fill['part']}.listen({name}, {draw(parts())}{more})"
    if kind == "change":
        return draw(st.sampled_from(CHANGES)).format(**fill)
    head = draw(st.sampled_from(BLOCKS)).format(**fill)
    inner = "\n".join(draw(st.lists(statements(depth=depth - 1), min_size=1, max_size=2)))
    return f"{head}\n{textwrap.indent(inner, '    ')}"


@st.composite
def scripts(draw: st.DrawFn) -> str:
    body = "\n".join(draw(st.lists(statements(), min_size=1, max_size=5)))
    last = "Box('asked').listen('last', *boxes, Box(str(texts)), Box(str(made)), Box(**options))"
    lines = textwrap.indent(
        f"{body}\n{last}\nBox(keeper.label).listen('kept', Box(keeper.label))", "    "
    )
    return f"{HEAD}with panels.Panel() as demo:\n{lines}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the library of apps and the code that is not read, on the path."""
    made = tmp_path_factory.mktemp("holes")
    (made / "panels.py").write_text(LIBRARY)
    (made / "packages").mkdir()
    (made / "packages" / "elsewhere.py").write_text(UNREAD)
    sys.path[:0] = [str(made), str(made / "packages")]
    yield made
    del sys.path[:2]
    for name in ("panels", "elsewhere"):
        sys.modules.pop(name, None)


def run(script: str, filling: str) -> dict[str, Any] | None:
    """What an app says of itself in a run; None if the run fails."""
    before = os.environ.get("HOLE")
    os.environ["HOLE"] = filling
    random.seed(filling)
    values: dict[str, Any] = {"__name__": "__main__"}
    try:
        exec(compile(script, "app.py", "exec"), values)
        info: dict[str, Any] = values["demo"].get_api_info()["named_endpoints"]
    except Exception:
        return None
    finally:
        os.environ.pop("HOLE")
        if before is not None:
            os.environ["HOLE"] = before
    return info


def fields(endpoint: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """The fields of an endpoint by their place."""
    for place, parameter in enumerate(endpoint["parameters"]):
        for key, value in parameter.items():
            yield (place, key), value


def differences(stated: Any, app: dict[str, Any]) -> Iterator[str]:
    """What reading states and a run does not have, and what a run has besides."""
    info = stated.info()["named_endpoints"]
    left = stated.open or []
    if any(one.reason.startswith("not read from here on") for one in left):
        return  # what follows may change all that comes before, and the note says so
    open_fields = {(one.endpoint, one.field) for one in left}
    more = any(one.endpoint is None for one in left)
    named = {one.endpoint for one in left}
    for name, endpoint in info.items():
        if name not in app:
            yield f"{name} is not there"
            continue
        theirs = dict(fields(app[name]))
        if len(app[name]["parameters"]) != len(endpoint["parameters"]):
            yield f"{name} has {len(app[name]['parameters'])} parameters"
            continue
        for (place, key), value in fields(endpoint):
            is_open = (name, f"parameters[{place}].{key}") in open_fields
            if not is_open and repr(value) != repr(theirs[place, key]):
                yield f"{name} {place} {key}: {theirs[place, key]!r} became {value!r}"
    if not more:
        yield from (f"{name} is missing" for name in app if name not in info and name not in named)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    # An example is short as it is, and each costs a reading.
    phases=[Phase.generate],
)
@given(script=scripts())
def test_what_is_stated_of_an_app_with_holes_is_so_in_each_run(folder: Path, script: str) -> None:
    path = folder / "app.py"
    path.write_text(script)
    apps = [app for app in (run(script, filling) for filling in FILLINGS) if app is not None]
    with contextlib.suppress(UsageError):
        reading = read_script(
            str(path), search_path=[str(folder), str(folder / "packages")], seconds=10
        )
        for app in apps:
            wrong = list(differences(reading.descriptor, app))
            if wrong:
                note(script[script.index("with panels") :])
                note(str([one.line() for one in reading.descriptor.open or []]))
            assert wrong == []
