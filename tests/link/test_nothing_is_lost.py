"""Nothing of a docstring is lost: every word of it stands somewhere in what was parsed.

Each word of a made-up docstring is one that no other has, so that a word that is missing is one
that was dropped. Docstrings are made in each style as they should be, and of lines in any order.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceplate.docstrings.flattening import flattened
from faceplate.docstrings.reader import read
from faceplate.docstrings.styles import STYLES, Style
from faceplate.public import extract

_WORD = re.compile(r"w\d+")


class Words:
    """Gives words that it has not given before."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, number: int = 1) -> str:
        first = self.count
        self.count += number
        return " ".join(f"w{index}" for index in range(first, self.count))


LINES = (
    "{1}",
    "{3}",
    "{2}: {1}",
    "{1}: {2}",
    "{1} ({1}): {2}",
    "{1} ({1}, optional): {1}",
    "{1} : {1}",
    "{1} : {1}, optional",
    "{1}, {1} : {1}",
    "*{1}: {1}",
    "**{1}",
    "- {2}",
    "- {1}: {1}",
    "1. {2}",
    "| {1} | {1} |",
    "# {1}",
    "`{1}`: {1}",
    "{1}::",
    "{1}:",
    ":{1}",
    "{1} -> {1}: {1}",
    "Note: {2}",
    "Note:",
    "Warning: {1}",
    "Deprecated: {1}",
    "See Also: {1}",
    "Todo:",
    "Tag: {2}",
    "Sets: {1}={1}",
    ".. note:: {1}",
    ".. note::",
    ".. deprecated:: {1}",
    ".. code-block:: {1}",
    ".. {1}: {1}",
    "!!! note",
    '!!! warning "{1}"',
    "??? {1}",
    "```",
    "```python",
    "~~~",
    ">>> {1}",
    "... {1}",
    "Args:",
    "Arguments:",
    "Parameters:",
    "Parameters: {1}",
    "Keyword Args:",
    "Other Parameters:",
    "Attributes:",
    "Returns:",
    "Returns: {1}",
    "Returns: ({1})",
    "Yields:",
    "Raises:",
    "Warns:",
    "Methods:",
    "Example:",
    "Example: {1}",
    "Examples:",
    "References:",
    "{1}s:",
    "Parameters",
    "Other Parameters",
    "Returns",
    "Raises",
    "Attributes",
    "Methods",
    "Notes",
    "Warnings",
    "See Also",
    "Examples",
    "References",
    "----------",
    "-------",
    "---",
    "======",
    ":param {1}: {2}",
    ":param {1} {1}: {1}",
    ":param {1}",
    ":param: {1}",
    ":type {1}: {1}",
    ":returns: {1}",
    ":return {1}: {1}",
    ":rtype: {1}",
    ":raises {1}: {1}",
    ":raises: {1}",
    ":ivar {1}: {1}",
    ":vartype {1}: {1}",
    ":var {1}: {1}",
    ":meta {1}:",
    ":{1}: {1}",
    ":class:`{1}` {1}",
    "{{{{ {1} }}}} {1}",
    "<{1}>{1}</{1}>",
    "\\{1} \\",
    '"""{1}',
    "",
    "",
    "",
)
MARGINS = ("", "", "", "    ", "    ", "        ", "  ", "\t", "   ", "            ")


@st.composite
def disorder(draw: st.DrawFn) -> str:
    """Make a docstring of any lines in any order."""
    words = Words()
    lines = draw(st.lists(st.tuples(st.sampled_from(MARGINS), st.sampled_from(LINES)), max_size=14))
    return "\n".join(margin + filled(line, words) for margin, line in lines)


def filled(line: str, words: Words) -> str:
    return re.sub(r"\{(\d)\}", lambda match: words(int(match[1])), line)


@st.composite
def prose(draw: st.DrawFn, words: Words, margin: str = "") -> list[str]:
    """Make paragraphs, lists and code."""
    lines: list[str] = []
    for kind in draw(st.lists(st.sampled_from(["plain", "list", "fence", "deep"]), max_size=3)):
        if kind == "plain":
            lines += [words(3), words(2), ""]
        elif kind == "list":
            lines += [f"- {words(2)}", f"  {words(1)}", f"- {words(1)}: {words(1)}", ""]
        elif kind == "fence":
            lines += ["```python", words(1), "", f"    {words(2)}", "```", ""]
        else:
            lines += [f"{words(1)}::", "", f"    {words(2)}", ""]
    return [margin + line if line else "" for line in lines]


@st.composite
def google(draw: st.DrawFn) -> str:
    words = Words()
    lines = [words(3), "", *draw(prose(words))]
    headings = [
        "Args",
        "Parameters",
        "Raises",
        "Returns",
        "Yields",
        "Note",
        "Example",
        "Attributes",
    ]
    for heading in draw(st.lists(st.sampled_from(headings), unique=True)):
        if not lines or draw(st.booleans()):
            lines.append("")
        lines.append(f"{heading}:")
        if heading in ("Args", "Parameters", "Attributes", "Raises"):
            for _ in range(draw(st.integers(1, 3))):
                stated = f" ({words(1)})" if draw(st.booleans()) else ""
                lines.append(f"    {words(1)}{stated}: {words(2)}")
                if draw(st.booleans()):
                    lines += [f"        {words(2)}", "", *draw(prose(words, "        "))]
        else:
            lines += [f"    {words(3)}", "", *draw(prose(words, "    "))]
    return inspect.cleandoc("\n".join(lines))


