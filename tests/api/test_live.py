"""Scripts that are run to have their descriptor."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import tiny

from faceplate.api.live import ask_object, run_script
from faceplate.errors import UsageError

Script = Callable[..., Path]

MAIN = '\nif __name__ == "__main__":\n    '


def names(path: Path, name: str | None = None, **options: object) -> list[str]:
    return [one.name or "" for one in run_script(str(path), name, **options).endpoints]  # type: ignore[arg-type]


def refusal(path: Path, name: str | None = None, **options: object) -> str:
    with pytest.raises(UsageError) as caught:
        run_script(str(path), name, **options)  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    return message


@pytest.mark.parametrize(
    ("source", "found"),
    {
        "never launched": ("panel = Panel('a')", "/a"),
        "launched": ("Panel('a').launch()", "/a"),
        "in the main block": ("panel = Panel('a')" + MAIN + "panel.launch()", "/a"),
        "in a function": ("def main():\n    Panel('a').launch()\nmain()", "/a"),
        "twice": ("p = Panel('a')\np.launch(prevent_thread_lock=True)\np.launch()", "/a"),
        "only the first comes to serve": ("Panel('a').launch()\nPanel('b').launch()", "/a"),
        "the launched one of two": ("demo, other = Panel('a'), Panel('b')\nother.launch()", "/b"),
        "without waiting": ("p = Panel('a')\np.launch(None, True)", "/a"),
        "kept serving": ("p = Panel('a')\np.launch(None, True)\np.block_thread()\n1 / 0", "/a"),
        "the usual name": ("demo, other = Panel('a'), Panel('b')", "/a"),
        "one under two names": ("panel = again = Panel('a')", "/a"),
        "the outer one": ("inner = Panel('a')\nouter = Panel('b', inner=[inner])", "/b"),
        "a subclass of the script": (
            "class Own(Panel):\n    def launch(self):\n        super().launch()\nOwn('a').launch()",
            "/a",
        ),
        "a launch that does something first": ("Loud('a').launch()", "/loud"),
        "an exception nobody lets through": (
            "try:\n    Panel('a').launch()\nexcept BaseException:\n    pass\nPanel('b').launch()",
            "/a",
        ),
        "an exit that is not a failure": ("panel = Panel('a')\nraise SystemExit", "/a"),
        "a thread that would go on": (
            "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()\n"
            "Panel('a').launch()",
            "/a",
        ),
        "after much output": (
            "import sys\nprint('x' * 10_000_000)\nsys.stderr.write('x' * 10_000_000)\n"
            "Panel('a').launch()",
            "/a",
        ),
        "asked of the keyboard": (
            "import sys\nassert sys.stdin.read() == ''\nPanel('a').launch()",
            "/a",
        ),
    }.values(),
    ids=lambda value: value if value.startswith("/") else None,
)
def test_the_app_that_is_meant_is_found(script: Script, source: str, found: str) -> None:
    assert names(script(source)) == [found]


def test_a_named_app_is_taken_whichever_is_launched(script: Script) -> None:
    path = script("first, second = Panel('a'), Panel('b')\nfirst.launch()")
    assert names(path, "second") == ["/b"]


def test_a_named_app_may_be_made_after_another_is_launched(script: Script) -> None:
    path = script("first = Panel('a')\nfirst.launch()\nclass Deep:\n    second = Panel('b')")
    assert names(path, "Deep.second") == ["/b"]


def test_an_app_that_a_server_would_serve_is_found(script: Script) -> None:
    path = script("import uvicorn\npage = Panel('a')\nuvicorn.run(page)\n1 / 0")
    (path.parent / "uvicorn").mkdir()
    (path.parent / "uvicorn/__init__.py").write_text("from .main import run")
    (path.parent / "uvicorn/server.py").write_text(
        "class Server:\n    def run(self): raise AssertionError('it serves')"
    )
    (path.parent / "uvicorn/main.py").write_text(
        "from .server import Server\ndef run(app): Server().run()"
    )
    assert names(path) == ["/a"]


def test_a_script_runs_as_it_would_run_by_itself(script: Script) -> None:
    path = script(
        """
        import os, sys
        from pathlib import Path
        assert __name__ == "__main__"
        assert sys.modules["__main__"].__dict__ is globals()
        assert Path(__file__).samefile("app.py"), __file__
        assert sys.argv == ["app.py"], sys.argv
        assert sys.path[0] == os.getcwd() == str(Path(__file__).parent)
        assert not any(name.startswith("faceplate.") for name in sys.modules)
        assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
        Panel("a").launch()
        """
    )
    assert names(path) == ["/a"]


def test_the_environment_is_the_users_but_for_what_is_confidential(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINE", "kept")
    monkeypatch.setenv("FACEPLATE_TOKEN", "secret")
    monkeypatch.setenv("FACEPLATE_AUTH", "me:secret")
    path = script(
        """
        import os
        assert os.environ["MINE"] == "kept"
        assert not any("secret" in value for value in os.environ.values())
        Panel("a").launch()
        """
    )
    assert names(path) == ["/a"]


def test_what_the_script_prints_is_kept_off_ours(
    script: Script, capfd: pytest.CaptureFixture[str]
) -> None:
    path = script("import os\nprint('out')\nos.write(2, b'err')\nPanel('a').launch()")
    names(path)
    assert capfd.readouterr() == ("", "")


def test_the_descriptor_says_where_it_comes_from(script: Script) -> None:
    path = script("Panel('a', title='My <panel>').launch(8080)")
    made = run_script(str(path))
    assert (made.library, made.version) == ("tiny", "1.2.3")
    assert (made.title, made.url) == ("My <panel>", "http://127.0.0.1:8080/")
    assert made.info() == tiny.Panel("a").get_api_info()


def test_undocumented_endpoints_are_listed_when_asked_for(script: Script) -> None:
    path = script("Panel('a').launch()")
    made = run_script(str(path), all_endpoints=True)
    assert [(one.name, one.visibility) for one in made.endpoints] == [
        ("/a", "public"),
        ("/hidden", "undocumented"),
    ]
    assert [one.name for one in made.served] == ["/a"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "it makes no app"),
        (
            "x, y = Panel('a'), Panel('b')",
            "it has 2 apps and launches none; name one after a colon (there are: x, y)",
        ),
        (
            "x, y = Panel('a'), Panel('b')\nx.launch(None, True)\ny.launch(None, True)",
            "it launches 2 apps; name one after a colon (there are: x, y)",
        ),
        ("\n\n1 / 0", "it stops at line 4: ZeroDivisionError: division by zero"),
        ("def f():\n    raise ValueError('two\\nlines')\n\nf()", "line 3: ValueError: two lines"),
        ("x = (", "it stops at line 2: SyntaxError"),
        ("import nothing_of_that_name", "line 2: ModuleNotFoundError: No module named"),
        ("raise SystemExit('no model')", "it ends with exit code no model before it launches"),
        ("raise SystemExit(3)", "it ends with exit code 3 before it launches"),
        ("raise KeyboardInterrupt", "it stops at line 2: KeyboardInterrupt"),
        ("import os\nos._exit(7)", "its process ended with exit code 7"),
        ("import os\nos.write(2, b'broken\\n')\nos._exit(7)", "exit code 7: broken"),
        ("import os\nos.kill(os.getpid(), 11)", "its process was ended by signal 11"),
        (
            "class Broken(Panel):\n    def get_api_info(self): raise KeyError('x')\n"
            "Broken().launch()",
            "cannot describe the app: KeyError: 'x'",
        ),
        (
            "class Odd(Panel):\n    def get_api_info(self): return {'x': 1}\nOdd().launch()",
            "not a descriptor: it has no 'named_endpoints'",
        ),
        ("print(chr(27) + '[2J'); raise ValueError(chr(27) + '[2J')", "ValueError: \ufffd[2J"),
    ],
)
def test_one_line_says_what_is_wrong(script: Script, source: str, said: str) -> None:
    assert said in refusal(script(source))


@pytest.mark.parametrize(
    ("name", "said"),
    [("nothing", "'nothing' is nothing (there are: panel)"), ("word", "'word' is a str, which is")],
)
def test_a_name_that_is_no_app_is_refused(script: Script, name: str, said: str) -> None:
    assert said in refusal(script("panel = Panel('a')\nword = 'x'"), name)


def test_a_script_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(tmp_path / "none.py")


def test_an_interpreter_that_is_not_there_is_refused(script: Script) -> None:
    with pytest.raises(UsageError, match="cannot be run as a Python interpreter"):
        run_script(str(script("Panel('a').launch()")), python="/nowhere/python")


def test_a_script_runs_with_the_interpreter_that_is_named(script: Script, tmp_path: Path) -> None:
    own = tmp_path / "own python"
    own.write_text(f'#!/bin/sh\nMARK=own exec {sys.executable} "$@"\n')
    own.chmod(0o755)
    path = script("import os\nPanel(os.environ.get('MARK', 'a')).launch()")
    assert names(path, python=str(own)) == ["/own"]
    assert names(path) == ["/a"]


def test_a_script_is_ended_when_its_time_is_up(script: Script) -> None:
    start = time.monotonic()
    path = script("import time\nwhile True:\n    time.sleep(60)")
    assert "still running after 0.5 s" in refusal(path, seconds=0.5)
    assert time.monotonic() - start < 40


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="memory is watched on Linux")
def test_a_script_is_ended_when_it_takes_too_much_memory(script: Script) -> None:
    path = script("import time\nx = b'x' * (200 << 20)\ntime.sleep(60)")
    assert "more than 100 MB of memory" in refusal(path, megabytes=100)


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="strays are found on Linux")
@pytest.mark.parametrize("ends", ["Panel('a').launch()", "raise ValueError", "time.sleep(60)"])
def test_nothing_that_the_script_started_is_left(script: Script, tmp_path: Path, ends: str) -> None:
    path = script(
        f"""
        import subprocess, sys, time
        command = [sys.executable, "-c", "import time; time.sleep(60)"]
        started = [
            subprocess.Popen(command),
            subprocess.Popen(command, start_new_session=True),
        ]
        with open("started.txt", "w") as stream:
            stream.write(" ".join(str(one.pid) for one in started))
        {ends}
        """
    )
    with suppress(UsageError):
        run_script(str(path), seconds=8)
    pids = (tmp_path / "started.txt").read_text().split()
    assert len(pids) == 2
    end = time.monotonic() + 60
    while any(_alive(pid) for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.05)


def _alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_descriptor_that_is_too_large_is_refused(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("faceplate.api.live._LARGEST", 1000)
    path = script("Panel(*(f'e{number}' for number in range(100))).launch()")
    assert "its descriptor is larger than" in refusal(path)


def test_the_folder_of_the_outcome_is_gone_afterwards(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    names(script("Panel('a').launch()"))
    assert list(folder.iterdir()) == []


def test_an_object_is_asked_where_it_is() -> None:
    made = ask_object(tiny.Loud("a", title="Mine"))
    assert made.info() == tiny.Panel("a").get_api_info()
    assert (made.library, made.title) == ("tiny", "Mine")


@pytest.mark.parametrize("value", [1, None, tiny.Panel, object()])
def test_an_object_that_is_no_app_is_refused(value: object) -> None:
    with pytest.raises(UsageError, match="is not an app"):
        ask_object(value)


def test_the_programs_of_the_process_need_nothing_but_the_standard_library() -> None:
    folder = Path(__file__).parents[2] / "src/faceplate/api"
    for name in ("runner.py", "description.py"):
        code = (
            f"import sys; sys.path[:0] = [{str(folder)!r}]; import {name[:-3]};"
            "print([m for m in sys.modules if m.partition('.')[0] not in sys.stdlib_module_names"
            " and m not in ('runner', 'description', 'faceplate_description', '__main__')])"
        )
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "[]"


SERVED = '''
class Panel:
    """An app whose server hands out other words than the object, to those whom it lets in."""

    auth = config = None

    def __init__(self):
        self.words = {"root": "nowhere"}

    def launch(self):
        raise AssertionError("it was launched")

    def get_config_file(self):
        return {"version": "9", "api_prefix": "/routes", "words": self.words}

    def get_api_info(self):
        assert self.config["words"]["root"] == "nowhere", "the server was asked first"
        return {"named_endpoints": {"/a": {"parameters": [], "returns": []}}}
'''

ROUTES = """
import json


