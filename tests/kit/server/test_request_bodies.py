"""Bodies of requests: how many values they hold, and files that are written as they come in."""

import json
import random
import socket
import threading
import time
import tracemalloc

import httpx
import pytest
from apps import Whole, until
from hypothesis import given
from hypothesis import strategies as st

import faceplate_kit as kit
from faceplate_kit.server.bodies import holds_more_values
from faceplate_kit.server.forms import FormError, FormFiles
from faceplate_kit.server.limits import Limits

TEXTS = st.text('ab"\\,[{', max_size=5)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def counted(value):
    """One for each list or dict, and one for each of their items but the first."""
    if not isinstance(value, list | dict):
        return 0
    items = list(value.values() if isinstance(value, dict) else value)
    return 1 + max(len(items) - 1, 0) + sum(map(counted, items))


@given(VALUES, st.booleans())
def test_values_are_counted_and_their_texts_are_not(value, escaped):
    content = json.dumps(value, ensure_ascii=escaped).encode()
    for most in range(1, counted(value) + 3):
        assert holds_more_values(content, most) is (counted(value) >= most)


@pytest.mark.parametrize(
    "content",
    [b'"\\"' * 2_000_000, b'""' * 3_000_000, b"[" * 6_000_000, b'"' + b"\\" * 6_000_000,
     b'"' + b"," * 6_000_000, b'["a"' + b'"a' * 2_000_000 + b"," * 300_000],
    ids=["escapes", "strings", "lists", "backslashes", "text", "no end"],
)  # fmt: skip
def test_counting_takes_no_more_time_than_reading(content):
    began = time.process_time()
    holds_more_values(content, 250_000)
    assert time.process_time() - began < 5


def test_a_body_of_many_small_values_is_not_taken(serve):
    caller = serve(Whole().demo, limits=Limits(values=1000))
    for path in ("/queue/join", "/run/greet", "/call/greet", "/cancel"):
        answer = caller.http.post(path, json={"data": [[]] * 1000, "fn_index": 0})
        assert answer.status_code == 413 and "1000 values" in answer.json()["error"]
    # A text may hold as many commas as it likes.
    answer = caller.http.post("/run/greet", json={"data": ["," * 5000, 1]})
    assert answer.json()["data"] == ["Hello " + "," * 5000]


def form(contents):
    """A form as a client writes it."""
    sent = [("files", content) for content in contents]
    request = httpx.Request("POST", "http://localhost", files=sent)
    return request.headers["content-type"], request.read()


@pytest.fixture
def new(tmp_path):
    def path(name):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        return folder / name

    return path


@pytest.mark.parametrize("seed", range(20))
def test_files_are_the_same_however_their_form_is_cut(new, seed):
    chance = random.Random(seed)
    letters = b"\r\n-xyz\x00\xff="
    contents = [
        (f"{number}.bin", bytes(chance.choices(letters, k=chance.randrange(3000))))
        for number in range(chance.randrange(1, 5))
    ]
    kind, body = form(contents)
    files = FormFiles(kind, "files", new, 10)
    while body:
        size = chance.choice([1, 2, 7, 100, 5000])
        files.write(body[:size])
        body = body[size:]
    files.finish()
    assert [(path.name, path.read_bytes()) for path in files.paths] == contents


def test_no_more_of_a_form_is_held_than_a_piece(new):
    files = FormFiles("multipart/form-data; boundary=x", "files", new, 10)
    piece = b"a" * 65536
    tracemalloc.start()
    files.write(b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n')
    for _ in range(400):
        files.write(piece)
    files.write(b'\r\n--x\r\nContent-Disposition: form-data; name="other"\r\n\r\n')
    for _ in range(400):
        files.write(piece)
    files.write(b"\r\n--x--\r\n")
    files.finish()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * 2**20
    assert files.paths[0].stat().st_size == 400 * 65536


PART = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (PART + b"X-A: " + b"a" * 100_000, "headers of a part|damaged"),
        (PART + b"X-A: a\r\n" * 10_000, "headers of a part|damaged"),
        (PART + b"a" * 100_000, "headers of a part|damaged"),
        (PART + b"\r\nabc", "its end is missing"),
        (PART, "its end is missing"),
        (b"", "its end is missing"),
        (b"nonsense", "damaged"),
        ((PART + b"\r\nabc\r\n") * 11 + b"--x--\r\n", "more than 10 files"),
        (
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n' * 100 + b"--x--\r\n",
            "parts that are no files",
        ),
    ],
)
def test_a_form_that_cannot_be_taken_leaves_nothing(new, tmp_path, body, reason):
    files = FormFiles("multipart/form-data; boundary=x", "files", new, 10)
    with pytest.raises(FormError, match=reason):
        for start in range(0, len(body), 1000):
            files.write(body[start : start + 1000])
        files.finish()
    files.delete()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "kind",
    ["", "multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=x",
     "multipart/form-data; boundary=" + "x" * 100_000],
)  # fmt: skip
def test_a_body_without_a_boundary_is_no_form(new, kind):
    with pytest.raises(FormError):
        FormFiles(kind, "files", new, 10)


def test_an_upload_that_is_refused_leaves_nothing_on_the_disk(serve):
    caller = serve(Whole().demo, limits=Limits(upload=100_000))
    sent = [("files", ("a", b"a" * 20_000))] * 6
    assert caller.http.post("/upload", files=sent).status_code == 413

    def pieces():
        yield PART + b"\r\n"
        for _ in range(20):
            yield b"a" * 10_000

    kind = {"content-type": "multipart/form-data; boundary=x"}
    assert caller.http.post("/upload", content=pieces(), headers=kind).status_code == 413
    assert list(caller.service.blocks.files.folder.iterdir()) == []


def test_large_bodies_together_hold_no_more_than_they_may(serve):
    gate, app = threading.Event(), Whole()

    def waits(text):
        gate.wait(60)
        return text[:1]

    with app.demo:
        kit.Button().click(waits, app.name, app.greeting, api_name="waits")
    caller = serve(app.demo, limits=Limits(body=500_000, bodies=1_300_000))
    large = {"data": ["a" * 400_000]}
    events = [caller.http.post("/call/waits", json=large).json()["event_id"] for _ in range(2)]
    until(lambda: caller.service.budget.held < 1_000_000)
    answer = caller.http.post("/call/waits", json=large)
    assert answer.status_code == 503 and "other callers" in answer.json()["error"]
    assert answer.headers["retry-after"]
    # Small ones are served all the same.
    assert caller.call("/greet", ["Ada", 1]) == [("complete", ["Hello Ada"])]
    gate.set()
    for event in events:
        assert "complete" in caller.http.get(f"/call/waits/{event}").text
    caller.rest()
    assert caller.http.post("/call/waits", json=large).is_success
    assert caller.http.post("/upload", files={"files": ("a", b"a" * 2_000_000)}).is_success


def test_a_large_body_that_is_refused_or_cut_off_holds_nothing(serve):
    caller = serve(Whole().demo, limits=Limits(body=500_000, pause=0.2))
    for content, status in [(b"a" * 400_000, 400), (b"a" * 600_000, 413)]:
        kind = {"content-type": "application/json"}
        answer = caller.http.post("/run/greet", content=iter([content]), headers=kind)
        assert answer.status_code == status
    with socket.create_connection(("127.0.0.1", httpx.URL(caller.url).port), 60) as stream:
        head = b"POST /run/greet HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000\r\n"
        stream.sendall(head + b"Content-Type: application/json\r\n\r\n" + b"a" * 300_000)
        until(lambda: caller.service.budget.held >= 300_000)
    caller.rest()
