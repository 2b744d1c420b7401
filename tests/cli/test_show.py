"""What `show` prints where: on a terminal with its width and colours, in a pipe without."""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from importlib import import_module
from pathlib import Path

import pytest

from faceplate.cli.main import COMMANDS

KNOB = '''
class Knob:
    """A knob."""

    def __init__(self, angle: int = 1, *, name: str = "knob"):
        """
        Args:
            angle: How far it is turned, which is told here at some length so that it wraps,
                wherever it is printed, into more than one line.
        """


class Lever:
    """A lever."""
'''


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "work/library"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(KNOB)
    return folder


def on_terminal(*words: object, columns: int = 80, **environment: str) -> str:
    """Run the command line on a terminal of its own, and give what is shown there."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("COLUMNS", "NO_COLOR", "TERM")
    }
    with subprocess.Popen(
        [sys.executable, "-m", "faceplate", *map(str, words)],
        stdout=slave,
        stderr=slave,
        env=inherited | {"TERM": "xterm-256color"} | environment,
    ) as process:
        os.close(slave)
        shown = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # how Linux says that nobody writes any more
                break
            if not piece:
                break
            shown += piece
    os.close(master)
    assert process.returncode == 0
    return shown.decode().replace("\r\n", "\n")


def widest(text: str) -> int:
    return max(len(line) for line in text.split("\n"))


class TestTerminal:
    """The terminal says how wide it is and whether it has colours."""

    def test_colours(self, library) -> None:
        assert "\x1b[" in on_terminal("show", f"{library}:Knob")

    @pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
    def test_no_colours(self, library, environment: dict[str, str]) -> None:
        shown = on_terminal("show", f"{library}:Knob", **environment)
        assert "\x1b" not in shown
        assert "How far it is turned" in shown

    @pytest.mark.parametrize("columns", [40, 80, 120])
    def test_width(self, library, columns: int) -> None:
        shown = on_terminal("show", f"{library}:Knob", columns=columns, NO_COLOR="1")
        assert columns - 15 <= widest(shown) <= columns

    def test_other_formats_have_neither(self, library, faceplate) -> None:
        piped = faceplate("show", f"{library}:Knob", "--format", "markdown")
        assert on_terminal("show", f"{library}:Knob", "--format", "markdown") == piped.out

    def test_progress_leaves_nothing_behind(self, library) -> None:
        assert "reading" not in on_terminal("extract", library)


class TestPipe:
    """In a pipe the width is the usual one, and no colour is sent."""

    def test_the_usual_width(self, library, faceplate) -> None:
        outcome = faceplate("show", f"{library}:Knob")
        assert "\x1b" not in outcome.out
        assert 65 <= widest(outcome.out) <= 80

    def test_the_environment_may_say_another(self, library, faceplate, monkeypatch) -> None:
        monkeypatch.setenv("COLUMNS", "50")
        assert 35 <= widest(faceplate("show", f"{library}:Knob").out) <= 50

    @pytest.mark.parametrize("value", ["", "0", "wide", "-3"])
    def test_the_environment_may_say_nonsense(
        self, library, faceplate, monkeypatch, value: str
    ) -> None:
        usual = faceplate("show", f"{library}:Knob")
        monkeypatch.setenv("COLUMNS", value)
        assert faceplate("show", f"{library}:Knob") == usual

    def test_an_option_says_it_best(self, library, faceplate, monkeypatch) -> None:
        monkeypatch.setenv("COLUMNS", "50")
        outcome = faceplate("show", f"{library}:Knob", "--width", "110")
        assert 90 <= widest(outcome.out) <= 110

    def test_too_narrow(self, library, faceplate) -> None:
        outcome = faceplate("show", f"{library}:Knob", "--width", "29")
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == "faceplate: --width 29 is too narrow to read; give 30 or more\n"
        assert faceplate("show", f"{library}:Knob", "--width", "30").code == 0

    def test_a_file_is_written_as_a_pipe_is(self, library, faceplate, tmp_path) -> None:
        outcome = faceplate("show", f"{library}:Knob")
        assert faceplate("show", f"{library}:Knob", "-o", tmp_path / "page").out == ""
        assert (tmp_path / "page").read_text(encoding="utf-8") == outcome.out


class TestChoice:
    """Which page is shown, and what is listed where none is asked for."""

    def test_a_list_of_all(self, library, faceplate) -> None:
        listed = faceplate("show", library).out
        assert "Knob" in listed
        assert "A lever." in listed
        assert "How far" not in listed

    def test_one_page(self, library, faceplate) -> None:
        page = faceplate("show", f"{library}:Knob").out
        assert "How far it is turned" in page
        assert "A lever." not in page

    def test_by_import_name(self, library, faceplate, monkeypatch) -> None:
        outcome = faceplate("show", "library:Lever", "--search-path", library.parent)
        assert "A lever." in outcome.out
        monkeypatch.syspath_prepend(str(library.parent))
        assert faceplate("show", "library:Lever").out == outcome.out


class TestHelp:
    """The words of the command line itself."""

    def test_it_names_every_command(self, process) -> None:
        outcome = process("--help")
        assert outcome.code == 0
        for name, line in COMMANDS.items():
            assert name in outcome.out
            assert line.split()[0] in outcome.out

    @pytest.mark.parametrize("command", [one for one in COMMANDS if one != "explain"])
    def test_each_command_tells_its_options(self, process, command: str) -> None:
        outcome = process(command, "--help")
        assert outcome.code == 0
        parser = argparse.ArgumentParser()
        import_module(f"faceplate.cli.{command}").declare(parser)
        options = [option for action in parser._actions for option in action.option_strings]
        assert len(options) > 2
        assert [option for option in options if option not in outcome.out] == []
        # Lists and examples, which are indented, keep their lines.
        words = [line for line in outcome.out.splitlines() if not line.startswith(" ")]
        assert [line for line in words if len(line) > 80] == []

    def test_the_version(self, process) -> None:
        outcome = process("--version")
        assert outcome.code == 0
        assert outcome.out.startswith("faceplate")
