"""Which stated changes are true at run time, and which true ones are stated.

A change is a triple: the path of an object, what changed of it, and the name of the row. Both sides
are made into such triples on their own: what is stated from the changes before they are folded,
what is true from two answers of the probe.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from faceplate.compare.change import Change
from faceplate.model import Manifest

Triple = tuple[str, str, str]
Answers = dict[str, dict[str, Any]]

_NAMED = {
    "parameter-removed": "removed",
    "parameter-added": "added",
    "parameter-default": "default",
    "parameter-required": "required",
    "parameter-optional": "optional",
    "parameter-kind": "kind",
}
"""Kinds of changes of one parameter, with what the probe shows of them."""

_BREAKING = ("gone", "removed", "required", "kind", "member gone")
_BY_NAME = ("positional_or_keyword", "keyword_only")
_POSITIONAL = ("positional_only", "positional_or_keyword")


class Judgement(NamedTuple):
    """What came of one pair of releases.

    Attributes:
        stated: Changes that are stated and can be judged.
        wrong: Those of them that are not true.
        true: Changes that run time shows of documented objects.
        missed: Those of them that are not stated.
        breaking: Those of the missed that break a call.
    """

    stated: set[Triple]
    wrong: set[Triple]
    true: set[Triple]
    missed: set[Triple]
    breaking: set[Triple]


def questions(old: Manifest, new: Manifest) -> list[dict[str, Any]]:
    """Return what the probe is asked: every public path of both releases, with its members."""
    members: dict[str, set[str]] = {}
    for manifest in (old, new):
        for component in manifest.components:
            names = {method.name for method in component.methods}
            names |= {attribute.name for attribute in component.attributes}
            names |= {event.name for event in component.events if event.name.isidentifier()}
            names |= {name for ancestor in component.inherited for name in ancestor.members}
            for path in (component.path, *component.aliases):
                members.setdefault(path, set()).update(names)
    return [{"path": path, "members": sorted(names)} for path, names in members.items()]


def judged(
    changes: list[Change], pair: tuple[Manifest, Manifest], before: Answers, after: Answers
) -> Judgement:
    """Hold what is stated of two releases against what they are.

    Args:
        changes: What is stated.
        pair: The releases.
        before: What the probe says of the older one.
        after: What it says of the newer one.
    """
    readable = {
        path
        for answers in (before, after)
        for path, entry in answers.items()
        if "error" not in entry
    }
    true = _true(pair, before, after)
    stated = {
        triple
        for change in changes
        for triple in _triples(change)
        if _owner(triple) in readable and _is_judgeable(triple, before, after)
    }
    every = true | _all_paths(pair, before, after)
    documented = {component.path for component in pair[0].components}
    owed = {triple for triple in true if _owner(triple) in documented}
    missed = {triple for triple in owed if triple not in stated}
    breaking = {triple for triple in missed if _breaks(triple, after)}
    return Judgement(stated, stated - every, owed, missed, breaking)


def _owner(triple: Triple) -> str:
    return triple[0]


def _triples(change: Change) -> list[Triple]:
    name = change.path.rpartition(".")[2]
    if change.kind in ("component-removed", "component-moved"):
        return [(change.path, "gone", "")]
    if change.kind == "alias-removed":
        return [(change.path, "gone", "")]
    if change.kind == "component-added":
        return [(change.path, "new", "")]
    if change.kind in _NAMED:
        return [(place, _NAMED[change.kind], name) for place in change.places]
    if change.kind == "parameter-renamed" and change.old and change.new:
        renamed = [(place, "removed", change.old) for place in change.places]
        return [*renamed, *((place, "added", change.new) for place in change.places)]
    if change.kind in ("method-removed", "event-removed", "attribute-removed"):
        return [(place, "member gone", name) for place in change.places]
    return []


def _is_judgeable(triple: Triple, before: Answers, after: Answers) -> bool:
    """Say whether run time can say anything of it: that which has a signature in both."""
    path, what, name = triple
    if what in ("gone", "new"):
        return True
    if what == "member gone":
        # What an object gets as it is made cannot be seen on its class.
        return path in before and path in after and name in before[path].get("members", {})
    owner, member = _place(path, before, after)
    taken = [_taken(answers, owner, member) for answers in (before, after)]
    if None in taken:
        return False
    if what == "default":
        old, new = (_entry(entries or [], name) for entries in taken)
        return bool(old and new and old[3] and new[3])
    return True


def _place(path: str, before: Answers, after: Answers) -> tuple[str, str]:
    """Return the object that a path is of, and the member; '' for the object itself."""
    if path in before or path in after:
        return path, ""
    owner, _, member = path.rpartition(".")
    return owner, member


def _taken(answers: Answers, owner: str, member: str) -> list[list[Any]] | None:
    entry = answers.get(owner)
    if entry is None or "error" in entry:
        return None
    taken = entry["members"].get(member) if member else entry["parameters"]
    return taken if isinstance(taken, list) else None


def _entry(entries: list[list[Any]], name: str) -> list[Any] | None:
    return next((entry for entry in entries if entry[0] == name), None)


def _true(pair: tuple[Manifest, Manifest], before: Answers, after: Answers) -> set[Triple]:
    """Return what changed at run time, of objects, of their calls and of their members."""
    true: set[Triple] = set()
    paths = {component.path for manifest in pair for component in manifest.components}
    for path in paths:
        if path in before and path not in after:
            true.add((path, "gone", ""))
        if path in after and path not in before:
            true.add((path, "new", ""))
        if path not in before or path not in after:
            continue
        old, new = before[path], after[path]
        if "error" in old or "error" in new:
            continue
        true |= _call(path, old["parameters"], new["parameters"])
        for member in old["members"]:
            if member not in new["members"]:
                true.add((path, "member gone", member))
            else:
                taken = old["members"][member], new["members"][member]
                true |= _call(f"{path}.{member}", *taken)
    return true


def _all_paths(pair: tuple[Manifest, Manifest], before: Answers, after: Answers) -> set[Triple]:
    """Return what changed of other paths, which need not be stated, and may be."""
    aliases = {alias for manifest in pair for each in manifest.components for alias in each.aliases}
    gone = {(path, "gone", "") for path in aliases if path in before and path not in after}
    return gone | {(path, "new", "") for path in aliases if path in after and path not in before}


def _call(path: str, old: Any, new: Any) -> set[Triple]:
    if not isinstance(old, list) or not isinstance(new, list):
        return set()
    before, after = ({entry[0]: entry for entry in entries} for entries in (old, new))
    true = {(path, "removed", name) for name in before if name not in after}
    true |= {(path, "added", name) for name in after if name not in before}
    for name in before.keys() & after.keys():
        (_, kind, default, literal), (_, kind_now, default_now, literal_now) = (
            before[name],
            after[name],
        )
        if kind != kind_now:
            true.add((path, "kind", name))
        if kind.startswith("var_") or kind_now.startswith("var_"):
            continue
        if default is None and default_now is not None:
            true.add((path, "optional", name))
        elif default is not None and default_now is None:
            true.add((path, "required", name))
        elif literal and literal_now and default != default_now:
            true.add((path, "default", name))
    return true


def _breaks(triple: Triple, after: Answers) -> bool:
    path, what, name = triple
    owner, member = _place(path, after, after)
    taken = _taken(after, owner, member) or []
    if what == "added":
        entry = _entry(taken, name)
        return bool(entry and entry[2] is None and not entry[1].startswith("var_"))
    if what == "removed" and any(entry[1] == "var_keyword" for entry in taken):
        return False
    return what in _BREAKING
