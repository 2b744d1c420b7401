"""Compares the manifest of a package with its declarations."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from independent.expressions import Stated, Unquoted, plain, stated
from independent.package import Declaration, Function, Package, name_of, own_function
from independent.words import labels, shown_words, words_of

COUNTS = ("pages", "parameters", "events", "words", "omitted")


@dataclass
class Outcome:
    """What was compared in one target.

    Attributes:
        counts: How much of each of `COUNTS`; `omitted` are intended omissions.
        differences: Each in one line.
    """

    counts: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def differ(self, place: str, what: str) -> None:
        """Note a difference at the path of a page."""
        self.differences.append(f"{place}: {what}")


def compare_parameters(
    place: str, wanted: list[Stated], page: dict[str, Any], dialect: str, said: str, to: Outcome
) -> None:
    """Compare the parameters of a page with those of the function; order counts."""
    shown = [
        (one["name"], one["kind"], plain(one["annotation"], True), plain(one["default"]))
        for one in page["parameters"]
    ]
    kept = []
    for one in wanted:
        name = one[0]
        passes_on = name in ("args", "kwargs") and one[1].startswith("var_")
        silent = passes_on and not re.search(rf"(?m)^\s*[*:\w ]*\b{name}\b.*:", said)
        if dialect == "gradio" and one not in shown and (name.startswith("_") or silent):
            to.counts["omitted"] += 1
        else:
            kept.append(one)
    if kept and kept[-1][1] == "var_keyword" and (kept[-1][2] or "").find("Unpack[") >= 0:
        shown = shown[: len(kept) - 1]  # what stands behind is the expansion
        kept.pop()
    to.counts["parameters"] += len(kept)
    for theirs, ours in zip(kept, shown, strict=False):
        if theirs != ours:
            to.differ(place, f"parameter: source {theirs}, page {ours}")
    for theirs in kept[len(shown) :]:
        to.differ(place, f"parameter: source {theirs}, page has none")
    for ours in shown[len(kept) :]:
        to.differ(place, f"parameter: source has none, page {ours}")


def declared_events(node: ast.ClassDef) -> list[str]:
    """List the entries of the `EVENTS` of a class that name their event where they stand."""
    values = [
        one.value
        for one in node.body
        if (isinstance(one, ast.Assign) and "EVENTS" in map(name_of, one.targets))
        or (isinstance(one, ast.AnnAssign) and name_of(one.target) == "EVENTS")
    ]
    entries = values[-1].elts if values and isinstance(values[-1], ast.List | ast.Tuple) else []
    found = []
    for entry in entries:
        if isinstance(entry, ast.Attribute) and ast.unparse(entry.value).endswith("Events"):
            found.append(entry.attr)
        elif isinstance(entry, ast.Call) and ast.unparse(entry.func).endswith("EventListener"):
            named = [one.value for one in entry.keywords if one.arg == "event_name"]
            entry = (*entry.args, *named)[0]
        if isinstance(entry, ast.Constant) and isinstance(entry.value, str):
            found.append(entry.value)
    return found


def compare_words(place: str, docstring: str, page: dict[str, Any], to: Outcome) -> None:
    """Look for every word of a docstring in the JSON of its page, as often as it is said."""
    shown, known = shown_words(page), labels(page)
    wanted: Counter[str] = Counter()
    for word, is_label in words_of(docstring):
        if not (is_label and word.lower() in known):
            wanted[word] += 1
    to.counts["words"] += wanted.total()
    missing = wanted - shown
    if missing:
        to.differ(place, f"words: {' '.join(sorted(missing.elements()))}")


def compare_page(page: dict[str, Any], node: Declaration, dialect: str, to: Outcome) -> None:
    """Compare one page with the declaration that it is made from."""
    place = page["canonical_path"]
    said = [ast.get_docstring(node) or ""]
    function = node if isinstance(node, Function) else own_function(node, "__init__")
    if isinstance(node, ast.ClassDef):
        shown = [one["name"] for one in page["events"]]
        for event in declared_events(node) if dialect == "gradio" else ():
            to.counts["events"] += 1
            if event not in shown:
                to.differ(place, f"event: source {event!r}, page has none")
        if function:
            said.append(ast.get_docstring(function) or "")
    if function:
        wanted = stated(function, isinstance(node, ast.ClassDef))
        compare_parameters(place, wanted, page, dialect, "\n".join(said), to)
        told = Unquoted()
        for one in ast.walk(function.args):
            if isinstance(one, ast.arg) and one.annotation:
                told.visit(ast.parse(ast.unparse(one.annotation), mode="eval"))
        said.append(told.said)
    for text in filter(None, said):
        compare_words(place, text, page, to)


def _is_marked(node: Declaration | None) -> bool:
    decorators = node.decorator_list if node else []
    return any(name_of(getattr(one, "func", one)) == "document" for one in decorators)


def compare(manifest: dict[str, Any], files: dict[str, bytes]) -> Outcome:
    """Compare a manifest with the source files that it was read from.

    Args:
        manifest: The manifest, as its JSON says it.
        files: Path to bytes, as `sources` gives them.
    """
    to = Outcome()
    name, dialect = manifest["library"]["name"], manifest["library"]["dialect"]
    package = Package(name, files)
    pages = {one["canonical_path"]: one for one in manifest["components"]}
    resolved = (package.resolve(name, one) for one in package.public(name))
    public = dict.fromkeys(one for one in resolved if one)
    # A library that marks what it documents publishes more than it documents.
    marked = [one for one in public if dialect == "gradio" and _is_marked(package.declaration(one))]
    for path in marked or public:
        if path not in pages:
            to.differ(path, "page: it is public, and has none")
    for path, page in pages.items():
        node = package.declaration(path)
        if node is None:
            to.differ(path, "page: the source declares no such thing")
            continue
        to.counts["pages"] += 1
        compare_page(page, node, dialect, to)
    return to
