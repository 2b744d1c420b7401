"""A link of a guide to a page or to a heading that is not there."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from faceplate.check.finding import Violation
from faceplate.check.rule import Rule

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuidePage
    from faceplate.check.guides.pieces import GuideContent, GuideLink

# A link that leads to no file beside the guide: "https://...", "/root", "{{ url }}".
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|/|#?$|\{|\$|<)", re.IGNORECASE)
_PAGES = (".md", ".markdown", ".rst", ".ipynb")
# From which ratio on two names are meant to be one.
_NEAR = 0.8
# Numbers, by which names differ that are not meant to be one.
_DIGITS = re.compile(r"\d+")
# What tools add to the anchor of a heading that is there more than once: "turn-1".
_REPEATED = re.compile(r"[-_]\d+$")


def check(page: GuidePage) -> Iterator[Violation]:
    """Follow links to other guides and to headings."""
    from urllib.parse import unquote

    for link in page.content.links:
        if link.kind != "path":
            yield from _named(page, link)
            continue
        if _ELSEWHERE.match(link.target):
            continue
        path, _, anchor = link.target.partition("#")
        path = unquote(path.partition("?")[0])
        file = page.guide.file
        if path:
            if not path.lower().endswith(_PAGES):
                continue
            file = os.path.normpath(os.path.join(os.path.dirname(file), path)).replace(os.sep, "/")
            if file not in page.contents and not os.path.exists(file):
                yield page.violation(
                    f"the link leads to `{path}`, and there is no such file", link.spot
                )
                continue
        content = page.contents.get(file)
        if anchor and content is not None and not content.is_made:
            anchors = _anchors(content)
            wanted = unquote(anchor)
            if wanted not in anchors and _REPEATED.sub("", wanted) not in anchors:
                near = get_close_matches(wanted, anchors, n=1, cutoff=0.7)
                hint = f"; did you mean `#{near[0]}`?" if near else ""
                whose = path or "the page"
                message = f"the link leads to `#{wanted}`, and no heading of {whose} is called so"
                yield page.violation(message + hint, link.spot)


def _named(page: GuidePage, link: GuideLink) -> Iterator[Violation]:
    """Look for the name of a place that nothing has, and something has nearly.

    Labels may come from other projects and documents from tools, so that a name with nothing like
    it is not known to be wrong.
    """
    wanted = _plain(link.target)
    if ":" in wanted or "{" in wanted:
        return
    if link.kind == "document":
        names = {_stem(file, page.guide.file, wanted) for file in page.contents}
        folder = os.path.dirname(page.guide.file)
        path = os.path.normpath(os.path.join(folder, link.target.lstrip("/")))
        if any(os.path.exists(path + ending) for ending in _PAGES):
            return
    else:
        contents = [page.content] if link.kind == "target" else list(page.contents.values())
        if any(content.is_joined for content in contents):
            return
        names = {_plain(anchor) for each in contents for anchor in (*each.anchors, *each.headings)}
    if wanted in names or _in_docstrings(wanted, page):
        return
    near = get_close_matches(wanted, names, n=1, cutoff=_NEAR)
    if near and _DIGITS.sub("", near[0]) != _DIGITS.sub("", wanted):
        what = {"label": "label", "document": "page"}.get(link.kind, "target of this page")
        message = f"the link leads to `{link.target}`, and no {what} is called so"
        yield page.violation(f"{message}; did you mean `{near[0]}`?", link.spot)


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def _stem(file: str, origin: str, wanted: str) -> str:
    """Return the name of a guide as a page writes it: from its own folder, or from the root."""
    stem = file.rpartition(".")[0]
    if wanted.startswith("/"):
        depth = wanted.count("/")
        return "/" + "/".join(stem.split("/")[-depth:]).lower()
    return os.path.relpath(stem, os.path.dirname(origin) or ".").replace(os.sep, "/").lower()


def _in_docstrings(name: str, page: GuidePage) -> bool:
    """Return whether a docstring of the library has a label."""
    label = f"_{name}:".encode()
    library = page.codebase.library
    return any(label in library.source(module).lower() for module in library.modules)


def _anchors(content: GuideContent) -> set[str]:
    """Return what links may lead to: the names that any of the usual tools makes of headings."""
    anchors = set(content.anchors)
    for heading in content.headings:
        plain = re.sub(r"[^\w\- ]", "", heading.lower()).strip()
        anchors.add(plain.replace(" ", "-"))
        anchors.add(heading.strip().replace(" ", "-"))
        anchors.add(re.sub(r"[-\s]+", "-", plain))
        ascii_only = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
        bare = re.sub(r"[^\w\s-]", "", ascii_only).strip().lower()
        anchors.add(re.sub(r"[-\s]+", "-", bare))
        anchors.add(re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-"))
        anchors.add(re.sub(r"[^a-z0-9]+", "_", ascii_only.lower()).strip("_"))
    return anchors


RULE = Rule(
    code="FP703",
    name="broken-link",
    severity="warning",
    summary="A link of a guide leads to a page or to a heading that does not exist.",
    reason="Readers end at the top of a page, or at none. The heading or the file was renamed.",
    advice="Fix the link. Links within a page and to other guides are followed; an anchor is "
    "known if any of the usual tools makes it of a heading, and pages that are put together when "
    "they are built are left alone. Labels and documents that roles of Sphinx name are reported "
    "where another one has nearly their name.",
    form="guide",
    bad="""\
# Knobs

See [how to turn them](#turning).

## Turn them
""",
    good="""\
# Knobs

See [how to turn them](#turn-them).

## Turn them
""",
    guide=check,
)
