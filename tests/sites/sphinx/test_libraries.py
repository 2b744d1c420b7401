"""Libraries as they are released: every page, and no warning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sites.sphinx.project import Project

pytestmark = pytest.mark.releases
THOROUGH = pytest.mark.thorough

INDEX = "Library\n=======\n\n.. autocomponents::\n   :toctree:\n"
COMPONENTS: dict[str, Any] = {
    "faceplate_groups": {"Components": "component"},
    "faceplate_only_groups": True,
}
# A part of a large library is enough to be looked at page by page.
PLAIN: dict[str, Any] = {"faceplate_dialect": "plain", "faceplate_include": ["[AB]*"]}


@pytest.mark.parametrize(
    ("release", "pages", "values"),
    [
        ("gradio==6.31.0", 58, COMPONENTS),
        ("rich==15.0.0", 5, PLAIN),
        pytest.param("httpx==0.28.1", 50, {"faceplate_dialect": "plain"}, marks=THOROUGH),
        pytest.param("panel==1.9.4", 30, PLAIN, marks=THOROUGH),
        pytest.param("textual==8.2.8", 10, PLAIN, marks=THOROUGH),
    ],
)
def test_a_library_is_built_whole_and_without_warnings(
    tmp_path: Path,
    wheel: Callable[[str], str],
    release: str,
    pages: int,
    values: dict[str, Any],
) -> None:
    made = Project(
        tmp_path,
        **{"faceplate_targets": [wheel(release)], "faceplate_pages": "api", **values},
    )
    made.write({"index.rst": INDEX})
    outcome = made.build("html", "-W", "-n")
    assert (outcome.code, outcome.warnings) == (0, "")
    built = list((tmp_path / "html/api").iterdir())
    assert len(built) == len(outcome.read) - 1 >= pages
    for file in built:
        page = made.page(str(file.relative_to(tmp_path)))
        assert len(page.ids) == len(set(page.ids))
        here = {link[1:] for link in page.links if link.startswith("#")} - {""}
        assert here <= set(page.ids)


@pytest.mark.parametrize(
    ("release", "path"),
    [
        ("gradio_pdf==0.0.19", "gradio_pdf.PDF"),
        ("gradio_calendar==0.0.6", "gradio_calendar.Calendar"),
    ],
)
def test_a_custom_component_is_built_beside_its_library(
    tmp_path: Path, wheel: Callable[[str], str], release: str, path: str
) -> None:
    made = Project(
        tmp_path,
        faceplate_targets=[wheel(release)],
        faceplate_search_path=[wheel("gradio==4.44.1")],
    )
    made.write({"index.rst": "Component\n=========\n\n.. autocomponents::\n   :inline:\n"})
    outcome = made.build("html", "-W", "-n")
    assert (outcome.code, outcome.warnings) == (0, "")
    ids = made.page("html/index.html").ids
    assert {path, f"{path}.change.fn"} <= set(ids)
