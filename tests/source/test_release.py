"""Releases fetched by pip; here pip is a script, and nothing leaves the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from faceplate.cache.folder import cache_folder
from faceplate.errors import UsageError
from faceplate.source import open_target, release


@pytest.fixture
def cache(tmp_path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def pip(build, monkeypatch):
    """Puts a script in pip's place; it gets the folder and the release as arguments."""
    calls: list[tuple[str, str]] = []
    wheel = build("wheel")

    def use(script: str) -> list[tuple[str, str]]:
        script = script.replace("WHEEL", repr(wheel))

        def command(text: str, folder: str) -> list[str]:
            calls.append((text, folder))
            return [sys.executable, "-c", script, folder, text]

        monkeypatch.setattr(release, "command", command)
        return calls

    return use


GOOD = "import shutil, sys; print('Saved it'); shutil.copy(WHEEL, sys.argv[1])"


def left(cache: Path) -> list[str]:
    return sorted(str(path.relative_to(cache)) for path in cache.rglob("*") if path.is_file())


def test_a_release_is_fetched_and_read(pip, cache, kit, capfd):
    calls = pip(GOOD)
    tree = open_target("lib==1.0", cache_folder=str(cache))
    assert (tree.name, tree.version, tree.location) == ("lib", "1.0", "lib==1.0")
    assert list(tree.files) == sorted(kit.library)
    assert [text for text, _ in calls] == ["lib==1.0"]
    assert left(cache) == ["downloads/lib-1.0/lib-1.0-py3-none-any.whl"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("again", ["lib==1.0", "Lib==1.0", "LIB == 1.0 "])
def test_what_is_there_is_not_fetched_again(pip, cache, again):
    calls = pip(GOOD)
    open_target("lib==1.0", cache_folder=str(cache))
    assert open_target(again, cache_folder=str(cache)).version == "1.0"
    assert len(calls) == 1


def test_the_usual_cache_is_used(pip, cache):
    pip(GOOD)
    open_target("lib==1.0")
    assert left(cache) == ["downloads/lib-1.0/lib-1.0-py3-none-any.whl"]


def test_the_command_of_pip():
    command = release.command("lib==1.0", "/cache/x")
    assert command[:5] == [sys.executable, "-P", "-m", "pip", "download"]
    assert {"--no-deps", "--only-binary=:all:", "--no-input"} < set(command)
    assert command[-4:] == ["--dest", "/cache/x", "--", "lib==1.0"]


def test_how_it_is_run(build, cache, monkeypatch):
    seen = {}
    wheel = Path(build("wheel")).read_bytes()

    def run(command: list[str], **settings: object) -> subprocess.CompletedProcess[str]:
        seen.update(settings, command=command)
        Path(command[-3], "lib-1.0-py3-none-any.whl").write_bytes(wheel)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    open_target("lib==1.0", cache_folder=str(cache))
    assert isinstance(seen["command"], list)
    assert "shell" not in seen
    assert seen["stdin"] == subprocess.DEVNULL
    assert seen["capture_output"] is True
    assert seen["timeout"] == release.TIMEOUT


def test_the_real_pip_takes_the_command(tmp_path):
    """Only that the options exist: the release is one that no index is asked for."""
    command = release.command("lib==1.0", str(tmp_path))
    command[command.index("--dest") : command.index("--dest")] = [
        "--no-index",
        "--find-links",
        str(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "No module named pip" in done.stderr:
        pytest.skip("needs pip")
    assert "No matching distribution found for lib==1.0" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize(
    "text",
    [
        "--index-url=https://example.org==1.0",
        "-r requirements.txt==1.0",
        "-lib==1.0",
        "lib==",
        "==1.0",
        "==",
        "lib===1.0",
        "lib==1.0 --pre",
        "lib==1.0; import os",
        "lib==1.0,<2",
        "lib==1.0\n--pre",
        "li\nb==1.0",
        "lib @ file:///x==1.0",
        "lib[extra]==1.0",
        "lib==1.*",
        "lib==-1",
        "lib==1.0-",
        "lib==..",
        "..==1.0",
        "lib==1.0\\..",
        "lib==\u0661.0",
        "l\u0131b==1.0",
        "lib==" + "1" * 200,
        "lib==1.0\x1b[2J",
        "$(touch x)==1.0",
        "lib==1.0#sha256=0",
    ],
)
def test_only_a_name_and_a_version_reach_pip(pip, cache, text, one_line):
    calls = pip(GOOD)
    with pytest.raises(UsageError) as caught:
        open_target(text, cache_folder=str(cache))
    assert calls == []
    assert not cache.exists()
    one_line(str(caught.value))


@pytest.mark.parametrize("text", ["git+https://x/y==1.0", "./lib==1.0", "a/../b==1"])
def test_paths_and_addresses_are_not_releases(pip, cache, text):
    calls = pip(GOOD)
    with pytest.raises(UsageError):
        open_target(text, cache_folder=str(cache))
    assert calls == []


@pytest.mark.parametrize("version", ["1.0", "1!2.0", "1.0+cu118", "1.0rc1", "1.0.post1", "2024.1"])
def test_versions_of_all_forms(pip, cache, version):
    calls = pip(GOOD)
    open_target(f"lib=={version}", cache_folder=str(cache))
    assert calls[0][0] == f"lib=={version}"


def test_a_file_of_that_name_comes_first(pip, build, tmp_path, monkeypatch):
    calls = pip(GOOD)
    monkeypatch.chdir(tmp_path)
    build.folder("project", {"lib/__init__.py": b""}, name="lib==1.0")
    assert open_target("lib==1.0").location == "lib==1.0"
    assert calls == []


FAILURES = {
    "no wheel": (
        "sys.stderr.write('ERROR: Could not find a version (from versions: 2.0)\\n"
        "ERROR: No matching distribution found for lib==1.0\\n'); sys.exit(1)",
        "pip finds no wheel (No matching distribution found for lib==1.0); if there is an sdist",
    ),
    "no network": (
        "sys.stderr.write('WARNING: Retrying (Retry(total=4))\\n"
        "ERROR: No matching distribution found for lib==1.0\\n'); sys.exit(1)",
        "the package index cannot be reached",
    ),
    "no pip": (
        "sys.stderr.write('/usr/bin/python: No module named pip\\n'); sys.exit(1)",
        "there is no pip",
    ),
    "the last error counts": (
        "sys.stderr.write('ERROR: first\\nERROR: last\\n[notice] more\\n'); sys.exit(2)",
        "pip failed: last",
    ),
    "no error line": (
        "sys.stderr.write('Traceback\\nOSError: disk\\n\\n'); sys.exit(2)",
        "pip failed: OSError: disk",
    ),
    "no word": ("sys.exit(3)", "pip failed: no message"),
    "control characters": (
        "sys.stderr.buffer.write(b'ERROR: \\x1b[31mred\\xff\\r\\n'); sys.exit(1)",
        "pip failed: \ufffd[31mred\ufffd",
    ),
    "a flood": ("sys.stderr.write('ERROR: ' + 'x' * 10**6); sys.exit(1)", "pip failed: xxx"),
    "nothing downloaded": ("pass", "pip downloaded no wheel"),
    "an sdist": (
        "open(sys.argv[1] + '/lib-1.0.tar.gz', 'w').close()",
        "pip downloaded no wheel",
    ),
}


@pytest.mark.parametrize("case", FAILURES)
def test_failures_are_one_line_and_leave_nothing(pip, cache, case, one_line, capfd):
    script, expected = FAILURES[case]
    pip(f"import sys; {script}")
    with pytest.raises(UsageError) as caught:
        open_target("lib==1.0", cache_folder=str(cache))
    assert expected in str(caught.value)
    assert len(str(caught.value)) < 600
    one_line(str(caught.value))
    assert left(cache) == []
    assert list((cache / "downloads").iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_it_does_not_wait_for_ever(pip, cache, monkeypatch, one_line):
    monkeypatch.setattr(release, "TIMEOUT", 0.5)
    pip("import time; time.sleep(60)")
    with pytest.raises(UsageError, match="took more than") as caught:
        open_target("lib==1.0", cache_folder=str(cache))
    one_line(str(caught.value))
    assert list((cache / "downloads").iterdir()) == []


def test_two_at_once_end_with_one_wheel(pip, cache):
    """Another process finishes while pip runs."""
    pip(
        "import os, shutil, sys\n"
        "final = os.path.join(os.path.dirname(sys.argv[1]), 'lib-1.0')\n"
        "os.makedirs(final)\n"
        "shutil.copy(WHEEL, final)\n"
        "shutil.copy(WHEEL, sys.argv[1])"
    )
    assert open_target("lib==1.0", cache_folder=str(cache)).version == "1.0"
    assert left(cache) == ["downloads/lib-1.0/lib-1.0-py3-none-any.whl"]


def test_a_cache_that_cannot_be_written(pip, tmp_path, one_line):
    pip(GOOD)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="FACEPLATE_CACHE") as caught:
        open_target("lib==1.0", cache_folder=str(tmp_path / "file"))
    one_line(str(caught.value))


def test_a_damaged_wheel_in_the_cache(pip, cache, one_line):
    pip("import sys; open(sys.argv[1] + '/lib-1.0-py3-none-any.whl', 'w').close()")
    with pytest.raises(UsageError, match=r"lib==1\.0: damaged") as caught:
        open_target("lib==1.0", cache_folder=str(cache))
    one_line(str(caught.value))


@pytest.mark.parametrize("shown", [True, False])
def test_progress_shows_on_a_terminal_only(pip, cache, monkeypatch, capsys, shown):
    pip(GOOD)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: shown, raising=False)
    open_target("lib==1.0", cache_folder=str(cache))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == ("faceplate: fetching lib==1.0\n" if shown else "")


class TestCacheFolder:
    def test_the_environment_decides(self, monkeypatch, tmp_path):
        monkeypatch.setenv("FACEPLATE_CACHE", str(tmp_path))
        assert cache_folder() == str(tmp_path)
        monkeypatch.setenv("FACEPLATE_CACHE", "here")
        assert cache_folder() == os.path.abspath("here")
        monkeypatch.setenv("FACEPLATE_CACHE", "~/here")
        assert cache_folder() == os.path.expanduser("~/here")

    @pytest.mark.parametrize("value", [None, ""])
    def test_else_the_system_does(self, monkeypatch, value):
        if value is None:
            monkeypatch.delenv("FACEPLATE_CACHE")
        else:
            monkeypatch.setenv("FACEPLATE_CACHE", value)
        assert os.path.isabs(cache_folder())
        assert "faceplate" in cache_folder()
