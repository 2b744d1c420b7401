"""Every builder that writes text, MyST, and docstrings that attack."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from render.components import ATTACKS
from sites.sphinx.project import Project

FILES = {
    "index.rst": "Knobs\n=====\n\n.. autocomponents::\n   :toctree:\n\n.. events:: knobs\n",
}
WORDS = ["How far it is turned.", "Sent when somebody presses the Dial.", "Pulls it.", "Shines"]
BUILDERS = {
    "dirhtml": "dirhtml/api/knobs.Dial/index.html",
    "epub": "epub/api/knobs.Dial.xhtml",
    "latex": "latex/lamps.tex",
    "man": "man/lamps.1",
    "singlehtml": "singlehtml/index.html",
    "text": "text/api/knobs.Dial.txt",
    "texinfo": "texinfo/lamps.texi",
    "xml": "xml/api/knobs.Dial.xml",
}


def test_every_builder_writes_every_text(project: Callable[..., Project]) -> None:
    full = {"faceplate_event_arguments": "full"}
    made = project(FILES, faceplate_pages="api", version="1", copyright="nobody", **full)
    for builder, file in BUILDERS.items():
        outcome = made.build(builder, "-W")
        assert (builder, outcome.code, outcome.warnings) == (builder, 0, "")
        text = " ".join(re.sub(r"[|\n]", " ", made.built(file)).split())
        for word in ("angle", "How far it is turned.", "Callable"):
            assert word in text, (builder, word)
    latex = made.built("latex/lamps.tex")
    for word in WORDS:
        assert word in " ".join(latex.split())
    labels = set(re.findall(r"\\label\{(?:\\detokenize\{)?([^}]*)", latex))
    targets = re.findall(r"\\hyperref\[\\detokenize\{([^}]*)", latex)
    assert {"api/knobs.Dial:knobs.Dial.press.queue"} <= labels
    assert set(targets) <= labels
    with zipfile.ZipFile(next((made.folder / "epub").glob("*.epub"))) as book:
        assert "How far it is turned." in book.read("api/knobs.Dial.xhtml").decode()


def test_a_project_in_myst(project: Callable[..., Project]) -> None:
    index = (
        "# Knobs\n\n```{autocomponents}\n:toctree:\n```\n\n{event}`knobs.Dial.press`\n\n"
        "## One table\n\n```{component} knobs.Dial\n:sections: parameters\n```\n"
    )
    made = project(
        {"index.md": index},
        extensions=("myst_parser",),
        source_suffix={".md": "markdown"},
        faceplate_pages="api",
    )
    outcome = made.build("html", "-W", "-n")
    assert (outcome.code, outcome.warnings) == (0, "")
    page = made.page("html/index.html")
    assert "api/knobs.Dial.html#knobs.Dial.press" in page.links
    assert page.rows[-1][0].startswith("text ")
    dial = made.page("html/api/knobs.Dial.html")
    assert "knobs.Dial.press.queue" in dial.ids
    assert [one for tag, one in dial.elements if tag == "h2"]


HOSTILE = """
from knobs._base import Component
from knobs._events import EventListener


class Attacked(Component):
    {docstring}

    EVENTS = [EventListener("hit", doc={text})]

    def __init__(self, value: str = {text}):
        {parameters}

    def method(self):
        {docstring}
"""


def attacked(package: Path, text: str) -> None:
    docstring = repr("Summary.\n\n" + text)
    parameters = repr("Parameters:\n    value: " + text.replace("\n", "\n        "))
    source = HOSTILE.format(docstring=docstring, text=repr(text), parameters=parameters)
    (package / "attacked.py").write_text(source, encoding="utf-8", errors="surrogatepass")
    with (package / "__init__.py").open("a", encoding="utf-8") as file:
        file.write("from knobs.attacked import Attacked\n")


ALLOWED = {"script", "link", "meta", "form", "input", "img"}
"""What the pages of a theme hold, in a page of which no docstring speaks, too."""


def test_hostile_docstrings_are_shown_and_do_nothing(
    project: Callable[..., Project], knobs: Path
) -> None:
    text = "\n\n".join(ATTACKS)
    attacked(knobs, text)
    files = {
        "index.rst": "Page\n====\n\n.. component:: Attacked\n\n.. toctree::\n\n   calm\n",
        "calm.rst": "Calm\n====\n\n.. component:: knobs.Dial\n",
    }
    made = project(files, version="1", copyright="nobody")
    for builder in ("html", "epub", "text", "man", "latex"):
        outcome = made.build(builder, "-W")
        assert (builder, outcome.code, outcome.warnings) == (builder, 0, "")
    page, calm = made.page("html/index.html"), made.page("html/calm.html")
    for tag in ALLOWED:
        assert count(page.elements, tag) <= count(calm.elements, tag) + (tag == "link"), tag
    assert not {tag for tag, _ in page.elements} & {"iframe", "object", "style", "textarea"}
    known = {name for _, attributes in calm.elements for name in attributes} | {"start", "rel"}
    assert {name for _, attributes in page.elements for name in attributes} <= known
    assert not [link for link in page.links if re.match(r"(?i)\s*(javascript|data):", link)]
    assert "<script>alert(1)</script>" in page.text
    assert "{{ config }}" in page.text
    assert ".. include:: /etc/passwd" in page.text
    assert "root:" not in page.text
    for form in ("html/index.html", "text/index.txt", "latex/lamps.tex", "man/lamps.1"):
        assert not re.search(
            "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", made.built(form)
        )
        assert "u202e" in made.built(form)


def count(elements: list[tuple[str, dict[str, str]]], tag: str) -> int:
    return sum(1 for one, _ in elements if one == tag)


@pytest.mark.parametrize(
    ("builder", "file", "size"),
    [
        ("html", "html/index.html", 500_000),
        ("latex", "latex/lamps.tex", 500_000),
        ("text", "text/index.txt", 50_000),  # it takes its time to wrap lines
    ],
)
def test_a_megabyte_on_one_line_is_shown_whole(
    project: Callable[..., Project], knobs: Path, builder: str, file: str, size: int
) -> None:
    long = "x" * size + " " + "word " * (size // 5)
    (knobs / "long.py").write_text(
        "from knobs._base import Component\n\n\nclass Long(Component):\n"
        f'    """Long."""\n\n    def __init__(self, value: str = ""):\n'
        f'        """\n        Parameters:\n            value: {long}\n        """\n',
        encoding="utf-8",
    )
    with (knobs / "__init__.py").open("a", encoding="utf-8") as module:
        module.write("from knobs.long import Long\n")
    made = project({"index.rst": "Page\n====\n\n.. component:: Long\n"})
    outcome = made.build(builder, "-W")
    assert (outcome.code, outcome.warnings) == (0, "")
    text = made.built(file)
    assert text.count("x") >= size
    assert text.count("word") >= size // 5
