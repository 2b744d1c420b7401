"""Input that is broken, hostile or not there: one line says so, and the rest is shown."""

from __future__ import annotations

import codecs
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOOD = "class Knob:\n    '''A knob.'''\n"
DEEP = 2_000


@pytest.fixture
def library(tmp_path: Path) -> Callable[..., Path]:
    """Make a package of one good module, and whatever else is given."""

    def make(**files: str | bytes) -> Path:
        folder = tmp_path / "work/library"
        folder.mkdir(parents=True)
        for name, content in {"good": GOOD, "__init__": "", **files}.items():
            data = content.encode() if isinstance(content, str) else content
            (folder / f"{name}.py").write_bytes(data)
        return folder

    return make


def names(out: str) -> list[str]:
    return [component["name"] for component in json.loads(out)["components"]]


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "a syntax error": ("class Lever:\n    x = = 1\n", "bad.py:2: syntax error"),
    "a bracket that stays open": ("class Lever(:\n", "bad.py:1: syntax error"),
    "no UTF-8": (b"class Lever:\n    x = '\xff'\n", "bad.py:2: is not utf-8 text"),
    "an unknown encoding": (b"# coding: klingon\n", "bad.py: "),
    "a null byte": (b"class Lever:\n    x = '\0'\n", "bad.py:2: holds a null byte"),
    "another format": (b"\x7fELF\x02\x01\x01" + bytes(range(256)), "bad.py"),
    "UTF-16": ("class Lever: ...".encode("utf-16"), "bad.py"),
    "a bracket that stays open in a body": (
        "class Lever:\n    def pull(self):\n        x = 1\n        return (x\n",
        "bad.py:4: syntax error",
    ),
    "a conflict": ("<<<<<<< HEAD\nclass Lever: ...\n=======\n", "bad.py:1: syntax error"),
    "Python 2": ("class Lever:\n    print 'x'\n", "bad.py:2: syntax error"),
    "tabs after spaces": ("class Lever:\n        x = 1\n\ty = 2\n", "bad.py:3: syntax error"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_named_and_the_rest_is_shown(faceplate, library, case: str) -> None:
    content, said = BROKEN[case]
    first = faceplate("extract", library(bad=content))
    assert first.code == 0
    assert names(first.out) == ["Knob"]
    assert len(first.err.splitlines()) == 1
    assert first.err.startswith(f"faceplate: library/{said}")
    problem = json.loads(first.out)["problems"][0]
    assert problem["file"] == "library/bad.py"


def test_a_broken_file_is_named_again_when_the_result_was_kept(faceplate, library) -> None:
    folder = library(bad="class (:\n")
    first = faceplate("extract", folder)
    assert faceplate("extract", folder) == first
    assert faceplate("extract", "--no-cache", folder) == first
    (folder / "bad.py").write_text("class Lever: ...\n")
    fixed = faceplate("extract", folder)
    assert (names(fixed.out), fixed.err) == (["Lever", "Knob"], "")


def test_only_broken_files(faceplate, library) -> None:
    outcome = faceplate("show", library(good="(", __init__=")"))
    assert outcome.code == 2
    *unread, reason = outcome.err.splitlines()
    assert sorted(line.split(":")[1].strip() for line in unread) == [
        "library/__init__.py",
        "library/good.py",
    ]
    assert reason == "faceplate: nothing public was found: none of its files could be read"


@pytest.mark.parametrize("error", [RecursionError, TypeError, KeyError, MemoryError])
def test_whatever_reading_one_file_raises_is_told_of_that_file(
    faceplate, library, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """A fault of the reader costs one file, and no command shows a traceback."""
    from faceplate.facts import reader

    def failing(tree, file, calls):
        if any(getattr(statement, "name", "") == "Lever" for statement in tree.body):
            raise error("deep down")
        return whole(tree, file, calls)

    whole = reader.module_fact
    monkeypatch.setattr(reader, "module_fact", failing)
    folder = library(lever="class Lever: ...\n")
    place = "faceplate: library/lever.py: "
    extracted = faceplate("extract", folder, "--no-cache")
    assert (extracted.code, names(extracted.out)) == (0, ["Knob"])
    assert extracted.err.startswith(place)
    assert extracted.err.count("\n") == 1
    assert faceplate("show", folder, "--no-cache").err == extracted.err
    checked = faceplate("check", folder, "--no-cache")
    assert checked.code == 1
    assert "library/lever.py:1:1: " in checked.out


def test_a_byte_order_mark_is_no_problem(faceplate, library) -> None:
    outcome = faceplate("extract", library(lever=codecs.BOM_UTF8 + b"class Lever: ...\n"))
    assert (names(outcome.out), outcome.err) == (["Knob", "Lever"], "")


@pytest.mark.parametrize("action", ["always", "error"])
def test_what_python_warns_of_is_not_passed_on(process, library, action: str) -> None:
    odd = "class Lever:\n    x = '\\d'\n    def y(self, z=1 is 1, w=1if 1 else 2): assert (z, '')\n"
    outcome = process("extract", library(lever=odd), PYTHONWARNINGS=action)
    assert (outcome.code, names(outcome.out), outcome.err) == (0, ["Knob", "Lever"], "")


def test_a_huge_file_is_left_out(faceplate, library) -> None:
    outcome = faceplate("extract", library(bad=b"x = 1\n" * (20 * 1024 * 1024 // 6)))
    assert outcome.code == 0
    assert names(outcome.out) == ["Knob"]
    assert outcome.err.startswith("faceplate: library/bad.py: is larger than ")


def test_a_large_file_is_read(process, library) -> None:
    large = "\n".join(f"class C{index}:\n    x = {index}" for index in range(5_000))
    outcome = process("extract", library(large=large), "--no-cache")
    assert (outcome.code, outcome.err) == (0, "")
    assert len(names(outcome.out)) == 5_001


NESTED: dict[str, str] = {
    "parentheses": f"x = {'(' * DEEP}1{')' * DEEP}\n",
    "lists in a default": f"def lever(x={'[' * DEEP}{']' * DEEP}): ...\n",
    "calls in a default": f"def lever(x={'f(' * DEEP}{')' * DEEP}): ...\n",
    "subscripts in an annotation": f"def lever(x: {'list[' * DEEP}int{']' * DEEP}): ...\n",
    "an annotation in quotes": f"def lever(x: '{'list[' * DEEP}int{']' * DEEP}'): ...\n",
    "unary operators": f"def lever(x={'-' * DEEP}1): ...\n",
    "words of negation": f"def lever(x={'not ' * DEEP}1): ...\n",
    "a chain of attributes": f"def lever(x=a{'.b' * DEEP}): ...\n",
    "a chain of calls": f"def lever(x=a{'()' * DEEP}): ...\n",
    "a chain of additions": f"def lever(x=1{' + 1' * DEEP}): ...\n",
    "a chain of unions": f"def lever(x: int{' | int' * DEEP}): ...\n",
    "a chain of comparisons": f"def lever(x=1{' < 1' * DEEP}): ...\n",
    "lambdas": f"def lever(x={'lambda: ' * DEEP}1): ...\n",
    "conditions": f"def lever(x={'1 if y else ' * DEEP}1): ...\n",
    "formatted strings": "def lever(x=" + "f'{1}' " * DEEP + "): ...\n",
    "dictionaries in EVENTS": f"class Lever:\n    EVENTS = {'[' * DEEP}{']' * DEEP}\n",
    "bases": f"class Lever({'a(' * DEEP}{')' * DEEP}): ...\n",
    "a decorator": f"@a{'.b' * DEEP}\nclass Lever: ...\n",
    "functions": "".join(f"{' ' * level}def lever():\n" for level in range(98)) + " " * 98 + "1\n",
    "functions, too many": "".join(f"{' ' * i}def lever():\n" for i in range(DEEP)),
    "classes": "".join(f"{' ' * level}class Lever:\n" for level in range(98)) + " " * 98 + "1\n",
    "classes, too many": "".join(f"{' ' * level}class Lever:\n" for level in range(DEEP)),
    "conditional statements": "".join(f"{' ' * i}if x:\n" for i in range(98)) + " " * 98 + "1\n",
    "else after else": "if x: pass\n" + "elif x: pass\n" * DEEP,
    "the list of exports": f"__all__ = {'[' * DEEP}{']' * DEEP}\n",
    "sums of exports": f"__all__ = ['Lever']{' + []' * DEEP}\nclass Lever: ...\n",
    "backslashes": "x = 1 + \\\n" * DEEP + "1\n",
}


@pytest.mark.parametrize("case", NESTED)
def test_deep_nesting(process, library, case: str) -> None:
    outcome = process("extract", library(bad=NESTED[case]), "--no-cache")
    assert outcome.code == 0
    assert "Knob" in names(outcome.out)
    assert len(outcome.err.splitlines()) <= 1
    if outcome.err:
        assert outcome.err.startswith("faceplate: library/bad.py")


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "rst"])
def test_deep_nesting_is_printed(process, library, form: str) -> None:
    folder = library(bad=f"def lever(x: int{' | int' * 80} = {'[' * 80}{']' * 80}): ...\n")
    outcome = process("show", f"{folder}:lever", "--format", form)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.count("int") > 80


def test_long_chains_of_names(process, library) -> None:
    aliases = "\n".join(f"a{index} = a{index + 1}" for index in range(500))
    bases = "\n".join(f"class B{index}(B{index - 1}): ..." for index in range(1, 300))
    imports = {f"m{index}": f"from library.m{index + 1} import Far\n" for index in range(150)}
    outcome = process(
        "extract",
        library(
            aliases=f"{aliases}\nclass a500: ...\n",
            bases=f"class B0: ...\n{bases}\n",
            m150="class Far: ...\n",
            **imports,
        ),
        "--no-cache",
    )
    assert (outcome.code, outcome.err) == (0, "")
    assert {"Far", "B299", "a500"} <= set(names(outcome.out))


def test_circular_imports_and_bases(faceplate, library) -> None:
    outcome = faceplate(
        "extract",
        library(
            __init__="from library.one import *\nfrom library.two import *\n",
            one="from library.two import Two, Ghost\nclass One(Two): ...\n",
            two="from library.one import One, Ghost\nclass Two(One): ...\n",
            three="class Three(Three): ...\nclass Four(Five): ...\nclass Five(Four): ...\n",
        ),
    )
    assert (outcome.code, outcome.err) == (0, "")
    assert set(names(outcome.out)) == {"One", "Two", "Three", "Four", "Five", "Knob"}


def test_links_in_a_loop(faceplate, library) -> None:
    folder = library()
    (folder / "loop").symlink_to(folder)
    (folder / "self.py").symlink_to(folder / "self.py")
    outcome = faceplate("extract", folder)
    assert outcome.code == 0
    assert names(outcome.out) == ["Knob"]
    assert [line.split(" is a link ")[0] for line in outcome.err.splitlines()] == [
        "faceplate: library/loop:",
        "faceplate: library/self.py:",
    ]


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "rst", "json"])
def test_an_empty_package(faceplate, library, form: str) -> None:
    folder = library(good="")
    outcome = faceplate("show", folder, "--format", form)
    assert outcome.code == 2
    reason = "nothing public was found: its modules declare no class and no function"
    assert outcome.err == f"faceplate: {reason}\n"
    lacking = faceplate("show", f"{folder}:Knob", "--format", form)
    assert (lacking.code, lacking.out) == (2, "")
    assert lacking.err == (
        f"faceplate: {reason}\n"
        "faceplate: library has no public name 'Knob'; nothing in it is public\n"
    )


def test_a_file_that_may_not_be_read(faceplate, library, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = library(bad="class Lever: ...\n")
    opened = os.open

    def refusing(path: Any, *arguments: Any, **options: Any) -> int:
        if str(path).endswith("bad.py"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", refusing)
    for _ in range(2):
        outcome = faceplate("extract", folder)
        assert outcome.code == 0
        assert names(outcome.out) == ["Knob"]
        assert outcome.err.startswith(
            "faceplate: library/bad.py: cannot be read: Permission denied"
        )
    monkeypatch.undo()
    assert names(faceplate("extract", folder, "--no-cache").out) == ["Lever", "Knob"]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nowhere_to_be_found", "no such package on the search path"),
        ("./nowhere", "no such file or folder"),
        ("nowhere.whl", "no such file or folder"),
        ("nowhere.whl:Knob", "no such file or folder"),
        ("", "an empty target"),
        ("nowhere:", "what follows the colon"),
        (":Knob", "no target before the colon"),
        ("==1.0", "the name is not that of a release"),
        ("https://example.org/x.whl", "URLs are not supported"),
        ("sys", "built into Python"),
        ("a\nb", "a\ufffdb"),
    ],
)
def test_a_target_that_is_not_there(faceplate, target: str, said: str) -> None:
    outcome = faceplate("show", target)
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("faceplate: ")
    assert said in outcome.err


def wheel(path: Path, content: str = GOOD) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("library/__init__.py", content)
        archive.writestr("library-1.0.dist-info/METADATA", "Name: library\nVersion: 1.0\n")
    return path


@pytest.mark.parametrize("kept", [0, 1, 60, 0.5, 0.9])
def test_a_damaged_wheel(faceplate, tmp_path: Path, kept: float) -> None:
    path = wheel(tmp_path / "library-1.0-py3-none-any.whl")
    assert names(faceplate("extract", path).out) == ["Knob"]
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content)) if kept < 1 else int(kept)])
    outcome = faceplate("extract", path)
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1


