"""Sites of real libraries: every row of the seed page, every component, and no fault of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from hashlib import blake2b
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from faceplate.errors import UsageError
from faceplate.source.release import fetch
from sites.building import Site, mkdocs, squeezed

ROOT = Path(__file__).parents[2]
SEED = json.loads((ROOT / "tests/seed/logout_button.json").read_text(encoding="utf-8"))
PAGE = "components/logoutbutton"

_MARKS = {"<code>": "`", "</code>": "`"}

LIBRARIES: list[tuple[str, dict[str, Any]]] = [
    ("gradio_calendar==0.0.6", {}),
    ("gradio_pdf==0.0.19", {}),
    ("httpx==0.28.1", {}),
]
# Of these a part is enough to be looked at link by link.
LARGE: list[tuple[str, dict[str, Any]]] = [
    ("panel==1.9.4", {"include": ["[A-C]*"]}),
    ("textual==8.2.8", {"include": ["[A-C]*"]}),
    ("rich==15.0.0", {"include": ["[A-M]*"]}),
]


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def digest(text: str) -> str:
    return blake2b(" ".join(text.split()).encode(), digest_size=16).hexdigest()


def holds_rows(site: Site, path: str) -> None:
    """Every row of the seed page is on the page, with name, type and default."""
    page = site.page(PAGE)
    rows = [(f"{path}.{one['name']}", one) for one in SEED["parameters"]]
    rows += [(f"{path}.click.{one['name']}", one) for one in SEED["event_arguments"]]
    assert len(rows) == 31
    for name, stated in rows:
        shown = squeezed(page.rows[name])
        assert shown.startswith(f"{stated['name']} {stated['annotation']} "), name
        assert f"default: {stated['default']}" in shown, name
    assert f'"{SEED["shortcut"]["string"]}"' in page.words


def test_the_page_of_the_kit_holds_every_row(tmp_path: Path) -> None:
    kit = {"library": str(ROOT / "src/faceplate_kit"), "event_arguments": "full"}
    site = mkdocs(tmp_path, kit, {"index.md": "# Start\n"}, strict=True)
    holds_rows(site, "faceplate_kit.LogoutButton")


@pytest.mark.releases
def test_the_page_of_the_release_holds_every_row_and_text(
    tmp_path: Path, release: Callable[[str], Any]
) -> None:
    wheel = release(SEED["release"].partition("==")[2]).wheel
    options = {"library": wheel, "include": ["*Button", "Markdown"], "event_arguments": "full"}
    site = mkdocs(tmp_path, options, {"index.md": "# Start\n"}, strict=True)
    holds_rows(site, SEED["path"])
    page = site.page(PAGE)
    for one in SEED["parameters"]:
        text = page.rows[f"{SEED['path']}.{one['name']}"].rstrip("\n").split("\n")[-1]
        assert digest(text) == one["text"], one["name"]
    for one in SEED["event_arguments"]:
        text = page.rows[f"{SEED['path']}.click.{one['name']}"].rstrip("\n").split("\n")[-1]
        assert digest(text) == one["text"], one["name"]
    event = page.rows[f"{SEED['path']}.click"].rstrip("\n").split("\n")[-1]
    assert digest(event) == SEED["event"]["text"]
    markup = re.sub(
        r'</?code>|<a href="[^"]*">|</a>', lambda one: _MARKS.get(one[0], ""), page.text
    )
    texts = {digest(unescape(one)) for one in re.findall(r"<p>([^<]*)</p>", markup)}
    assert {SEED["summary"], SEED["note"]} <= texts


@pytest.mark.releases
def test_all_components_of_a_release_build_in_strict_mode(
    tmp_path: Path, release: Callable[[str], Any]
) -> None:
    given = release("6.31.0")
    options = {
        "library": given.wheel,
        "groups": {"Components": "component"},
        "only_groups": True,
        "strict": True,
    }
    site = mkdocs(tmp_path, options, {"index.md": "# Start\n"}, strict=True)
    wanted = [one for one in given.manifest.components if one.group == "component"]
    assert len(wanted) == 58
    assert len(list((site.folder / "components").glob("*.md"))) == 58
    assert site.broken() == []
    for component in wanted:
        text = site.text(f"components/{component.name.lower()}/index.html")
        listed = re.findall(r'\bid="([^"]*)"', text)
        anchors = set(listed)
        assert len(listed) == len(anchors)
        for event in component.events:
            for argument in component.event_arguments:
                assert f"{component.path}.{event.name}.{argument.name}" in anchors


@pytest.mark.releases
@pytest.mark.parametrize(
    ("target", "more"),
    [
        *(pytest.param(*library, id=library[0]) for library in LIBRARIES),
        *(pytest.param(*library, id=library[0], marks=pytest.mark.thorough) for library in LARGE),
    ],
)
def test_other_libraries_build_without_warnings(
    tmp_path: Path,
    request: pytest.FixtureRequest,
    release: Callable[[str], Any],
    target: str,
    more: dict[str, Any],
) -> None:
    assert request.config.cache is not None
    try:
        archive = fetch(target, str(request.config.cache.mkdir("releases")))
    except UsageError as error:
        if "cannot be reached" not in str(error):
            raise
        pytest.skip(str(error))
    options: dict[str, Any] = {"library": archive, **more}
    if target.startswith("gradio"):  # what it extends is read beside it
        options["search_path"] = [release("4.44.1").wheel]
    else:
        options["dialect"] = "plain"
    site = mkdocs(tmp_path, options, {"index.md": "# Start\n"}, strict=True)
    assert site.log == []
    assert site.broken() == []
    assert list((site.folder / "components").glob("*.md"))
