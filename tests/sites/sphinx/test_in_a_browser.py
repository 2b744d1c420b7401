"""Pages of Sphinx in a real browser: narrow and wide, light and dark, and axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from browsing import Browser
from faceplate.cli.main import main
from sites.serving import LOOKS, looks, served, too_wide, violations
from sites.sphinx.project import Project

KIT = Path(__file__).parents[3] / "src" / "faceplate_kit"
PAGES = ("button.html", "events.html", "app.html", "index.html")
TWO_APPS = "apps.html"  # each element twice, in the same colours
INDEX = """
Kit
===

.. toctree::

   button
   events
   app
   apps

.. autocomponents::
   :toctree:
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a project about the kit."""
    folder = tmp_path_factory.mktemp("browsed")
    made = Project(
        folder,
        faceplate_targets=[str(KIT)],
        faceplate_pages="api",
        html_theme="furo",
        html_copy_source=False,
    )
    demo = made.source / "demo.json"
    assert main(["api", "--live", str(KIT / "demo.py"), "--format", "json", "-o", str(demo)]) == 0
    made.write(
        {
            "index.rst": INDEX,
            "button.rst": "Button\n======\n\n.. component:: faceplate_kit.LogoutButton\n"
            "   :no-index:\n",
            "events.rst": "Events\n======\n\n.. events::\n",
            "app.rst": "App\n===\n\n.. viewapi:: demo.json\n",
            "apps.rst": "Apps\n====\n\n" + ".. viewapi:: demo.json\n\n" * 2,
        }
    )
    outcome = made.build()
    assert (outcome.code, outcome.warnings) == (0, "")
    (folder / "html" / "favicon.ico").touch()  # browsers ask for it
    yield from served(folder / "html")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_reports_nothing_in_what_is_ours(
    browser: Browser,
    address: str,
    width: int,
    scheme: str,
) -> None:
    look = looks(width, scheme)
    assert violations(browser, address, PAGES, "[role=main]", **look) == []
    assert violations(browser, address, [TWO_APPS], "[role=main]", contrast=False, **look) == []


@pytest.mark.parametrize("width", [360, 1440])
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    pages = [address + one for one in (*PAGES, TWO_APPS)]
    assert too_wide(browser, pages, **looks(width, "light")) == []


def test_a_language_is_chosen_for_the_page_and_code_is_copied(
    browser: Browser,
    address: str,
) -> None:
    code = """
        await page.goto(given + "apps.html");
        const shown = () => page.locator(".code-in:visible").evaluateAll((all) =>
          [...new Set(all.map((one) => one.className.split(" ").pop()))]);
        const before = await shown();
        await page.locator(".faceplate-snippets label", { hasText: "cURL" }).first().click();
        const after = await shown();
        await page.keyboard.press("ArrowLeft");
        const last = await shown();
        await page.getByRole("button", { name: "Copy" }).locator("visible=true").first().click();
        await page.getByText("Copied").waitFor();
        return [before, after, last, await page.evaluate(() => navigator.clipboard.readText())];
    """
    options = looks(1440, "light") | {"permissions": ["clipboard-read", "clipboard-write"]}
    before, after, last, copied = browser(code, address, **options)
    assert [before, after, last] == [["python"], ["curl"], ["javascript"]]
    assert "@gradio/client" in copied
    assert "Copy" not in copied
