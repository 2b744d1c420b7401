"""Running apps that are named by host and port, or as a Space."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny
from answering import Server, status

from faceplate.api.opening import open_app
from faceplate.api.remote import Access, spaces
from faceplate.errors import UsageError

Start = Callable[..., Server]
INFO = tiny.Panel("a").get_api_info()


def reply(value: object) -> Callable[..., None]:
    return status(200, json.dumps(value).encode(), Content_Type="application/json")


def app(server: Server) -> Server:
    server.answers["/config"] = reply({"version": "5.0"})
    server.answers["/info"] = reply(INFO)
    return server


@pytest.mark.parametrize("ending", ["", "/"])
def test_host_and_port_are_an_address(server: Start, ending: str) -> None:
    running = app(server())
    descriptor = open_app(f"127.0.0.1:{running.port}{ending}", live=False)
    assert descriptor.info() == INFO
    assert descriptor.url == f"{running.url}/"


def test_a_space_is_asked_for_at_its_host(
    server: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    running, host = app(server()), server()
    host.answers["/api/spaces/owner/a-space"] = reply({"id": "owner/a-space", "host": running.url})
    monkeypatch.setenv("HF_ENDPOINT", host.url)
    monkeypatch.chdir(tmp_path)
    access = Access(token="t", user=("somebody", "secret"))
    running.answers["/login"] = status(200)
    descriptor = open_app("owner/a-space", live=False, access=access)
    assert descriptor.info() == INFO
    assert descriptor.url == f"{running.url}/"
    [(method, path, headers)] = host.requests
    assert (method, path, headers["authorization"]) == (
        "GET",
        "/api/spaces/owner/a-space",
        "Bearer t",
    )


@pytest.mark.parametrize("record", [{}, [], {"host": None}, {"host": "file:///etc/passwd"}, "x"])
def test_a_space_that_says_no_address_is_refused(
    server: Start, monkeypatch: pytest.MonkeyPatch, record: object
) -> None:
    host = server()
    host.answers["/api/spaces/owner/none"] = reply(record)
    monkeypatch.setenv("HF_ENDPOINT", host.url)
    with pytest.raises(UsageError, match="does not say where it runs; give its address"):
        open_app("owner/none", live=False)


def test_a_space_that_does_not_exist_is_refused(
    server: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", server().url)
    with pytest.raises(UsageError, match="has no Space owner/none, or it is private: give --token"):
        open_app("owner/none", live=False)


@pytest.mark.parametrize("code", [401, 404])
def test_a_token_that_does_not_open_a_space_is_told(
    server: Start, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    host = server()
    host.answers["/api/spaces/owner/hidden"] = status(code)
    monkeypatch.setenv("HF_ENDPOINT", host.url)
    with pytest.raises(UsageError, match="or the token does not open it; check its name"):
        open_app("owner/hidden", live=False, access=Access(token="t"))
    with pytest.raises(UsageError, match="or it is private: give --token; check its name"):
        open_app("owner/hidden", live=False)


def test_a_host_of_spaces_that_is_busy_is_told(
    server: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = server()
    host.answers["/api/spaces/owner/a"] = status(503)
    monkeypatch.setenv("HF_ENDPOINT", host.url)
    with pytest.raises(UsageError, match="status 503: it is starting, paused, or has too much"):
        open_app("owner/a", live=False)


@pytest.mark.parametrize(
    ("stage", "runs"),
    [
        ("RUNNING", True),
        ("RUNNING_BUILDING", True),
        ("SLEEPING", True),
        (None, True),
        (3, True),
        ("PAUSED", False),
        ("BUILD_ERROR", False),
        ("NO_APP_FILE", False),
        ("\x1b[2J", False),
    ],
)
def test_a_space_that_does_not_run_is_told(
    server: Start, monkeypatch: pytest.MonkeyPatch, stage: object, runs: bool
) -> None:
    running, host = app(server()), server()
    record = {"host": running.url, "runtime": {"stage": stage}}
    host.answers["/api/spaces/owner/a"] = reply(record)
    monkeypatch.setenv("HF_ENDPOINT", host.url)
    if runs:
        assert open_app("owner/a", live=False).info() == INFO
        return
    with pytest.raises(UsageError, match="does not run, it is in the stage") as caught:
        open_app("owner/a", live=False)
    assert str(caught.value).isprintable()
    assert running.requests == []


def test_an_address_that_the_host_of_spaces_states_is_judged(
    server: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, host = app(server("127.0.0.2")), server()
    host.answers["/api/spaces/owner/a"] = reply({"host": running.url})
    monkeypatch.setenv("HF_ENDPOINT", host.url)
    with pytest.raises(
        UsageError, match=r"private address 127\.0\.0\.2; to follow it, give --allow-p"
    ):
        open_app("owner/a", live=False)
    assert running.requests == []
    access = Access(private=True)
    assert open_app("owner/a", live=False, access=access).info() == INFO


@pytest.mark.parametrize(
    ("text", "is_address"),
    [
        ("localhost:7860", True),
        ("127.0.0.1:7860/app", True),
        ("127.0.0.1:7860?view=api", True),
        ("[::1]:7860", True),
        ("my.host-1.example:80", True),
        ("localhost", False),
        ("app.py:8000", False),
        ("app.py:demo", False),
        ("a:b", False),
        ("-x:80", False),
        ("host:123456", False),
        ("http://host:80", False),
    ],
)
def test_what_is_host_and_port(text: str, is_address: bool) -> None:
    assert spaces.without_scheme(text) is is_address


@pytest.mark.parametrize(
    ("text", "is_space"),
    [
        ("owner/space", True),
        ("an-owner/a_space.2", True),
        ("./space", False),
        ("owner/app.py", False),
        ("owner/descriptor.json", False),
        ("owner/space/more", False),
        ("owner", False),
        ("../../etc", False),
        ("owner/sp ace", False),
        ("öwner/space", False),
    ],
)
def test_what_is_a_space(text: str, is_space: bool) -> None:
    assert spaces.is_space(text) is is_space


def test_what_lies_there_is_no_space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "owner").mkdir()
    (tmp_path / "owner/space").write_text("{}")
    monkeypatch.chdir(tmp_path)
    assert not spaces.is_space("owner/space")


def test_what_is_for_scripts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="--static is for scripts"):
        open_app("owner/space", live=False, static=True)
