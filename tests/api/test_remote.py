"""Running apps that are asked over HTTP: well-behaved ones, odd ones and hostile ones."""

from __future__ import annotations

import asyncio
import errno
import gzip
import json
import ssl
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import httpx
import pytest
import tiny
from answering import Server, status

from faceplate.api.descriptor import Descriptor
from faceplate.api.remote import Access, addresses, failures, fetch, gate, transfer
from faceplate.errors import UsageError

Start = Callable[..., Server]

INFO = tiny.Panel("a").get_api_info()
WHOLE = tiny.Panel("a").get_api_info(all_endpoints=True)


def reply(value: object, code: int = 200, **headers: str) -> Callable[..., None]:
    return status(code, json.dumps(value).encode(), Content_Type="application/json", **headers)


def serve(server: Server, prefix: str = "", **config: Any) -> Server:
    """Let a server answer as an app does, below a prefix."""
    server.answers[f"{prefix}/config"] = reply({"version": "5.0", **config})
    server.answers[f"{prefix}{config.get('api_prefix', '')}/info"] = reply(INFO)
    return server


def refusal(url: str, access: Access | None = None, **options: Any) -> str:
    with pytest.raises(UsageError) as caught:
        fetch(url, access, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert "secret" not in message
    return message


def listed(made: Descriptor) -> list[str | None]:
    return [one.name for one in made.endpoints]


@pytest.mark.parametrize("ending", ["", "/", "?view=api", "/#here"])
def test_an_app_is_asked_where_it_is(server: Start, ending: str) -> None:
    app = serve(server())
    made = fetch(app.url + ending)
    assert made.info() == INFO
    assert (made.url, made.version, made.api_prefix) == (f"{app.url}/", "5.0", "")
    assert [path for _, path, _ in app.requests] == ["/config", "/info"]


def test_prefixes_are_followed(server: Start) -> None:
    app = serve(server(), "/deep/er", api_prefix="/routes", title="T", protocol="sse_v3")
    made = fetch(f"{app.url}/deep/er")
    assert listed(made) == ["/a"]
    assert (made.title, made.protocol, made.api_prefix) == ("T", "sse_v3", "/routes")
    assert [path for _, path, _ in app.requests] == ["/deep/er/config", "/deep/er/routes/info"]


def test_undocumented_endpoints_are_asked_for(server: Start) -> None:
    app = serve(server())

    def info(handler: BaseHTTPRequestHandler) -> None:
        reply(WHOLE if "all_endpoints=true" in handler.path else INFO)(handler)

    app.answers["/info"] = info
    made = fetch(app.url, all_endpoints=True)
    assert listed(made) == ["/a", "/hidden"]
    assert [one.name for one in made.served] == ["/a"]


def test_a_configuration_in_the_page_is_read_where_there_is_no_other(server: Start) -> None:
    app = serve(server())
    del app.answers["/config"]
    page = b'<script>window.gradio_config = {"version": "3.1"};\n</script><p>x</p>'
    app.answers["/"] = status(200, page)
    assert fetch(app.url).version == "3.1"


@pytest.mark.parametrize(
    ("version", "function"),
    [
        ("3.50.2", "handle_file"),
        ("4.26.0", "file"),
        ("4.44.1\n", "handle_file"),
        (None, "handle_file"),
    ],
)
def test_the_function_for_files_is_that_of_the_release(
    server: Start, version: str | None, function: str
) -> None:
    assert fetch(serve(server(), version=version).url).file_function == function


def test_a_token_is_sent(server: Start) -> None:
    app = serve(server())
    fetch(app.url, Access(token="secret"))
    assert {headers["authorization"] for _, _, headers in app.requests} == {"Bearer secret"}


@pytest.mark.parametrize("token", ["secret\u00fc", "secret\r\nX: y"])
def test_a_token_that_cannot_be_sent_is_refused(server: Start, token: str) -> None:
    app = serve(server())
    assert "the token holds characters" in refusal(app.url, Access(token=token))
    assert app.requests == []


@pytest.mark.parametrize("in_url", [False, True])
def test_a_user_signs_in(server: Start, in_url: bool) -> None:
    app = serve(server())
    bodies = []

    def login(handler: BaseHTTPRequestHandler) -> None:
        bodies.append(handler.rfile.read(int(handler.headers["content-length"])))
        handler.headers.replace_header("content-length", "0")
        reply({"success": True}, Set_Cookie="key=value; HttpOnly")(handler)

    app.answers["/login"] = login
    if in_url:
        fetch(app.url.replace("//", "//me%40x:se%3Acret@"))
        assert bodies == [b"username=me%40x&password=se%3Acret"]
    else:
        fetch(app.url, Access(user=("me", "p&q")))
        assert bodies == [b"username=me&password=p%26q"]
    assert [(method, path) for method, path, _ in app.requests] == [
        ("POST", "/login"),
        ("GET", "/config"),
        ("GET", "/info"),
    ]
    assert app.requests[1][2]["cookie"] == app.requests[2][2]["cookie"] == "key=value"


@pytest.mark.parametrize(
    ("path", "answer", "access", "said"),
    [
        ("/config", reply({}, 401), None, "asks who you are; give --token or --auth"),
        ("/config", reply({}, 403), Access(token="secret"), "does not let this user in"),
        ("/config", reply({"auth_required": True}), None, "asks who you are"),
        ("/info", reply({}, 401), None, "asks who you are"),
        ("/login", reply({}, 400), Access(user=("me", "secret")), "refuses the user name"),
        ("/login", status(404), Access(user=("me", "secret")), "has no /login"),
        ("/login", status(500), Access(user=("me", "secret")), "answers with status 500"),
        ("/config", reply({}, 429), None, "asks for fewer requests"),
        ("/config", status(404), None, "is not an app that describes itself"),
        ("/config", status(500), None, "answers with status 500: it fails"),
        ("/config", status(200, b"<html>"), None, "is not an app that describes itself"),
        ("/config", status(200, b"{"), None, "config is not JSON"),
        ("/config", status(200, b"[]"), None, "config is not an object"),
        ("/config", status(200, b"[" * 100_000), None, "config is not JSON: nested too deeply"),
        ("/info", status(404), None, "info answers with status 404"),
        ("/info", status(200, b"\xff"), None, "info is not JSON"),
        ("/info", reply([]), None, "not a descriptor"),
        ("/info", reply({"named_endpoints": []}), None, "not a descriptor"),
        ("/info", reply({"named_endpoints": {"/x": []}}), None, "endpoint '/x' is not an object"),
        ("/info", reply({"named_endpoints": {"/x": {}}}), None, "'parameters' is not a list"),
        (
            "/info",
            reply({"named_endpoints": {"/\x1b[2J": {"parameters": [1], "returns": []}}}),
            None,
            "parameters[0] is not an object",
        ),
        (
            "/info",
            reply({"named_endpoints": {"/x": {"parameters": [{}], "returns": []}}}),
            None,
            "'python_type' is missing",
        ),
        (
            "/info",
            reply({"named_endpoints": {}, "unnamed_endpoints": {"x": {}}}),
            None,
            "'x' is not an index",
        ),
        (
            "/info",
            status(200, b'{"named_endpoints": ' + b'{"a":' * 200 + b"1" + b"}" * 201),
            None,
            "nested deeper than",
        ),
        ("/info", status(200, b"x", Content_Encoding="br"), None, "in the encoding 'br'"),
        ("/info", status(200, b"x", Content_Encoding="gzip"), None, "damaged data"),
    ],
)
def test_one_line_says_what_is_wrong(
    server: Start, path: str, answer: Any, access: Access | None, said: str
) -> None:
    app = serve(server())
    app.answers[path] = answer
    message = refusal(app.url, access)
    assert said in message
    assert "\x1b" not in message


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"/config": reply({}, 404), "/": reply({}, 404)}, "with the path that it is mounted at"),
        ({"/config": reply({}, 404), "/": status(200)}, "give the address of the app's page"),
        ({"/config": reply({}, 404), "/": reply({}, 503)}, "starting, paused, or has too much"),
        ({"/config": reply({}, 503)}, "starting, paused, or has too much to do; try again later"),
        ({"/config": reply({}, 502)}, "the app behind it does not answer; check whether it runs"),
        ({"/config": reply({}, 421)}, "ask for it by the name that it goes by"),
        ({"/config": reply({}, 404), "/": reply({}, 401)}, "give --token or --auth"),
        ({"/info": reply({}, 500)}, "/info answers with status 500: it fails; its own log says"),
    ],
)
def test_the_line_says_what_to_do(server: Start, answers: dict[str, Any], said: str) -> None:
    app = serve(server())
    app.answers.update(answers)
    assert said in refusal(app.url)