class App:
    @staticmethod
    def create_app(panel):
        auth = panel.auth

        async def answer(scope, receive, send):
            assert (await receive())["type"] == "http.request"
            host = dict(scope["headers"])[b"host"].decode()
            panel.config["words"]["root"] = host
            made = {"/config": panel.config, "/routes/info": {
                "named_endpoints": {"/" + host: {"parameters": [], "returns": []}}
            }}.get(scope["path"])
            status = 401 if auth else 200 if made else 404
            await send({"type": "http.response.start", "status": status, "headers": []})
            await send({"type": "http.response.body", "body": json.dumps(made).encode()})

        return answer
"""


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    package = tmp_path / "served_library"
    package.mkdir()
    for name, source in {"__init__": "", "panels": SERVED, "routes": ROUTES}.items():
        (package / f"{name}.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("served_library", "served_library.panels", "served_library.routes"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module("served_library.panels").Panel()


def test_what_a_server_would_hand_out_is_asked_of_its_application(served: Any) -> None:
    made = ask_object(served)
    assert [one.name for one in made.endpoints] == ["/a"]
    assert [one.name for one in made.served] == ["/127.0.0.1:7860"]
    assert (made.version, made.api_prefix) == ("9", "/routes")
    assert served.words == {"root": "nowhere"}
    assert served.config is None


def test_an_app_that_asks_who_you_are_tells_its_owner(served: Any) -> None:
    served.auth = [("me", "secret")]
    assert [one.name for one in ask_object(served).served] == ["/127.0.0.1:7860"]
    assert served.auth == [("me", "secret")]
