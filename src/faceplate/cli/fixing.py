"""`faceplate check --fix`: fixes what was found, or shows how it would, before the report is made.

All targets are fixed in memory first; only then are files written, or a diff printed, so that a
call that cannot do all of it does none.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.writing import check_editable
from faceplate.check.edits.writing import write as write_files
from faceplate.check.finding import Finding, Replacement
from faceplate.check.fixing import Fixed, fix, replacements
from faceplate.check.runner import Checked, check
from faceplate.check.settings import CheckSettings
from faceplate.cli.check_report import in_changed, number_of, reaches, shown_path
from faceplate.cli.request import Request, progress, write
from faceplate.configuration import is_inside
from faceplate.errors import UsageError, clean
from faceplate.source import Tree


class FixRun(NamedTuple):
    """What is to be done to some targets.

    Attributes:
        done: Each target with what fixing it gives.
        left: How many findings are reported once it is done.
        fails: Whether one of them is of the level asked for.
    """

    done: list[tuple[Tree, Fixed]]
    left: int
    fails: bool

    def write(self) -> None:
        """Write the files, and say on standard error what was done."""
        write_files([(tree, fixed.contents) for tree, fixed in self.done])
        self._say("fixed")

    def show(self, output: str | None) -> int:
        """Print a diff of what would change; give the exit code.

        Args:
            output: File to write it to; None for standard output.
        """
        content = b"".join(part for tree, fixed in self.done for part in _diff(tree, fixed))
        if output is None and sys.stdout.isatty():
            # A pipe or a file gets the bytes, which `patch` takes; a terminal obeys some of them.
            text = content.decode("utf-8", "replace").split("\n")
            content = "\n".join(clean(line.expandtabs(8)) for line in text).encode()
        write(content, output)
        self._say("would be fixed")
        return 1 if self.fails or any(fixed.contents for _, fixed in self.done) else 0

    def _say(self, verb: str) -> None:
        for tree, fixed in self.done:
            for finding, why in fixed.refused:
                place = f"{shown_path(finding.file, tree.folder)}:{finding.line}"
                line = f"{place}: {finding.rule} is not fixed: {why}"
                print(f"faceplate: {clean(line)}", file=sys.stderr)
        count = sum(fixed.corrected for _, fixed in self.done)
        files = sum(len(fixed.contents) for _, fixed in self.done)
        print(
            f"faceplate: {number_of(count, 'finding')} in {number_of(files, 'file')} {verb}, "
            f"{self.left} left",
            file=sys.stderr,
        )


def check_options(arguments: argparse.Namespace) -> None:
    """Refuse options that do not go together.

    Raises:
        UsageError: If some do not.
    """
    if not arguments.fix:
        option = "--diff" if arguments.diff else "--placeholder"
        raise UsageError(f"{option} goes with --fix; add --fix")
    if arguments.write_baseline:
        raise UsageError("--write-baseline writes down what is found; fix it in a call before")
    if arguments.diff and arguments.format != "text":
        raise UsageError("--diff prints a diff and no report; leave --format out")
    text = arguments.placeholder
    if text is not None and (not text.strip() or text != text.strip() or not text.isprintable()):
        raise UsageError("--placeholder wants a text of one line")


def correct(
    arguments: argparse.Namespace,
    targets: list[str],
    settings: CheckSettings,
    baseline: str | None,
    home: str | None,
) -> FixRun:
    """Fix targets in memory.

    Args:
        arguments: What the command line says.
        targets: The targets.
        settings: What to look for.
        baseline: File of findings that are known and so left alone, or None.
        home: The folder that no file outside of is changed; None where the user named the targets.

    Raises:
        UsageError: If a target is not a folder, or not in the folder, or libcst is not there.
    """
    fix_options = FixOptions(arguments.placeholder)
    done = []
    left: list[Finding] = []
    for target in targets:
        request = Request(arguments, target)
        tree = request.tree
        check_editable(tree)
        if home is not None and tree.folder is not None and not is_inside(tree.folder, home):
            raise UsageError(
                clean(
                    f"{target}: lies in {tree.folder}, outside of {home}; name it on the command "
                    "line if it is meant"
                )
            )

        def look(now: Tree, request: Request = request) -> Checked:
            return check(
                now,
                request.store,
                settings,
                search_path=request.search_path,
                options=request.options,
                fix_options=fix_options,
            )

        def reported(found: list[Finding], tree: Tree = tree) -> set[Finding]:
            return _reported(found, tree, arguments.changed, baseline)

        with progress(f"fixing {tree.location}"):
            fixed = fix(tree, look, reported)
        left += reported(fixed.left.findings)
        done.append((tree, fixed))
    return FixRun(done, len(left), reaches(left, arguments.fail_on))


def fixes(request: Request, settings: CheckSettings) -> dict[Finding, tuple[Replacement, ...]]:
    """Give what would fix each finding of a target, for a report.

    Args:
        request: The target.
        settings: What to look for.
    """
    tree = request.tree
    with progress(f"looking for what fixes {tree.location}"):
        checked = check(
            tree,
            request.store,
            settings,
            search_path=request.search_path,
            options=request.options,
        )
        listed = replacements(tree, checked)
    return {
        replace(finding, file=shown_path(finding.file, tree.folder)): tuple(parts)
        for finding, parts in zip(checked.findings, listed, strict=True)
        if parts
    }


def _reported(
    found: list[Finding], tree: Tree, revision: str | None, baseline: str | None
) -> set[Finding]:
    """Give those findings of a target that a report would show."""
    shown = {replace(one, file=shown_path(one.file, tree.folder)): one for one in found}
    left = list(shown)
    if baseline:
        from faceplate.check.baseline import load, new

        left, _ = new(left, load(baseline))
    if revision is not None:
        left = in_changed(left, revision)
    return {shown[one] for one in left}


def _diff(tree: Tree, fixed: Fixed) -> Iterator[bytes]:
    """Yield the lines of a unified diff, in the bytes of the files."""
    for file, content in sorted(fixed.contents.items()):
        yield from diff_lines(shown_path(file, tree.folder), tree.read(file), content)


def diff_lines(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """Yield the lines of a unified diff of one file, in its bytes.

    Args:
        path: Its path, as it is shown.
        before: Its bytes.
        after: Its new bytes.
    """
    from difflib import diff_bytes, unified_diff

    name = os.fsencode(clean(path))
    for line in diff_bytes(unified_diff, _lines(before), _lines(after), b"a/" + name, b"b/" + name):
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _lines(content: bytes) -> list[bytes]:
    """Cut content where a diff does: behind each newline."""
    parts = content.split(b"\n")
    return [one + b"\n" for one in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
