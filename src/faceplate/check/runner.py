"""Runs rules over a library: manifest, facts and docstrings to findings, in one fixed order.

    tree -> library -> survey -> flaws -> findings -> what comments and settings leave -> remedies

Guides, apps, an older release and the imported library are looked at where the user names them.
One place gets one finding of a rule, however many declarations lead there.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from faceplate.cache.store import Store
from faceplate.check.apps import Apps
from faceplate.check.finding import Finding, Flaw, Place
from faceplate.check.guides.files import NO_GUIDES, Guides
from faceplate.check.history import History
from faceplate.check.rule import Rule
from faceplate.check.rules import RULES, unread_file, unused_ignore
from faceplate.check.settings import Settings
from faceplate.check.suppressions import SIGN, Comment, comments
from faceplate.check.survey import Survey
from faceplate.check.units import About
from faceplate.collector import without_collector
from faceplate.extraction import opened
from faceplate.link.emptiness import reason
from faceplate.link.library import Library
from faceplate.link.pages import Linker
from faceplate.model import Problem
from faceplate.options import ReadingOptions
from faceplate.source.limits import limited
from faceplate.source.tree import Tree

if TYPE_CHECKING:
    from faceplate.check.fixes.remedies import Change, Wishes
    from faceplate.check.live.imported import Imported


_ROUND = 4000
"""After so many declarations what rules left behind is collected, for the collector is off."""


class Examined(NamedTuple):
    """How much was looked at.

    Attributes:
        files: The source files of the library.
        declarations: Its classes, functions and methods, private ones included.
        public: How many classes, functions and objects it offers.
    """

    files: int
    declarations: int
    public: int


class Checked(NamedTuple):
    """What checking a target gives.

    Attributes:
        findings: By file, line, column and code.
        problems: What could not be read.
        beside: Packages that were looked for beside the target: name to the tree found, or None.
        remedies: For each finding, the changes that mend it; none for one that cannot be mended,
            and none for any if they were not asked for.
        examined: What was looked at.
    """

    findings: list[Finding]
    problems: list[Problem]
    beside: dict[str, Tree | None]
    remedies: list[tuple[Change, ...]]
    examined: Examined


class Beside(NamedTuple):
    """What a library is held against beside itself.

    Attributes:
        guides: The guides that the user names.
        apps: The apps that they call.
        since: An older release of the library.
        imports: Imports the library and says what it is then; None if nothing is to be run.
    """

    guides: Guides = NO_GUIDES
    apps: Apps = Apps()
    since: Tree | None = None
    imports: Callable[[Survey], Imported] | None = None


def check(
    tree: Tree,
    store: Store,
    settings: Settings,
    *,
    search_path: Sequence[str] | None = None,
    options: ReadingOptions | None = None,
    beside: Beside | None = None,
    remedies: bool = True,
    wishes: Wishes | None = None,
) -> Checked:
    """Check an opened target.

    Args:
        tree: The target.
        store: Where facts are kept.
        settings: What to look for.
        search_path: Where companions are looked for; None for the current environment.
        options: How to read it; None to find everything out.
        beside: What it is held against; None for nothing.
        remedies: Whether to work out what mends each finding. It takes a good part of the time,
            and most readers of findings do not ask.
        wishes: What may be done to mend a finding; None for what may be done unasked.

    Raises:
        UsageError: If the settings name a rule that does not exist.
    """
    rules = settings.rules(RULES)
    with without_collector():
        target = opened(tree, store, search_path, options)
        survey = Survey(target.library, target.speaker, target.speaker.linker())
        given = beside or Beside()
        survey.guides = tuple(one.file for one in given.guides.files)
        used: list[Library | Linker] = [
            survey.linker,
            target.library,
            *target.library.companions,
        ]
        if given.since is not None:
            old = opened(given.since, store, search_path, options)
            before = Survey(old.library, old.speaker, old.speaker.linker())
            survey.history = History(before, survey)
            used += [before.linker, old.library, *old.library.companions]
        problems = [*given.guides.problems]
        found = _findings(survey, rules, settings, given, problems)
        shown = set(target.library.unread) if unread_file.RULE in rules else set()
        unread = [one for one in target.library.problems if one not in shown]
        problems = [*unread, *target.problems, *problems]
        if not survey.subjects:
            problems.append(Problem("", None, reason(target.library)))
        examined = Examined(len(tree.files), len(survey.units), len(survey.subjects))
        for one in used:
            one.close()
        mended = _mended(found, wishes) if remedies else [(one, ()) for one, _ in found]
    return Checked(
        [one for one, _ in mended],
        limited(problems),
        target.beside,
        [one for _, one in mended],
        examined,
    )


def _findings(
    survey: Survey,
    rules: list[Rule],
    settings: Settings,
    beside: Beside,
    problems: list[Problem],
) -> list[tuple[Finding, About | None]]:
    found: dict[tuple[str, str, int, int], Finding] = {}
    abouts: dict[tuple[str, str, int, int], About | None] = {}
    known = {one.code: one for one in rules}

    def add(rule: Rule, flaw: Flaw) -> None:
        severity = settings.severity_of(rule)
        key = (rule.code, *flaw.place)
        if key not in found:
            found[key] = Finding(
                rule.code, rule.name, severity, flaw.message, *flaw.place, flaw.symbol
            )
            abouts[key] = flaw.about

    def hush(file: str, stated: list[Comment]) -> None:
        here = [key for key in found if key[1] == file]
        unneeded = list(_silenced(found, here, stated, file, known))
        if unused_ignore.RULE.code in known:
            for flaw in unneeded:
                add(unused_ignore.RULE, flaw)

    for rule, flaw in _flaws(rules, survey):
        if flaw.place.file in survey.library.tree.files:
            add(rule, flaw)
    if beside.imports is not None:
        for rule, flaw in _live(rules, survey, beside.imports):
            add(rule, flaw)
    for file in survey.library.tree.files:
        if survey.sources.holds(file, SIGN) and (stated := comments(survey.sources.lines(file))):
            hush(file, stated)
    if beside.guides.files or beside.apps.listed:
        from faceplate.check.surroundings import look

        for surrounding in look(survey, beside.guides, beside.apps, rules, problems):
            for rule, flaw in surrounding.flaws:
                add(rule, flaw)
            if surrounding.comments:
                hush(surrounding.file, surrounding.comments)
    left = [
        (one, abouts[key]) for key, one in found.items() if settings.reports(one, known[one.rule])
    ]
    return sorted(left, key=lambda pair: _order(pair[0]))


def _mended(
    found: list[tuple[Finding, About | None]], wishes: Wishes | None
) -> list[tuple[Finding, tuple[Change, ...]]]:
    from faceplate.check.fixes.remedies import NO_WISHES, changes

    remedies = [changes(one.rule, about, wishes or NO_WISHES) for one, about in found]
    return [
        (replace(one, fixable=True) if remedy else one, remedy)
        for (one, _), remedy in zip(found, remedies, strict=True)
    ]


def _order(one: Finding) -> tuple[str, int, int, str]:
    return one.file, one.line, one.column, one.rule


def _silenced(
    found: dict[tuple[str, str, int, int], Finding],
    here: list[tuple[str, str, int, int]],
    stated: list[Comment],
    file: str,
    known: dict[str, Rule],
) -> Iterator[Flaw]:
    """Take out the findings that comments of a file keep quiet; yield what they do not need."""
    codes = {text.lower(): one.code for one in RULES for text in (one.code, one.name)}
    complete = all(one.code in known for one in RULES if one.usual)
    silent: set[tuple[str, str, int, int]] = set()
    for comment in stated:
        covered = [key for key in here if comment.first <= key[2] <= comment.last]
        place = Place(file, comment.line, comment.column)
        if not comment.names:
            silent.update(covered)
            if not covered and complete:
                yield Flaw("there is no finding that this comment keeps quiet", place, "")
        for name in comment.names:
            code = codes.get(name.lower())
            matching = [key for key in covered if key[0] == code]
            silent.update(matching)
            if code is None:
                yield Flaw(f"`{name}` is no rule, so it keeps nothing quiet", place, "")
            elif not matching and code in known:
                yield Flaw(f"there is no finding of {code} that this keeps quiet", place, "")
    for key in silent:
        del found[key]


def _flaws(rules: list[Rule], survey: Survey) -> Iterator[tuple[Rule, Flaw]]:
    looking = [one for one in rules if one.dialect in (None, survey.dialect.name)]
    for rule in looking:
        for flaw in rule.library(survey) if rule.library is not None else ():
            yield rule, flaw
    # All rules look at one unit before the next, so that what was read for it can go again.
    of_units = [(one, one.unit) for one in looking if one.unit is not None]
    for number, unit in enumerate(survey.units, 1):
        if number % _ROUND == 0:
            gc.collect()
        sound = True
        for rule, look in of_units:
            for flaw in look(unit):
                sound = False
                yield rule, flaw
        if sound:
            unit.forget()


def _live(
    rules: list[Rule], survey: Survey, imports: Callable[[Survey], Imported]
) -> Iterator[tuple[Rule, Flaw]]:
    looking = [one for one in rules if one.live is not None]
    imported = imports(survey) if looking else None
    for rule in looking:
        if rule.live is not None and imported is not None:
            for flaw in rule.live(survey, imported):
                yield rule, flaw
