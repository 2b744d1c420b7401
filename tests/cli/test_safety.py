"""Nothing of what is read is run: packages that would leave a mark leave none.

The mark is a file that each module of a package writes when it runs, and all that Python's audit
hooks see: imports, code objects that are executed, processes, sockets, files opened for writing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import textwrap
import zipfile
from pathlib import Path
from typing import Any

import pytest

MARK = """
import os, pathlib
pathlib.Path(os.environ["MARKS"], __name__).write_text("was run")
"""

MODULES = {
    "library/__init__.py": """
        MARK
        from gradio.components import Component
        from gradio.events import Events
        from library.inner import Inner, LIMIT
        from library._late import *
        __version__ = (lambda: os.system("touch " + os.environ["MARKS"] + "/version"))() or "1.0"
        __all__ = ["Gauge", *__import__("library.inner").__all__]
        def register(what):
            raise SystemExit("was run")
        @register
        class Gauge(Component, metaclass=register):
            '''A gauge of {{ eval("1 + 1") }} hands.

            >>> import library.inner
            '''
            EVENTS = [Events.press, *[exit(1)]]
            def __init__(self, value=open(os.environ["MARKS"] + "/default", "w"), n=LIMIT):
                raise SystemExit("was run")
        class Dial(Inner):
            EVENTS = [Events.press]
    """,
    "library/inner.py": """
        MARK
        LIMIT = __import__("os").getpid()
        class Inner:
            size: exec("raise SystemExit") = 1
    """,
    "library/_late.py": "MARK\nraise SystemExit('was run')\n",
    "library/__main__.py": "MARK\n",
    "library/conftest.py": "MARK\n",
    "library/sitecustomize.py": "MARK\n",
}
BESIDE = {
    "gradio/__init__.py": "MARK\n",
    "gradio/components.py": "MARK\nclass Component:\n    def __init__(self, value=1): ...\n",
    "gradio/events.py": """
        MARK
        class EventListener(str):
            def __new__(cls, name, doc=""):
                return super().__new__(cls, name)
        class Events:
            press = EventListener("press", doc="Sent by the {{ component }}.")
    """,
}
PROJECT = {
    "setup.py": "MARK\n",
    "conftest.py": "MARK\n",
    "sitecustomize.py": "MARK\n",
    "usercustomize.py": "MARK\n",
    "json.py": "MARK\n",
    "pyproject.toml": '[project]\nname = "library"\nversion = "1.0"\n',
}

WATCHED = """
import json, os, sys

seen = []
ours = os.environ["OURS"]
RUNNING = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile",
           "socket.", "pickle.", "marshal.load", "urllib.", "webbrowser.", "pty.",
           "shutil.", "cpython.run_")

def hook(event, arguments):
    if event == "import":
        name, path = arguments[0], arguments[1]
        if name.split(".")[0] in ("library", "gradio") or str(path or "").startswith(ours):
            seen.append(("import", name))
    elif event == "exec":
        if getattr(arguments[0], "co_filename", "").startswith(ours):
            seen.append(("exec", arguments[0].co_filename))
    elif event == "open":
        path, mode, flags = arguments
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        cache = os.environ["FACEPLATE_CACHE"]
        text = path if isinstance(path, str) else ""
        bytecode = "__pycache__" in text and not text.startswith(ours)
        if writes and text and not bytecode and not text.startswith((cache, os.devnull)):
            seen.append(("open", text))
    elif event == "marshal.loads":
        pass
    elif event.startswith(RUNNING):
        seen.append((event, str(arguments)))

