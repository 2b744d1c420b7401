"""Corrects a target in memory: checks, edits, and checks again until nothing is left to correct.

Fixes that do not get in each other's way go in at once; others wait for the next pass, which sees
the files as the last one left them. What a file cannot say is left out and said so. Nothing is
written here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from faceplate.check.edits.application import applied
from faceplate.check.edits.editable import EditableFile
from faceplate.check.edits.fix import Edit
from faceplate.check.edits.literal import EditError
from faceplate.check.finding import Finding, Replacement
from faceplate.check.runner import Checked
from faceplate.source.tree import Tree

PASSES = 12
"""How often a target is checked and edited at most."""


class Fixed(NamedTuple):
    """What correcting a target gives.

    Attributes:
        contents: The files that change, each with its new bytes.
        corrected: How many findings were corrected.
        left: What checking the corrected target gives.
        refused: Findings that could not be corrected although they have a fix, and why.
    """

    contents: dict[str, bytes]
    corrected: int
    left: Checked
    refused: list[tuple[Finding, str]]


class EditedTree(Tree):
    """A tree with other contents in some of its files.

    Args:
        tree: The tree as it is.
        contents: The new contents, by path.
    """

    def __init__(self, tree: Tree, contents: dict[str, bytes]) -> None:
        super().__init__(tree.name, tree.version, tree.location, tree.folder, tree.files)
        self._tree = tree
        self._edited = contents

    def _load(self, path: str) -> bytes:
        return self._edited[path] if path in self._edited else self._tree.read(path)


def fix(
    tree: Tree,
    check: Callable[[Tree], Checked],
    reported: Callable[[list[Finding]], set[Finding]],
) -> Fixed:
    """Correct what is reported of a target.

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
        waiting: dict[str, list[tuple[Finding, tuple[Edit, ...]]]] = {}
        for finding, edits in zip(checked.findings, checked.fixes, strict=True):
            if edits and finding in wanted and _key(finding) not in refused:
                waiting.setdefault(edits[0].file, []).append((finding, edits))
        edited: dict[str, bytes] = {}
        for file, fixes in waiting.items():
            content, done, failed = applied(now.read(file), fixes)
            refused.update({_key(finding): (finding, why) for finding, why in failed})
            if done:
                edited[file] = content
                count += done
        if not edited:
            break
        contents.update(edited)
        now = EditedTree(tree, contents)
        checked = check(now)
    return Fixed(contents, count, checked, list(refused.values()))


def replacements(tree: Tree, checked: Checked) -> list[list[Replacement]]:
    """Return what would correct each finding by itself.

    Args:
        tree: The target.
        checked: What checking it gave.

    Returns:
        For each finding what is to be replaced in its file; nothing where it cannot be corrected,
        or where another file would have to change.
    """
    files: dict[str, EditableFile] = {}

    def replaced(finding: Finding, edits: tuple[Edit, ...]) -> list[Replacement]:
        if not edits or any(edit.file != finding.file for edit in edits):
            return []
        try:
            if finding.file not in files:
                files[finding.file] = EditableFile(tree.read(finding.file))
            file = files[finding.file]
            file.edited(edits)
            return [
                Replacement(*file.position(start), *file.position(end), text)
                for start, end, text in sorted(part for e in edits for part in file.text_edits(e))
            ]
        except EditError:
            return []

    return [
        replaced(finding, edits)
        for finding, edits in zip(checked.findings, checked.fixes, strict=True)
    ]


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.symbol, finding.message
