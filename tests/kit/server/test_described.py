"""The demo app as faceplate describes it from outside, and as real clients see the same app."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

import faceplate
from faceplate.api.forms import mcp, openapi
from faceplate.api.live import ask_object
from faceplate.api.remote import fetch
from faceplate_kit import demo as demo_module

SCRIPT = Path(demo_module.__file__)


@pytest.fixture
def demo(serve):
    return serve(demo_module.demo)


def shown(source):
    client = faceplate.Client(source)
    text = client.view_api(print_info=False, return_format="str")
    return client.view_api(print_info=False, return_format="dict"), text


def labels_by_place(info):
    """The descriptor with ids of blocks counted from the first: each process has its own."""
    numbers: dict[str, int] = {}
    for endpoint in info["named_endpoints"].values():
        for value in endpoint["parameters"] + endpoint["returns"]:
            word, _, number = value["label"].rpartition("_")
            if word in ("parameter", "value"):
                value["label"] = f"{word}_{numbers.setdefault(number, len(numbers))}"
    return info


def test_script_object_and_address_say_the_same(demo):
    by_url, text = shown(demo.url)
    by_object, object_text = shown(demo_module.demo)
    by_script, _ = shown(SCRIPT)
    assert by_url == by_object
    assert text == object_text
    # What is not served has no address, so neither have its files.
    without = json.loads(json.dumps(by_url).replace(demo.url, ""))
    assert labels_by_place(by_script) == labels_by_place(without)
    assert len(by_url["named_endpoints"]) > 5


def test_the_clients_of_the_library_say_the_same(demo, python_client):
    if python_client.generation == "early":
        pytest.skip("this client knows no names of parameters, which the descriptor has")
    theirs = python_client(
        "client = Client(given['url'], verbose=False)\n"
        "result = [client.view_api(print_info=False, return_format='str'),\n"
        "          client.view_api(print_info=False, return_format='dict')]",
        url=demo.url,
    )
    info, text = shown(demo.url)
    assert text == theirs[0]
    if python_client.generation == "current":  # an older one takes out an older spelling
        assert info == theirs[1]


def test_the_openapi_form_is_valid_and_its_links_lead_to_routes(demo):
    document = openapi.document(fetch(demo.url))
    OpenAPIV31SpecValidator(document).validate()
    operations = {
        one["operationId"]: one for path in document["paths"].values() for one in path.values()
    }
    started = [one for one in operations.values() if "requestBody" in one]
    assert len(started) == len(demo_module.demo.get_api_info()["named_endpoints"])
    for one in started:
        link = one["responses"]["200"]["links"]["listen"]
        assert operations[link["operationId"]]["parameters"][0]["name"] in link["parameters"]


def test_the_tool_form_lists_what_the_server_lists(demo):
    client = pytest.importorskip("mcp.client")

    async def listed():
        async with client.Client(f"{demo.url}/gradio_api/mcp") as connected:
            return (await connected.list_tools()).tools

    theirs = asyncio.run(listed())
    ours = mcp.tools(ask_object(demo_module.demo))["tools"]
    assert [one["name"] for one in ours] == [one.name for one in theirs]
    for one, other in zip(ours, theirs, strict=True):
        schema, served = one["inputSchema"], other.input_schema
        assert list(schema["properties"]) == list(served["properties"])
        assert schema["required"] == served["required"]
        for name, inner in served["properties"].items():
            assert ("default" in inner) is ("default" in schema["properties"][name])
            assert inner.get("default") == schema["properties"][name].get("default")


@pytest.mark.parametrize("examples", [3, pytest.param(40, marks=pytest.mark.thorough)])
def test_a_fuzzer_finds_no_answer_that_the_openapi_form_does_not_allow(demo, tmp_path, examples):
    pytest.importorskip("schemathesis")
    document = tmp_path / "openapi.json"
    document.write_text(openapi.write(fetch(demo.url)))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", document, "--no-color"),
            *("--url", f"{demo.url}/gradio_api", "--seed", "1"),
            *("--max-examples", str(examples)),
            *("--phases", "examples,coverage,fuzzing,stateful", "--request-timeout", "60"),
            *("--generation-database", "none"),
            # A call can be listened to once; the second time it is gone, as the form says.
            *("--exclude-checks", "ensure_resource_availability"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=1800,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
