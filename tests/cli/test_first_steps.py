"""The command as a newcomer meets it: without words, with slips, and with the Tab key."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faceplate.cli.main import COMMANDS

Faceplate = Callable[..., Any]


def test_without_words_it_prints_its_help(process: Faceplate) -> None:
    outcome = process()
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == process("--help").out
    for name in COMMANDS:
        assert f"    {name} " in outcome.out


@pytest.mark.parametrize("name", COMMANDS)
def test_a_slip_in_a_command_gets_the_nearest(faceplate: Faceplate, name: str) -> None:
    outcome = faceplate(f"{name[:2]}{name[3:]}", "anything")
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert f"did you mean {name}? See faceplate --help" in outcome.err


def test_what_is_like_no_command_leads_to_the_list(faceplate: Faceplate) -> None:
    outcome = faceplate("zzzzz")
    assert (outcome.code, outcome.err) == (
        2,
        "faceplate: there is no command 'zzzzz'; see faceplate --help\n",
    )


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["show", "x", "--formt", "json"], "did you mean --format? See faceplate show --help"),
        (["check", "x", "--selct=FP1"], "did you mean --select? See faceplate check --help"),
        (["api", "x", "--statik"], "did you mean --static? See faceplate api --help"),
        (["--vresion"], "did you mean --version? See faceplate --help"),
        (["extract", "x", "--zzz"], "has no option --zzz; see faceplate extract --help"),
        (["show", "x", "y"], "faceplate show does not take 'y'; see faceplate show --help"),
        (["--offline", "show", "x"], "write --offline after show; see faceplate show --help"),
        (["--"], "has no option --; see faceplate --help"),
    ],
    ids=" ".join,
)
def test_a_slip_in_an_option_gets_the_nearest(
    faceplate: Faceplate, words: list[str], hint: str
) -> None:
    outcome = faceplate(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert hint in outcome.err


def completed(script: str, folder: Path, *words: str) -> set[str]:
    """Ask bash what it would offer for the last word."""
    line = " ".join(f"'{word}'" for word in words)
    program = (
        f"{script}\nCOMP_WORDS=({line}); COMP_CWORD={len(words) - 1}\n"
        "_shtab_faceplate; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    done = subprocess.run(
        ["bash", "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_commands_options_and_choices(process: Faceplate, tmp_path: Path) -> None:
    script = process("--completion", "bash").out
    assert completed(script, tmp_path, "faceplate", "ch") == {"check"}
    assert completed(script, tmp_path, "faceplate", "check", "--sel") == {"--select"}
    assert completed(script, tmp_path, "faceplate", "show", "--format", "mark") == {"markdown"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_every_command(process: Faceplate, shell: str) -> None:
    outcome = process("--completion", shell)
    assert (outcome.code, outcome.err) == (0, "")
    assert all(name in outcome.out for name in COMMANDS)


def test_completion_for_another_shell_is_refused(faceplate: Faceplate) -> None:
    outcome = faceplate("--completion", "ksh")
    assert outcome.code == 2
    assert "'ksh'" in outcome.err
