"""Guides and demos: pages lead to those that use a component, and take examples from them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from faceplate.check.guide_files import Guide
from faceplate.sites.related import read
from sites.building import Site, mkdocs

LAMPS = Path(__file__).parent / "library"

GUIDE = """\
# Light a room

Call it:

```python
import lamps as lp

lamp = lp.Lamp()
```

`lp.Dimmer` is for later, and `Dimmer` is a word.
"""
DEMO = "from lamps import Lamp as Light, Dimmer\n\nprint('longer')\nLight(colour='red')\nDimmer\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("related")
    (folder / "demos").mkdir()
    (folder / "demos" / "two lamps.py").write_text(DEMO)
    (folder / "demos" / "__pycache__").mkdir()
    plugin = {
        "library": str(LAMPS / "lamps"),
        "cache": False,
        "related": ["docs", "demos"],
        "related_url": "https://lamps.example/{file}",
    }
    pages = {
        "index.md": "# Start\n\nNothing here.\n",
        "guides/light.md": GUIDE,
        "guides/README.md": "```py\nlamps.Lamp()\n```\n",
        "draft.md": GUIDE,
    }
    return mkdocs(folder, plugin, pages, exclude_docs="draft.md\n", strict=True)


def _used_in(page: str) -> dict[str, str]:
    section = page.partition('id="used-in"')[2].partition("</ul>")[0]
    items = re.findall(r'<li><a href="([^"]*)">(.*?)</a></li>', section)
    return {re.sub("<.*?>", "", words): address for address, words in items}


def test_a_page_leads_to_the_guides_that_use_its_component(site: Site) -> None:
    assert _used_in(site.text("components/lamp/index.html")) == {
        "Light a room": "../../guides/light/",
        "docs/guides/README.md": "../../guides/",
        "demos/two lamps.py": "https://lamps.example/demos/two%20lamps.py",
    }
    assert "Light a room" in _used_in(site.text("components/dimmer/index.html"))
    assert site.broken() == []


def test_what_no_guide_uses_has_no_such_section(site: Site) -> None:
    assert 'id="used-in"' not in site.text("components/heading/index.html")


def test_a_guide_gives_the_shortest_example_that_runs(site: Site) -> None:
    page = site.text("components/lamp/index.html")
    example = page.partition('id="example"')[2].partition("</pre>")[0]
    assert "From <a " in example
    code = unescape(re.sub("<.*?>", "", example.partition("<pre")[2].partition(">")[2]))
    assert code.strip() == "import lamps as lp\n\nlamp = lp.Lamp()"
    command, search = [sys.executable, "-c", code], {"PYTHONPATH": str(LAMPS)}
    ran = subprocess.run(command, env=search, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize(
    ("suffix", "text", "names"),
    [
        (".py", "import a.b\na.b.C()", {"a", "a.b", "a.b.C"}),
        (".py", "import a.b as x\nx.C()", {"a.b", "a.b.C"}),
        (".py", "from a import b as c\nc.D\nc()", {"a.b", "a.b.D"}),
        (".py", "from . import b\nb()", set()),
        (".md", "`a.B` and `B`", {"a.B"}),
        (".md", "```python\nfrom a import B\n```\n\n```python\nB()\n```", {"a.B"}),
        (".md", "```sh\na.B\n```", set()),
        (".rst", ".. code-block:: python\n\n   import a\n   a.B()\n", {"a", "a.B"}),
        (".py", "def broken(:", set()),
        (".ipynb", "no notebook", set()),
    ],
)
def test_a_name_counts_where_an_import_leads(suffix: str, text: str, names: set[str]) -> None:
    assert set(read(Guide(f"guide{suffix}", text.encode())).names) == names


def test_code_is_read_and_never_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    read(Guide("demo.py", f"import lamps\nopen({str(mark)!r}, 'w')\nlamps.Lamp()\n".encode()))
    assert not mark.exists()


def test_a_plain_site_lists_guides_too(tmp_path: Path, faceplate: Callable[..., Any]) -> None:
    (tmp_path / "demo.py").write_text(DEMO)
    target = [str(LAMPS / "lamps"), "-o", str(tmp_path / "site")]
    demos = ["--related", str(tmp_path / "demo.py")]
    assert faceplate("build", *target, *demos).code == 0
    page = (tmp_path / "site" / "lamp.html").read_text()
    assert "demo.py" in page.partition('id="used-in"')[2]
    lost = faceplate("build", *target, "--related", str(tmp_path / "nowhere"))
    assert lost.code == 2
    assert lost.err.endswith("nowhere: no such file or folder of guides\n")
