"""What is read again after a change, and that processes side by side come to the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sites.sphinx.project import Project

INDEX = (
    "Knobs\n=====\n\n.. autocomponents::\n   :toctree:\n\n.. toctree::\n\n   matrix\n   by-hand\n"
)
FILES = {
    "index.rst": INDEX,
    "matrix.rst": "Matrix\n======\n\n.. events:: knobs\n",
    "by-hand.rst": "By hand\n=======\n\n:event:`knobs.Dial.press`\n",
}
PAGES = ["api/knobs.Dial", "api/knobs.Lamp", "api/knobs.Lever"]
ALL = sorted([*PAGES, "by-hand", "index", "matrix"])


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_source_rebuilds_only_its_pages(
    project: Callable[..., Project], knobs: Path
) -> None:
    made = project(FILES, faceplate_pages="api")
    assert made.build("html", "-W") == (0, "", ALL)
    assert made.build("html", "-W").read == []
    changed(knobs / "dial.py", "How far it is turned.", "How far somebody turned it.")
    assert made.build("html", "-W").read == ["api/knobs.Dial"]
    assert "How far somebody turned it." in made.page("html/api/knobs.Dial.html").text
    assert made.build("html", "-W").read == []


def test_a_summary_rebuilds_the_lists_too(project: Callable[..., Project], knobs: Path) -> None:
    made = project(FILES, faceplate_pages="api")
    made.build()
    changed(knobs / "lever.py", "Moves up and down.", "Moves to and fro.")
    assert made.build("html", "-W").read == ["api/knobs.Lever", "index", "matrix"]
    assert "Moves to and fro." in made.page("html/index.html").text


def test_what_a_page_takes_from_another_file_rebuilds_it(
    project: Callable[..., Project], knobs: Path
) -> None:
    made = project(FILES, faceplate_pages="api")
    made.build()
    changed(knobs / "_events.py", "Sent when somebody presses", "Sent as somebody presses")
    assert made.build("html", "-W").read == ["api/knobs.Dial"]


def test_a_comment_in_a_shared_file_rebuilds_nothing(
    project: Callable[..., Project], knobs: Path
) -> None:
    made = project(FILES, faceplate_pages="api")
    made.build()
    file = knobs / "_base.py"
    file.write_text(file.read_text(encoding="utf-8") + "\n# A comment.\n", encoding="utf-8")
    assert made.build("html", "-W").read == []


def test_components_come_and_go(project: Callable[..., Project], knobs: Path) -> None:
    made = project(FILES, faceplate_pages="api")
    made.build()
    file = made.source / "api/own.rst"
    file.write_text(":orphan:\n\nOwn\n===\n", encoding="utf-8")
    changed(knobs / "__init__.py", "from knobs.lamp import Lamp\n", "")
    outcome = made.build("html", "-W")
    assert outcome.code == 0
    assert not (made.source / "api/knobs.Lamp.rst").exists()
    assert file.exists()
    assert "Lamp" not in made.page("html/index.html").text
    changed(knobs / "__init__.py", "Dial\n", "Dial\nfrom knobs.lamp import Lamp\n")
    outcome = made.build("html", "-W")
    assert outcome.code == 0
    assert "api/knobs.Lamp" in outcome.read
    assert "api/knobs.Lamp.html#knobs.Lamp" in made.page("html/index.html").links


def test_a_directive_that_lost_its_component_is_read_again(
    project: Callable[..., Project], knobs: Path
) -> None:
    made = project({"index.rst": "Page\n====\n\n.. component:: knobs.Lamp\n"})
    assert made.build().code == 0
    changed(knobs / "__init__.py", "from knobs.lamp import Lamp\n", "")
    outcome = made.build()
    assert outcome.read == ["index"]
    assert "FP974 unknown-table: 'knobs.Lamp' is not a component" in outcome.warnings


def test_processes_side_by_side_come_to_the_same(project: Callable[..., Project]) -> None:
    pages = {f"page{number}.rst": f"Page {number}\n======\n\ntext\n" for number in range(6)}
    more = "".join(f"   page{number}\n" for number in range(6))
    made = project({**FILES, **pages, "index.rst": INDEX + more}, faceplate_pages="api")
    assert made.build("html", "-W", "-j", "1").code == 0
    serial = snapshot(made.folder / "html")
    assert made.build("html", "-W", "-E", "-a", "-j", "2").code == 0
    assert snapshot(made.folder / "html") == serial
    assert len(serial) > 10


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix in (".html", ".inv", ".js")
    }
