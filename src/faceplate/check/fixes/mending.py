"""Mends a target in memory: checks, changes, and checks again until nothing is left to mend.

Remedies that do not get in each other's way go in at once; others wait for the next pass, which
sees the files as the last one left them. What a file cannot say is left out and said so. Nothing is
written here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from faceplate.check.finding import Finding, Replacement
from faceplate.check.fixes.literal import Misread
from faceplate.check.fixes.remedies import Change
from faceplate.check.fixes.revision import Revision
from faceplate.check.fixes.sources import Edit, Script
from faceplate.check.fixes.stubs import Header
from faceplate.check.runner import Checked
from faceplate.source.tree import Tree

PASSES = 12
"""How often a target is checked and changed at most."""


class Mended(NamedTuple):
    """What mending a target gives.

    Attributes:
        contents: The files that change, each with its new bytes.
        mended: How many findings were mended.
        left: What checking the mended target gives.
        refused: Findings that could not be mended although their rule has a remedy, and why.
    """

    contents: dict[str, bytes]
    mended: int
    left: Checked
    refused: list[tuple[Finding, str]]


class Draft(Tree):
    """A tree with other contents in some of its files.

    Args:
        tree: The tree as it is.
        contents: The new contents, by path.
    """

    def __init__(self, tree: Tree, contents: dict[str, bytes]) -> None:
        super().__init__(tree.name, tree.version, tree.location, tree.folder, tree.files)
        self._tree = tree
        self._own = contents

    def _load(self, path: str) -> bytes:
        return self._own[path] if path in self._own else self._tree.read(path)


def mend(
    tree: Tree,
    check: Callable[[Tree], Checked],
    reported: Callable[[list[Finding]], set[Finding]],
) -> Mended:
    """Mend what is reported of a target.

    Args:
        tree: The target.
        check: Checks a tree.
        reported: Which of the findings are reported; others are left alone.
    """
    contents: dict[str, bytes] = {}
    refused: dict[tuple[str, str, str], tuple[Finding, str]] = {}
    count = 0
    now = tree
    checked = check(now)
    for _ in range(PASSES):
        wanted = reported(checked.findings)
        waiting: dict[str, list[tuple[Finding, tuple[Change, ...]]]] = {}
        for finding, remedy in zip(checked.findings, checked.remedies, strict=True):
            if remedy and finding in wanted and _key(finding) not in refused:
                waiting.setdefault(_file(remedy[0]), []).append((finding, remedy))
        made: dict[str, bytes] = {}
        for file, remedies in waiting.items():
            content, done, failed = changed(now.read(file), remedies)
            refused.update({_key(one): (one, why) for one, why in failed})
            if done:
                made[file] = content
                count += done
        if not made:
            break
        contents.update(made)
        now = Draft(tree, contents)
        checked = check(now)
    return Mended(contents, count, checked, list(refused.values()))


def changed(
    content: bytes, remedies: Sequence[tuple[Finding, tuple[Change, ...]]]
) -> tuple[bytes, int, list[tuple[Finding, str]]]:
    """Change one file.

    Args:
        content: Its bytes.
        remedies: What is to be mended in it, each with the changes that do it.

    Returns:
        The new bytes, how many remedies they hold, and those that cannot be held, with the reason.
    """
    try:
        script = Script(content)
    except Misread as error:
        return content, 0, [(finding, str(error)) for finding, _ in remedies]
    chosen: dict[object, Change] = {}
    failed: list[tuple[Finding, str]] = []
    done = 0
    for finding, remedy in remedies:
        tried = dict(chosen)
        try:
            if all(_put(tried, one) for one in remedy):
                for one in remedy:
                    script.edits(tried[_place(one)])
                chosen = tried
                done += 1
        except Misread as error:
            failed.append((finding, str(error)))
    if not chosen:
        return content, 0, failed
    try:
        return _edited(script, list(chosen.values())), done, failed
    except Misread as error:
        # Each by itself is well, and all together are not: one goes now, and others wait.
        first, remedy = remedies[0]
        if len(remedies) == 1:
            return content, 0, [(first, str(error))]
        return changed(content, [(first, remedy)])


def replacements(tree: Tree, checked: Checked) -> list[list[Replacement]]:
    """Give what would mend each finding by itself.

    Args:
        tree: The target.
        checked: What checking it gave.

    Returns:
        For each finding what is to be replaced in its file; nothing where it cannot be mended, or
        where another file would have to change.
    """
    scripts: dict[str, Script] = {}
    found = []
    for finding, remedy in zip(checked.findings, checked.remedies, strict=True):
        made: list[Replacement] = []
        if remedy and all(_file(one) == finding.file for one in remedy):
            try:
                if finding.file not in scripts:
                    scripts[finding.file] = Script(tree.read(finding.file))
                script = scripts[finding.file]
                edits = [edit for one in remedy for edit in script.edits(one)]
                script.edited(edits, remedy)
                made = [_replacement(script, one) for one in sorted(edits)]
            except Misread:
                made = []
        found.append(made)
    return found


def _replacement(script: Script, edit: Edit) -> Replacement:
    return Replacement(*script.position(edit.start), *script.position(edit.end), edit.text)


def _edited(script: Script, changes: Sequence[Change]) -> bytes:
    return script.edited([edit for one in changes for edit in script.edits(one)], changes)


def _put(chosen: dict[object, Change], change: Change) -> bool:
    """Add a change to those chosen; say whether it goes with what is there."""
    place = _place(change)
    there = chosen.get(place)
    if there is None:
        chosen[place] = change
        return True
    if isinstance(there, Header) and isinstance(change, Header):
        chosen[place] = there.joined(change)
        return True
    if isinstance(there, Revision) and isinstance(change, Revision):
        both = there.joined(change)
        if both is not None:
            chosen[place] = both
        return both is not None
    return False


def _place(change: Change) -> object:
    if isinstance(change, Header):
        return "header", change.function.line, change.function.name
    return "docstring", change.subject.docstring.line


def _file(change: Change) -> str:
    return change.file if isinstance(change, Header) else change.subject.file


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.symbol, finding.message
