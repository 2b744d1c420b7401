"""Servers that misbehave, each in its own way: one line, in time, whatever they send."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

import pytest
import tiny

from faceplate.api.descriptor import Descriptor
from faceplate.api.remote import Access, fetch
from faceplate.errors import UsageError

Pieces = bytes | Callable[[], Iterator[bytes]]

INFO = json.dumps(tiny.Panel("a").get_api_info()).encode()
CONFIG = b'{"version": "5.0"}'
# What the ones are given that answer never or for ever, and the others.
SHORT, LONG = 0.4, 60.0


def http(body: bytes = b"", status: str = "200 OK", *headers: str) -> bytes:
    """A whole answer, as a server should send it."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def head(*headers: str) -> bytes:
    """An answer up to its body, whose length is for the headers to say."""
    return "\r\n".join(["HTTP/1.1 200 OK", *headers]).encode("latin-1") + b"\r\n\r\n"


class Raw:
    """A server that sends bytes as they are told, by path.

    Attributes:
        url: Where it is.
        sent: Path to what is sent; a function gives pieces, as long as the caller takes them.
        asked: The paths that were asked for.
    """

    def __init__(self, sent: dict[str, Pieces]) -> None:
        self.sent = {"/config": http(CONFIG), "/info": http(INFO), **sent}
        self.asked: list[str] = []
        self._over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._over.set()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                stream, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=[stream], daemon=True).start()

    def _answer(self, stream: socket.socket) -> None:
        with stream, suppress(OSError, IndexError):
            asked = b""
            while b"\r\n\r\n" not in asked:
                asked += stream.recv(65536) or b"\r\n\r\n"
            path = asked.split(b" ")[1].decode()
            self.asked.append(path)
            pieces = self.sent.get(path.partition("?")[0], http(b"", "404 Not Found"))
            for piece in [pieces] if isinstance(pieces, bytes) else pieces():
                stream.sendall(piece)
                if self._over.is_set():
                    return
            stream.shutdown(socket.SHUT_WR)
            stream.settimeout(1)
            while stream.recv(65536):
                pass

    def never(self) -> Iterator[bytes]:
        """Send nothing, until the test is over."""
        self._over.wait(60)
        yield b""


@pytest.fixture
def raw() -> Iterator[Callable[[dict[str, Pieces]], Raw]]:
    started: list[Raw] = []

    def start(sent: dict[str, Pieces]) -> Raw:
        started.append(Raw(sent))
        return started[-1]

    yield start
    for server in started:
        server.close()


