"""The descriptor of the kit's demo app, in each form that there is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from faceplate.kit.demo import demo
from showcase.pages import Made

FORMS: dict[str, tuple[str, Callable[[], str]]] = {
    "JSON": ("demo.json", lambda: json.dumps(demo.get_api_info(), indent=2) + "\n"),
}
"""Name of a form to the name of its file, and what makes it."""


def write(folder: Path) -> list[Made]:
    """Write the descriptor in each form.

    Args:
        folder: Where to write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    count = len(demo.get_api_info()["named_endpoints"])
    made = []
    for form, (name, make) in FORMS.items():
        (folder / name).write_text(make(), encoding="utf-8")
        made.append((f"endpoints of the demo in {form}", count, folder / name))
    return made
