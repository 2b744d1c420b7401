"""What the pages look like. After a wanted change: `pytest tests/render --update-snapshots`."""

from pathlib import Path

import pytest

from faceplate.render import listing, page

from .components import LIBRARY, MANIFEST, RICH

SNAPSHOTS = Path(__file__).parent / "snapshots"

WRITTEN = {
    "dimmer.txt": lambda: page(RICH, LIBRARY, "terminal"),
    "dimmer-narrow.txt": lambda: page(RICH, LIBRARY, "terminal", width=40),
    "dimmer.md": lambda: page(RICH, LIBRARY, "markdown"),
    "dimmer.html": lambda: page(RICH, LIBRARY, "html").partition("</head>\n")[2],
    "dimmer.rst": lambda: page(RICH, LIBRARY, "rst"),
    "dimmer.json": lambda: page(RICH, LIBRARY, "json"),
    "lamps.txt": lambda: listing(MANIFEST, "terminal"),
    "lamps.md": lambda: listing(MANIFEST, "markdown"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_page_looks_as_it_did(name, request):
    path, text = SNAPSHOTS / name, WRITTEN[name]()
    if request.config.getoption("--update-snapshots"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
