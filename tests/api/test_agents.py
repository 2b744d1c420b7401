"""What agents and shells are handed: tool lists, skills and calls from the shell."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from faceplate.api.descriptor import Descriptor, Open, read_endpoints
from faceplate.api.forms import mcp, page, shell
from faceplate.render import skill

Script = Callable[..., Path]
HARM = (
    "'; touch ran; '",
    "$(touch ran) `touch ran` ${HOME}",
    "a\nb\r\nc\td\\e\"f'g",
    "--help",
    "\u202e\x1b[2J",
    "---\nname: other\n---\n# Heading",
    "```\n</td><script>x</script>| * [x](javascript:y)",
    "名前",
)


def parameter(name: str, json_type: Any, **more: Any) -> dict[str, Any]:
    return {
        "label": name.title(),
        "parameter_name": name,
        "type": json_type,
        "python_type": {"type": "Any", "description": ""},
        "component": "Box",
        "example_input": "x",
        **more,
    }


def app(*parameters: dict[str, Any], docstring: str = "", **fields: Any) -> Descriptor:
    raw = {"/a": {"parameters": list(parameters), "returns": []}}
    endpoints = read_endpoints({"named_endpoints": raw}, "test", {"/a": docstring})
    return Descriptor(endpoints=endpoints, served=endpoints, **fields)


def schema_of(descriptor: Descriptor) -> dict[str, Any]:
    schema: dict[str, Any] = mcp.tools(descriptor)["tools"][0]["inputSchema"]
    Draft202012Validator.check_schema(schema)
    return schema


WITHOUT = {"parameter_has_default": False, "parameter_default": None}


# Tools


@pytest.mark.parametrize(
    ("fields", "required", "default"),
    [
        (WITHOUT, True, None),
        ({"parameter_has_default": True, "parameter_default": "x"}, False, "x"),
        ({"parameter_has_default": True, "parameter_default": None}, False, ...),
        ({"parameter_has_default": True}, False, None),
        ({}, False, None),
    ],
)
def test_only_what_is_known_to_have_no_default_is_required(
    fields: dict[str, Any], required: bool, default: Any
) -> None:
    made = app(parameter("x", {"type": "string"}, **fields), parameter("y", {}, **WITHOUT))
    schema = schema_of(made)
    assert ("x" in schema["required"]) is required
    inner = schema["properties"]["x"]
    assert inner.get("default", ...) == (None if default is ... else default or ...)


@pytest.mark.parametrize("field", ["parameters[0].parameter_has_default", "parameters[0]"])
def test_a_default_that_is_open_requires_nothing(field: str) -> None:
    made = app(parameter("x", {}), open=[Open("/a", field, "app.py:1", "open")])
    assert schema_of(made)["required"] == []
    assert schema_of(app(parameter("x", {}), open=[]))["required"] == ["x"]


@pytest.mark.parametrize(
    ("json_type", "default"),
    [
        ({"enum": [1, 2.5, 3], "type": "string", "title": "Radio"}, 2.5),
        ({"enum": ["a", 1, None], "type": "string"}, None),
        ({"enum": ["a", "b"], "type": "string"}, "other"),
        ({"enum": ["a", "b"], "type": "string"}, None),
        ({"enum": [0, 1], "type": "string"}, True),
        ({"type": "array", "items": {"enum": ["a"], "type": "string"}}, ["a", "other", 3]),
        ({"type": "array", "items": {"enum": [1, 2], "type": "string"}}, [2]),
        ({"type": "number"}, "text"),
        ({"type": "integer"}, 2.0),
        ({"type": "boolean"}, 1),
        ({"type": ["string", "null"]}, None),
    ],
)
def test_a_schema_is_satisfied_by_its_choices_and_its_default(json_type: Any, default: Any) -> None:
    fields = {"parameter_has_default": True, "parameter_default": default}
    inner = schema_of(app(parameter("x", json_type, **fields)))["properties"]["x"]
    assert inner["default"] == default
    validator = Draft202012Validator(inner)
    items = json_type.get("items", {}).get("enum")
    choices = [[one] for one in items] if items else json_type.get("enum", [])
    for value in [default, *choices]:
        validator.validate(value)
    assert not validator.is_valid({"no": "such"}), "it still says what is taken"


DOCSTRINGS = {
    "google": "Do it.\n\nArgs:\n    x (str): What it is,\n        over two lines.\n    y: Other.",
    "numpy": "Do it.\n\nParameters\n----------\nx : str\n    What it is,\n    over two lines.\n",
    "sphinx": "Do it.\n\n:param x: What it is,\n    over two lines.\n:param y: Other.",
}


@pytest.mark.parametrize("style", DOCSTRINGS)
def test_a_parameter_carries_what_the_docstring_says(style: str) -> None:
    made = app(parameter("x", {"type": "string"}, **WITHOUT), docstring=DOCSTRINGS[style])
    text = "What it is, over two lines."
    assert text in schema_of(made)["properties"]["x"]["description"]
    assert text in skill.write(made)


@pytest.mark.parametrize("way", ["--live", "--static"])
def test_docstrings_reach_tools_from_a_script(faceplate: Any, tmp_path: Path, way: str) -> None:
    script = tmp_path / "app.py"
    script.write_text(
        "import faceplate_kit as kit\n\n"
        'def f(word, /, times=1):\n    """Repeat.\n\n    Args:\n        word: What comes again.\n'
        '    """\n    return word * times\n\n'
        "with kit.Blocks() as demo:\n    box = kit.Textbox(label='Box')\n"
        "    kit.Button('Go').click(f, [box], box)\ndemo.launch()\n"
    )
    outcome = faceplate("api", way, script, "--format", "mcp")
    assert outcome.code == 0, outcome.err
    inner = json.loads(outcome.out)["tools"][0]["inputSchema"]["properties"]["word"]
    assert "What comes again." in inner["description"]


