"""Holds an app against two releases of a library: what becomes of what it calls and names."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from faceplate.check.apps import Apps
from faceplate.check.codebase import Codebase
from faceplate.check.edits.literal import EditError
from faceplate.check.examples.referents import ExampleCall, ExampleObject
from faceplate.check.guide_files import Guide, Guides
from faceplate.check.guides.code import read
from faceplate.check.guides.page import GuideBlock, pages
from faceplate.compare.upgrade.calls import CallEffect, CallPair, effects
from faceplate.compare.upgrade.edits import CodeEdit, Script
from faceplate.compare.upgrade.impact import Impact, Unclear, UpgradeReport
from faceplate.compare.upgrade.moves import Moves
from faceplate.compare.upgrade.names import NameComparison
from faceplate.compare.upgrade.reader import AppPage, AppReader
from faceplate.compare.upgrade.scopes import scopes
from faceplate.compare.upgrade.successors import Successors
from faceplate.facts.declarations import ClassFact, FunctionFact
from faceplate.link.library import Symbol
from faceplate.model import Problem

_LONGEST = 60
"""Characters of a call that are shown where it could not be looked at."""
_PASSES = 6
"""How often an app is looked at and edited at most for one step between releases."""


class ImpactFix(NamedTuple):
    """An impact with the edits that write what takes the place of what went.

    Attributes:
        impact: What happens.
        edits: The edits; empty where nothing certainly takes its place.
    """

    impact: Impact
    edits: tuple[CodeEdit, ...]


class Analysis(NamedTuple):
    """What comes of an app.

    Attributes:
        report: All that is told.
        findings: The impacts, each with its edits, in the order of the report.
    """

    report: UpgradeReport
    findings: list[ImpactFix]


def analysed(
    old: Codebase,
    new: Codebase,
    files: Guides,
    between: Sequence[Codebase] = (),
    drops: bool = False,
) -> Analysis:
    """Hold an app against two releases.

    Args:
        old: The release that it is written for.
        new: The release that is asked about.
        files: The files of the app, and guides that show its code.
        between: Releases between the two, the oldest first, which tell what went on the way.
        drops: Whether to leave out arguments that nothing takes the place of.
    """
    successors = Successors(old, new, between)
    successors.drops = drops
    problems: list[Problem] = list(files.problems)
    findings: list[ImpactFix] = []
    unclear: list[Unclear] = []
    used = calls = names = 0
    for before, after in _paired(files.files, old, new, problems):
        page = _PageComparison(before, after, successors)
        findings += page.findings()
        unclear += page.unclear
        calls, names = calls + page.calls, names + page.names
        used += bool(page.calls or page.names or page.unclear)
    findings.sort(key=lambda each: (each.impact.file, each.impact.line, each.impact.column))
    report = UpgradeReport(
        {"name": old.library.name, "version": old.library.tree.version},
        {"name": new.library.name, "version": new.library.tree.version},
        used,
        calls,
        names,
        [each.impact for each in findings],
        unclear,
        [str(problem) for problem in problems],
    )
    return Analysis(report, findings)


def _paired(
    guides: Sequence[Guide], old: Codebase, new: Codebase, problems: list[Problem]
) -> Iterator[tuple[AppPage, AppPage]]:
    """Yield each file as both releases understand it; the code of it is parsed once."""
    for page in pages(guides, old, Apps(), problems):
        trees = [read(piece) for piece in page.content.pieces]
        for tree, faults in trees:
            if tree is not None:
                problems += [
                    Problem(page.guide.file, fault.line, fault.message) for fault in faults
                ]
        before, after = (
            AppPage(page.guide, codebase, page.aliases, page.apps, page.contents, trees)
            for codebase in (old, new)
        )
        yield before, after


class _PageComparison:
    """One file in both releases."""

    def __init__(self, old: AppPage, new: AppPage, successors: Successors) -> None:
        self.old = old
        self.new = new
        self.successors = successors
        self.calls = 0
        self.names = 0
        self.unclear: list[Unclear] = []
        self._text = _editable(new.guide)

    def findings(self) -> Iterator[ImpactFix]:
        """Yield what becomes of the file."""
        if self.old.is_log:
            return
        current = {id(block.tree) for block in self.new.current}
        for before, after in zip(self.old.blocks, self.new.blocks, strict=True):
            if id(after.tree) in current:
                yield from self._block(before, after)

    def _block(self, before: GuideBlock, after: GuideBlock) -> Iterator[ImpactFix]:
        old, new = before.reader, after.reader
        assert isinstance(old, AppReader)
        assert isinstance(new, AppReader)
        new.older = old
        within = scopes(after.tree)
        moves = Moves(old, new, self.successors, self._text)
        names = NameComparison(old, new, self.successors, self._text)
        called = {
            id(node.func): node for node in ast.walk(after.tree) if isinstance(node, ast.Call)
        }
        for effect in names.effects():
            effect = moves.method_gone(effect, called.get(id(effect.node)))
            yield self._finding(after, effect, within, "")
        self.names += names.count
        for name in names.unclear:
            reason = "the newer release does not declare it, and may have it all the same"
            self._add_unclear(after, name, name, reason)
        known_before = {id(each.node): each for each in old.calls}
        known_now = {id(each.node): each for each in new.calls}
        for node in called.values():
            now, was = known_now.get(id(node)), known_before.get(id(node))
            if now is None:
                self._note_unclear(after, node, old, new, was)
                continue
            self.calls += 1
            for effect in effects(CallPair(was, now), self.successors, self._text):
                effect = moves.moved(effect, now)
                yield self._finding(after, effect, within, self._path(now))

    def _path(self, called: ExampleCall) -> str:
        path = self.successors.new.linker.path(called.symbol)
        return path if called.listener is None else f"{path}.{called.listener}"

    def _finding(
        self, block: GuideBlock, effect: CallEffect, within: dict[int, str], path: str
    ) -> ImpactFix:
        spot = self.new.at(block, effect.node)
        edits = effect.edits if self._text else ()
        impact = Impact(
            effect.outcome,
            effect.kind,
            " ".join(effect.message.split()),
            self.new.guide.file,
            spot.line,
            spot.column,
            path or ast.unparse(effect.node),
            effect.name,
            within.get(id(effect.node), ""),
            effect.successor,
            bool(edits),
        )
        return ImpactFix(impact, edits)

    def _note_unclear(
        self,
        block: GuideBlock,
        node: ast.Call,
        old: AppReader,
        new: AppReader,
        was: ExampleCall | None,
    ) -> None:
        """Note a call of the library of which it is not known what the newer release does."""
        reason = self._reason(node, old, new, was)
        if reason is not None:
            self._add_unclear(block, node, node.func, reason)

    def _add_unclear(self, block: GuideBlock, node: ast.expr, shown: ast.expr, reason: str) -> None:
        spot = self.new.at(block, node)
        code = ast.unparse(shown)
        code = f"{code[:_LONGEST]}..." if len(code) > _LONGEST else code
        self.unclear.append(Unclear(self.new.guide.file, spot.line, spot.column, code, reason))

    def _reason(
        self, node: ast.Call, old: AppReader, new: AppReader, was: ExampleCall | None
    ) -> str | None:
        if new.is_guarded(node):
            uses = isinstance(old.referent(node.func), Symbol) or was is not None
            return (
                "the code around it expects that it fails, or asks for the release"
                if uses
                else None
            )
        meant = new.referent(node.func)
        if isinstance(meant, Symbol):
            if not isinstance(meant.fact, ClassFact | FunctionFact):
                return "what is called is no class and no function"
            doubt = self.successors.new.unit(meant).doubt
            return doubt or "its signature cannot be read for certain"
        if was is not None and not self._is_named(node, old, new):
            return "the newer release does not tell what it is"
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in self._listeners():
            owners = [reader.referent(function.value) for reader in (old, new)]
            if owners == [None, None]:
                return "it is not known what it is called on"
            known = isinstance(owners[1], ExampleObject) and not self._is_named(node, old, new)
            return "what it takes cannot be read for certain" if known else None
        return None

    def _is_named(self, node: ast.Call, old: AppReader, new: AppReader) -> bool:
        """Return whether it was told already that a name in what is called is gone."""
        comparison = NameComparison(old, new, self.successors, "")
        return any(
            isinstance(each, ast.Attribute) and comparison.is_gone(each) is not None
            for each in ast.walk(node.func)
        )

    def _listeners(self) -> set[str]:
        def collect() -> set[str]:
            old = self.successors.old
            pages = (old.page(symbol) for symbol in old.subjects.values())
            return {event.name for page in pages for event in page.events}

        return self.successors.old.once("names of events", collect)


def _editable(guide: Guide) -> str:
    """Return the text of a script that can be edited; nothing of any other file."""
    if guide.suffix != ".py":
        return ""
    try:
        text = Script(guide.content).text
    except EditError:
        return ""
    return text if text == guide.text else ""


def fixed(
    old: Codebase,
    new: Codebase,
    files: Guides,
    between: Sequence[Codebase] = (),
    drops: bool = False,
) -> tuple[dict[str, bytes], Analysis, int]:
    """Fix an app in memory, release by release, until nothing is left to fix.

    Args:
        old: The release that it is written for.
        new: The release that it is to work with.
        files: Its files.
        between: Releases between the two, the oldest first.
        drops: Whether to leave out, in the end, arguments that nothing takes the place of.

    Returns:
        New contents by file, what comes of the app with them, and how many impacts were fixed.
    """
    contents: dict[str, bytes] = {}
    count = 0
    steps = [(before, after, False) for before, after in pairwise([old, *between, new])]
    steps += [(old, new, False)] if between else []
    steps += [(old, new, True)] if drops else []
    for before, after, dropping in steps:
        asked = between if (before, after) == (old, new) else ()
        waiting = _with(files, contents)
        for _ in range(_PASSES):
            findings = analysed(before, after, waiting, asked, dropping).findings
            changed, done = _pass(findings, waiting)
            if not changed:
                break
            count += done
            contents.update(changed)
            # Only in what was edited there is more to be found.
            left = [guide for guide in waiting.files if guide.file in changed]
            waiting = _with(waiting._replace(files=left), changed)
    return contents, analysed(old, new, _with(files, contents), between), count


def _pass(findings: list[ImpactFix], files: Guides) -> tuple[dict[str, bytes], int]:
    """Carry out what can be at once; give new contents by file, and how many fixes they hold."""
    changed: dict[str, bytes] = {}
    count = 0
    for guide in files.files:
        own = [each for each in findings if each.impact.file == guide.file and each.edits]
        content, done = _edited(guide.content, own) if own else (b"", 0)
        if done:
            changed[guide.file] = content
            count += done
    return changed, count


def _with(files: Guides, changed: dict[str, bytes]) -> Guides:
    guides = [
        guide._replace(content=changed.get(guide.file, guide.content)) for guide in files.files
    ]
    return files._replace(files=guides)


def _edited(content: bytes, findings: list[ImpactFix]) -> tuple[bytes, int]:
    """Carry out the edits that do not get in each other's way; others wait for the next pass."""
    script = Script(content)
    chosen: list[CodeEdit] = []
    count = 0
    for finding in findings:
        try:
            script.edited([*chosen, *finding.edits])
        except EditError:
            continue
        chosen += finding.edits
        count += 1
    return (script.edited(chosen), count) if chosen else (content, 0)
