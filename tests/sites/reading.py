"""What readers of a site do, as one order to a browser, and the sites that they read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from browsing import Browser
from faceplate.cli.main import main
from sites.building import mkdocs
from sites.serving import looks
from sites.sphinx.project import Project

BUILDERS = ("material", "plain", "furo", "pydata_sphinx_theme")

TASKS = """
    const steps = {};
    const seen = (target) => target.evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top >= 0 && top < innerHeight && bottom > 0;
    });
    const start = given.address + given.page;
    // Say what it is, without scrolling.
    await page.goto(start);
    const said = page.locator("p", { hasText: given.summary }).first();
    steps.described = await said.evaluate((one) =>
      scrollY === 0 && one.getBoundingClientRect().top < innerHeight - 20);
    // Copy an example.
    const blocks = page.locator(".faceplate-code, .faceplate div[class*=highlight]");
    const example = blocks.filter({ hasText: "import " }).first();
    await example.scrollIntoViewIfNeeded();
    await example.locator("button").first().click();
    await page.getByText("Copied", { exact: true }).first().waitFor();
    steps.copied = await page.evaluate(() => navigator.clipboard.readText());
    // Copy the link of a row, and follow it.
    const row = (name) => page.locator(`tr:has([id="${name}"])`).first();
    await row(given.parameter).hover();
    await row(given.parameter).locator(`a[href="#${given.parameter}"]`).first().click();
    const link = page.url();
    await page.goto("about:blank");
    await page.goto(link);
    await page.waitForTimeout(200);  // themes scroll when all is loaded
    steps.row = [link.split("#").pop(), await seen(row(given.parameter))];
    // Go from a type to its page.
    if (given.type) {
      await page.goto(given.address + given.typed);
      await page.locator("tr code a", { hasText: new RegExp(`^${given.type}$`) }).first().click();
      steps.type = page.url();
    }
    // Find the arguments of an event, or what it hands over.
    await page.goto(start);
    const argument = page.locator("p a:has(code)", { hasText: new RegExp(`^${given.argument}$`) });
    if (await argument.count()) {
      await argument.first().click();
      steps.argument = await page.locator("tr:has(:target), tr:has(> :target)").first().innerText();
    } else steps.argument = await row(given.event_row).innerText();
    // Find which guides use it.
    await page.goto(start);
    const texts = page.locator("article a, #content a");
    await texts.filter({ hasText: given.guide }).first().click();
    steps.guide = await page.locator("h1").first().innerText();
    // Find a parameter by its name, in two steps.
    await page.goto(given.address);
    const narrow = page.viewportSize().width < 700;
    const words = `${given.title} ${given.parameter.split(".").pop()}`;
    if (given.builder === "material") {
      if (narrow) await page.locator("label.md-header__button[for=__search]").click();
      else await page.locator(".md-search__input").click();
      await page.locator(".md-search__input").pressSequentially(words);
      const found = page.locator(`.md-search-result a[href*="${given.parameter}"]`).first();
      await found.waitFor({ state: "attached" });
      await page.evaluate((one) => one.click(), await found.elementHandle());
    } else if (given.builder === "plain") {
      await page.locator("input[type=search]").click();
      await page.locator("input[type=search]").pressSequentially(words);
      await page.locator(`#results a[href*="${given.parameter}"]`).first().click();
    } else {
      const furo = "label[for=__navigation]:visible, label[for=sidebar-nav]:visible";
      if (given.builder === "furo" && narrow) await page.locator(furo).first().click();
      const pydata = "button.search-button:visible, button.search-button-field:visible";
      if (given.builder === "pydata_sphinx_theme") await page.locator(pydata).first().click();
      const field = page.locator("input[name=q]:visible").first();
      await field.fill(words.split(" ").pop());
      await field.press("Enter");
      await page.locator(`#search-results a[href*="${given.parameter}"]`).first().click();
    }
    await page.waitForURL((url) => url.hash.includes(given.parameter));
    await page.waitForTimeout(200);
    steps.found = [page.url(), await seen(row(given.parameter))];
    return steps;
