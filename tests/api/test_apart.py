"""Scripts are read in a process that ends with its limits, and not again while nothing changes."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faceplate.api.opening import Limits, open_app
from faceplate.api.static import apart
from faceplate.errors import UsageError

resource = pytest.importorskip("resource", reason="limits of processes are those of POSIX")
APP = "demo = Panel('a')\ndemo.launch()\n"

Write = Callable[..., Path]


def names(script: Path, **limits: Any) -> list[str | None]:
    descriptor = open_app(script, live=False, limits=Limits(**limits))
    return [endpoint.name for endpoint in descriptor.endpoints]


def spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(usage.ru_utime + usage.ru_stime)


@pytest.mark.parametrize(
    "source",
    [
        "x = dict.fromkeys(range(10**9))",
        "x = list(reversed(range(10**9)))",
        "x = set(range(10**9)) | set(range(10**9))",
        "x = [[0] * 900000 for n in range(10**4)]",
        "x = []\nwhile True:\n    x.append('a' * 100000 + str(len(x)))",
        "x = ()\nfor n in range(64):\n    x = (x, x)\ny = {x: x}",
        "x = 'a' * 999999\ny = [x.encode('utf-16') for n in range(10**4)]",
        "def f(n):\n    return f(n - 1) + f(n - 2) if n > 1 else n\nf(99)",
    ],
)
def test_no_step_goes_beyond_the_budget(script: Write, source: str) -> None:
    path = script(f"{source}\n{APP}")
    before = spent()
    try:
        names(path, seconds=1.5, megabytes=200)
    except UsageError as error:
        assert "\n" not in str(error)
    assert spent() - before < 1.5 + 1


def test_a_limit_that_is_reached_says_which_option_moves_it(script: Write) -> None:
    path = script(f"while True:\n    x = 'a' * 999999\n{APP}")
    with pytest.raises(UsageError, match=r"app\.py.* 0\.3 s.*--timeout"):
        names(path, seconds=0.3)
    path = script("x = [[str(n) * 1000 for n in range(9000)] for m in range(1000)]\n" + APP)
    with pytest.raises(UsageError, match=r"app\.py.* 64 MB.*--memory"):
        names(path, megabytes=64)


def test_time_that_passes_is_no_limit(script: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a reading waits longer than it works."""
    from faceplate.script import machine

    monkeypatch.setattr(machine.time, "monotonic", lambda: time.time() * 1e6)
    assert names(script(APP), seconds=30) == ["/a"]