# The shell


PROGRAM = """\
#!/bin/sh
exec "{python}" -c 'import json, sys; print(json.dumps(sys.argv[1:]))' "$@"
"""


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize("harm", HARM)
def test_the_program_gets_each_word_as_it_was(tmp_path: Path, harm: str) -> None:
    import sys

    program = tmp_path / "tiny"
    program.write_text(PROGRAM.format(python=sys.executable))
    program.chmod(0o755)
    file = {"path": "/x", "url": "http://x/y", "size": 3, "meta": {"_type": "gradio.FileData"}}
    given = {"parameter_has_default": True}
    made = app(
        parameter("x", {}, **given, parameter_default=harm),
        parameter("y", {}, **given, parameter_default=[file]),
        parameter("z", {}, **given),
        command="tiny predict",
        url="http://127.0.0.1:7860/",
    )
    result = subprocess.run(
        ["sh", "-c", shell.write(made)],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    word, url, name, values = json.loads(result.stdout)
    assert (word, url, name) == ("predict", "http://127.0.0.1:7860/", "/a")
    sent = {"path": "http://x/y", "meta": {"_type": "gradio.FileData"}}
    assert json.loads(values) == {"x": harm, "y": [sent], "z": "x"}
    assert [one.name for one in tmp_path.iterdir()] == ["tiny"]


def test_without_a_program_it_is_curl() -> None:
    made = app(parameter("x", {}, **WITHOUT))
    assert shell.write(made) == page.snippets(made, "curl")


@pytest.mark.parametrize("source", ["{'load', \"predict\"}", "{'load'}", None])
def test_the_program_is_looked_for_in_the_source_of_the_release(
    faceplate: Any, script: Script, source: str | None
) -> None:
    path = script("demo = Panel('a')\ndemo.launch()\n")
    package = path.parent / "small"
    package.mkdir()
    (path.parent / "tiny.py").rename(package / "__init__.py")
    path.write_text(path.read_text().replace("tiny", "small"))
    if source is not None:
        (package / "cli").mkdir()
        (package / "cli" / "__init__.py").touch()
        (package / "cli" / "cli.py").write_text(f"raise SystemExit('it ran')\nWORDS = {source}\n")
    for way in ("--static", "--live"):
        outcome = faceplate("api", way, path, "--format", "cli")
        assert (outcome.code, outcome.err) == (0, "")
        has_program = source is not None and "predict" in source
        assert outcome.out.startswith("# /a\nsmall predict " if has_program else "# /a\nEVENT_ID=")


# Skills


@pytest.mark.parametrize("harm", HARM)
def test_a_skill_has_its_head_and_no_markup_of_the_app(harm: str) -> None:
    raw = {
        f"/{harm}": {
            "description": harm,
            "parameters": [parameter(harm, {}, **WITHOUT)],
            "returns": [],
        }
    }
    endpoints = read_endpoints({"named_endpoints": raw}, "test", {f"/{harm}": harm})
    left = [Open(f"/{harm}", harm, harm, harm)]
    made = Descriptor(
        endpoints=endpoints, served=endpoints, title=harm, library="tiny", version="1", open=left
    )
    written = skill.write(made)
    head, body = re.fullmatch(r"---\n(.*?)\n---\n(.*)", written, re.DOTALL).groups()
    stated = yaml.safe_load(head)
    assert list(stated) == ["name", "description"]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", stated["name"])
    assert len(stated["description"]) <= 1024
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    assert [token.content for token in tokens if token.type == "html_block"] == []
    headings = [
        tokens[place + 1].content
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    assert len(headings) == 3
    assert (headings[0], headings[-1]) == ("Before the first call", "What is open")
    assert "tiny 1" in body


def test_a_long_list_of_endpoints_fits_into_the_head_of_a_skill() -> None:
    names = {f"/{'n' * 60}{number}": {"parameters": [], "returns": []} for number in range(99)}
    endpoints = read_endpoints({"named_endpoints": names}, "test")
    head = skill.write(Descriptor(endpoints=endpoints, served=endpoints)).split("---")[1]
    assert len(yaml.safe_load(head)["description"]) == 1024
