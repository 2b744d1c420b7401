"""Each argument of a listener does something that a caller or a person at the page can see.

The list of arguments comes from the signature. For each there is a scene below, named like it, that
must play as it does when the argument counts, and must fail when the app is built as if the
argument had not been given.
"""

import inspect
import json
import threading
import time

import pytest
from apps import Gauge

import faceplate_kit as kit
from faceplate_kit.blocks import Blocks
from faceplate_kit.server.limits import Limits

LISTENER = inspect.signature(kit.Button().click).parameters
DEFAULTS = {name: one.default for name, one in LISTENER.items()} | {"fn": None}


class Scenes:
    """One scene for each argument; `self.serve` and `self.page` are all that a scene uses."""

    def __init__(self, request):
        self._request = request
        self.serve = request.getfixturevalue("serve")
        self.gate = threading.Event()
        self.gauge = Gauge()

    def page(self, code, url):
        code = f"await page.goto(given); const button = page.locator('button.button'); {code}"
        return self._request.getfixturevalue("browser")(code, url)

    def app(self, fn, **options):
        """Serve an app of one button, a text and a number, whose event takes these options."""
        with kit.Blocks() as self.demo:
            self.text, self.number = kit.Textbox("abc"), kit.Number(4)
            given = {"outputs": self.text, "inputs": None, "api_name": "it", **options}
            given = {
                name: getattr(self, one[1:]) if isinstance(one, str) and one[0] == "." else one
                for name, one in given.items()
            }
            self.event = kit.Button("Go").click(fn, **given)
        return self.serve(self.demo, limits=Limits(claim=2, grace=0.1, stop=0.5))

    def busy(self):
        with self.gauge:
            self.gate.wait(60)
            return "through"

    def soon(self, condition):
        """Wait a few seconds for what never comes about where the argument does not count."""
        deadline = time.monotonic() + 5
        while not condition() and time.monotonic() < deadline:
            time.sleep(0.02)
        return condition()

    def at_once(self, caller, least, *indices):
        """Begin runs, and say how many of them are inside together, of which some have to be."""
        for number, index in enumerate(indices):
            caller.join([], index, f"s{number}")
        self.soon(lambda: self.gauge.now >= least)
        time.sleep(0.3)
        found = self.gauge.now
        self.gate.set()
        return found

    # One for each argument, in their order.

    def fn(self):
        assert self.app(lambda: "done").call("/it", []) == [("complete", ["done"])]

    def inputs(self):
        assert self.app(lambda text="b": text.upper(), inputs=".text").call("/it", ["a"]) == [
            ("complete", ["A"])
        ]

    def outputs(self):
        assert self.app(lambda: "a").call("/it", []) == [("complete", ["a"])]

    def api_name(self):
        assert self.app(lambda: "a", api_name="My name").call("/My name", [])

    def scroll_to_output(self):
        with kit.Blocks() as demo:
            button = kit.Button("Go")
            kit.Markdown("\n\n".join(["line"] * 100))
            button.click(lambda: "there", None, kit.Textbox(label="Out"), scroll_to_output=True)
        code = """
            await button.click();
            await page.waitForFunction(() => document.querySelector("input").value === "there");
            await page.waitForFunction(() => scrollY > 500, null, { timeout: 5000 });
        """
        self.page(code, self.serve(demo).url)

    def show_progress(self):
        caller = self.app(self.busy, show_progress="minimal")
        code = """
            await button.click();
            await page.waitForSelector(".progress");
            return page.getAttribute(".progress", "class");
        """
        assert self.page(code, caller.url) == "progress minimal"

    def queue(self):
        caller = self.app(self.busy, queue=False, concurrency_limit=1)
        assert self.at_once(caller, 3, 0, 0, 0) == 3

    def batch(self):
        def lengths(words):
            return ([len(word) for word in words],)

        caller = self.app(lengths, inputs=".text", outputs=".number", batch=True)
        assert caller.call("/it", ["word"]) == [("complete", [4])]

    def max_batch_size(self):
        sizes = []

        def take(words):
            sizes.append(len(words))
            self.gate.wait(60)
            return (words,)

        caller = self.app(take, inputs=".text", batch=True, max_batch_size=2)
        for number in range(7):
            caller.join(["a"], 0, f"s{number}")
        self.gate.set()
        for number in range(7):
            assert caller.messages(f"s{number}")[-2]["success"]
        assert sizes == [1, 2, 2, 2]

    def preprocess(self):
        caller = self.app(json.dumps, inputs=".number", preprocess=False)
        assert caller.call("/it", ["no number"]) == [("complete", ['"no number"'])]

    def postprocess(self):
        caller = self.app(lambda: {"as": "it is"}, postprocess=False)
        assert caller.call("/it", []) == [("complete", [{"as": "it is"}])]

    def cancels(self):
        def forever():
            while True:
                yield "a"
                time.sleep(0.01)

        with kit.Blocks() as demo:
            endless = kit.Button().click(forever, None, kit.Textbox())
            kit.Button().click(None, cancels=[endless])
        caller = self.serve(demo, limits=Limits(claim=1, stop=0.5))
        endless = caller.join([], 0)
        cancelling = [one.id for one in demo.dependencies if one.cancels]
        assert cancelling
        caller.join([], cancelling[0])
        (end,) = (
            one["output"]
            for one in caller.messages()
            if one["msg"] == "process_completed" and one["event_id"] == endless
        )
        assert end.get("cancelled")

    def every(self):
        caller = self.app(lambda: "again", every=0.01)
        caller.join([], 0)
        with caller.http.stream("GET", "/queue/data", params={"session_hash": "s"}) as answer:
            found = 0
            for line in filter(None, answer.iter_lines()):
                message = json.loads(line.removeprefix("data: "))
                assert message["msg"] not in ("process_completed", "close_stream")
                found += message["msg"] == "process_generating"
                if found == 3:
                    break

    def trigger_mode(self):
        caller = self.app(self.busy, trigger_mode="multiple", concurrency_limit=None)
        code = """
            let joined = 0;
            page.on("response", (answer) => { joined += answer.url().endsWith("/queue/join"); });
            for (let i = 0; i < 3; i++) await button.click();
            for (let tries = 0; joined < 3 && tries < 250; tries++) await page.waitForTimeout(20);
        """
        self.page(code, caller.url)
        assert self.soon(lambda: self.gauge.runs == 3)

    def js(self):
        caller = self.app(lambda text: f"{text}!", inputs=".text", js="(text) => [text + '?']")
        code = """
            await button.click();
            await page.waitForFunction(() => document.querySelector("input").value.endsWith("!"));
            return page.inputValue("input");
        """
        assert self.page(code, caller.url) == "abc?!"

    def concurrency_limit(self):
        caller = self.app(self.busy, concurrency_limit=2)
        assert self.at_once(caller, 2, 0, 0, 0) == 2

    def concurrency_id(self):
        with kit.Blocks() as demo:
            for limit in (3, 1):
                kit.Button().click(
                    lambda: self.busy(), None, kit.Textbox(),
                    concurrency_id="one", concurrency_limit=limit,
                )  # fmt: skip
        caller = self.serve(demo, limits=Limits(claim=2, stop=0.5))
        assert self.at_once(caller, 1, 0, 0, 1) == 1

    def show_api(self):
        caller = self.app(lambda: "a", show_api=False)
        assert "/it" not in caller.http.get("/info").json()["named_endpoints"]
        assert "/it" not in caller.http.get("/view-api").text
        assert caller.call("/it", []) == [("complete", ["a"])]


@pytest.fixture
def scenes(request):
    found = Scenes(request)
    yield found
    found.gate.set()


@pytest.mark.parametrize("name", LISTENER)
def test_an_argument_counts(scenes, name):
    getattr(scenes, name)()


@pytest.mark.parametrize("name", LISTENER)
def test_an_argument_that_is_ignored_is_noticed(scenes, name, monkeypatch):
    listen = Blocks._listen

    def deaf(self, *words, **given):
        assert name in given, "the listener does not pass it on"
        listen(self, *words, **{**given, name: DEFAULTS[name]})

    monkeypatch.setattr(Blocks, "_listen", deaf)
    with pytest.raises(AssertionError):
        getattr(scenes, name)()


def test_there_is_a_scene_for_every_argument():
    assert len(LISTENER) == 18
    assert {name for name in vars(Scenes) if name in LISTENER} == set(LISTENER)