def raised(number: int) -> str:
    try:
        try:
            raise OSError(number, "as the system says")
        except OSError as error:
            raise httpx.ConnectError("All attempts failed") from error
    except httpx.ConnectError as error:
        return failures.reason(error)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ECONNREFUSED, "nothing listens there; check the port, and whether the app runs"),
        (errno.ENETUNREACH, "check your network connection"),
        (errno.EHOSTUNREACH, "check your network connection"),
        (errno.ETIMEDOUT, "nothing answers there"),
        (errno.EPIPE, "All attempts failed"),
    ],
)
def test_what_the_system_says_of_a_connection_is_told(number: int, said: str) -> None:
    assert said in raised(number)


def test_an_unencrypted_server_under_https_is_told(server: Start) -> None:
    app = serve(server())
    line = refusal(app.url.replace("http:", "https:"))
    assert "it does not speak TLS; an address with http:// may be the right one" in line


@pytest.mark.parametrize("code", [307, 308])
def test_a_form_to_sign_in_with_is_sent_again_where_the_server_says_so(
    server: Start, code: int
) -> None:
    app = serve(server())
    app.answers["/login"] = redirect("/sign-in", code)
    app.answers["/sign-in"] = reply({}, Set_Cookie="key=value")
    assert listed(fetch(app.url, Access(user=("me", "secret")))) == ["/a"]
    assert app.requests[-1][2]["cookie"] == "key=value"


