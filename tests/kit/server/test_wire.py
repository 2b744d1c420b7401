"""The protocol as callers see it: which messages come, in which order, under which names."""

import asyncio
import math
import threading
import time

import httpx
import pytest
from apps import Whole, until

import faceplate_kit as kit
from faceplate_kit.server.limits import Limits


@pytest.fixture
def whole(serve):
    app = Whole()
    app.caller = serve(app.demo)
    return app


def waiting(gate):
    def wait():
        gate.wait(60)

    return wait


@pytest.mark.parametrize("prefix", ["", "/gradio_api"])
def test_every_route_answers_with_and_without_the_prefix(whole, prefix):
    http = whole.caller.http
    index = whole.index("greet")
    body = {"data": ["Ada", 1], "fn_index": index, "session_hash": f"p{prefix}"}
    for end in ("", "/"):
        assert http.get(f"{prefix}/info{end}").json()["named_endpoints"]["/greet"]
        assert http.get(f"{prefix}/app_id{end}").json().keys() == {"app_id"}
        assert http.get(f"{prefix}/startup-events{end}").json() in (True, False)
        assert "text/css" in http.get(f"{prefix}/theme.css{end}").headers["content-type"]
        assert http.get(f"{prefix}/queue/status{end}").json()["queue_size"] == 0
        assert http.post(f"{prefix}/run/greet{end}", json=body).json()["data"] == ["Hello Ada"]
        assert http.post(f"{prefix}/api/predict{end}", json=body).json()["data"] == ["Hello Ada"]
        assert http.post(f"{prefix}/reset{end}", json={"event_id": "x"}).json()["success"]
        event = http.post(f"{prefix}/call/greet{end}", json=body).json()["event_id"]
        assert "event: complete" in http.get(f"{prefix}/call/greet/{event}").text
        assert http.post(f"{prefix}/queue/join{end}", json=body).json()["event_id"]
        stream = http.get(f"{prefix}/queue/data{end}", params={"session_hash": f"p{prefix}"})
        assert "Hello Ada" in stream.text
        files = {"files": ("a.txt", b"a")}
        (path,) = http.post(f"{prefix}/upload{end}", files=files).json()
        assert http.get(f"{prefix}/file={path}").content == b"a"
    for path in ("/config", "/config/", "/"):
        assert http.get(path).status_code == 200


def test_a_connection_is_not_ended_while_a_client_may_still_use_it(whole):
    kept = httpx.Limits().keepalive_expiry
    assert kept is not None
    assert whole.caller.server._uvicorn.config.timeout_keep_alive > 2 * kept


def test_config_says_how_to_talk(whole):
    config = whole.caller.http.get("/config").json()
    assert config["root"] == whole.caller.url
    assert config["dependencies"] == whole.demo.get_config()["dependencies"]
    ids = [one["id"] for one in config["components"]]
    assert ids == [one["id"] for one in whole.demo.get_config()["components"]]


@pytest.mark.parametrize(("query", "shown"), [
    ("", False), ("?all_endpoints=True", True), ("?all_endpoints=true", True),
    ("?all_endpoints=1", True), ("?all_endpoints=False", False), ("?serialize=False", False),
])  # fmt: skip
def test_info_lists_what_may_be_seen(whole, query, shown):
    named = whole.caller.http.get(f"/info{query}").json()["named_endpoints"]
    assert ("/hidden" in named) is shown
    assert not any("secret" in name for name in named)
    assert named == whole.demo.get_api_info(all_endpoints=shown)["named_endpoints"]


def test_info_refuses_a_word_that_is_no_answer(whole):
    assert whole.caller.http.get("/info?all_endpoints=perhaps").status_code == 422


def test_a_plain_run_starts_and_completes(whole):
    event = whole.caller.join(["Ada", 2])
    started, completed, closed = whole.caller.messages()
    assert (started["msg"], started["event_id"]) == ("process_starts", event)
    assert (completed["msg"], completed["event_id"]) == ("process_completed", event)
    assert completed["success"] is True
    assert completed["output"]["data"] == ["Hello Hello Ada"]
    assert completed["output"]["duration"] >= 0
    assert closed == {"msg": "close_stream", "event_id": None}
    whole.caller.rest()


