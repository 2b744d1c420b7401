"""Options, mistakes in them and in directives, findings, and the API endpoints of an app."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faceplate.sites.sphinx import DIRECTIVES
from faceplate.sites.sphinx.domain import ROLES
from faceplate.sites.sphinx.findings import DUPLICATE
from faceplate.sites.sphinx.options import VALUES
from faceplate.sites.warnings import KINDS
from sites.app import DESCRIPTOR, SCRIPT
from sites.sphinx.project import Project

PAGE = "Page\n====\n\n.. component:: knobs.Dial\n"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"faceplate_targets": ["nowhere"]}, "nowhere"),
        ({"faceplate_order": "size"}, "faceplate_order: size is none of"),
        ({"faceplate_groups": {"A": 1}}, "faceplate_groups: give a table"),
        ({"faceplate_docstring_style": "loose"}, "faceplate_docstring_style: docstring style"),
        ({"faceplate_dialect": "klingon"}, "klingon"),
        ({"faceplate_pages": "../up"}, "faceplate_pages: '../up' is not a folder below"),
        ({"faceplate_source_url": "javascript:{file}"}, "faceplate_source_url: 'javascript:"),
        ({"faceplate_source_url": "https://x.example/{fil}"}, "faceplate_source_url"),
        ({"faceplate_check": ["FP999x"]}, "'FP999x' is not a rule"),
    ],
)
def test_a_bad_option_is_one_clear_line(
    project: Callable[..., Project], values: dict[str, Any], message: str
) -> None:
    outcome = project({"index.rst": PAGE}, **values).build()
    assert outcome.code == 2
    [line] = [one for one in outcome.warnings.splitlines() if message in one]
    assert line.strip().startswith("sphinx.errors.ConfigError: faceplate")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (".. component:: knobs.Dail", "'knobs.Dail' is not a component; did you mean knobs.Dial?"),
        (".. component:: Dial\n   :sections: parmeters", "knobs.Dial has no section 'parmeters'"),
        (".. autocomponents:: bolts", "'bolts' is none of the libraries knobs"),
        (".. autocomponents::\n   :groups: Bolts", "knobs has no group 'bolts'"),
        (
            ".. autocomponents::\n   :toctree:",
            ":toctree: needs the folder of the pages: set faceplate_pages",
        ),
        (".. events:: Lump", "'Lump' is not a component"),
        (".. viewapi:: none.json", "none.json: there is no such file"),
        (".. viewapi:: app.py", "app.py: no library of apps to read it with (it imports none)"),
        (".. viewapi:: bad.json", "bad.json"),
    ],
)
def test_a_mistake_in_a_directive_is_a_warning_where_it_stands(
    project: Callable[..., Project], text: str, message: str
) -> None:
    files = {"index.rst": f"Page\n====\n\n{text}\n", "app.py": "1 / 0\n", "bad.json": "{"}
    made = project(files)
    outcome = made.build()
    assert outcome.code == 0
    assert f"FP974 unknown-table: {message}" in outcome.warnings.replace(str(made.source) + "/", "")
    assert "index.rst:4" in outcome.warnings
    assert "[faceplate.FP974]" in outcome.warnings


def test_nothing_of_the_library_is_run(project: Callable[..., Project], knobs: Path) -> None:
    mark = knobs.parent / "ran"
    with (knobs / "dial.py").open("a", encoding="utf-8") as file:
        file.write(f"\nopen({str(mark)!r}, 'w')\n")
    assert project({"index.rst": PAGE}).build("html", "-W").code == 0
    assert not mark.exists()


def test_a_pattern_that_fits_nothing_is_a_warning(project: Callable[..., Project]) -> None:
    made = project({"index.rst": PAGE}, faceplate_exclude=["Bolt"])
    assert "FP972 unused-option: knobs: no component fits Bolt" in made.build().warnings


def test_a_file_that_cannot_be_read_is_a_warning(
    project: Callable[..., Project], knobs: Path
) -> None:
    (knobs / "lever.py").write_text("def broken(:\n", encoding="utf-8")
    warnings = project({"index.rst": PAGE}).build().warnings
    assert "FP973 unreadable-source" in warnings
    assert "knobs/lever.py" in warnings


def test_findings_are_warnings_when_asked(project: Callable[..., Project], knobs: Path) -> None:
    text = (knobs / "dial.py").read_text(encoding="utf-8")
    (knobs / "dial.py").write_text(text.replace("angle: How", "angel: How"), encoding="utf-8")
    made = project({"index.rst": PAGE})
    assert made.build("html", "-W").code == 0
    made.configure(faceplate_targets=["knobs"], faceplate_check=["FP102"])
    outcome = made.build()
    assert "FP102 unknown-parameter" in outcome.warnings
    assert "[faceplate.FP102]" in outcome.warnings
    assert f"{knobs / 'dial.py'}:14" in outcome.warnings
    assert made.build("html", "-W").code == 1
    made.configure(
        faceplate_targets=["knobs"],
        faceplate_check=["FP102"],
        suppress_warnings=["faceplate.FP102"],
    )
    assert made.build("html", "-W").code == 0


def test_a_file_of_others_in_the_folder_of_the_pages_is_left(
    project: Callable[..., Project],
) -> None:
    made = project({"index.rst": PAGE, "api/knobs.Dial.rst": "Mine\n====\n"}, faceplate_pages="api")
    outcome = made.build()
    assert outcome.code == 2
    assert "knobs.Dial.rst is not one of its files" in outcome.warnings
    assert made.built("source/api/knobs.Dial.rst") == "Mine\n====\n"


def test_endpoints_of_an_app(project: Callable[..., Project]) -> None:
    text = (
        "Page\n====\n\n.. viewapi:: app.json\n   :url: https://app.example\n"
        "   :endpoints: turn\n   :snippets: python, curl\n"
    )
    made = project({"index.rst": text, "app.json": json.dumps(DESCRIPTOR)})
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    assert ["angle float default: 0.5", "Slider", "Angle <b>"] in page.rows
    assert 'api_name="/turn"' in page.text
    assert "https://app.example/" in page.text
    assert "curl" in page.text
    assert "/stop" not in page.text
    assert made.build("html", "-W").read == []
    made.write({"app.json": json.dumps(DESCRIPTOR).replace("Said", "Answer")})
    assert made.build("html", "-W").read == ["index"]
    assert "Answer" in made.page("html/index.html").text


def test_the_script_of_an_app_is_read_and_run_only_when_asked(
    project: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAME", "spoken")
    mark = tmp_path / "ran"
    text = "Page\n====\n\n.. viewapi:: app.py\n"
    made = project({"index.rst": text, "app.py": SCRIPT.format(mark=str(mark))})
    warnings = made.build().warnings
    assert "FP976 incomplete-app: " in warnings
    assert "index.rst:4" in warnings
    page = made.page("html/index.html").text
    assert "/turn" in page
    assert "/spoken" not in page
    assert not mark.exists()
    made.write({"index.rst": text + "   :live:\n"})
    assert made.build("html", "-W").code == 0
    assert "/spoken" in made.page("html/index.html").text
    assert mark.exists()


def test_several_apps_stand_in_one_page(project: Callable[..., Project]) -> None:
    text = "Page\n====\n\n" + ".. viewapi:: app.json\n\n" * 2 + ".. viewapi:: other.json\n"
    app = json.dumps(DESCRIPTOR)
    files = {"index.rst": text, "app.json": app, "other.json": app.replace("Said", "Answer")}
    made = project(files, copyright="nobody", version="1")
    assert made.build("html", "-W").code == 0
    page = made.page("html/index.html")
    assert len(page.ids) == len(set(page.ids))
    radios = [one for _, one in page.elements if one.get("type") == "radio"]
    assert len({one["name"] for one in radios}) == 6  # a choice for each call
    assert [one["value"] for one in radios[:3]] == ["python", "javascript", "curl"]
    assert sum("checked" in one for one in radios) == 6
    assert {one["for"] for tag, one in page.elements if tag == "label"} <= set(page.ids)
    assert made.build("epub", "-W").code == 0  # a book has no buttons, and a title for each code
    book = made.page("epub/index.xhtml")
    assert not [one for _, one in book.elements if one.get("type") == "radio"]
    assert book.text.count("JavaScript") == 6
    assert made.build("text", "-W").code == 0
    assert made.built("text/index.txt").count("JavaScript") == 6


def test_the_reference_names_every_option_directive_and_role() -> None:
    page = (Path(__file__).parents[3] / "docs/reference/sphinx.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `faceplate_(\w+)`", page, re.MULTILINE)) == set(VALUES)
    rows = re.findall(r"^\| `:([\w-]+):` \| (.*?) \|", page, re.MULTILINE)
    stated = {(name, one) for name, of in rows for one in re.findall(r"`(\w+)`", of)}
    assert stated == {
        (option, name) for name, one in DIRECTIVES.items() for option in one.option_spec or ()
    }
    named = set(re.findall(r"^\| `([a-z]+)` \|", page, re.MULTILINE))
    assert {*DIRECTIVES, *ROLES} <= named
    for kind in (*KINDS, DUPLICATE):
        assert f"| `{kind.code}` |" in page