def test_a_form_to_sign_in_with_is_not_sent_to_another_host(server: Start) -> None:
    app, other = serve(server()), server("127.0.0.2")
    app.answers["/login"] = redirect(f"{other.url}/login", 307)
    access = Access(user=("me", "secret"), redirects=("127.0.0.2",), private=True)
    assert "redirects its /login to another host" in refusal(app.url, access)
    assert other.requests == []


def test_a_prefix_that_leads_elsewhere_is_followed_if_it_is_allowed(server: Start) -> None:
    app, other = serve(server()), server("127.0.0.2")
    app.answers["/config"] = reply({"version": "5.0", "api_prefix": f"{other.url}/routes"})
    other.answers["/routes/info"] = reply(INFO)
    assert "has its interface at another host" in refusal(app.url)
    assert "private address 127.0.0.2" in refusal(app.url, Access(redirects=("127.0.0.2",)))
    assert other.requests == []
    access = Access("secret", redirects=("127.0.0.2",), private=True)
    assert listed(fetch(app.url, access)) == ["/a"]
    assert "authorization" not in other.requests[0][2]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://", "it names no host"),
        ("http://me:secret@", "it names no host"),
        ("http://x:port/", "is not an address"),
        ("http://me:secret@x:port/", "is not an address"),
        ("http://[::1/", "is not an address"),
        ("http://127.0.0.1:9/", "cannot be reached"),
        ("http://me:secret@127.0.0.1:9/", "cannot be reached"),
        ("http://no-such-host.invalid/", "is not known"),
        ("http://a..b/", "is not known"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(url: str, said: str) -> None:
    assert said in refusal(url)


def test_an_answer_may_be_packed(server: Start) -> None:
    app = serve(server())
    packed = gzip.compress(json.dumps(INFO).encode())
    app.answers["/info"] = status(200, packed, Content_Encoding="gzip")
    assert listed(fetch(app.url)) == ["/a"]


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    try:
        while True:
            handler.wfile.write(b" " * 65536)
    except OSError:
        pass


@pytest.mark.parametrize(
    "answer",
    [
        status(200, gzip.compress(b" " * (200 << 20), 9), Content_Encoding="gzip"),
        status(200, b" " * (40 << 20)),
        endless,
    ],
    ids=["packed", "plain", "endless"],
)
def test_no_answer_is_read_beyond_its_limit(server: Start, answer: Any) -> None:
    app = serve(server())
    app.answers["/info"] = answer
    assert "answers with more than 32 MB" in refusal(app.url)


def drips(handler: BaseHTTPRequestHandler) -> None:
    try:
        while True:
            handler.wfile.write(b"H")
            time.sleep(0.05)
    except OSError:
        pass


def body_drips(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    drips(handler)


@pytest.mark.parametrize("answer", [lambda _: time.sleep(8), drips, body_drips])
def test_a_slow_answer_is_not_waited_for(server: Start, answer: Any) -> None:
    app = serve(server())
    app.answers["/info"] = answer
    start = time.monotonic()
    assert "did not answer within 0.5 s" in refusal(app.url, seconds=0.5)
    assert time.monotonic() - start < 7


def redirect(target: str, code: int = 302) -> Any:
    return status(code, Location=target)


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirect_on_the_same_host_is_followed(server: Start, code: int) -> None:
    app = serve(server())
    app.answers["/info"] = redirect("/elsewhere", code)
    app.answers["/elsewhere"] = reply(INFO)
    assert listed(fetch(app.url)) == ["/a"]


def test_a_circle_of_redirects_ends(server: Start) -> None:
    app = serve(server())
    app.answers["/info"] = redirect("/info")
    assert "redirects more than 5 times" in refusal(app.url)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://127.0.0.2:{port}/info", "give --allow-redirects 127.0.0.2:{port}"),
        ("//127.0.0.2:{port}/info", "give --allow-redirects 127.0.0.2:{port}"),
        ("http://127.0.0.1:1/info", "give --allow-redirects 127.0.0.1:1"),
        ("http://example.org/", "give --allow-redirects example.org"),
        ("http://\x1b[2J/", "Invalid URL"),
        ("file:///etc/passwd", "not an address on the web"),
        ("http://", "redirects more than 5 times"),
        ("http://[/", "which is not an address"),
        ("http://127.0.0.1:99999/", "which is not an address"),
    ],
)
def test_a_redirect_elsewhere_is_refused(server: Start, target: str, said: str) -> None:
    app, other = serve(server()), server("127.0.0.2")
    app.answers["/info"] = redirect(target.format(port=other.port))
    assert said.format(port=other.port) in refusal(app.url)
    assert other.requests == []