"""


class Library(NamedTuple):
    """A library, and what a reader looks for in it.

    Attributes:
        target: What it is opened by.
        path: Path of a component.
        summary: How its description begins.
        parameter: A parameter of it.
        type: A page, a name in a type on it, and the path that it leads to; None where no type of
            the library leads to another page.
        event: One of its events.
        argument: What listeners of that take, or what it hands over.
        example: A script that uses it, and ends.
    """

    target: str
    path: str
    summary: str
    parameter: str
    type: tuple[str, str, str] | None
    event: str
    argument: str
    example: str

    @property
    def title(self) -> str:
        return self.path.rpartition(".")[2]


def site(library: Library, builder: str, folder: Path) -> Path:
    """Build a site with a guide, and return its folder."""
    guide = f"```python\n{library.example}\n```\n"
    if builder == "plain":
        (folder / "guide.md").write_text(f"# How to start\n\n{guide}")
        words = ["-o", str(folder / "site"), "--related", str(folder / "guide.md")]
        assert main(["build", library.target, *words, "--related-url", "guide.html"]) == 0
        (folder / "site" / "guide.html").write_text("<!doctype html><h1>How to start</h1>")
        built = folder / "site"
    elif builder == "material":
        palette = [
            {"media": "(prefers-color-scheme: light)", "scheme": "default"},
            {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
        ]
        pages = {"index.md": "# Start\n", "guide.md": f"# How to start\n\n{guide}"}
        theme = {"name": "material", "font": False, "palette": palette}
        plugin = {"library": library.target, "related": ["docs"]}
        mkdocs(folder, plugin, pages, theme=theme, site_url="", strict=True)
        built = folder / "site"
    else:
        project = Project(
            folder,
            faceplate_targets=[library.target],
            faceplate_pages="api",
            faceplate_related=["."],
            html_theme=builder,
        )
        code = "\n".join(f"   {line}" for line in library.example.splitlines())
        title = "How to start\n============"
        project.write(
            {
                "index.rst": "Start\n=====\n\n.. toctree::\n\n   guide\n   events\n\n"
                ".. autocomponents::\n   :toctree:\n",
                "guide.rst": f"{title}\n\n.. code-block:: python\n\n{code}\n",
                "events.rst": "Events\n======\n\n.. events::\n",
            }
        )
        outcome = project.build("html", "-W")
        assert (outcome.code, outcome.warnings) == (0, "")
        built = folder / "html"
    (built / "favicon.ico").touch()  # browsers ask for it
    return built


def address(builder: str, path: str) -> str:
    """Return where the page of a component is, in a site."""
    name = path.rpartition(".")[2].lower()
    forms = {"material": f"components/{name}/", "plain": f"{name}.html"}
    return forms.get(builder, f"api/{path}.html")


def read(
    browser: Browser, library: Library, builder: str, root: str, width: int, scheme: str
) -> None:
    """Do all that readers do, and look at what they get."""
    given = {
        "address": root,
        "builder": builder,
        "page": address(builder, library.path),
        "title": library.title,
        "summary": library.summary,
        "parameter": f"{library.path}.{library.parameter}",
        "typed": address(builder, library.type[0]) if library.type else "",
        "type": library.type[1] if library.type else "",
        "argument": library.argument,
        "event_row": f"{library.path}.{library.event}.{library.argument}",
        "guide": "How to start",
    }
    options = looks(width, scheme) | {"permissions": ["clipboard-read", "clipboard-write"]}
    is_quiet = builder != "pydata_sphinx_theme"  # which tells the console what it does
    steps = browser(TASKS, given, quiet=is_quiet, **options)
    assert steps["described"], "the description is below the first screen"
    assert steps["copied"].strip() == library.example.strip()
    assert steps["row"] == [given["parameter"], True]
    if library.type:
        assert address(builder, library.type[2]) in steps["type"]
    assert library.argument in steps["argument"]
    assert len(steps["argument"]) > len(library.argument) + 20, "it is named and not explained"
    assert steps["guide"].startswith("How to start")
    place, is_seen = steps["found"]
    assert address(builder, library.path) in place
    assert is_seen
