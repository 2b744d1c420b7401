"""A site in a real browser: search, keyboard, copying, narrow and wide, light and dark, and axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import faceplate
from browsing import Browser
from faceplate.cli.main import main
from sites.building import mkdocs
from sites.serving import LOOKS, looks, served, too_wide, violations

ROOT = Path(__file__).parents[2]
KIT = ROOT / "src" / "faceplate_kit"

LONG = '''
class Wide:
    """Has long words. {long}

    Args:
        value: {long} and `{long}`
    """

    def __init__(self, value: dict[str, Literal[{literals}]] = "{long}"): ...
'''

PAGES = ("components/logoutbutton/", "components/", "components/events/", "api/")
TWO_APPS = "apps/"  # each element twice, in the same colours


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site of the kit, with a page of its demo app."""
    folder = tmp_path_factory.mktemp("browsed")
    (folder / "docs").mkdir()
    demo = folder / "docs" / "demo.json"
    assert main(["api", "--live", str(KIT / "demo.py"), "--format", "json", "-o", str(demo)]) == 0
    pages = {
        "index.md": "# Start\n\n[an argument][faceplate_kit.LogoutButton.click.api_name]\n",
        "api.md": "# App\n\n```faceplate\nview-api: demo.json\n```\n",
        "apps.md": "# Apps\n\n" + "```faceplate\nview-api: demo.json\n```\n\n" * 2,
    }
    palette = [
        {"media": "(prefers-color-scheme: light)", "scheme": "default"},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
    ]
    theme = {"name": "material", "font": False, "palette": palette}
    theme["features"] = ["navigation.footer"]
    mkdocs(folder, {"library": str(KIT)}, pages, site_url="", theme=theme)
    yield from served(folder / "site")


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site of a class whose types and texts have no place to break."""
    folder = tmp_path_factory.mktemp("wide")
    (folder / "wide").mkdir()
    literals = ", ".join(f"'{'choice' * 12}{number}'" for number in range(12))
    source = LONG.format(long="unbroken" * 40, literals=literals)
    (folder / "wide" / "__init__.py").write_text(f"from typing import Literal\n{source}")
    options = {"library": str(folder / "wide"), "dialect": "plain"}
    mkdocs(folder, options, {"index.md": "# Start\n"}, site_url="")
    yield from served(folder / "site")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_reports_nothing_in_what_is_ours(
    browser: Browser,
    address: str,
    width: int,
    scheme: str,
) -> None:
    look = looks(width, scheme)
    assert violations(browser, address, PAGES, "article", **look) == []
    assert violations(browser, address, [TWO_APPS], "article", contrast=False, **look) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_page_scrolls_sideways(
    browser: Browser,
    address: str,
    wide: str,
    width: int,
    scheme: str,
) -> None:
    pages = [
        *(f"{address}{one}" for one in (*PAGES, TWO_APPS)),
        f"{wide}components/wide/",
        wide + "components/",
    ]
    assert too_wide(browser, pages, **looks(width, scheme)) == []


ASKED = """
    await page.goto(given.start);
    return await page.evaluate(async (names) => {
        const place = document.querySelector("#__config").textContent;
        const { search, base } = JSON.parse(place);
        const root = new URL(base, location.href + "/").href;
        const index = await (await fetch(`${root}/search/search_index.json`)).json();
        const worker = new Worker(search);
        const answer = (message) => new Promise((resolve) => {
            worker.onmessage = ({ data }) => resolve(data.data);
            worker.postMessage(message);
        });
        await answer({ type: 0, data: { ...index, options: { suggest: false } } });
        const answers = {};
        for (const name of names) {
            const { items } = await answer({ type: 2, data: name });
            answers[name] = items.flat().map((item) => item.location);
        }
        worker.terminate();
        return answers;
    }, given.names);
"""


def test_the_search_of_the_theme_finds_each_parameter_by_its_name(
    browser: Browser, address: str
) -> None:
    anchors: dict[str, set[str]] = {}
    for component in faceplate.extract(str(KIT)).components:
        for parameter in component.parameters:
            anchor = f"{component.path}.{parameter.name}"
            anchors.setdefault(parameter.name, set()).add(anchor)
        for event in component.events:
            anchors.setdefault(event.name, set()).add(f"{component.path}.{event.name}")
    answers = browser(ASKED, {"start": address, "names": sorted(anchors)})
    for name, places in anchors.items():
        listed = {location.partition("#")[2] for location in answers[name]}
        missing = places - listed
        assert not missing, name


def test_a_reader_gets_to_an_argument_by_keyboard_alone(
    browser: Browser,
    address: str,
) -> None:
    code = """
        await page.goto(given);
        const link = page.locator("article a[href*='click.api_name']");
        for (let tries = 0; tries < 60; tries += 1) {
          await page.keyboard.press("Tab");
          if (await link.evaluate((one) => one === document.activeElement)) break;
        }
        await page.keyboard.press("Enter");
        await page.waitForURL(/api_name$/);
        const row = page.locator(":target");
        const seen = await row.evaluate((one) => {
          const { top } = one.getBoundingClientRect();
          return top >= 40 && top < innerHeight;
        });
        const outline = [];
        for (const path of ["components/logoutbutton/", "components/events/"]) {
          await page.goto(given + path);
          const focused = page.locator(".faceplate a, .faceplate button").first();
          await focused.focus();
          await page.keyboard.press("Tab");
          outline.push(await page.evaluate(() =>
            getComputedStyle(document.activeElement).outlineStyle));
        }
        return [seen, outline];
    """
    seen, outline = browser(code, address, **looks(1440, "light"))
    assert seen
    assert "none" not in outline


def test_a_page_and_a_snippet_are_copied(browser: Browser, address: str) -> None:
    code = """
        await page.goto(given + "components/logoutbutton/");
        await page.getByRole("button", { name: "Copy as Markdown" }).click();
        await page.getByText("Copied", { exact: true }).waitFor();
        const markdown = await page.evaluate(() => navigator.clipboard.readText());
        await page.goto(given + "apps/");
        await page.getByText("cURL", { exact: true }).first().click();
        await page.locator(".faceplate-api .code-in.curl button.copy").first().click();
        await page.locator(".status", { hasText: "Copied" }).waitFor();
        const snippet = await page.evaluate(() => navigator.clipboard.readText());
        const second = page.locator(".faceplate-api").nth(1);
        await second.getByText("JavaScript", { exact: true }).first().click();
        await second.locator(".code-in.javascript button.copy").first().click();
        await second.locator(".status", { hasText: "Copied" }).waitFor();
        const other = await page.evaluate(() => navigator.clipboard.readText());
        const shown = await page.locator("figure.code-in:visible").evaluateAll((all) =>
          [...new Set(all.map((one) => one.className))]);
        return [markdown, snippet, other, shown];
    """
    options = looks(1440, "light") | {"permissions": ["clipboard-read", "clipboard-write"]}
    markdown, snippet, other, shown = browser(code, address, **options)
    assert markdown.startswith("# LogoutButton\n")
    assert snippet.startswith("curl ") or "curl " in snippet
    assert "\n" in snippet
    assert "@gradio/client" in other
    assert shown == ["code-in curl", "code-in javascript"]  # each app shows its own
