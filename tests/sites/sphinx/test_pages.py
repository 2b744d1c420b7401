"""What stands on the pages: rows of the seed, sections, anchors, lists and the matrix."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import pytest

from sites.sphinx.project import Page, Project

ROOT = Path(__file__).parents[3]
SEED = json.loads((ROOT / "tests/seed/logout_button.json").read_text(encoding="utf-8"))

PAGE = "Page\n====\n\n.. component:: {}\n"


def digest(text: str) -> str:
    return blake2b(" ".join(text.split()).encode(), digest_size=16).hexdigest()


def holds_the_seed(page: Page, path: str, texts: bool) -> None:
    """Compare the rows under the anchors of a page with those of the seed."""
    event = f"{path}.{SEED['event']['name']}"
    assert (len(SEED["parameters"]), len(SEED["event_arguments"])) == (13, 18)
    for table in ("parameters", "event_arguments"):
        for one in SEED[table]:
            name = f"{path if table == 'parameters' else event}.{one['name']}"
            [term, _], [_, text] = page.by_id[name], page.written[name]
            name, rest = term.split(" ", 1)
            annotation, default = rest.split(" default: ")
            assert name == one["name"]
            assert annotation.replace('"', "'") == one["annotation"]
            assert default.removesuffix(", keyword-only") == one["default"]
            assert not texts or digest(text) == one["text"]
    assert not texts or digest(page.written[event][1]) == SEED["event"]["text"]
    shortcut = SEED["shortcut"]
    row = [shortcut["class"].replace("gradio", path.rpartition(".")[0]), f'"{shortcut["string"]}"']
    assert [*row, shortcut["initialization"]] in page.rows


def test_the_page_of_the_kit_holds_every_row(tmp_path: Path) -> None:
    project = Project(tmp_path, faceplate_targets=[str(ROOT / "src/faceplate_kit")])
    path = f"faceplate_kit.{SEED['component']}"
    project.write({"index.rst": PAGE.format(path)})
    assert project.build("html", "-W") == (0, "", ["index"])
    holds_the_seed(project.page("html/index.html"), path, texts=False)


@pytest.mark.releases
def test_the_page_of_the_release_holds_every_text(
    tmp_path: Path, wheel: Callable[[str], str]
) -> None:
    project = Project(tmp_path, faceplate_targets=[wheel(SEED["release"])])
    project.write({"index.rst": PAGE.format(SEED["path"])})
    assert project.build("html", "-W") == (0, "", ["index"])
    page = project.page("html/index.html")
    holds_the_seed(page, SEED["path"], texts=True)
    behaviour = {row[0] for row in page.rows if row}
    assert {f"As input {SEED['as_input']}", f"As output {SEED['as_output']}"} <= behaviour


def test_every_part_has_an_anchor_of_its_own(project: Callable[..., Project]) -> None:
    made = project({"index.rst": PAGE.format("knobs.Dial") + "\n.. component:: Lever\n"})
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    assert len(page.ids) == len(set(page.ids))
    assert {
        *("knobs.Dial", "knobs.Dial.angle", "knobs.Dial.press", "knobs.Dial.press.queue"),
        *("knobs.Dial.change.queue", "knobs.Lever.pull", "knobs.Lever.pull.force"),
    } <= set(page.ids)
    assert page.by_id["knobs.Dial.press.queue"] == page.by_id["knobs.Dial.change.queue"]
    assert {link[1:] for link in page.links if link.startswith("#")} - {""} <= set(page.ids)


def test_prose_is_shown_as_it_was_written(project: Callable[..., Project]) -> None:
    made = project({"index.rst": PAGE.format("knobs.Dial")})
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    assert page.by_id["knobs.Dial.text"][1] == 'What stands under it -- "in quotes".'
    assert "<b>bold</b> words" in page.text


def test_one_section_comes_without_its_heading(project: Callable[..., Project]) -> None:
    text = "Page\n====\n\n* .. component:: knobs.Dial\n     :sections: parameters\n"
    made = project({"index.rst": text})
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    assert [row[0].split()[0] for row in page.rows] == ["Parameter", "angle", "text"]
    assert "Initialization" not in page.text


def test_pages_that_follow_each_other_have_sections(project: Callable[..., Project]) -> None:
    text = "Page\n====\n\n.. component:: knobs.Dial\n\n.. component:: knobs.Lever\n"
    made = project({"index.rst": text})
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    assert {"knobs.Dial-initialization", "knobs.Lever-methods"} <= {
        one["id"] for tag, one in page.elements if tag == "section"
    }


def test_sections_are_rubrics_where_no_section_may_stand(project: Callable[..., Project]) -> None:
    made = project({"index.rst": "Page\n====\n\n* .. component:: knobs.Dial\n"})
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    rubrics = [one for tag, one in page.elements if one.get("class") == "rubric"]
    assert len(rubrics) >= 3
    assert "knobs.Dial.press.queue" in page.by_id


def test_sections_that_are_left_out(project: Callable[..., Project]) -> None:
    text = PAGE.format("knobs.Dial") + "   :leave-out: Event arguments\n"
    made = project({"index.rst": text}, faceplate_leave_out=["Source"])
    assert made.build("html", "-W").code == 0
    text = made.page("html/index.html").text
    assert "Event listeners" in text
    assert "Event arguments" not in text
    assert "Base class" not in text


def test_list_of_components_with_their_pages(project: Callable[..., Project]) -> None:
    index = "Knobs\n=====\n\n.. autocomponents::\n   :toctree:\n"
    made = project({"index.rst": index}, faceplate_pages="api")
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    assert [row[0] for row in page.rows[1:]] == ["Dial", "Lamp deprecated", "Lever"]
    assert [row[1] for row in page.rows[1:]][2] == "Moves up and down."
    assert "api/knobs.Dial.html#knobs.Dial" in page.links
    assert "knobs.Lever.pull" in made.page("html/api/knobs.Lever.html").ids


def test_components_in_one_document(project: Callable[..., Project]) -> None:
    made = project({"index.rst": "Knobs\n=====\n\n.. autocomponents:: knobs\n   :inline:\n"})
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    assert {"knobs.Dial", "knobs.Lamp", "knobs.Lever"} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_order_groups_and_filters(project: Callable[..., Project]) -> None:
    made = project(
        {"index.rst": "Knobs\n=====\n\n.. autocomponents::\n"},
        faceplate_exclude=["*.Lamp"],
        faceplate_groups={"Moved by hand": ["Lever"], "Rest": ["*"]},
    )
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    assert [row[0] for row in page.rows] == ["Component", "Lever", "Component", "Dial"]
    assert "Moved by hand" in page.text


def test_events_of_a_component_lead_to_its_page(project: Callable[..., Project]) -> None:
    made = project({"index.rst": "Page\n====\n\n.. events:: knobs.Dial\n   :no-arguments:\n"})
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    assert [row[0].split("(")[0] for row in page.rows[1:]] == [
        "knobs.Dial.change",
        "knobs.Dial.press",
    ]


def test_the_matrix_says_which_component_offers_which_event(
    project: Callable[..., Project],
) -> None:
    files = {
        "index.rst": "Page\n====\n\n.. events::\n\n.. toctree::\n\n   dial\n",
        "dial.rst": PAGE.format("knobs.Dial"),
    }
    made = project(files)
    assert made.build("html", "-W", "-n").code == 0
    page = made.page("html/index.html")
    assert page.rows[:3] == [
        ["Component", "change", "press"],
        ["Dial", "✓ change", "✓ press"],
        ["Lever", "✓ change", ""],
    ]
    assert "dial.html#knobs.Dial.press" in page.links
    assert made.build("text", "-W").code == 0
    assert '"Dial", "Lever"' in made.built("text/index.txt")


def test_source_link_and_badge(project: Callable[..., Project]) -> None:
    address = "https://knobs.example/{file}#L{line}-L{end_line}"
    made = project({"index.rst": PAGE.format("knobs.Lamp")}, faceplate_source_url=address)
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    assert "https://knobs.example/knobs/lamp.py#L5-L9" in page.links
    assert any("faceplate-deprecated" in one.get("class", "") for _, one in page.elements)