@pytest.mark.parametrize("place", ["script", "current"])
def test_no_module_from_the_folder_of_the_script_is_run(
    script: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    path = script(APP)
    for name in ("json", "itertools", "ast", "msgspec", "resource", "re", "faceplate"):
        path.with_name(f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()\n")
    monkeypatch.chdir(path.parent if place == "current" else "/")
    monkeypatch.setenv("PYTHONPATH", str(path.parent))
    if place == "current":
        monkeypatch.syspath_prepend("")
    assert names(path) == ["/a"]
    assert not (tmp_path / "ran").exists()


def test_a_fault_of_the_reading_is_one_line(
    faceplate: Any, script: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from faceplate.api.static import process

    program = process._PROGRAM.replace("main(request)", "main({**request, 'seconds': 'x'})")
    monkeypatch.setattr(process, "_PROGRAM", program)
    outcome = faceplate("api", script(APP))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1


# What is kept


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each script that is read, and not taken from the cache."""
    scripts: list[str] = []
    genuine = apart.read_apart

    def noted(request: Any) -> dict[str, Any]:
        scripts.append(request.script)
        return genuine(request)

    monkeypatch.setattr(apart, "read_apart", noted)
    return scripts


def old(*files: Path) -> None:
    """Let files look as if nobody had written them in the last seconds."""
    for file in files:
        os.utime(file, (1e9, 1e9))


@pytest.mark.parametrize("young", [True, False])
def test_nothing_is_read_again_while_nothing_changes(
    script: Write, read: list[str], young: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from faceplate.cache import observed

    monkeypatch.setattr(observed, "_YOUNG", 2e9 if young else -1e18)
    path = script(APP)
    assert names(path) == names(path) == ["/a"]
    assert len(read) == 1
    os.utime(path)
    assert names(path) == ["/a"]
    assert len(read) == 1
    assert names(path, cached=False) == ["/a"]
    assert len(read) == 2


def change_script(folder: Path) -> None:
    (folder / "app.py").write_text("from tiny import *\ndemo = Panel('b')\ndemo.launch()\n")


def change_library(folder: Path) -> None:
    library = folder / "tiny.py"
    library.write_text(library.read_text().replace('f"/{name}"', "'/b'"))


def add_module(folder: Path) -> None:
    (folder / "names.py").write_text("NAME = 'b'\n")


def add_package_in_its_place(folder: Path) -> None:
    (folder / "extra").mkdir()
    (folder / "extra" / "__init__.py").write_text("NAME = 'b'\n")


def change_module(folder: Path) -> None:
    (folder / "extra.py").write_text("NAME = 'b'\n")


def replace_module_unseen(folder: Path) -> None:
    """Change a file and leave its size and the time of its last write as they are."""
    module = folder / "extra.py"
    before = module.stat()
    module.write_text(module.read_text().replace("a", "b"))
    os.utime(module, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        change_script,
        change_library,
        add_module,
        change_module,
        add_package_in_its_place,
        replace_module_unseen,
    ],
)
def test_what_changes_is_read_again(
    script: Write, read: list[str], change: Callable[[Path], None]
) -> None:
    path = script(
        "from extra import NAME\ntry:\n    from names import NAME\nexcept ImportError:\n    pass\n"
        "demo = Panel(NAME)\ndemo.launch()\n"
    )
    path.with_name("extra.py").write_text("NAME = 'a'\n")
    assert names(path) == names(path) == ["/a"]
    change(path.parent)
    assert names(path) == names(path, cached=False) == ["/b"]
    assert len(read) == 3
    assert names(path) == ["/b"]
    assert len(read) == 3


def test_each_way_of_reading_is_kept_for_itself(script: Write, read: list[str]) -> None:
    path = script("one, two = Panel('a'), Panel('b')\n")
    assert [names(Path(f"{path}:{name}")) for name in ("one", "two", "one")] == [
        ["/a"],
        ["/b"],
        ["/a"],
    ]
    assert len(read) == 2


def test_a_reading_that_was_cut_off_is_not_kept(script: Write, read: list[str]) -> None:
    path = script("demo = Panel('a')\nfor n in range(19999):\n    for m in range(19999): pass\n")
    for _ in range(2):
        assert open_app(path, live=False, limits=Limits(seconds=0.2)).open
    assert len(read) == 2


# What is open


HOLES = """\
    import os
    demo = Panel('a')
    demo.endpoints['/a']['parameters'][0]['label'] = os.environ['LABEL']
    demo.endpoints['/b'] = {'parameters': [], 'returns': [], 'show_api': len(os.listdir()) > 2}
    demo.launch()
    """


def test_what_is_open_is_named_with_its_place(faceplate: Any, script: Write) -> None:
    path = script(HOLES)
    outcome = faceplate("api", path, "--format", "json")
    assert outcome.code == 0
    info = json.loads(outcome.out)
    assert list(info) == ["named_endpoints", "unnamed_endpoints", "complete", "open"]
    assert info["complete"] is False
    left = {(one["endpoint"], one["field"]): one for one in info["open"]}
    assert set(left) == {("/a", "parameters[0].label"), ("/b", "show_api")}
    label = left["/a", "parameters[0].label"]
    assert label["place"] == f"{path}:4"
    assert label["reason"]
    for one in info["open"]:
        assert f"{one['place']}: {one['endpoint']}: {one['field'].split('.')[0]}" in outcome.err
    assert list(info["named_endpoints"]) == ["/a"]


def test_a_complete_descriptor_is_called_so(faceplate: Any, script: Write) -> None:
    outcome = faceplate("api", script(APP), "--format", "json", "--strict")
    assert (outcome.code, outcome.err) == (0, "")
    info = json.loads(outcome.out)
    assert (info.pop("complete"), info.pop("open")) == (True, [])
    live = json.loads(faceplate("api", "--live", script(APP), "--format", "json").out)
    assert live == info


def test_strict_is_about_the_endpoints_that_are_asked_for(
    faceplate: Any, script: Write, tmp_path: Path
) -> None:
    path, saved = script(HOLES), tmp_path / "saved.json"
    assert faceplate("api", path, "--strict", "-o", saved, "--format", "json").code == 1
    assert faceplate("api", saved, "--strict").code == 1
    again = faceplate("api", saved, "--format", "json").out
    assert again == saved.read_text()
    path = script(HOLES.replace("os.environ['LABEL']", "'Label'"))
    assert faceplate("api", path, "--strict").code == 1
    assert faceplate("api", path, "--strict", "--endpoint", "a").code == 0