@st.composite
def numpy(draw: st.DrawFn) -> str:
    words = Words()
    lines = [words(3), "", *draw(prose(words))]
    headings = ["Parameters", "Returns", "Raises", "Notes", "See Also", "Examples", "Attributes"]
    for heading in draw(st.lists(st.sampled_from(headings), unique=True)):
        lines += ["", heading, "-" * len(heading)]
        if heading in ("Parameters", "Attributes", "Returns"):
            for _ in range(draw(st.integers(1, 3))):
                stated = f" : {words(1)}" if draw(st.booleans()) else ""
                lines += [f"{words(1)}{stated}", f"    {words(2)}"]
                lines += draw(prose(words, "    "))
        elif heading == "Raises":
            lines += [words(1), f"    {words(2)}"]
        else:
            lines += [words(2), "", *draw(prose(words))]
    return inspect.cleandoc("\n".join(lines))


@st.composite
def sphinx(draw: st.DrawFn) -> str:
    words = Words()
    lines = [words(3), "", *draw(prose(words))]
    fields = [":param {1}:", ":param {1} {1}:", ":type {1}:", ":returns:", ":rtype:"]
    fields += [":raises {1}:", ":ivar {1}:", ":{1}:"]
    for field in draw(st.lists(st.sampled_from(fields))):
        lines.append(f"{filled(field, words)} {words(2)}")
        if draw(st.booleans()):
            lines.append(f"    {words(2)}")
    if draw(st.booleans()):
        lines += ["", words(3), *draw(prose(words))]
    return inspect.cleandoc("\n".join(lines))


def lost(text: str, style: Style, tags: Iterable[str] = ()) -> set[str]:
    """Give the words of a docstring that are nowhere in what was parsed."""
    known = {tag.lower() for tag in tags}
    parsed = flattened(read(text, style, lambda label: label.lower() in known))
    held = msgspec.json.encode(parsed).decode()
    return set(_WORD.findall(text)) - set(_WORD.findall(held))


@given(text=google())
def test_google(text: str) -> None:
    assert not lost(text, "google")


@given(text=numpy())
def test_numpy(text: str) -> None:
    assert not lost(text, "numpy")


@given(text=sphinx())
def test_sphinx(text: str) -> None:
    assert not lost(text, "sphinx")


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=500)
@given(text=disorder())
def test_lines_in_any_order(style: Style, text: str) -> None:
    assert not lost(text, style)


@settings(max_examples=300)
@given(text=disorder())
def test_lines_in_any_order_where_labels_are_tags(text: str) -> None:
    parsed = flattened(read(text, None, lambda label: re.fullmatch(r"[\w-]+", label) is not None))
    held = msgspec.json.encode(parsed).decode()
    assert set(_WORD.findall(text)) <= set(_WORD.findall(held))


@pytest.mark.parametrize("style", STYLES)
@given(text=st.text(max_size=300))
def test_any_text_is_parsed(style: Style, text: str) -> None:
    flattened(read(text, style))


@pytest.mark.parametrize("style", STYLES)
@given(text=st.text(alphabet=" \n\t:-.`~!>*()[]{}ANPRar,=\x0c\x85\u2028", max_size=200))
def test_any_punctuation_is_parsed(style: Style, text: str) -> None:
    flattened(read(text, style))


FIXTURES = Path(__file__).parents[1] / "fixtures"
MARKS = re.compile(
    r"^[ \t]*(?:[A-Z][a-z]+(?: [A-Za-z][a-z]+)?:|args:|:Keyword Arguments:|:\w+|\.\. \w+::|!!! \w+"
    r"|\?\?\? \w+|```\w*|#+ [A-Z]\w+|[A-Z][a-z]+(?: [A-Z][a-z]+)?(?=\n[ \t]*-+$)|@\w+)"
    r"|(?::[\w+]+)*:\w+:?(?=`)|(?<=`)__?(?!\w)"
    r"|\bdefaults to\b|(?<=: )default(?= \w+$)|\band(?= \w+: )",
    re.MULTILINE,
)
"""What opens a part of a docstring, a role or a default, or joins names, no part of it."""


@pytest.mark.parametrize(
    "case", sorted(path.name for path in (FIXTURES / "docstrings").iterdir() if path.is_dir())
)
def test_pages_hold_every_word_of_the_docstrings(case: str) -> None:
    folder = FIXTURES / "docstrings" / case / "package"
    pages = {page.name: page for page in extract(str(folder), cache=False).components}
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    checked = 0
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            shown = " ".join(texts(msgspec.to_builtins(pages[node.name])))
            held = set(re.findall(r"\w+", shown.lower()))
            for inner in ast.walk(node):
                if isinstance(inner, ast.FunctionDef | ast.ClassDef):
                    text = MARKS.sub("", normalize("NFKC", ast.get_docstring(inner) or ""))
                    words = set(re.findall(r"\w+", text.lower())) - {"optional"}
                    assert words <= held, (node.name, words - held)
                    checked += len(words)
    assert checked >= 5


def texts(value: object) -> Iterator[str]:
    """Yield all texts in a page."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
