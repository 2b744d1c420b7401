"""The gate: who may come in, how much they may bring, and what every answer carries."""

import socket

import httpx
import pytest
from apps import Whole

import faceplate_kit as kit
from faceplate_kit.server.limits import Limits


@pytest.fixture
def caller(serve):
    return serve(Whole().demo)


def port(caller):
    return httpx.URL(caller.url).port


@pytest.mark.parametrize("host", [
    "127.0.0.1", "localhost", "LOCALHOST", "[::1]", "10.1.2.3", "app.localhost",
])  # fmt: skip
def test_a_host_that_can_only_be_this_machine_is_known(caller, host):
    for name in (host, f"{host}:{port(caller)}"):
        assert caller.http.get("/config", headers={"host": name}).status_code == 200


@pytest.mark.parametrize("host", [
    "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "127.0.0.1@evil.example",
    "", "[::1", "evil.example:80", "xn--localhost-.example",
])  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/config", "/info", "/queue/join"])
def test_a_name_that_was_made_to_lead_here_is_refused(caller, host, path):
    answer = caller.http.request("POST" if "join" in path else "GET", path, headers={"host": host})
    assert answer.status_code in (400, 421)
    assert "Hello" not in answer.text


def test_a_request_without_a_host_is_refused(caller):
    with socket.create_connection(("127.0.0.1", port(caller))) as plain:
        plain.sendall(b"GET /config HTTP/1.0\r\n\r\n")
        answer = plain.makefile("rb").read()
    assert b" 421 " in answer.split(b"\r\n")[0] or b" 400 " in answer.split(b"\r\n")[0]


def test_launch_can_name_hosts(serve):
    caller = serve(Whole().demo, allowed_hosts=["App.Example.org"])
    assert caller.http.get("/config", headers={"host": "app.example.org"}).status_code == 200
    assert caller.http.get("/config", headers={"host": "www.example.org"}).status_code == 421


CHANGES = [
    ("/queue/join", {"json": {"data": ["a", 1], "fn_index": 0, "session_hash": "s"}}),
    ("/run/greet", {"json": {"data": ["a", 1]}}),
    ("/api/greet", {"json": {"data": ["a", 1]}}),
    ("/call/greet", {"json": {"data": ["a", 1]}}),
    ("/cancel", {"json": {"event_id": "x"}}),
    ("/reset", {"json": {"event_id": "x"}}),
    ("/upload", {"files": {"files": ("a", b"a")}}),
    ("/login", {"data": {"username": "ada", "password": "1815"}}),
]


@pytest.mark.parametrize(("path", "body"), CHANGES, ids=[path for path, _ in CHANGES])
def test_pages_of_other_origins_change_nothing(caller, path, body):
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": caller.url.replace("127.0.0.1", "localhost")},
        {"origin": f"{caller.url}0"},
        {"sec-fetch-site": "cross-site"},
    ):
        answer = caller.http.post(path, headers=headers, **body)
        assert answer.status_code == 403, headers
        assert "access-control-allow-origin" not in answer.headers
    assert caller.http.post(path, headers={"origin": caller.url}, **body).status_code == 200
    assert caller.http.post(path, **body).status_code == 200


def test_no_other_page_may_read_unless_it_was_allowed(serve):
    friend = "https://friend.example"
    caller = serve(Whole().demo, allowed_origins=[friend])
    for path in ("/config", "/info", "/"):
        assert (
            caller.http.get(path, headers={"origin": "https://evil.example"}).headers.get(
                "access-control-allow-origin"
            )
            is None
        )
        answer = caller.http.get(path, headers={"origin": friend})
        assert answer.headers["access-control-allow-origin"] == friend
        assert "access-control-allow-credentials" not in answer.headers
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "x-a"}
    assert caller.http.options("/queue/join", headers={"origin": friend, **asked}).is_success
    for origin, good in [(friend, True), ("https://evil.example", False)]:
        for path, body in CHANGES[:4]:
            answer = caller.http.post(path, headers={"origin": origin}, **body)
            assert answer.is_success is good


def test_a_body_that_is_too_large_is_not_taken(serve):
    caller = serve(Whole().demo, limits=Limits(body=1000, upload=5000))
    body = {"data": ["a" * 2000, 1], "fn_index": 0, "session_hash": "s"}
    for path in ("/queue/join", "/run/greet", "/call/greet", "/cancel"):
        answer = caller.http.post(path, json=body)
        assert answer.status_code == 413 and "1000" in answer.json()["error"]

    def pieces():
        yield b'{"data": ["'
        for _ in range(100):
            yield b"a" * 100
        yield b'"]}'

    kind = {"content-type": "application/json"}
    assert caller.http.post("/run/greet", content=pieces(), headers=kind).status_code == 413
    assert caller.http.post("/upload", files={"files": ("a", b"a" * 4000)}).status_code == 200
    assert caller.http.post("/upload", files={"files": ("a", b"a" * 6000)}).status_code == 413
    assert list(caller.service.blocks.files.folder.rglob("a")) != []
    assert caller.http.get("/config").status_code == 200


def test_an_upload_of_too_many_files_is_not_taken(serve):
    caller = serve(Whole().demo, limits=Limits(files=3))
    files = [("files", (f"{number}", b"a")) for number in range(4)]
    assert caller.http.post("/upload", files=files).status_code == 400
    assert len(caller.http.post("/upload", files=files[:3]).json()) == 3


@pytest.mark.parametrize(("content", "status"), [
    ("", 400), ("{", 400), ("[" * 100_000, 400), ("[]", 422), ("{}", 422), ('{"data": 1}', 422),
    ('{"data": [], "fn_index": "0"}', 422), ('{"data": [], "fn_index": true}', 422),
    ('{"data": [], "session_hash": 3}', 422), ('{"data": [], "session_hash": ""}', 422),
    ('{"data": [], "session_hash": "' + "a" * 300 + '"}', 422),
])  # fmt: skip
@pytest.mark.parametrize("path", ["/queue/join", "/run/greet", "/call/greet"])
def test_a_body_that_makes_no_sense_gets_one_line(caller, path, content, status):
    kind = {"content-type": "application/json"}
    answer = caller.http.post(path, content=content, headers=kind)
    assert answer.status_code == status
    assert "\n" not in answer.json()["error"]


def test_a_body_must_say_that_it_is_json(caller):
    # A form of another site can send text, but cannot call it JSON.
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        body = b'{"data": ["a", 1]}'
        answer = caller.http.post("/run/greet", content=body, headers={"content-type": kind})
        assert answer.status_code == 415


def test_every_answer_carries_what_keeps_browsers_careful(caller):
    for path in ("/", "/config", "/view-api", "/login", "/nothing", "/theme.css"):
        headers = caller.http.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"]
        assert "server" not in headers
    policy = caller.http.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy


def test_what_breaks_inside_stays_inside(serve, monkeypatch):
    demo = Whole().demo
    caller = serve(demo)
    monkeypatch.setattr(demo, "get_api_info", lambda **_: 1 / 0)
    answer = caller.http.get("/info")
    assert answer.status_code == 500 and "division" not in answer.text
    assert caller.http.get("/nothing").json()["error"]
    assert caller.http.put("/info").status_code == 405


def test_a_port_that_is_taken_is_named(serve):
    caller = serve(Whole().demo)
    for number in (port(caller), 99_999):
        with pytest.raises(kit.UseError, match=str(number)):
            serve(Whole().demo, server_port=number)
    with pytest.raises(kit.UseError, match=r"no\.such\.host\.example"):
        serve(Whole().demo, server_name="no.such.host.example")
