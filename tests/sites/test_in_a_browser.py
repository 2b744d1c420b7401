"""A site in a real browser: search, keyboard, copying, narrow and wide, light and dark, and axe."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from browsing import CLIENTS, Browser, browser, missing  # noqa: F401 - a fixture
from faceplate.cli.main import main
from sites.building import mkdocs

ROOT = Path(__file__).parents[2]
KIT = ROOT / "src" / "faceplate" / "kit"

LONG = '''
class Wide:
    """Has long words. {long}

    Args:
        value: {long} and `{long}`
    """

    def __init__(self, value: dict[str, Literal[{literals}]] = "{long}"): ...
'''

PAGES = ("components/logoutbutton/", "components/", "components/events/", "api/")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None: ...


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site of the kit, with a page of its demo app."""
    folder = tmp_path_factory.mktemp("browsed")
    (folder / "docs").mkdir()
    demo = folder / "docs" / "demo.json"
    assert main(["api", "--live", str(KIT / "demo.py"), "--format", "json", "-o", str(demo)]) == 0
    pages = {
        "index.md": "# Start\n\n[an argument][faceplate.kit.LogoutButton.click.api_name]\n",
        "api.md": "# App\n\n```faceplate\nview-api: demo.json\n```\n",
    }
    palette = [
        {"media": "(prefers-color-scheme: light)", "scheme": "default"},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
    ]
    theme = {"name": "material", "font": False, "palette": palette}
    theme["features"] = ["navigation.footer"]
    mkdocs(folder, {"library": str(KIT)}, pages, site_url="", theme=theme)
    yield from _served(folder / "site")


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
    yield from _served(folder / "site")


def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def looks(width: int, scheme: str) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 800}, "colorScheme": scheme}


LOOKS = [(width, scheme) for width in (360, 1440) for scheme in ("light", "dark")]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_reports_nothing_in_what_is_ours(
    browser: Browser,  # noqa: F811
    address: str,
    width: int,
    scheme: str,
) -> None:
    axe = CLIENTS / "node" / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        missing("axe-core is not installed")
    code = """
        const found = [];
        for (const path of given.pages) {
          await page.goto(given.address + path);
          await page.evaluate(given.axe);
          const report = await page.evaluate(() =>
            axe.run(document.querySelector("article"), { resultTypes: ["violations"] }));
          for (const one of report.violations)
            found.push([path, one.id, one.nodes.slice(0, 3).map((node) =>
              [node.html, node.any.map((check) => check.message)])]);
        }
        return found;
    """
    given = {"address": address, "pages": PAGES, "axe": axe.read_text(encoding="utf-8")}
    assert browser(code, given, **looks(width, scheme)) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_page_scrolls_sideways(
    browser: Browser,  # noqa: F811
    address: str,
    wide: str,
    width: int,
    scheme: str,
) -> None:
    code = """
        const found = [];
        for (const one of given) {
          await page.goto(one);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          if (width > page.viewportSize().width) found.push([one, width]);
        }
        return found;
    """
    given = [*(f"{address}{one}" for one in PAGES), f"{wide}components/wide/", wide + "components/"]
    assert browser(code, given, **looks(width, scheme)) == []


def test_a_reader_finds_a_parameter_by_search(browser: Browser, address: str) -> None:  # noqa: F811
    code = """
        await page.goto(given);
        await page.keyboard.press("/");
        await page.keyboard.type("LogoutButton api_name");
        const place = "LogoutButton.click.api_name";
        const link = page.locator(`.md-search-result a[href*='${place}']`).first();
        await link.waitFor({ state: "attached" });
        await page.evaluate((one) => one.click(), await link.elementHandle());
        await page.waitForURL(/logoutbutton\\/.*#faceplate.kit.LogoutButton.click.api_name$/);
        return page.locator("th:has(:target), th:target").innerText();
    """
    assert "api_name" in browser(code, address, **looks(1440, "light"))


def test_a_reader_gets_to_an_argument_by_keyboard_alone(
    browser: Browser,  # noqa: F811
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
        const row = page.locator("tr:has(:target)");
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


def test_a_page_and_a_snippet_are_copied(browser: Browser, address: str) -> None:  # noqa: F811
    code = """
        await page.goto(given + "components/logoutbutton/");
        await page.getByRole("button", { name: "Copy as Markdown" }).click();
        await page.getByText("Copied", { exact: true }).waitFor();
        const markdown = await page.evaluate(() => navigator.clipboard.readText());
        await page.goto(given + "api/");
        await page.getByText("cURL", { exact: true }).first().click();
        await page.locator(".faceplate-api .code-in.curl button.copy").first().click();
        await page.locator(".status", { hasText: "Copied" }).waitFor();
        return [markdown, await page.evaluate(() => navigator.clipboard.readText())];
    """
    options = looks(1440, "light") | {"permissions": ["clipboard-read", "clipboard-write"]}
    markdown, snippet = browser(code, address, **options)
    assert markdown.startswith("# LogoutButton\n")
    assert snippet.startswith("curl ") or "curl " in snippet
    assert "\n" in snippet