def test_a_damaged_member_of_a_wheel(faceplate, tmp_path: Path) -> None:
    path = wheel(tmp_path / "library-1.0-py3-none-any.whl", f"{GOOD}# {'x' * 900}\n")
    content = bytearray(path.read_bytes())
    content[content.index(b"__init__.py") + 20] ^= 0xFF
    path.write_bytes(content)
    outcome = faceplate("extract", path)
    assert outcome.code == 2
    unread, reason = outcome.err.splitlines()
    assert "library/__init__.py" in unread
    assert reason == "faceplate: nothing public was found: none of its files could be read"


class TestWords:
    """Words of the command line that name nothing."""

    @pytest.mark.parametrize(
        ("asked", "offered"),
        [("Knop", ["Knob"]), ("knob", ["Knob"]), ("Leverr", ["Lever"]), ("KNOBS", ["Knob"])],
    )
    def test_an_unknown_component_names_the_nearest(
        self, faceplate, library, asked: str, offered: list[str]
    ) -> None:
        folder = library(lever="class Lever: ...\n")
        outcome = faceplate("show", f"{folder}:{asked}")
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == (
            f"faceplate: library has no public name {asked!r}; did you mean {', '.join(offered)}?\n"
        )

    def test_nothing_is_near(self, faceplate, library) -> None:
        outcome = faceplate("show", f"{library()}:Zzz")
        assert outcome.code == 2
        assert "`faceplate show library` lists what there is" in outcome.err

    @pytest.mark.parametrize("asked", ["Knob", "good.Knob", "library.good.Knob"])
    def test_a_component_by_name_or_path(self, faceplate, library, asked: str) -> None:
        assert faceplate("show", f"{library()}:{asked}", "--format", "json").code == 0

    def test_an_unknown_dialect(self, faceplate, library) -> None:
        outcome = faceplate("extract", library(), "--dialect", "klingon")
        assert (outcome.code, outcome.out) == (2, "")
        assert len(outcome.err.splitlines()) == 1
        assert "there is no dialect 'klingon'" in outcome.err
        assert "gradio" in outcome.err
        assert "plain" in outcome.err

    @pytest.mark.parametrize("name", ["gradio", "plain"])
    def test_a_dialect_by_name(self, faceplate, library, name: str) -> None:
        outcome = faceplate("extract", library(__init__="from .good import *"), "--dialect", name)
        assert json.loads(outcome.out)["library"]["dialect"] == name

    @pytest.mark.parametrize(
        "words",
        [
            ["shwo", "x"],
            ["show"],
            ["show", "x", "--format", "pdf"],
            ["show", "x", "--width", "wide"],
            ["extract", "x", "--docstring-style", "klingon"],
            ["extract", "x", "--nonsense"],
        ],
    )
    def test_words_that_the_command_line_does_not_know(self, process, words: list[str]) -> None:
        outcome = process(*words)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith("faceplate: ")
        assert len(outcome.err.splitlines()) == 1
        assert "--help" in outcome.err

    def test_a_file_that_cannot_be_written(self, faceplate, library, tmp_path: Path) -> None:
        outcome = faceplate("extract", library(), "-o", tmp_path / "no/such/folder/out.json")
        assert (outcome.code, outcome.out) == (2, "")
        assert len(outcome.err.splitlines()) == 1
        assert "cannot be written" in outcome.err

    def test_a_file_is_written_whole(self, faceplate, library, tmp_path: Path) -> None:
        folder, file = library(), tmp_path / "out.json"
        assert faceplate("extract", folder, "-o", file).out == ""
        assert file.read_text(encoding="utf-8") == faceplate("extract", folder).out
        assert list(tmp_path.glob("*.part")) == []


def test_standard_output_that_is_closed(library, tmp_path: Path) -> None:
    folder = library(many="\n".join(f"class C{index}: ..." for index in range(3000)))
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m faceplate extract "{folder}" | head -c 1'],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.stderr == b""


def test_what_is_no_file_is_written_to_and_not_replaced(faceplate, library, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        assert faceplate("extract", library(), "-o", pipe).code == 0
        assert names(reader.communicate(timeout=120)[0].decode()) == ["Knob"]
    assert pipe.is_fifo()
    (tmp_path / "link").symlink_to(tmp_path / "target")
    assert faceplate("extract", tmp_path / "work/library", "-o", tmp_path / "link").code == 0
    assert (tmp_path / "link").is_symlink()
    assert names((tmp_path / "target").read_text()) == ["Knob"]
