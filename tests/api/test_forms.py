"""The forms of a descriptor, for descriptors of every shape and with texts that mean harm."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from faceplate.api.descriptor import Descriptor, Endpoint, read_endpoints
from faceplate.api.forms import info, mcp, openapi, page, schemas, text
from faceplate.errors import UsageError
from faceplate.render.endpoints import write as write_markdown

HARM = (
    "<script>alert(1)</script>",
    "</pre></code><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "*a* _b_ `c` # d\n# e\n```\nf",
    "'\"\\\n\r\t${x} {{x}} {% x %} `id` $(id) ; id #",
    "\"\"\"'''",
    "\x1b[2J\x00\x85\u202e\u2066\u2028",
    "\ud800",
    "../../x?a=b#c%2f%",
    "",
    "名前 Größe",
    "x" * 200,
)
words = st.sampled_from(HARM) | st.text(st.characters(codec="utf-8"), max_size=12)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
FILE = {"path": "/x", "url": "http://x/y", "meta": {"_type": "gradio.FileData"}}
json_types = st.sampled_from(
    [
        {"type": "string"},
        {"type": "number", "minimum": 0, "maximum": 5},
        {"type": "array", "items": {"enum": ["a", 1, None]}},
        {
            "$ref": "#/$defs/Data",
            "$defs": {"Data": {"properties": {"x": {"$ref": "#/$defs/Data"}}}},
        },
        {"type": {}},
        {"type": "filepath", "additional_description": None},
        {"anyOf": []},
        {"required": True, "pattern": "(", "minLength": -1, "multipleOf": 0},
        {"$ref": "file:///etc/passwd"},
        "string",
        None,
        True,
    ]
) | st.dictionaries(st.sampled_from(["type", "items", "enum", "not", "const"]), json_values)


@st.composite
def values(draw: Any, named: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "label": draw(words),
        "type": draw(json_types),
        "python_type": {"type": draw(words), "description": draw(words)},
        "component": draw(words),
    }
    if named:
        has_default = draw(st.booleans())
        made |= {
            "parameter_name": draw(st.sampled_from(["a", "api_name", "class"]) | words),
            "parameter_has_default": has_default,
            "parameter_default": draw(json_values | st.just(FILE)) if has_default else None,
            "example_input": draw(json_values),
        }
    return made


@st.composite
def endpoints(draw: Any) -> dict[str, Any]:
    named = draw(st.booleans())
    made = {
        "parameters": draw(st.lists(values(named), max_size=3)),
        "returns": draw(st.lists(values(False), max_size=2)),
    }
    visibility = draw(st.sampled_from([None, "public", "undocumented", "private"]))
    if visibility:
        made["api_visibility"] = visibility
    if draw(st.booleans()):
        made["description"] = draw(words)
    if draw(st.booleans()):
        made["oauth_token"] = draw(words)
    return made


@st.composite
def descriptors(draw: Any) -> Descriptor:
    raw = {
        "named_endpoints": draw(st.dictionaries(words.map("/".__add__), endpoints(), max_size=3)),
        "unnamed_endpoints": draw(
            st.dictionaries(st.integers(0, 99).map(str), endpoints(), max_size=2)
        ),
    }
    read = read_endpoints(raw, "test")
    return Descriptor(
        endpoints=read,
        served=read,
        title=draw(words),
        url=draw(st.sampled_from([None, "http://x/", "http://x:1/a/"])),
        api_prefix=draw(st.sampled_from(["", "/gradio_api"])),
    )


def raws(descriptor: Descriptor) -> dict[str, Any]:
    return {str(one.key): one.raw for one in descriptor.endpoints}


def visible(descriptor: Descriptor) -> list[Endpoint]:
    return [one for one in descriptor.endpoints if one.visibility != "private"]


@settings(max_examples=25)
@given(descriptors())
def test_the_json_form_reads_back_as_it_was(descriptor: Descriptor) -> None:
    written = info.write(descriptor)
    assert not any("\ud800" <= one <= "\udfff" or one in "\x1b\u202e\u2028" for one in written)
    assert read_endpoints(json.loads(written), "test") == descriptor.endpoints


@settings(max_examples=25)
@given(descriptors())
def test_the_text_lists_what_is_public_and_controls_no_terminal(descriptor: Descriptor) -> None:
    shown = text.write(descriptor, all_endpoints=True)
    public = [one for one in descriptor.endpoints if one.visibility == "public"]
    named = sum(one.name is not None for one in public)
    assert shown.startswith("Client.predict() Usage Info\n---------------------------\n")
    assert f"\nNamed API endpoints: {named}\n" in shown
    assert f"\nUnnamed API endpoints: {len(public) - named}\n" in shown
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown
    )
    shown.encode()


@settings(max_examples=25)
@given(descriptors())
def test_the_openapi_form_is_valid(descriptor: Descriptor) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    document = json.loads(openapi.write(descriptor))
    OpenAPIV31SpecValidator(document).validate()
    operations = [one for path in document["paths"].values() for one in path.values()]
    identifiers = [one["operationId"] for one in operations]
    assert len(set(identifiers)) == len(identifiers)
    for operation in operations:
        for part in [operation.get("requestBody"), *operation["responses"].values()]:
            for content in (part or {}).get("content", {}).values():
                Draft202012Validator.check_schema(content["schema"])
    for one in document.get("components", {}).get("schemas", {}).values():
        Draft202012Validator.check_schema(one)
    for path in document["paths"]:
        assert re.fullmatch(r"[A-Za-z0-9/_.~%{}-]+", path)


def whole(value: Any) -> Any:
    """A value as a reader has it who knows no half of a pair of surrogates."""
    return json.loads(json.dumps(value).replace("\\ud800", "\\ufffd"))


@settings(max_examples=25)
@given(descriptors())
def test_the_tool_form_is_a_list_that_clients_read(descriptor: Descriptor) -> None:
    from mcp.types import ListToolsResult

    result = ListToolsResult.model_validate_json(mcp.write(descriptor))
    named = [one for one in visible(descriptor) if one.name is not None]
    states = any(value.states_default for one in descriptor.endpoints for value in one.parameters)
    assert len(result.tools) == len(named)
    assert len({tool.name for tool in result.tools}) == len(named)
    for tool, endpoint in zip(result.tools, named, strict=True):
        assert re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", tool.name)
        schema = tool.input_schema
        Draft202012Validator.check_schema(schema)
        assert len(schema["properties"]) == len(endpoint.parameters)
        for (name, inner), value in zip(
            schema["properties"].items(), endpoint.parameters, strict=True
        ):
            needed = value.states_default or not states
            assert (name in schema["required"]) is (needed and not value.has_default)
            assert ("default" in inner) is value.has_default
            assert inner.get("default") == whole(value.default)


class Elements(HTMLParser):
    """Gathers elements, attributes that act, and words."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: Counter[str] = Counter()
        self.acting: set[str] = set()
        self.words: list[str] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        for name, value in attrs:
            if name.startswith("on") or (
                name in ("href", "src") and not (value or "").startswith("#")
            ):
                self.acting.add(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def tame(value: Any, key: str = "") -> Any:
    """The same descriptor with letters for every text that is not empty."""
    if isinstance(value, str) and key not in ("api_visibility", "_type"):
        return "a" if value else ""
    if isinstance(value, dict):
        return {name: tame(inner, name) for name, inner in value.items()}
    return [tame(inner) for inner in value] if isinstance(value, list) else value


@settings(max_examples=25)
@given(descriptors())
def test_no_text_of_an_app_becomes_markup(descriptor: Descriptor) -> None:
    made = Elements(page.write(descriptor))
    assert made.elements["img"] == 0
    calm = [
        msgspec.structs.replace(endpoint, raw={**tame(endpoint.raw)})
        for endpoint in descriptor.endpoints
    ]
    quiet = msgspec.structs.replace(descriptor, endpoints=calm, served=calm, title="a")
    plain = Elements(page.write(quiet))
    assert made.elements["script"] == plain.elements["script"]
    assert made.acting == plain.acting
    tokens = MarkdownIt("commonmark").enable("table").parse(write_markdown(descriptor))
    parts = [*tokens, *(child for token in tokens for child in token.children or ())]
    assert not {"html_block", "image"} & {part.type for part in parts}
    # The writer's own, for lines within a cell and for code that backticks cannot hold.
    ours = {"<br>", "<code>", "</code>"}
    assert {part.content for part in parts if part.type == "html_inline"} <= ours
    links = [
        child.attrs["href"]
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert all(str(link).startswith("#") for link in links)


@settings(max_examples=25)
@given(descriptors())
def test_code_in_python_calls_the_endpoint_and_does_nothing_else(descriptor: Descriptor) -> None:
    written = page.snippets(descriptor, "python")
    written.encode()
    tree = ast.parse(written)
    called = [one.func for one in ast.walk(tree) if isinstance(one, ast.Call)]
    names = {one.id if isinstance(one, ast.Name) else one.attr for one in called}
    assert names <= {"Client", "predict", "print", "handle_file", "file"}
    given_names = [
        keyword.value.value
        for one in ast.walk(tree)
        if isinstance(one, ast.Call)
        for keyword in one.keywords
        if keyword.arg == "api_name" and isinstance(keyword.value, ast.Constant)
    ]
    wanted = [one.name for one in visible(descriptor) if one.name is not None]
    assert [name for name in given_names if name in set(wanted)] == wanted


def info_of(**endpoint: Any) -> dict[str, Any]:
    return {"named_endpoints": {"/x": {"parameters": [], "returns": [], **endpoint}}}


def one(raw: dict[str, Any]) -> Descriptor:
    read = read_endpoints(raw, "test")
    return Descriptor(endpoints=read, served=read)


@pytest.mark.parametrize(
    ("stated", "seen"),
    [
        ({}, "public"),
        ({"show_api": True}, "public"),
        ({"show_api": False}, "undocumented"),
        ({"api_visibility": "public"}, "public"),
        ({"api_visibility": "undocumented"}, "undocumented"),
        ({"api_visibility": "private"}, "private"),
    ],
)
def test_who_sees_an_endpoint_is_read_in_either_spelling(stated: Any, seen: str) -> None:
    made = one(info_of(**stated))
    assert made.endpoints[0].visibility == seen
    assert ("/x" in text.write(made)) is (seen == "public")
    assert ("/x" in mcp.write(made)) is (seen != "private")
    assert bool(openapi.document(made)["paths"]) is (seen != "private")
    assert not {"show_api", "api_visibility"} & made.client_info()["named_endpoints"]["/x"].keys()


def test_every_keyword_of_the_standard_is_kept_where_it_is_used_rightly() -> None:
    kinds = {
        "type": ["integer", "null"],
        "minimum": 1,
        "multipleOf": 2,
        "enum": [2, None],
        "title": "t",
        "prefixItems": [{}],
        "properties": {"a": {"type": "string", "pattern": "^a"}},
        "additionalProperties": False,
        "required": ["a"],
        "const": 2,
        "format": "x",
    }
    value = one(info_of(returns=[{"label": "a", "python_type": {}, "type": kinds}])).endpoints[0]
    assert schemas.Schemas("#/").of(value.returns[0]) == kinds


def test_the_same_definition_is_kept_once_and_another_of_its_name_beside_it() -> None:
    def returned(kind: str) -> dict[str, Any]:
        defined = {"$ref": "#/$defs/File", "$defs": {"File": {"type": kind}}}
        return {"label": "a", "python_type": {}, "type": defined}

    value = one(info_of(returns=[returned("object"), returned("object"), returned("string")]))
    made = schemas.Schemas("#/")
    references = [made.of(one)["$ref"] for one in value.endpoints[0].returns]
    assert references == ["#/File", "#/File", "#/File_1"]
    assert made.definitions == {"File": {"type": "object"}, "File_1": {"type": "string"}}


def test_values_that_are_no_descriptor_are_refused() -> None:
    for raw in (None, [], {}, {"named_endpoints": {"/x": {"parameters": {}, "returns": []}}}):
        with pytest.raises(UsageError):
            read_endpoints(raw, "test")


@pytest.mark.parametrize("prefix", ["", "/gradio_api"])
@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("{prefix}/file=cat.png", "http://127.0.0.1:7860{prefix}/file=cat.png"),
        ("/home/me/cat.png", "/home/me/cat.png"),
        ("https://example.org/file=cat.png", "https://example.org/file=cat.png"),
    ],
)
@pytest.mark.parametrize("key", ["path", "url"])
def test_code_names_a_file_of_an_app_by_an_address_that_can_be_fetched(
    prefix: str, stated: str, address: str, key: str
) -> None:
    stated, address = stated.format(prefix=prefix), address.format(prefix=prefix)
    example = {"path": "cat.png", key: stated, "meta": {"_type": "gradio.FileData"}}
    raw = info_of(
        parameters=[
            {
                "label": "Picture",
                "type": {},
                "python_type": {"type": "filepath", "description": ""},
                "component": "Image",
                "example_input": {"deep": [example]},
            }
        ]
    )
    made = msgspec.structs.replace(one(raw), api_prefix=prefix)
    for language in ("python", "javascript"):
        assert f'handle_file("{address}")' in page.snippets(made, language)
    assert f"handle_file(&#34;{address}&#34;)" in page.write(made)


@pytest.mark.parametrize("name", HARM)
def test_every_form_can_be_written_whatever_an_endpoint_is_called(name: str) -> None:
    endpoint = {"parameters": [], "returns": [], "description": name}
    made = one({"named_endpoints": {f"/{name}": endpoint}})
    page.write(made).encode()
    for language in page.LANGUAGES:
        page.snippets(made, language).encode()
    for form in (openapi.write, mcp.write, info.write, write_markdown, text.write):
        form(made).encode("utf-8", "backslashreplace")