def test_a_generator_gives_whole_values_and_ends_with_the_last(whole):
    whole.caller.join([3], whole.index("count"))
    told = whole.caller.messages()
    steps = [one["output"]["data"] for one in told if one["msg"] == "process_generating"]
    assert steps == [[0], [1], [2]]
    assert told[-2]["msg"] == "process_completed" and told[-2]["output"]["data"] == [2]


def test_call_by_name_tells_values_alone(whole):
    assert whole.caller.call("/greet", ["Ada", 1]) == [("complete", ["Hello Ada"])]
    assert whole.caller.call("/My%20Name/x%21", ["Ada", 1]) == [("complete", ["Hello Ada"])]
    steps = [("generating", [n]) for n in range(2)]
    assert whole.caller.call("/count", [2]) == [*steps, ("complete", [1])]
    assert whole.caller.call("/greet", ["bad", 1]) == [("error", {"error": "The function failed."})]
    whole.caller.rest()


def test_a_run_is_read_of_once(whole):
    http = whole.caller.http
    event = http.post("/call/greet", json={"data": ["Ada", 1]}).json()["event_id"]
    assert http.get(f"/call/greet/{event}").status_code == 200
    assert http.get(f"/call/greet/{event}").status_code == 404
    assert http.get("/call/greet/unknown").status_code == 404


def test_state_belongs_to_a_session_and_callers_need_not_send_it(whole):
    for number, said in enumerate(["a", "a a", "a a a"]):
        whole.caller.join(["a", None] if number % 2 else ["a"], whole.index("keep"), "one")
        assert whole.caller.messages("one")[-2]["output"]["data"] == [said, None]
    whole.caller.join(["b"], whole.index("keep"), "two")
    assert whole.caller.messages("two")[-2]["output"]["data"] == ["b", None]
    last = whole.caller.call("/keep", ["c"], session_hash="one")
    assert last == [("complete", ["a a a c", None])]
    assert whole.caller.call("/keep", ["d"]) == [("complete", ["d", None])]


def test_many_runs_of_one_session_share_its_stream(whole):
    events = [whole.caller.join([str(n), 1]) for n in range(5)]
    ends = [one for one in whole.caller.messages() if one["msg"] == "process_completed"]
    assert [one["event_id"] for one in ends] == events
    assert [one["output"]["data"] for one in ends] == [[f"Hello {n}"] for n in range(5)]


def test_errors_keep_the_inside_of_the_server_in(whole):
    for name, said in [("bad", "The function failed."), ("told", "Take another name.")]:
        whole.caller.join([name, 1])
        end = whole.caller.messages()[-2]
        assert end["success"] is False and end["output"] == {"error": said}
        answer = whole.caller.http.post("/run/greet", json={"data": [name, 1]})
        assert answer.status_code == 500 and answer.json() == {"error": said}


def test_show_error_lets_messages_out_but_never_a_traceback(serve):
    caller = serve(Whole().demo, show_error=True)
    assert caller.call("/greet", ["bad", 1]) == [("error", {"error": "ValueError: the inside"})]


@pytest.mark.parametrize("data", [[], ["a"], ["a", 1, 2], [1, 1], ["a", 99], ["a", None]])
def test_values_that_do_not_fit_are_refused_with_a_line(whole, data):
    ((kind, said),) = whole.caller.call("/greet", data)
    assert kind == "error" and "\n" not in said["error"] and said["error"] != ""


def test_what_cannot_be_written_as_json_is_an_error_and_the_server_goes_on(serve):
    with kit.Blocks() as demo:
        out = kit.Number()
        go = kit.Button()
        go.click(lambda: object(), None, out, api_name="object", postprocess=False)
        go.click(lambda: math.nan, None, out, api_name="nan", postprocess=False)

        def some():
            yield 1
            yield {1, 2}
            yield 3

        go.click(some, None, out, api_name="some", postprocess=False)
    caller = serve(demo)
    assert caller.call("/object", [])[0][0] == "error"
    assert caller.call("/nan", []) == [("complete", [None])]
    assert [kind for kind, _ in caller.call("/some", [])] == ["generating", "error"]
    caller.rest()


