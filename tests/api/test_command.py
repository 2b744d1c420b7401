"""`faceplate api`: each form, each option, and one line for what cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tiny
from answering import Server, status

from faceplate import Client


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "saved.json"
    path.write_text(tiny.dump(tiny.Panel("a", "b").get_api_info()), encoding="utf-8")
    return path


def test_the_text_is_the_clients(faceplate: Any, saved: Path) -> None:
    outcome = faceplate("api", saved)
    assert (outcome.code, outcome.err) == (0, "")
    text = Client(saved).view_api(print_info=False, return_format="str")
    assert outcome.out == text


@pytest.mark.parametrize("form", ["openapi", "mcp", "markdown", "html", "python", "curl"])
def test_every_form_names_every_endpoint(faceplate: Any, saved: Path, form: str) -> None:
    outcome = faceplate("api", saved, "--format", form)
    assert (outcome.code, outcome.err) == (0, "")
    assert "/a" in outcome.out and "/b" in outcome.out
    chosen = faceplate("api", saved, "--format", form, "--endpoint", "a").out
    assert "/a" in chosen
    assert len(chosen) < len(outcome.out)


def test_the_json_form_can_be_saved_and_read_again(
    faceplate: Any, saved: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.json"
    assert faceplate("api", saved, "--format", "json", "-o", copy).out == ""
    assert json.loads(copy.read_text()) == tiny.Panel("a", "b").get_api_info()
    assert faceplate("api", copy).out == faceplate("api", saved).out


def test_a_script_is_run_only_when_it_is_said(faceplate: Any, script: Any) -> None:
    path = script("open('mark', 'w').close()\ndemo, other = Panel('a'), Panel('b')")
    outcome = faceplate("api", f"{path}:other")
    assert outcome.code == 0
    assert 'api_name="/b"' in outcome.out
    assert not (path.parent / "mark").exists()
    outcome = faceplate("api", "--live", f"{path}:other")
    assert outcome.code == 0
    assert 'api_name="/b"' in outcome.out
    assert (path.parent / "mark").exists()


def test_undocumented_endpoints_are_listed_when_asked_for(faceplate: Any, script: Any) -> None:
    path = script("Panel('a').launch()")
    few = json.loads(faceplate("api", "--live", path, "--format", "json").out)
    whole = json.loads(faceplate("api", "--live", path, "--format", "json", "--all-endpoints").out)
    assert list(few["named_endpoints"]) == ["/a"]
    assert list(whole["named_endpoints"]) == ["/a", "/hidden"]


def test_another_address_stands_in_what_is_printed(faceplate: Any, saved: Path) -> None:
    out = faceplate("api", saved, "--format", "python", "--url", "https://example.org/x").out
    assert "https://example.org/x/" in out
    assert faceplate("api", saved, "--url", "example.org").code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing.txt"], "is not an app"),
        (["nothing.json"], "is not an app"),
        (["--live", "nothing.py"], "there is no such file"),
        (["--static", "nothing.py"], "there is no such file"),
        (["--static", "{saved}"], "--static is for scripts"),
        (["--static", "http://127.0.0.1:9"], "--static is for scripts"),
        (["--library", "gradio", "{saved}"], "--library is for scripts"),
        (["--static", "--live", "app.py"], "not allowed with"),
        (["http://127.0.0.1:9"], "cannot be reached"),
        (["{saved}", "--endpoint", "/c"], "no endpoint '/c'; it has /a, /b"),
        (["{saved}", "--auth", "name"], "a user name, a colon and a password"),
        (["{saved}", "--token", "a\nb"], "characters that no token has"),
        (["{saved}", "--timeout", "0"], "--timeout"),
        (["{saved}", "--memory", "-1"], "--memory"),
        (["{saved}", "--format", "xml"], "--format"),
        (["{broken}"], "is not JSON"),
        (["{other}"], "not a descriptor"),
    ],
)
def test_what_cannot_be_used_is_said(
    faceplate: Any, saved: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    places = {"saved": saved, "broken": tmp_path / "broken.json", "other": tmp_path / "other.json"}
    places["broken"].write_text("{")
    places["other"].write_text("[]")
    outcome = faceplate("api", *(word.format(**places) for word in words))
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_what_is_confidential_may_stand_in_the_environment(
    faceplate: Any, server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = server()
    app.answers["/login"] = status(401)
    app.answers["/config"] = status(200, b"{}")
    app.answers["/info"] = status(200, tiny.dump(tiny.Panel("a").get_api_info()).encode())
    monkeypatch.setenv("FACEPLATE_TOKEN", "of-the-environment")
    assert faceplate("api", app.url).code == 0
    assert app.requests[-1][2]["authorization"] == "Bearer of-the-environment"
    faceplate("api", app.url, "--token", "of-the-line")
    assert app.requests[-1][2]["authorization"] == "Bearer of-the-line"
    monkeypatch.setenv("FACEPLATE_AUTH", "me:confidential")
    outcome = faceplate("api", app.url)
    assert outcome.code == 2
    assert "refuses the user name" in outcome.err
    assert "confidential" not in outcome.err