from faceplate.cli import main
sys.addaudithook(hook)
code = main.main(sys.argv[1:])
modules = [name for name in sys.modules if name.split(".")[0] in ("library", "gradio")]
sys.stdout.flush()
print(json.dumps({"code": code, "seen": seen, "modules": modules}), file=sys.stderr)
"""


def files(parts: dict[str, str]) -> dict[str, str]:
    return {
        name: textwrap.dedent(text).replace("MARK\n", f"{MARK}\n") for name, text in parts.items()
    }


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Make the package in every form, and the library that it extends beside it."""
    for name, text in files(MODULES | PROJECT).items():
        file = tmp_path / "project" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    for name, text in files(BESIDE).items():
        file = tmp_path / "beside" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    with zipfile.ZipFile(tmp_path / "library-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in files(MODULES).items():
            wheel.writestr(name, text)
        wheel.writestr("library-1.0.dist-info/METADATA", "Name: library\nVersion: 1.0\n")
    with tarfile.open(tmp_path / "library-1.0.tar.gz", "w:gz") as sdist:
        sdist.add(tmp_path / "project", "library-1.0")
    (tmp_path / "marks").mkdir()
    return tmp_path


TARGETS = {
    "folder": ["project/library"],
    "project": ["project"],
    "wheel": ["library-1.0-py3-none-any.whl"],
    "sdist": ["library-1.0.tar.gz"],
    "import name": ["library", "--search-path", "project"],
}


@pytest.mark.parametrize("form", TARGETS)
@pytest.mark.parametrize("command", ["extract", "show", "page"])
def test_no_mark_is_left(place: Path, form: str, command: str, cache_folder: Path) -> None:
    target, *options = TARGETS[form]
    words = ["show" if command == "page" else command]
    words += [f"{target}:Gauge" if command == "page" else target]
    words += [*options, "--search-path", "beside"]
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-P", "-c", WATCHED, *words],
            cwd=place,
            env=os.environ | {"MARKS": str(place / "marks"), "OURS": str(place)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        told = json.loads(done.stderr.splitlines()[-1])
        assert told == {"code": 0, "seen": [], "modules": []}
        assert "Gauge" in done.stdout
        assert list((place / "marks").iterdir()) == []
    assert sorted(place.rglob("*.pyc")) == []
    assert cache_folder.exists()


def test_what_is_read_is_all_there(place: Path, faceplate: Any) -> None:
    target = place / "project/library"
    outcome = faceplate("extract", target, "--search-path", place / "beside")
    pages = {page["name"]: page for page in json.loads(outcome.out)["components"]}
    assert "Gauge" in pages
    [value, number] = pages["Gauge"]["parameters"]
    assert value["default"].startswith("open(os.environ[")
    assert (number["default"], number["constant"]) == ("LIMIT", None)
    assert 'eval("1 + 1")' in pages["Gauge"]["description"]


def test_the_mark_would_be_left(place: Path) -> None:
    """Importing the package does what the other tests look for."""
    done = subprocess.run(
        [sys.executable, "-c", "import library"],
        cwd=place,
        env=os.environ
        | {"MARKS": str(place / "marks"), "PYTHONPATH": f"{place}/beside:{place}/project"},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert b"Error" not in done.stderr
    marks = {path.name for path in (place / "marks").iterdir()}
    assert {"library", "library.inner", "gradio", "gradio.events", "sitecustomize"} <= marks


def test_the_hook_sees_what_it_looks_for(place: Path) -> None:
    """The same script, with an import and a process in the place of faceplate."""
    code = WATCHED.replace("from faceplate.cli import main", "").replace(
        "main.main(sys.argv[1:])",
        "__import__('library.inner') and __import__('subprocess').run(['true']).returncode",
    )
    (place / "hooked/library").mkdir(parents=True)
    (place / "hooked/library/__init__.py").write_text("")
    (place / "hooked/library/inner.py").write_text(MARK)
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=place,
        env=os.environ
        | {
            "MARKS": str(place / "marks"),
            "OURS": str(place),
            "PYTHONPATH": str(place / "hooked"),
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told = json.loads(done.stderr.splitlines()[-1])
    assert {"import", "exec", "open", "subprocess.Popen"} <= {event for event, _ in told["seen"]}
    assert told["modules"] == ["library", "library.inner"]