def test_a_run_that_waits_hears_its_place_and_can_be_cancelled(serve):
    gate = threading.Event()
    with kit.Blocks() as demo:
        kit.Button().click(waiting(gate), None, None, api_name="wait")
    caller = serve(demo)
    held, waits = caller.join([], session="held"), caller.join([], session="waits")
    assert caller.http.get("/queue/status").json()["queue_size"] == 1
    body = {"fn_index": 0, "session_hash": "waits", "event_id": waits}
    assert caller.http.post("/cancel", json=body).json() == {"success": True}
    assert caller.http.post("/cancel", json=body).json() == {"success": True}
    place, end, _ = caller.messages("waits")
    assert (place["msg"], place["rank"], place["queue_size"]) == ("estimation", 0, 1)
    assert end["success"] is False and end["output"]["cancelled"] is True
    # A plain function that runs is let finish.
    caller.http.post("/cancel", json={"event_id": held})
    gate.set()
    assert caller.messages("held")[-2]["success"] is True
    caller.rest()


@pytest.mark.parametrize("route", ["/cancel", "/reset"])
def test_a_generator_is_cancelled_between_two_steps(whole, route):
    event = whole.caller.join([], whole.index("forever"))
    until(lambda: len(whole.caller.service.sessions.find("s").outbox) > 3)
    whole.caller.http.post(route, json={"event_id": event})
    told = whole.caller.messages()
    assert told[-2]["output"] == {"error": "The run was cancelled.", "cancelled": True}
    assert len([one for one in told if one["msg"] == "process_generating"]) > 1
    whole.caller.rest()


def test_an_event_cancels_others_of_its_own_session_alone(whole):
    for session in ("mine", "yours"):
        whole.caller.join([], whole.index("forever"), session)
    time.sleep(0.1)
    (stop,) = (one.id for one in whole.demo.dependencies if one.cancels)
    whole.caller.join([], stop, "mine")
    told = whole.caller.messages("mine")
    assert [one["success"] for one in told if one["msg"] == "process_completed"] == [False, True]
    assert len(whole.caller.service.jobs) == 1
    body = {"data": [], "fn_index": stop, "session_hash": "yours"}
    assert whole.caller.http.post("/api/predict", json=body).json()["data"] == []
    assert whole.caller.messages("yours")[-2]["output"]["cancelled"] is True
    whole.caller.rest()


def test_queue_false_passes_the_queue(serve):
    gate = threading.Event()
    with kit.Blocks() as demo:
        button = kit.Button()
        button.click(waiting(gate), None, None, api_name="held", concurrency_id="one")
        button.click(lambda: None, None, None, api_name="past", concurrency_id="one", queue=False)
        button.click(lambda: None, None, None, api_name="behind", concurrency_id="one")
    caller = serve(demo)
    caller.join([], 0, "held")
    caller.join([], 2, "behind")
    assert caller.call("/past", []) == [("complete", [])]
    assert caller.http.post("/run/past", json={"data": []}).status_code == 200
    assert caller.http.get("/queue/status").json()["queue_size"] == 1
    gate.set()
    assert caller.messages("behind")[-2]["success"] is True


def test_a_direct_call_keeps_the_limit_of_its_group(serve):
    gate = threading.Event()
    with kit.Blocks() as demo:
        out = kit.Number()
        kit.Button().click(lambda: [gate.wait(60), 1][1], None, out, api_name="one")
    caller = serve(demo)
    caller.join([], 0, "first")
    answers = []
    direct = threading.Thread(
        target=lambda: answers.append(caller.http.post("/run/one", json={"data": []}))
    )
    direct.start()
    time.sleep(0.2)
    until(lambda: caller.service.engine.running(demo.dependencies[0].concurrency_id) == 1)
    gate.set()
    direct.join()
    assert answers[0].json()["data"] == [1]


