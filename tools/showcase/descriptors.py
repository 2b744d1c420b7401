"""The descriptor of the kit's demo app, in each form that `faceplate api` prints.

The app is asked as an object in this process. Each form must name all endpoints that the app lists,
and none that it does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from faceplate.api.descriptor import Descriptor
from faceplate.api.forms import info, mcp, openapi, page, shell, text
from faceplate.api.opening import open_app
from faceplate.render import skill
from faceplate.render.endpoints import write as write_markdown
from faceplate_kit.demo import demo
from showcase.pages import Made

FORMS: dict[str, tuple[str, Callable[[Descriptor], str]]] = {
    "text": ("demo.txt", text.write),
    "json": ("demo.json", info.write),
    "markdown": ("demo.md", write_markdown),
    "html": ("demo.html", page.write),
    "openapi": ("demo.openapi.json", openapi.write),
    "mcp": ("demo.mcp.json", mcp.write),
    "skill": ("SKILL.md", skill.write),
    "cli": ("demo-calls.sh", shell.write),
    "python": ("demo.py", partial(page.snippets, language="python")),
    "javascript": ("demo.js", partial(page.snippets, language="javascript")),
    "curl": ("demo.sh", partial(page.snippets, language="curl")),
}
"""Name of a form, as the command calls it, to the name of its file and what writes it."""


def write(folder: Path) -> list[Made]:
    """Write the descriptor in each form.

    Args:
        folder: Where to write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = open_app(demo, live=False)
    made = []
    for form, (name, form_of) in FORMS.items():
        (folder / name).write_text(form_of(descriptor), encoding="utf-8")
        made.append((f"endpoints as {form}", len(descriptor.endpoints), folder / name))
    return made


def _labels() -> Iterator[str]:
    for endpoint in demo.get_api_info()["named_endpoints"].values():
        for value in (*endpoint["parameters"], *endpoint["returns"]):
            yield value["label"].lower()


def disagreements(folder: Path) -> Iterator[str]:
    """Find endpoints that a form leaves out, or shows against the will of the app.

    Args:
        folder: Where the forms were written.
    """
    listed = {name.strip("/") for name in demo.get_api_info()["named_endpoints"]}
    # A label may have the name of an endpoint, so that not every word of a form is one.
    told = set(re.findall(r"\w+", str(demo.get_api_info()).lower()))
    told |= {word.replace(" ", "_") for word in _labels()}
    named = {one.api_name or getattr(one.source, "__name__", "") for one in demo.dependencies}
    for form, (name, _) in FORMS.items():
        words = set(re.findall(r"\w+", (folder / name).read_text(encoding="utf-8")))
        for endpoint in sorted(listed - words):
            yield f"the descriptor as {form} leaves out {endpoint}"
        for endpoint in sorted((named - told) & words):
            yield f"the descriptor as {form} shows {endpoint}, which is not public"