def test_a_redirect_to_a_private_address_is_refused_even_if_its_host_is_allowed(
    server: Start,
) -> None:
    app, other = serve(server()), server("127.0.0.2")
    app.answers["/info"] = redirect(f"{other.url}/info")
    access = Access(redirects=("127.0.0.2",))
    assert "the private address 127.0.0.2; to follow it, give --allow-private" in refusal(
        app.url, access
    )
    assert other.requests == []


def test_what_is_confidential_does_not_go_to_another_host(server: Start) -> None:
    app, other = serve(server()), server("127.0.0.2")
    app.answers["/login"] = reply({}, Set_Cookie="key=secret")
    app.answers["/info"] = redirect(f"{other.url}/info")
    other.answers["/info"] = reply(INFO, Set_Cookie="key=theirs")
    access = Access("secret", ("me", "secret"), (f"127.0.0.2:{other.port}",), private=True)
    assert listed(fetch(app.url, access)) == ["/a"]
    (_, _, headers) = other.requests[0]
    assert headers["host"] == f"127.0.0.2:{other.port}"
    assert "secret" not in str(headers)


def test_a_redirect_goes_to_the_address_that_was_judged(
    server: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that stands for a public address when it is judged, and for ours a moment later."""
    app, other = serve(server()), server("127.0.0.2")
    app.answers["/info"] = redirect(f"http://rebinding.test:{other.port}/info")
    other.answers["/info"] = reply(INFO)
    asked = []

    async def look_up(host: str, port: int) -> list[str]:
        asked.append(host)
        if host == "rebinding.test":
            return ["127.0.0.2"] if asked.count(host) == 1 else ["127.0.0.3"]
        return [host]

    monkeypatch.setattr(gate, "addresses", look_up)
    access = Access(redirects=("rebinding.test",))
    assert "the private address 127.0.0.2" in refusal(app.url, access)
    assert other.requests == []
    asked.clear()
    monkeypatch.setattr(gate, "is_private", lambda address: address != "127.0.0.2")
    assert listed(fetch(app.url, access)) == ["/a"]
    assert asked.count("rebinding.test") == 1
    assert other.requests[0][2]["host"] == f"rebinding.test:{other.port}"


def test_every_address_of_a_name_is_judged(server: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    app = serve(server())
    app.answers["/info"] = redirect("http://two.test/info")

    async def look_up(host: str, port: int) -> list[str]:
        return ["8.8.8.8", "10.0.0.1"] if host == "two.test" else [host]

    monkeypatch.setattr(gate, "addresses", look_up)
    assert "the private address 10.0.0.1" in refusal(app.url, Access(redirects=("two.test",)))


def test_each_address_of_the_host_is_tried(server: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    app = serve(server())

    async def look_up(host: str, port: int) -> list[str]:
        return ["127.0.0.9", "127.0.0.1"]

    monkeypatch.setattr(gate, "addresses", look_up)
    assert listed(fetch(f"http://some.test:{app.port}")) == ["/a"]
    assert app.requests[0][2]["host"] == f"some.test:{app.port}"


def test_leaving_encryption_is_refused() -> None:
    encrypted = gate.Gate("https://example.org/", Access(redirects=("example.org",)))
    with pytest.raises(UsageError, match="from https to http"):
        encrypted.target("https://example.org/config", "http://example.org/config")
    plain = gate.Gate("http://example.org/", Access())
    plain.target("http://example.org/config", "https://example.org/config")
    with pytest.raises(UsageError, match="another host"):
        plain.target("http://example.org/x", "https://example.org:8443/x")


def test_a_proxy_is_used_as_the_environment_says(
    server: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = server()
    proxy.answers["http://far.test/config"] = reply({"version": "5.0"})
    proxy.answers["http://far.test/info"] = reply(INFO)
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.delenv("no_proxy", raising=False)
    assert listed(fetch("http://far.test/")) == ["/a"]


@pytest.mark.parametrize(
    ("address", "private"),
    {
        "8.8.8.8": False,
        "2606:4700:4700::1111": False,
        "127.0.0.1": True,
        "0.0.0.0": True,
        "10.1.2.3": True,
        "172.16.0.1": True,
        "192.168.1.1": True,
        "169.254.169.254": True,
        "100.64.0.1": True,
        "224.0.0.1": True,
        "255.255.255.255": True,
        "::": True,
        "::1": True,
        "fe80::1%eth0": True,
        "fc00::1": True,
        "ff02::1": True,
        "::ffff:127.0.0.1": True,
        "::ffff:8.8.8.8": False,
        "::127.0.0.1": True,
        "64:ff9b::7f00:1": True,
        "2002:7f00:1::": True,
    }.items(),
)
def test_which_addresses_are_private(address: str, private: bool) -> None:
    assert addresses.is_private(address) is private


def test_an_event_loop_that_runs_is_no_hindrance(server: Start) -> None:
    app = serve(server())

    async def inside() -> Descriptor:
        return fetch(app.url)

    assert listed(asyncio.run(inside())) == ["/a"]


@pytest.mark.parametrize("url", ["https://a.example/", "HTTPS://a.example/x", "Https://b/"])
def test_certificates_are_asked_for_however_https_is_written(url: str) -> None:
    certificates = transfer.certificates(url)
    assert isinstance(certificates, ssl.SSLContext)
    assert certificates.verify_mode == ssl.CERT_REQUIRED
    assert certificates.check_hostname


def test_plain_http_loads_no_certificates() -> None:
    assert transfer.certificates("HTTP://a.example/") is False
