"""Callers who send a part of a request, or read none of an answer, are let go."""

import socket
import threading

import httpx
import pytest
from apps import Whole, until

from faceplate_kit.server.limits import Limits

SHORT = Limits(head=0.3, pause=0.3)
HEAD = b"POST /run/greet HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
LONG = HEAD + b"Content-Length: 1000000\r\n\r\n"
UPLOAD = (
    b"POST /upload HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: multipart/form-data; boundary=x\r\n\r\n"
)


@pytest.fixture
def caller(serve):
    return serve(Whole().demo, limits=SHORT)


def connected(caller):
    return socket.create_connection(("127.0.0.1", httpx.URL(caller.url).port), 60)


def connections(caller):
    return len(caller.server._uvicorn.server_state.connections)


def rest(stream):
    """What is still answered before the server hangs up."""
    pieces = []
    try:
        while piece := stream.recv(65536):
            pieces.append(piece)
    except ConnectionResetError:
        pass
    return b"".join(pieces)


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"G",
        b"GET / HTTP/1.1\r\nHost: local",
        HEAD,
        LONG,
        LONG + b'{"data": ["',
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        UPLOAD,
        UPLOAD + b"10\r\n--x\r\nContent-Di",
        b"GET /config HTTP/1.1\r\nHost: localhost\r\n\r\nGET /conf",
    ],
    ids=["nothing", "a byte", "a part", "headers", "no body", "a part of it", "a chunk", "no form",
         "a part of it ", "a second one"],
)  # fmt: skip
def test_a_request_that_does_not_go_on_is_let_go(caller, beginning):
    with connected(caller) as stream:
        stream.sendall(beginning)
        answer = rest(stream)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 200 OK")
    until(lambda: not connections(caller))
    assert caller.http.get("/config").is_success
    caller.rest()


@pytest.mark.parametrize("beginning", [b"GET / HTTP/1.1\r\nX-A: ", LONG], ids=["head", "body"])
def test_a_byte_now_and_then_does_not_hold_a_connection(caller, beginning):
    over = threading.Event()

    def drip(stream):
        while not over.wait(0.02):
            try:
                stream.sendall(b"a")
            except OSError:
                return

    with connected(caller) as stream:
        stream.sendall(beginning)
        dripping = threading.Thread(target=drip, args=[stream])
        dripping.start()
        assert rest(stream) == b""
        over.set()
        dripping.join(60)


def test_a_body_that_comes_slowly_but_comes_is_taken(caller):
    """Longer than a pause may be, at a rate that is fast enough."""
    size, last = 0, threading.Event()

    def pieces():
        nonlocal size
        yield b"--x\r\nContent-Disposition: form-data; name=files; filename=a\r\n\r\n"
        for _ in range(30):
            last.wait(0.03)
            size += 16 * 2**10
            yield b"a" * (16 * 2**10)
        yield b"\r\n--x--\r\n"

    kind = {"content-type": "multipart/form-data; boundary=x"}
    answer = caller.http.post("/upload", content=pieces(), headers=kind)
    assert answer.is_success
    with open(answer.json()[0], "rb") as file:
        assert len(file.read()) == size


def test_a_reader_who_takes_nothing_is_let_go(caller, tmp_path):
    large = tmp_path / "large.png"
    with open(large, "wb") as file:
        file.truncate(64 * 2**20)
    path = caller.service.blocks.files.keep(large)
    with connected(caller) as stream:
        stream.sendall(f"GET /file={path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        until(lambda: connections(caller) == 1)
        until(lambda: not connections(caller))
        assert len(rest(stream)) < 64 * 2**20


def test_an_unknown_endpoint_is_refused_before_its_body_comes(caller):
    for path in (b"/run/upload", b"/api/nothing", b"/call/nothing", b"/gradio_api/run/a/upload"):
        with connected(caller) as stream:
            stream.sendall(LONG.replace(b"/run/greet", path))
            assert stream.recv(65536).startswith(b"HTTP/1.1 404 ")


def test_a_refused_body_is_thrown_away_and_the_connection_serves_on(caller):
    with connected(caller) as stream:
        body = b"a" * 1_000_000
        stream.sendall(LONG.replace(b"/run/greet", b"/run/upload") + body)
        stream.sendall(b"GET /app_id HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = rest(stream)
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"HTTP/1.1 200 OK" in answer


def test_no_route_is_taken_for_that_of_uploads_by_its_name(serve):
    caller = serve(Whole().demo, limits=Limits(body=1000))
    for path in ("/run/upload", "/call/upload", "/x/upload", "/gradio_api/api/upload"):
        answer = caller.http.post(path, content=b"a" * 2000)
        assert answer.status_code == 413, path
    assert caller.http.post("/login", content=b"a" * 70_000).status_code == 413


def test_a_caller_who_goes_away_while_sending_leaves_nothing(caller):
    folder = caller.service.blocks.files.folder
    with connected(caller) as stream:
        piece = b"--x\r\nContent-Disposition: form-data; name=files; filename=a\r\n\r\nabc"
        stream.sendall(UPLOAD + b"%x\r\n%b\r\n" % (len(piece), piece))
        until(lambda: list(folder.rglob("a")))
    until(lambda: not list(folder.iterdir()))
    caller.rest()


def test_a_hundred_half_open_connections_keep_nobody_out(caller):
    streams = [connected(caller) for _ in range(100)]
    for stream in streams:
        stream.sendall(b"GET /config HT")
    assert caller.call("/greet", ["Ada", 1]) == [("complete", ["Hello Ada"])]
    for stream in streams:
        assert rest(stream) == b""
        stream.close()
    until(lambda: connections(caller) <= 1)
    caller.rest()
