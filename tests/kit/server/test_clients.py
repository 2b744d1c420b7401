"""The clients that people use: three generations of the one for Python, and the one for JavaScript.

Each runs in a process of its own, as its user would run it, and says what it has found.
"""

import json
import threading
import time
from pathlib import Path

import pytest
from apps import Whole, until

from faceplate_kit.files import EXAMPLE


@pytest.fixture
def whole(serve):
    app = Whole()
    app.caller = serve(app.demo)
    return app


def test_python_connects_views_and_predicts(whole, python_client):
    """By name, by index, with defaults; endpoints that have a state, an odd name, no queue."""
    text, info, values = python_client(
        "c = Client(given['url'], verbose=False)\n"
        "text = c.view_api(return_format='str', print_info=False)\n"
        "info = c.view_api(return_format='dict', print_info=False)\n"
        "values = [c.predict('Ada', 1, api_name='/greet'), c.predict('Ada', 3, fn_index=0),\n"
        "          c.predict('x', 1, api_name='/My Name/x!'),\n"
        "          c.predict('ab', api_name='/hidden'), c.predict('a', api_name='/keep'),\n"
        "          c.predict('b', api_name='/keep'), c.predict('y', 1, api_name='/beside')]\n"
        "if given['words']:\n"
        "    values += [c.predict(name='Ada', api_name='/greet'), c.predict(api_name='/greet')]\n"
        "result = text, info, values",
        url=whole.caller.url,
        words=python_client.generation != "early",
    )
    names = list(whole.demo.get_api_info()["named_endpoints"])
    assert text.startswith("Client.predict() Usage Info\n---------------------------\n")
    assert f"Named API endpoints: {len(names)}\n" in text
    assert [name for name in names if f'api_name="{name}")' in text] == names
    assert list(info["named_endpoints"]) == names
    assert "secret" not in text and "hidden" not in text
    expected = ["Hello Ada", "Hello Hello Hello Ada", "Hello x", "ba", "a", "a b", "Hello y"]
    if python_client.generation != "early":
        expected += ["Hello Hello Ada", "Hello Hello "]
    assert values == expected


def test_python_streams_and_cancels(whole, python_client):
    last, steps, more, code = python_client(
        "import time\n"
        "c = Client(given['url'], verbose=False)\n"
        "job = c.submit(4, api_name='/count'); last = job.result()\n"
        "endless = c.submit(api_name='/forever')\n"
        "while len(endless.outputs()) < 3: time.sleep(0.01)\n"
        "endless.cancel(); time.sleep(0.3); more = len(endless.outputs())\n"
        "result = last, job.outputs(), more, endless.status().code.name",
        url=whole.caller.url,
    )
    assert (last, steps[:4], code) == (3, [0, 1, 2, 3], "CANCELLED")
    assert more >= 3
    whole.caller.rest()


def test_python_calls_several_at_once(whole, python_client):
    # Some clients need three threads of their pool for each call and one for the stream. With a
    # smaller pool the calls can take all of them before the stream begins, and wait for ever.
    values = python_client(
        "c = Client(given['url'], verbose=False, max_workers=3 * 25 + 1)\n"
        "jobs = [c.submit(str(n), 1, api_name='/greet') for n in range(20)]\n"
        "jobs += [c.submit(3, api_name='/count') for n in range(5)]\n"
        "result = [job.result(timeout=120) for job in jobs]",
        url=whole.caller.url,
    )
    assert values == [f"Hello {number}" for number in range(20)] + [2] * 5


def test_python_reads_errors_and_is_refused_what_is_private(whole, python_client):
    told, status = python_client(
        "import httpx\n"
        "c = Client(given['url'], verbose=False)\n"
        "told = []\n"
        "for words, how in ((('bad', 1), {'api_name': '/greet'}),\n"
        "                   (('told', 1), {'api_name': '/greet'}), ((), {'api_name': '/secret'}),\n"
        "                   ((), {'api_name': '/false'}), ((), {'fn_index': given['index']})):\n"
        "    try: told.append(['returned', c.predict(*words, **how)])\n"
        "    except Exception as error: told.append([type(error).__name__, str(error)])\n"
        "body = {'data': [], 'fn_index': given['index'], 'session_hash': c.session_hash}\n"
        "post = lambda path: httpx.post(given['url'] + path, json=body).status_code\n"
        "paths = '/queue/join', '/run/secret', '/gradio_api/queue/join'\n"
        "result = told, [post(path) for path in paths]",
        url=whole.caller.url,
        index=whole.index("secret"),
    )
    assert "The function failed." in told[0][1] and "inside" not in told[0][1]
    assert "Take another name." in told[1][1]
    assert [kind for kind, _ in told[2:]] == ["ValueError"] * 3
    assert "Cannot find a function" in told[2][1] and "Invalid function index" in told[4][1]
    assert status == [404, 404, 404]


def test_python_sends_files_and_signs_in(whole, python_client):
    same, none, who, refused = python_client(
        "c = Client(given['url'], verbose=False)\n"
        "try: from gradio_client import handle_file\n"
        "except ImportError: handle_file = str\n"
        "path = c.predict(handle_file(given['file']), api_name='/look')\n"
        "same = open(path, 'rb').read() == open(given['file'], 'rb').read()\n"
        "a = Client(given['url'], verbose=False, auth=('ada', '1815'))\n"
        "who = [one.predict(api_name='/who') for one in (a, c)]\n"
        "try: refused = Client(given['url'], verbose=False, auth=('ada', 'x')) and None\n"
        "except ValueError as error: refused = type(error).__name__\n"
        "result = same, c.predict(None, api_name='/look'), who, refused",
        url=whole.caller.url,
        file=str(EXAMPLE),
    )
    assert same is True and none is None and who == ["ada", "nobody"]
    assert refused in ("ValueError", "AuthenticationError")


