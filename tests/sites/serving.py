"""Built sites as a browser meets them: served, narrow and wide, light and dark, and before axe."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from browsing import CLIENTS, Browser, missing

LOOKS = [(width, scheme) for width in (360, 1440) for scheme in ("light", "dark")]

_AXE = """
    const found = [];
    for (const path of given.pages) {
      await page.goto(given.address + path);
      await page.evaluate(given.axe);
      const report = await page.evaluate(([within, rules]) =>
        axe.run(document.querySelector(within), { resultTypes: ["violations"], rules }),
        [given.within, given.rules]);
      for (const one of report.violations)
        found.push([path, one.id, one.nodes.slice(0, 3).map((node) =>
          [node.html, node.any.map((check) => check.message)])]);
    }
    return found;
"""
_WIDER = """
    const found = [];
    for (const one of given) {
      await page.goto(one);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > page.viewportSize().width) found.push([one, width]);
    }
    return found;
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None: ...


def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def looks(width: int, scheme: str) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 800}, "colorScheme": scheme}


def violations(
    browser: Browser,
    address: str,
    pages: Sequence[str],
    within: str,
    contrast: bool = True,
    **options: Any,
) -> list[Any]:
    """Give what axe finds in an element of some pages; the contrast takes most of its time."""
    axe = CLIENTS / "node" / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        missing("axe-core is not installed")
    script = axe.read_text(encoding="utf-8")
    rules = {"color-contrast": {"enabled": contrast}}
    given = {"address": address, "pages": pages, "axe": script, "within": within, "rules": rules}
    found: list[Any] = browser(_AXE, given, **options)
    return found


def too_wide(browser: Browser, pages: Sequence[str], **options: Any) -> list[Any]:
    """Give the pages that scroll sideways, with their width."""
    found: list[Any] = browser(_WIDER, list(pages), **options)
    return found
