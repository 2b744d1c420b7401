"""Compares the pages of a manifest with what a package says of itself at run time."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Signature = list[list[Any]]

_TOLD = "not all public names are known"
"""How a problem of a manifest begins that tells of names which reading does not find."""


@dataclass
class Outcome:
    """What came of comparing one package.

    Attributes:
        counts: `objects` in either; of these `agreed`, `told` by a problem of the manifest for the
            module that names them, and `silent`; `paths` at run time, those `named`; `signatures`
            at run time, those `equal`, and those `unknown` to a page that says so; `compiled`,
            which are not among the objects: those of compiled modules that have no page.
        differences: Each as its kind, the path, and what is to be said of it.
    """

    counts: Counter[str] = field(default_factory=Counter)
    differences: list[tuple[str, str, str]] = field(default_factory=list)

    def differs(self, kind: str, path: str, text: str, *, told: bool = False) -> None:
        """Note that an object is on one side only."""
        self.counts["told" if told else "silent"] += 1
        self.differences.append((f"{kind}, told" if told else kind, path, text))


def compare(manifest: dict[str, Any], told: dict[str, Any]) -> Outcome:
    """Compare a manifest with what `probe.py` says of the same package."""
    outcome = Outcome()
    pages = {name: page for page in manifest["components"] for name in _names(page)}
    unknown = _unknown_modules(manifest, told["modules"])
    shown: set[int] = set()
    for entry in told["objects"]:
        page = next(
            (pages[path] for path in (*entry["paths"], entry["canonical"]) if path in pages), None
        )
        if page is None and entry["compiled"]:
            outcome.counts["compiled"] += 1  # without a stub nothing can be read of it
            continue
        outcome.counts["objects"] += 1
        if page is None:
            is_told = any(path.rpartition(".")[0] in unknown for path in entry["paths"])
            outcome.differs(_missing(entry), entry["paths"][0], entry["canonical"], told=is_told)
            continue
        shown.add(id(page))
        outcome.counts["agreed"] += 1
        _compare_paths(entry, page, outcome)
        _compare_signatures(entry["signature"], page, outcome)
    values = set(told["values"])
    for page in manifest["components"]:
        if id(page) in shown:
            continue
        if not values.isdisjoint(_names(page)):
            # An object, or what a decorator made of a function: named by `dir` as by the page.
            outcome.counts["objects"] += 1
            outcome.counts["agreed"] += 1
            continue
        kind = _superfluous(page, told, pages)
        if kind:
            outcome.counts["objects"] += 1
            outcome.differs(kind, page["path"], page["canonical_path"])
    return outcome


def _names(page: dict[str, Any]) -> list[str]:
    return [page["path"], page["canonical_path"], *page.get("aliases", ())]


def _unknown_modules(manifest: dict[str, Any], modules: dict[str, str]) -> set[str]:
    """Return the modules of which a manifest says that it does not know all public names."""
    files = {
        problem["file"] for problem in manifest["problems"] if problem["message"].startswith(_TOLD)
    }
    return {
        module
        for module, file in modules.items()
        if any(file.endswith(f"/{told}") for told in files if told)
    }


def _missing(entry: dict[str, Any]) -> str:
    """Name the kind of an object that has no page."""
    if entry["made"] not in ("type", "function", "ABCMeta"):
        return f"missing, made by {entry['made']}"
    if "<locals>" in entry["canonical"]:
        return "missing, made in a function"
    if entry["canonical"] not in entry["paths"]:
        return "missing, under another name than it was declared with"
    return "missing, listed" if entry["listed"] else "missing, not listed"


def _superfluous(page: dict[str, Any], told: dict[str, Any], pages: dict[str, Any]) -> str:
    """Name the kind of a page whose object is not public at run time; empty if that is unknown."""
    if any(_is_within(page["path"], module) for module in told["failed"]):
        return ""
    if page["path"] in told["unresolved"]:
        if _is_attempted(page, told["modules"]):
            return "no such name where what its `try` needs is not installed"
        return "no such name"
    if page["path"] in told["foreign"]:
        return "a page for what another package brings here"
    if page["canonical_path"].rpartition(".")[0] in pages:
        return ""  # nested in a class that has a page
    return "a page for what `dir` or `__all__` does not name"


def _is_attempted(page: dict[str, Any], modules: dict[str, str]) -> bool:
    """Say whether a declaration stands in a `try`, and so is not there if that fails."""
    source = page["source"]
    file = next((file for file in modules.values() if file.endswith(f"/{source['file']}")), None)
    if file is None:
        return False
    tree = ast.parse(Path(file).read_bytes())
    return any(
        isinstance(node, ast.Try) and node.lineno < source["line"] <= (node.end_lineno or 0)
        for node in ast.walk(tree)
    )


def _is_within(path: str, module: str) -> bool:
    return path.startswith(f"{module}.")


def _compare_paths(entry: dict[str, Any], page: dict[str, Any], outcome: Outcome) -> None:
    named = _names(page)
    outcome.counts["paths"] += len(entry["paths"])
    for path in entry["paths"]:
        if path in named:
            outcome.counts["named"] += 1
        else:
            outcome.differences.append(("path", path, page["path"]))


def _compare_signatures(taken: Signature | None, page: dict[str, Any], outcome: Outcome) -> None:
    if taken is None:
        return
    shown = [[row["name"], row["kind"], row["required"]] for row in page["parameters"]]
    outcome.counts["signatures"] += 1
    if shown == taken:
        outcome.counts["equal"] += 1
    elif page.get("uncertain"):
        outcome.counts["unknown"] += 1
    else:
        outcome.differences.append(
            ("signature", page["path"], f"{_spell(taken)} / {_spell(shown)}")
        )


def _spell(signature: Signature) -> str:
    marks = {"var_positional": "*", "var_keyword": "**"}
    return ", ".join(
        marks.get(kind, "") + name + ("" if required or kind in marks else "=")
        for name, kind, required in signature
    )
