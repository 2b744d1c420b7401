"""Takes the pictures of the documentation from the project's own site.

    python tools/screenshots.py

It builds the site and photographs some of its pages with the browser that the tests use, at one
width and in light and dark, into `docs/assets/`. The pictures are small: a palette of a few colours
is enough for a page. It wants what `make clients` installs.
"""

from __future__ import annotations

import argparse
import base64
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

PAGES = {"logoutbutton": "kit/logoutbutton/", "view-api": "kit-api/"}
"""Name of a picture to the page it shows."""
SCHEMES = ("light", "dark")
WIDTH, HEIGHT = 1000, 640
COLOURS = 48
LARGEST = 60_000
"""Bytes that a picture may have."""

CODE = """
await page.goto(given);
await page.evaluate(() => document.fonts.ready);
return (await page.screenshot({ animations: "disabled" })).toString("base64");
"""


def main() -> int:
    """Take all pictures; say which are too large."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "assets", metavar="FOLDER")
    output = parser.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    from browsing import opened
    from sites.serving import served

    large = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder],
            cwd=ROOT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            check=True,
        )
        (Path(folder) / "favicon.ico").touch()
        for address in served(Path(folder)):
            for browser in opened():
                for name, page in PAGES.items():
                    for scheme in SCHEMES:
                        size = {"width": WIDTH, "height": HEIGHT}
                        options = {"viewport": size, "colorScheme": scheme}
                        taken = browser(CODE, address + page, **options)
                        file = output / f"{name}-{scheme}.png"
                        file.write_bytes(small(base64.b64decode(taken)))
                        count = file.stat().st_size
                        large += count > LARGEST
                        print(f"{file}: {count} bytes")
    return 1 if large else 0


def small(picture: bytes) -> bytes:
    """Give a picture with few colours."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    written = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
