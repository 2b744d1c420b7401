"""Clients of the Model Context Protocol list the public endpoints as tools, and call them."""

import asyncio
import json

import jsonschema
import pytest
from apps import Whole

import faceplate_kit as kit

mcp = pytest.importorskip("mcp.client")


@pytest.fixture(params=["auto", "legacy"])
def talk(request):
    """Talk to an app in the newest form of the protocol, and in the one with a handshake."""

    def run(caller, say):
        async def whole():
            async with mcp.Client(f"{caller.url}/gradio_api/mcp", mode=request.param) as client:
                return await say(client)

        return asyncio.run(whole())

    return run


@pytest.fixture
def whole(serve):
    app = Whole()
    app.caller = serve(app.demo)
    return app


def call(tool, **arguments):
    async def say(client):
        return await client.call_tool(tool, arguments)

    return say


def values(result):
    assert not result.is_error, result.content
    return [json.loads(one.text) for one in result.content]


def test_the_tools_are_the_endpoints_of_the_descriptor(talk, whole):
    tools = talk(whole.caller, lambda client: client.list_tools()).tools
    endpoints = whole.demo.get_api_info()["named_endpoints"]
    assert [tool.title for tool in tools] == list(endpoints)
    assert len({tool.name for tool in tools}) == len(tools)
    for tool in tools:
        told = endpoints[tool.title]
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        assert (tool.description or "") == told["description"]
        assert list(tool.input_schema["properties"]) == [
            one["parameter_name"] for one in told["parameters"]
        ]
        assert tool.input_schema["required"] == [
            one["parameter_name"] for one in told["parameters"] if not one["parameter_has_default"]
        ]


def test_neither_hidden_nor_private_endpoints_are_tools(talk, whole):
    titles = [tool.title for tool in talk(whole.caller, lambda one: one.list_tools()).tools]
    assert "/hidden" not in titles
    assert not any("secret" in title for title in titles)
    for name in ("hidden", "secret", "False"):
        assert talk(whole.caller, call(name)).is_error


def test_a_tool_is_called_with_defaults_and_without(talk, whole):
    assert values(talk(whole.caller, call("greet", name="Bo"))) == ["Hello Hello Bo"]
    assert values(talk(whole.caller, call("greet", name="Bo", times=1))) == ["Hello Bo"]


def test_state_is_neither_asked_for_nor_given(talk, whole):
    assert values(talk(whole.caller, call("keep", word="one"))) == ["one"]


def test_a_generator_gives_its_last_value(talk, whole):
    assert values(talk(whole.caller, call("count", to=3))) == [2]


@pytest.mark.parametrize(
    ("tool", "arguments", "reason"),
    [
        ("look", {}, "give picture"),
        ("greet", {"name": "Bo", "colour": "red"}, "colour"),
        ("greet", {"name": "told"}, "Take another name."),
    ],
)
def test_what_goes_wrong_is_said(talk, whole, tool, arguments, reason):
    result = talk(whole.caller, call(tool, **arguments))
    assert result.is_error
    assert reason in result.content[0].text


def test_the_inside_of_an_error_stays_inside(talk, whole):
    result = talk(whole.caller, call("greet", name="bad"))
    assert result.is_error
    assert "the inside" not in result.content[0].text


def test_names_that_tools_cannot_have_are_told_apart(talk, serve):
    with kit.Blocks() as demo:
        text = kit.Textbox()
        text.change(lambda: "one", None, text, "a b")
        text.change(lambda: "two", None, text, "a/b")
        text.change(lambda: "three", None, text, "!")
    caller = serve(demo)
    names = {tool.title: tool.name for tool in talk(caller, lambda one: one.list_tools()).tools}
    assert names == {"/a b": "a_b", "/a/b": "a_b_1", "/!": "call"}
    assert values(talk(caller, call("a_b_1"))) == ["two"]


def test_strangers_are_refused(whole):
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    for headers in ({"origin": "https://elsewhere.example"}, {"host": "elsewhere.example"}):
        answer = whole.caller.http.post("/gradio_api/mcp", json=message, headers=headers)
        assert answer.status_code in (403, 421)


def test_a_stream_that_would_stay_silent_is_not_opened(whole):
    assert whole.caller.http.get("/gradio_api/mcp").status_code == 405