def test_every_runs_again_while_somebody_listens(serve):
    runs = []
    with kit.Blocks() as demo:
        out = kit.Number()
        kit.Button().click(lambda: runs.append(1) or len(runs), None, out, every=0.02)
    caller = serve(demo, limits=Limits(grace=0.1))
    caller.join([])
    with caller.http.stream("GET", "/queue/data", params={"session_hash": "s"}) as answer:
        lines = answer.iter_lines()
        for _ in range(12):
            next(lines)
    caller.rest()
    ended = len(runs)
    time.sleep(0.1)
    assert len(runs) == ended > 2


def test_a_full_queue_says_so(serve):
    gate = threading.Event()
    with kit.Blocks() as demo:
        kit.Button().click(waiting(gate), None, None, api_name="wait")
    caller = serve(demo.queue(max_size=1))
    for session in ("runs", "waits"):
        caller.join([], 0, session)
    for path in ("/queue/join", "/call/wait", "/run/wait"):
        body = {"data": [], "fn_index": 0, "session_hash": "more"}
        answer = caller.http.post(path, json=body)
        assert answer.status_code == 503 and "queue is full" in answer.json()["error"]
    gate.set()
    assert caller.messages("waits")[-2]["success"] is True
    caller.rest()


def test_a_silent_stream_says_that_it_is_alive(serve):
    async def wait():
        await asyncio.sleep(1)

    with kit.Blocks() as demo:
        kit.Button().click(wait, None, None, api_name="wait")
    caller = serve(demo, limits=Limits(heartbeat=0.05))
    caller.join([])
    assert {"msg": "heartbeat"} in caller.messages()
    assert ("heartbeat", None) in caller.call("/wait", [])
    with caller.http.stream("GET", "/heartbeat/s") as answer:
        lines = answer.iter_lines()
        assert [next(lines) for _ in range(3)] == ["data: ALIVE", "", "data: ALIVE"]


def test_a_new_reader_takes_over_from_the_one_before(serve):
    gate = threading.Event()
    with kit.Blocks() as demo:
        kit.Button().click(waiting(gate), None, None, api_name="wait")
    caller = serve(demo)
    caller.join([])
    old = []
    first = threading.Thread(target=lambda: old.extend(caller.messages()))
    first.start()
    until(lambda: not caller.service.sessions.watched)
    new = []
    second = threading.Thread(target=lambda: new.extend(caller.messages()))
    second.start()
    first.join(60)
    assert not first.is_alive() and [one["msg"] for one in old] == ["process_starts"]
    gate.set()
    second.join(60)
    assert [one["msg"] for one in new] == ["process_completed", "close_stream"]


def test_a_session_is_dropped_when_too_many_come_but_not_while_it_runs(serve):
    caller = serve(Whole().demo, limits=Limits(sessions=5))
    caller.join([], 2, "busy")
    for number in range(20):
        caller.join(["a", 1], 0, f"s{number}")
        caller.messages(f"s{number}")
    assert len(caller.service.sessions) <= 5
    assert caller.service.sessions.find("busy") is not None
    assert caller.http.get("/queue/data", params={"session_hash": "s0"}).status_code == 404
    caller.http.post("/cancel", json={"event_id": next(iter(caller.service.jobs))})


def test_an_upload_can_be_followed(whole):
    http = whole.caller.http
    seen = []

    def follow():
        with http.stream("GET", "/upload_progress", params={"upload_id": "u"}) as answer:
            seen.extend(line for line in answer.iter_lines() if line)

    following = threading.Thread(target=follow)
    following.start()
    time.sleep(0.2)
    http.post("/upload", params={"upload_id": "u"}, files={"files": ("a", b"x" * 300_000)})
    following.join(60)
    assert seen[-1] == 'data: {"msg":"done"}' and '"update"' in seen[0]
    assert http.get("/upload_progress").status_code == 400