def endless(first: bytes, more: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: itertools.chain([first], itertools.repeat(more))


def slow(first: bytes, more: bytes) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        yield first
        for _ in range(1000):
            time.sleep(0.02)
            yield more

    return pieces


def chunk(content: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(content), content)


def packed(content: bytes) -> bytes:
    return gzip.compress(content, 9)


def stated(prefix: object) -> bytes:
    return http(json.dumps({"version": "5.0", "api_prefix": prefix}).encode())


def info(**endpoints: object) -> bytes:
    return http(json.dumps({"named_endpoints": endpoints, "unnamed_endpoints": {}}).encode())


def redirect(place: str) -> bytes:
    return http(b"", "302 Found", f"Location: {place}")


PARAMETER = {"label": "a", "python_type": {"type": "str"}}
LONG_NAME = info(**{"/" + "n" * 2_000_000: {"parameters": [PARAMETER] * 20_000, "returns": 1}})
PAGE = b"<script>" + b"window.gradio_config = {});" * 5000


class Case(NamedTuple):
    """One way to misbehave.

    Attributes:
        path: The path at which it does.
        sent: What it sends there.
        said: What the line says.
        seconds: How long it is given.
    """

    path: str
    sent: Pieces
    said: str
    seconds: float = LONG


CHUNKED = head("Transfer-Encoding: chunked")
CASES = {
    # What is no answer
    "hangs up": Case("/config", b"", "cannot be reached"),
    "hangs up in the first line": Case("/config", b"HTTP/1.1 20", "cannot be reached"),
    "hangs up in the headers": Case("/config", b"HTTP/1.1 200 OK\r\nConte", "cannot be reached"),
    "speaks another protocol": Case("/config", b"SSH-2.0-OpenSSH_9.9\r\n", "cannot be reached"),
    "speaks TLS": Case("/config", b"\x15\x03\x01\x00\x02\x02\x16", "cannot be reached"),
    "sends noise": Case("/config", random.Random(1).randbytes(5000), "cannot be reached"),
    "sends a body alone": Case("/config", CONFIG, "cannot be reached"),
    "has a status that is none": Case("/config", b"HTTP/1.1 abc OK\r\n\r\n", "cannot be reached"),
    "has a status too small": Case("/config", b"HTTP/1.1 099 OK\r\n\r\n", "cannot be reached"),
    "has a header without a colon": Case("/config", head("abc"), "cannot be reached"),
    "has a header with a zero byte": Case("/config", head("a: \x00"), "cannot be reached"),
    "switches to a websocket": Case(
        "/config",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
        b"\x81\x05hello",
        "not an app|cannot be reached",
    ),
    "goes on for ever": Case(
        "/config", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "did not answer", SHORT
    ),
    "never answers": Case("/config", b"never", "did not answer", SHORT),
    "never answers the second": Case("/info", b"never", "did not answer", SHORT),
    # Headers without end
    "has one header without end": Case(
        "/config", endless(b"HTTP/1.1 200 OK\r\nA: ", b"a" * 65536), "cannot be reached"
    ),
    "has headers without end": Case(
        "/config", endless(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n" * 9999), "cannot be reached"
    ),
    "drips its headers": Case("/config", slow(b"HTTP/1.1 200 OK\r\n", b"A"), "did not", SHORT),
    # Lies about length
    "says too long a length": Case("/info", head("Content-Length: 100000") + INFO, "reached"),
    "says too short a length": Case("/info", head("Content-Length: 10") + INFO, "not JSON"),
    "says no number as length": Case("/info", head("Content-Length: x") + INFO, "reached"),
    "says a negative length": Case("/info", head("Content-Length: -1") + INFO, "reached"),
    "says two lengths": Case(
        "/info", head("Content-Length: 10", "Content-Length: 20") + INFO, "reached"
    ),
    "says an endless length": Case(
        "/info", head(f"Content-Length: {10**18}") + b" " * (33 << 20), "more than 32 MB"
    ),
    "says a length of zero": Case("/info", head("Content-Length: 0"), "not JSON"),
    # Chunks
    "has a chunk of no size": Case("/info", CHUNKED + b"xyz\r\n", "cannot be reached"),
    "hangs up in a chunk": Case("/info", CHUNKED + b"fff\r\nabc", "cannot be reached"),
    "hangs up between chunks": Case("/info", CHUNKED + chunk(b"{"), "cannot be reached"),
    "has large chunks without end": Case(
        "/info", endless(CHUNKED, chunk(b" " * 65536)), "more than 32 MB"
    ),
    "has tiny chunks without end": Case("/info", endless(CHUNKED, chunk(b" ") * 99), "did", SHORT),
    "drips its body": Case("/info", slow(CHUNKED, chunk(b" ")), "did not answer", SHORT),
    "has a body without end": Case("/info", endless(head(), b" " * 65536), "more than 32 MB"),
    # Packed
    "packs a bomb": Case(
        "/info", http(packed(b" " * (99 << 20)), "200 OK", "Content-Encoding: gzip"), "than 32 MB"
    ),
    "deflates a bomb": Case(
        "/info",
        http(zlib.compress(b" " * (99 << 20), 9), "200 OK", "Content-Encoding: deflate"),
        "more than 32 MB",
    ),
    "packs half": Case(
        "/info", http(packed(INFO)[:-20], "200 OK", "Content-Encoding: gzip"), "damaged data"
    ),
    "packs nothing": Case("/info", http(INFO, "200 OK", "Content-Encoding: gzip"), "damaged"),
    "packs twice": Case(
        "/info", http(packed(packed(INFO)), "200 OK", "Content-Encoding: gzip, gzip"), "encoding"
    ),
    "packs with what was not asked for": Case(
        "/info", http(INFO, "200 OK", "Content-Encoding: zstd"), "encoding 'zstd'"
    ),
    # Statuses
    "has nothing to say": Case("/info", b"HTTP/1.1 204 No Content\r\n\r\n", "status 204"),
    "says nothing has changed": Case("/info", b"HTTP/1.1 304 Not Modified\r\n\r\n", "status 304"),
    "gives a part": Case("/info", http(INFO[:9], "206 Partial Content"), "status 206"),
    "refuses with a body without end": Case(
        "/config", endless(b"HTTP/1.1 503 No\r\n\r\n", b"a" * 65536), "starting, paused, or has too"
    ),
    "asks to wait": Case(
        "/config", http(b"", "429 Slow", "Retry-After: 7"), "fewer requests; try again later in 7 s"
    ),
    "asks to wait for ever": Case(
        "/config", http(b"", "503 No", f"Retry-After: {'9' * 5000}"), "try again later$"
    ),
    "is a gateway to nothing": Case("/config", http(b"", "502 Bad"), "check whether it runs"),
    "has a proxy that asks": Case("/config", http(b"", "407 Who"), "address of the proxy"),
    # Redirects
    "redirects in a circle": Case("/info", redirect("/info"), "more than 5 times"),
    "redirects to a file": Case("/info", redirect("file:///etc/passwd"), "not an address on the"),
    "redirects to another machine": Case(
        "/info", redirect("http://169.254.169.254/latest/"), "--allow-redirects 169.254.169.254"
    ),
    "redirects to no address": Case("/info", redirect("http://[/"), "not an address"),
    "redirects to a user": Case("/info", redirect("http://a:secret@b.test/"), "another host"),
    "redirects without saying where": Case("/info", http(b"", "302 Found"), "status 302"),
    # Addresses that are stated
    "has its interface elsewhere": Case("/config", stated("http://e.test/x"), "--allow-redirects"),
    "has it at another port": Case("/config", stated("http://127.0.0.1:1"), "--allow-redirects"),
    "has it at another machine": Case("/config", stated("https://169.254.169.254"), "another host"),
    "has it in a file": Case("/config", stated("file:///etc"), "not an address on the web"),
    "has it in a script": Case("/config", stated("javascript:x"), "not an address on the web"),
    "has it far away": Case("/config", stated("a" * 1_000_000), "a path of 1,000,005 characters"),
    "has it behind a line": Case("/config", stated("a\r\nX-A: b"), "not an address on the web"),
    # Documents
    "is a page": Case("/config", http(b"<html>"), "not an app"),
    "is a page later": Case("/info", http(b"<html>"), "not JSON"),
    "is a number": Case("/config", http(b"1"), "is not an object"),
    "is not in UTF-8": Case("/info", http(b'{"named_endpoints": "\xff\xfe"}'), "not JSON"),
    "is deep": Case("/info", http(b"[" * 500_000), "not JSON|nested"),
    "is deep in objects": Case("/info", http(b'{"a":' * 200_000), "not JSON|nested"),
    "has many values": Case(
        "/info", http(b'{"named_endpoints": [' + b"[]," * 5_000_000 + b"1]}"), "1,000,000 values"
    ),
    "has a text without end": Case("/info", http(b'"' + b"\\u0061" * 2_000_000), "not JSON"),
    "has a number without end": Case("/config", http(b"1" * 1_000_000), "not JSON"),
    "lists endpoints": Case("/info", http(b'{"named_endpoints": [1]}'), "not a descriptor"),
    "has no parameters": Case("/info", info(x={"parameters": 1, "returns": []}), "not a list"),
    "has a long name": Case("/info", LONG_NAME, "'returns' is not a list"),
    "has an odd name": Case("/info", info(**{"\x1b[2J\u202e": 1}), "is not an object"),
    "has an odd index": Case(
        "/info",
        http(b'{"named_endpoints": {}, "unnamed_endpoints": {"' + b"9" * 10_000 + b'": {}}}'),
        "is not an index",
    ),
}


def refused(server: Raw, seconds: float, access: Access | None = None) -> str:
    with pytest.raises(UsageError) as caught:
        fetch(server.url, access, seconds=seconds)
    return str(caught.value)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_one_line_says_what_is_wrong_and_in_time(
    raw: Callable[[dict[str, Pieces]], Raw], case: Case
) -> None:
    server = raw({})
    server.sent[case.path] = server.never if case.sent == b"never" else case.sent
    began = time.process_time()
    line = refused(server, case.seconds)
    # All of it on the processor, for the server in this process, too.
    assert time.process_time() - began < 10
    assert any(part.removesuffix("$") in line for part in case.said.split("|")), line
    assert not case.said.endswith("$") or line.endswith(case.said[:-1])
    assert line.isprintable() and len(line) < 700
    assert "secret" not in line


def test_there_are_as_many_ways_as_were_asked_for() -> None:
    assert len(CASES) >= 53


@pytest.mark.parametrize("repeats", [1000, 5000, 20_000])
def test_a_page_is_searched_in_time_that_grows_with_it(
    raw: Callable[[dict[str, Pieces]], Raw], repeats: int
) -> None:
    page = b"<script>" + b"window.gradio_config = {});" * repeats
    server = raw({"/config": http(b"", "404 Not Found"), "/": http(page)})
    began = time.process_time()
    assert "not an app that describes itself" in refused(server, LONG)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("page", "version"),
    [
        (b'<script>window.gradio_config = {"version": "3.1"};</script>', "3.1"),
        (b'<script>window.gradio_config={"version": "3.1"}\n;\n</script >', "3.1"),
        (b'<script>\nwindow.gradio_config = {"version": "3.1;});"};\n</SCRIPT>;', "3.1;});"),
        (b'<script>window.gradio_config = {});</script>' * 9
         + b'<script>window.gradio_config = {"version": "3.2"};</script>', "3.2"),
    ],
)  # fmt: skip
def test_the_configuration_ends_with_its_script(
    raw: Callable[[dict[str, Pieces]], Raw], page: bytes, version: str
) -> None:
    server = raw({"/config": http(b"", "404 Not Found"), "/": http(page)})
    assert fetch(server.url).version == version


def works(server: Raw) -> Descriptor:
    descriptor = fetch(server.url, seconds=LONG)
    assert [endpoint.name for endpoint in descriptor.endpoints] == ["/a"]
    return descriptor


@pytest.mark.parametrize(
    "sent",
    [
        {"/info": http(INFO, "200 OK", "Content-Type: image/png")},
        {"/info": http(b"\xef\xbb\xbf" + INFO)},
        {"/info": http(INFO.decode().encode("utf-16"))},
        {"/info": http(INFO) + http(b"another")},
        {"/info": head() + INFO},
        {"/info": CHUNKED + b"".join(chunk(bytes([byte])) for byte in INFO) + b"0\r\n\r\n"},
        {"/info": b"HTTP/1.1 100 Continue\r\n\r\n" + http(INFO)},
        {"/info": http(zlib.compress(INFO), "200 OK", "Content-Encoding: deflate")},
        {"/config": stated(3)},
        {"/config": stated(None)},
        {"/config": stated("/")},
        {"/config": http(json.dumps({"version": [], "title": 5, "library": {}}).encode())},
        {"/config": http(json.dumps({"version": "9" * 4000, "protocol": 1}).encode())},
        {"/config": http(CONFIG, "200 OK", "Set-Cookie: a=b; Path=/", "Set-Cookie: \xff")},
    ],
)
def test_what_is_odd_but_clear_is_read(
    raw: Callable[[dict[str, Pieces]], Raw], sent: dict[str, Pieces]
) -> None:
    works(raw(sent))


def test_work_on_the_processor_stands_under_the_limit(
    raw: Callable[[dict[str, Pieces]], Raw], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever takes long to read, the caller gets an answer in time."""
    from faceplate.api.remote import app

    over = threading.Event()

    def busy(info: object, place: str) -> list[object]:
        deadline = time.monotonic() + 60
        while not over.is_set() and time.monotonic() < deadline:
            pass
        return []

    monkeypatch.setattr(app, "read_endpoints", busy)
    server = raw({})
    try:
        assert "did not answer within 0.2 s" in refused(server, 0.2)
    finally:
        over.set()


def test_a_name_that_is_looked_up_for_ever_holds_up_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(60) and [])
    before = set(threading.enumerate())
    try:
        with pytest.raises(UsageError, match=r"did not answer within 0\.2 s; --timeout gives it"):
            fetch("http://slow.test/", seconds=0.2)
        # The process waits at its end for each thread that is not a daemon.
        assert not [one for one in set(threading.enumerate()) - before if not one.daemon]
    finally:
        over.set()