@pytest.fixture
def stopped(whole):
    """Stop the server as soon as something runs for a while."""

    def stop():
        service = whole.caller.service
        until(lambda: service.jobs)
        # Whoever has begun a run listens to it a little later, however much later that is.
        until(lambda: not service.sessions.watched)
        time.sleep(0.2)
        whole.caller.server.close()

    stopping = threading.Thread(target=stop)
    stopping.start()
    yield
    stopping.join()


@pytest.mark.usefixtures("stopped")
def test_python_reads_that_the_server_was_stopped(whole, python_client):
    said = python_client(
        "c = Client(given['url'], verbose=False)\n"
        "job = c.submit(api_name='/forever')\n"
        "try: result = ['returned', job.result(timeout=120)]\n"
        "except Exception as error: result = [type(error).__name__, str(error)]",
        url=whole.caller.url,
    )
    assert "stopped" in said[1], said


JAVASCRIPT = """
import { Client, handle_file } from "@gradio/client";
const given = %s;
const say = (result) => console.log("\\n@" + JSON.stringify(result));
const attempt = async (call) => {
  try { return ["returned", (await call()).data]; }
  catch (error) { return ["threw", error.message]; }
};
%s
"""


@pytest.fixture
def javascript(whole, run_javascript):
    def run(code, **given):
        given = {"url": whole.caller.url, "file": str(EXAMPLE), **given}
        out = run_javascript(JAVASCRIPT % (json.dumps(given), code))
        return json.loads(out.rpartition("\n@")[2])

    return run


def test_javascript_connects_views_and_predicts(whole, javascript):
    names, values = javascript(
        """
        const c = await Client.connect(given.url);
        const names = Object.keys((await c.view_api()).named_endpoints);
        const calls = [["/greet", { name: "Ada", times: 1 }], ["/greet", { name: "Ada" }],
          ["/greet", ["Ada", 3]], [0, ["Ada", 1]], ["/My Name/x!", ["x", 1]], ["/hidden", ["ab"]],
          ["/keep", ["a"]], ["/keep", ["b"]], ["/beside", ["y", 1]], ["/who", []]];
        const values = [];
        for (const [name, data] of calls) values.push((await c.predict(name, data)).data[0]);
        say([names, values]);
        """
    )
    assert names == list(whole.demo.get_api_info()["named_endpoints"])
    assert values == [
        "Hello Ada", "Hello Hello Ada", "Hello Hello Hello Ada", "Hello Ada", "Hello x", "ba",
        "a", "a b", "Hello y", "nobody",
    ]  # fmt: skip


def test_javascript_streams_cancels_and_calls_several_at_once(whole, javascript):
    steps, endless, several = javascript(
        """
        const c = await Client.connect(given.url);
        const steps = [];
        for await (const one of c.submit("/count", [4]))
          if (one.type === "data") steps.push(one.data[0]);
        const job = c.submit("/forever", []);
        let endless = 0;
        for await (const one of job) if (one.type === "data" && ++endless === 3) await job.cancel();
        const calls = [...Array(20).keys()].map((n) => c.predict("/greet", [`${n}`, 1]));
        const several = await Promise.all(calls);
        say([steps, endless, several.map((one) => one.data[0])]);
        """
    )
    assert steps == [0, 1, 2, 3, 3]
    assert endless >= 3
    assert several == [f"Hello {number}" for number in range(20)]
    whole.caller.rest()


def test_javascript_reads_errors_and_is_refused_what_is_private(whole, javascript):
    told = javascript(
        """
        const c = await Client.connect(given.url);
        say([await attempt(() => c.predict("/greet", ["bad", 1])),
             await attempt(() => c.predict("/greet", ["told", 1])),
             await attempt(() => c.predict("/beside", ["told", 1])),
             await attempt(() => c.predict("/secret", [])),
             await attempt(() => c.predict(given.index, []))]);
        """,
        index=whole.index("secret"),
    )
    assert [kind for kind, _ in told] == ["threw"] * 5
    assert told[0][1] == "The function failed."
    assert told[1][1] == told[2][1] == "Take another name."
    assert told[4][1] == "this app has no such endpoint"


def test_javascript_sends_files(javascript):
    kind, content = javascript(
        """
        const c = await Client.connect(given.url);
        const [shown] = (await c.predict("/look", [handle_file(given.file)])).data;
        const bytes = Buffer.from(await (await fetch(shown.url)).arrayBuffer());
        say([typeof shown.path, bytes.toString("hex")]);
        """
    )
    assert kind == "string" and bytes.fromhex(content) == Path(EXAMPLE).read_bytes()


def test_javascript_signs_in(javascript):
    assert javascript(
        """
        const c = await Client.connect(given.url, { auth: ["ada", "1815"] });
        say((await c.predict("/who", [])).data);
        """
    ) == ["ada"]


@pytest.mark.usefixtures("stopped")
def test_javascript_reads_that_the_server_was_stopped(javascript):
    (last,) = javascript(
        """
        const c = await Client.connect(given.url, { events: ["status"] });
        let last = null;
        for await (const one of c.submit("/forever", []))
          if (one.stage === "error") last = one.message;
        say([last]);
        """
    )
    assert "stopped" in last
