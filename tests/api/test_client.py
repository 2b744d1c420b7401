"""`faceplate.Client`: one thing for scripts, objects, addresses and saved descriptors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tiny
from answering import Server, status

from faceplate import Client, UsageError


@pytest.fixture
def sources(
    script: Callable[..., Path], server: Callable[..., Server], tmp_path: Path
) -> dict[str, Any]:
    """The same app in every way that it can be named."""
    panel = tiny.Panel("a", "b")
    info = json.dumps(panel.get_api_info()).encode()
    app = server()
    app.answers["/config"] = status(200, b'{"version": "5.0"}')
    app.answers["/info"] = status(200, info)
    saved = tmp_path / "saved.json"
    saved.write_bytes(info)
    path = script("demo = Panel('a', 'b')")
    return {
        "object": panel,
        "script": path,
        "variable": f"{path}:demo",
        "address": app.url,
        "file": str(saved),
    }


def test_every_source_says_the_same(sources: dict[str, Any]) -> None:
    clients = {name: Client(source) for name, source in sources.items()}
    dicts = {
        name: client.view_api(print_info=False, return_format="dict")
        for name, client in clients.items()
    }
    texts = {
        name: client.view_api(print_info=False, return_format="str")
        for name, client in clients.items()
    }
    assert all(one == tiny.Panel("a", "b").get_api_info() for one in dicts.values())
    assert len(set(texts.values())) == 1
    assert 'predict(word, api_name="/a")' in texts["object"]


def test_the_text_is_printed_unless_it_is_not_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    client = Client(tiny.Panel("a"))
    assert client.view_api() is None
    printed = capsys.readouterr().out
    assert printed == client.view_api(print_info=False, return_format="str") + "\n"
    assert capsys.readouterr().out == ""


def test_endpoints_without_a_name_are_shown_as_they_are_asked_for() -> None:
    class Old(tiny.Panel):
        def get_api_info(self, all_endpoints: bool = False) -> dict[str, Any]:
            made = super().get_api_info()
            return {**made, "unnamed_endpoints": {"3": {"parameters": [], "returns": []}}}

    def shown(*names: str, every: bool | None) -> str:
        return Client(Old(*names)).view_api(every, print_info=False, return_format="str")

    assert "fn_index=3" in shown("a", every=True)
    assert "fn_index=3" not in shown("a", every=None)
    assert "run Client.view_api(all_endpoints=True)" in shown("a", every=None)
    assert "fn_index=3" in shown(every=None)
    assert "fn_index=3" not in shown(every=False)


@pytest.mark.parametrize("source", ["app.txt", "nowhere.py", "", 3, None, tiny.Panel])
def test_what_is_no_app_is_refused(source: object) -> None:
    with pytest.raises(UsageError) as caught:
        Client(source)
    assert "\n" not in str(caught.value)


def test_the_options_reach_what_they_are_for(
    script: Callable[..., Path], server: Callable[..., Server]
) -> None:
    with pytest.raises(UsageError, match=r"after 0\.5 s"):
        Client(script("import time\ntime.sleep(60)"), timeout=0.5)
    with pytest.raises(UsageError, match="cannot be run as a Python interpreter"):
        Client(script("Panel('a')"), python="/nowhere/python")
    app = server()
    app.answers["/login"] = status(200, b"{}", Set_Cookie="key=x")
    app.answers["/config"] = status(200, b"{}")
    app.answers["/info"] = status(200, json.dumps(tiny.Panel("a").get_api_info()).encode())
    Client(app.url, token="t", auth=("me", "word"))
    assert [path for _, path, _ in app.requests] == ["/login", "/config", "/info"]
    assert app.requests[-1][2]["authorization"] == "Bearer t"
    assert app.requests[-1][2]["cookie"] == "key=x"
