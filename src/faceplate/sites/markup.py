"""The templates of a site, and what is done with the markup that they write."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from faceplate.cache.hashing import blake2b
from faceplate.errors import UsageError
from faceplate.sites.colours import listing

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"

# Beginning with characters, it is searched for several times as fast.
_ID = re.compile(r'id="(?<!\wid=")([^"]*)"')


def environment(templates: str | None) -> Environment:
    """Give the templates of a site.

    Args:
        templates: A folder with templates that come first, or None.
    """
    from faceplate.render.environment import html_environment
    from faceplate.render.html import cleaned

    folders = [Path(templates)] if templates else []

    def clean(markup: str) -> Markup:
        return cleaned(str(markup), link_rel="")

    made = html_environment(*folders, TEMPLATES, clean=clean)
    made.filters["listing"] = listing
    made.filters["clean"] = clean
    return made


def write(templates: Environment, name: str, **values: object) -> str:
    """Write a template.

    Args:
        templates: The templates of the site.
        name: Which template.
        values: What it gets.

    Raises:
        UsageError: If the template is at fault.
    """
    from jinja2 import TemplateError

    try:
        return templates.get_template(name).render(**values)
    except TemplateError as error:
        place = getattr(error, "filename", None) or getattr(error, "name", None) or name
        line = getattr(error, "lineno", None)
        where = f"{place}:{line}" if line else str(place)
        raise UsageError(f"template {where}: {error}") from None


def anchors(html: str) -> list[str]:
    """Give all anchors in markup that a template has written."""
    import html as entities

    return [entities.unescape(one) for one in _ID.findall(html)]


def fingerprint(folder: str | None) -> str:
    """Give the hash of the templates in a folder.

    Args:
        folder: The folder, or None for no templates.

    Raises:
        UsageError: If there is no such folder.
    """
    whole = blake2b(digest_size=16)
    if folder is not None:
        if not os.path.isdir(folder):
            raise UsageError(f"templates: {folder} is not a folder")
        for path in sorted(Path(folder).iterdir()):
            if path.is_file():
                whole.update(path.name.encode("utf-8", "replace") + b"\0" + path.read_bytes())
    return whole.hexdigest()
