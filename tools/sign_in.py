"""Signs in to real apps of releases of Gradio, served in each way that an app can be.

    python tools/sign_in.py [RELEASE ...] [--environments DIR]

For each release one app is served four times: open and with a sign-in, at the root of its server
and mounted below a path of another application. Each is asked without a user, with a wrong
password, with the right one, and under the addresses that people copy. An app that lets somebody
in has to hand out the descriptor that its library gives in its own process; one that does not has
to say what to do. The command fails where it is otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agreement.environments import ProbeError, environment
from faceplate.api.remote import Access, fetch
from faceplate.errors import UsageError

LIBRARY = "gradio"
GOOD, BAD = ("ada", "18:15"), ("ada", "wrong")

APP = """
import json, socket, sys
import gradio as gr

def greet(name): return name
auth = ("ada", "18:15") if "auth" in sys.argv else None
demo = gr.Interface(greet, "text", "text", title="Signed", api_name="greet")
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
if "mounted" in sys.argv:
    import fastapi, inspect, threading, time, uvicorn
    options = {"auth": auth} if auth else {}
    if auth and "auth" not in inspect.signature(gr.mount_gradio_app).parameters:
        demo.auth, options = [auth], {}
    app = gr.mount_gradio_app(fastapi.FastAPI(), demo, path="/tools/app", **options)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    path = "/tools/app"
else:
    demo.launch(server_port=port, auth=auth, prevent_thread_lock=True, quiet=True)
    path = ""
info = demo.get_api_info() if hasattr(demo, "get_api_info") else None
print("\\n@" + json.dumps([f"http://127.0.0.1:{port}{path}", info]), flush=True)
sys.stdin.read()
"""


@contextmanager
def served(python: Path, *words: str) -> Iterator[tuple[str, object]]:
    """Serve the app, and give its address and what its library says of it.

    Args:
        python: Interpreter of the environment of a release.
        words: `auth` for a sign-in, `mounted` for below a path.
    """
    process = subprocess.Popen(
        [str(python), "-c", APP, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "GRADIO_ANALYTICS_ENABLED": "False",
            "NO_PROXY": "*",
            "HF_HUB_OFFLINE": "1",
        },
    )
    assert process.stdout is not None and process.stderr is not None
    try:
        for line in process.stdout:
            if line.startswith("@"):
                url, info = json.loads(line[1:])
                yield url, info
                return
        raise ProbeError(process.stderr.read().strip().rpartition("\n")[2])
    finally:
        process.kill()
        process.wait()


def outcome(url: str, user: tuple[str, str] | None, info: object) -> str:
    """Return in a word what comes of asking an app.

    Args:
        url: Its address.
        user: The user and the password, or None.
        info: What its library says of it in its own process, or None.
    """
    try:
        descriptor = fetch(url, Access(user=user), seconds=60)
    except UsageError as error:
        for word in ("asks who you are", "refuses the user name", "has no /login"):
            if word in str(error):
                return word
        return str(error)
    # Releases 3.x describe an app only where it is served.
    same = "/greet" in descriptor.info()["named_endpoints"]
    if info is not None:
        same = _names(descriptor.info()) == _names(info)
    return "equal" if same else "differs"


def _names(info: object) -> object:
    """Return a descriptor without ids of blocks, which a served one may count otherwise."""
    assert isinstance(info, dict)
    return {
        name: [
            [(value["component"], value.get("parameter_name")) for value in endpoint[key]]
            for key in ("parameters", "returns")
        ]
        for name, endpoint in info["named_endpoints"].items()
    }


def check(python: Path) -> list[str]:
    """Return what is not as it should be, a line each.

    Args:
        python: Interpreter of the environment of a release.
    """
    problems = []

    def expect(place: str, url: str, user: tuple[str, str] | None, info: object, word: str) -> None:
        got = outcome(url, user, info)
        if got != word:
            problems.append(f"{place}: {got}, not {word}")

    for words in (("root",), ("mounted",)):
        with served(python, *words) as (url, info):
            for ending in ("", "/", "/?view=api", "?__theme=dark#x"):
                expect(f"{words} {ending}", url + ending, None, info, "equal")
        with served(python, "auth", *words) as (url, info):
            place = f"{words} with a sign-in"
            expect(f"{place}, nobody", url, None, info, "asks who you are")
            expect(f"{place}, a wrong password", url, BAD, info, "refuses the user name")
            expect(f"{place}, the right one", url, GOOD, info, "equal")
            in_url = url.replace("//", "//ada:18%3A15@")
            expect(f"{place}, in the address", f"{in_url}/?view=api", None, info, "equal")
    return problems


def main(arguments: list[str] | None = None) -> int:
    """Check the releases named on the command line.

    Args:
        arguments: The command line without the program; that of the process if None.

    Returns:
        0 if all is as it should be, 1 if not, 2 if a release could not be asked.
    """
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("releases", nargs="*", default=["6.31.0"], metavar="RELEASE")
    parser.add_argument("--environments", type=Path, default=Path("build/environments"))
    options = parser.parse_args(arguments)
    worst = 0
    for version in options.releases:
        try:
            python = environment(LIBRARY, version, options.environments.resolve() / version)
            problems = check(python)
        except ProbeError as error:
            print(f"{version}: {error}", file=sys.stderr)
            worst = 2
            continue
        print(f"{version}: 16 questions, {len(problems)} answered otherwise than they should be")
        for problem in problems:
            print(f"  {problem}")
        worst = max(worst, int(bool(problems)))
    return worst


if __name__ == "__main__":
    sys.exit(main())
