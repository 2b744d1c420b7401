"""Runs rules over a library: manifest, facts and docstrings to findings, in one fixed order.

    tree -> library -> code base -> violations -> findings, less comments and settings -> fixes

Guides, apps, an older release and the imported library are looked at where the user names them.
One place gets one finding of a rule, however many declarations lead there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from faceplate.cache.store import Store
from faceplate.check import subjects, units
from faceplate.check.codebase import Codebase
from faceplate.check.context import Context
from faceplate.check.finding import Finding, Violation
from faceplate.check.results import Results
from faceplate.check.rule import Rule
from faceplate.check.rules import RULES, unread_file
from faceplate.check.settings import CheckSettings
from faceplate.check.suppressions import SIGN, comments
from faceplate.collector import without_collector
from faceplate.extraction import opened
from faceplate.facts.ahead import read_ahead
from faceplate.facts.cached import CachedReader
from faceplate.link.emptiness import reason
from faceplate.link.library import Library
from faceplate.link.pages import Linker
from faceplate.model import Problem
from faceplate.options import ReadingOptions
from faceplate.source.limits import limited
from faceplate.source.tree import Tree

if TYPE_CHECKING:
    from faceplate.check.edits.fix import Edit, Fix, FixOptions


class Examined(NamedTuple):
    """How much was looked at.

    Attributes:
        modules: The source files of the library.
        declarations: Its classes, functions and methods, private ones included.
        public: How many classes, functions and objects it offers.
        guides: The guides that it was held against.
        apps: The apps that these call.
        rules: The rules that had something to look at.
    """

    modules: int
    declarations: int
    public: int
    guides: int = 0
    apps: int = 0
    rules: int = 0


class Checked(NamedTuple):
    """What checking a target gives.

    Attributes:
        findings: By file, line, column and code.
        problems: What could not be read.
        companions: Packages that were looked for beside the target: name to the tree found, or
            None.
        fixes: For each finding, the edits that correct it; none for one that cannot be corrected,
            and none for any if they were not asked for.
        examined: What was looked at.
        unmatched: Patterns of the settings that fit nothing, each behind the name of its option and
            a null byte.
    """

    findings: list[Finding]
    problems: list[Problem]
    companions: dict[str, Tree | None]
    fixes: list[tuple[Edit, ...]]
    examined: Examined
    unmatched: list[str]


def check(
    tree: Tree,
    store: Store,
    settings: CheckSettings,
    *,
    search_path: Sequence[str] | None = None,
    options: ReadingOptions | None = None,
    context: Context | None = None,
    fixes: bool = True,
    fix_options: FixOptions | None = None,
    processes: int = 1,
) -> Checked:
    """Check an opened target.

    Args:
        tree: The target.
        store: Where facts are kept.
        settings: What to look for.
        search_path: Where companions are looked for; None for the current environment.
        options: How to read it; None to find everything out.
        context: What it is held against; None for nothing.
        fixes: Whether to work out what corrects each finding. It takes a good part of the time,
            and most readers of findings do not ask.
        fix_options: What may be done to correct a finding; None for what may be done unasked.
        processes: How many processes may work on it. With more than one, findings say whether they
            can be fixed, and the edits of a large library are not given.

    Raises:
        UsageError: If the settings name a rule that does not exist, or only rules that have nothing
            to look at.
    """
    rules = settings.rules(RULES)
    context = context or Context()
    with without_collector():
        if processes > 1:
            environment = (options or ReadingOptions()).environment
            reader = CachedReader(store, environment.completed(*tree.pythons))
            read_ahead(tree, reader, processes)
        target = opened(tree, store, search_path, options)
        codebase = Codebase(target.library, target.speaker, target.speaker.linker())
        codebase.looks_within = settings.nested_functions
        codebase.guides = tuple(guide.file for guide in context.guides.files)
        used: list[Library | Linker] = [
            codebase.linker,
            target.library,
            *target.library.companions,
        ]
        if context.since is not None:
            from faceplate.check.history import History

            old = opened(context.since, store, search_path, options)
            before = Codebase(old.library, old.speaker, old.speaker.linker())
            codebase.history = History(before, codebase)
            used += [before.linker, old.library, *old.library.companions]
        looking = subjects.looking(rules, codebase, context)
        problems = subjects.idle(settings.select, rules, looking)
        results = Results(rules, settings)
        unread_guides = [*context.guides.problems]
        _collect(results, codebase, context, unread_guides, processes, fixes)
        if unread_file.RULE in rules:
            for problem in unread_guides:
                results.add(unread_file.RULE, unread_file.violation(problem, 1, problem.file))
            unread_guides = []
        pairs = results.reported()
        reported = set(target.library.unread) if unread_file.RULE in rules else set()
        unread = [problem for problem in target.library.problems if problem not in reported]
        problems = [*unread, *target.problems, *unread_guides, *problems]
        if not codebase.subjects:
            problems.append(Problem("", None, reason(target.library)))
        examined = Examined(
            len(tree.files),
            len(codebase.units),
            len(codebase.subjects),
            len(context.guides.files),
            len(context.apps.listed),
            len(looking),
        )
        unmatched = settings.unmatched(
            subjects.files(tree, context), lambda: subjects.symbols(codebase, context)
        )
        for source in used:
            source.close()
        edits: list[tuple[Edit, ...]] = [()] * len(pairs)
        if fixes:
            edits = _edits(pairs, fix_options, codebase)
    return Checked(
        [
            replace(finding, fixable=True) if own or fix is units.fixed_elsewhere else finding
            for (finding, fix), own in zip(pairs, edits, strict=True)
        ],
        limited(problems),
        target.beside,
        edits,
        examined,
        unmatched,
    )


def _edits(
    pairs: list[tuple[Finding, Fix | None]], fix_options: FixOptions | None, codebase: Codebase
) -> list[tuple[Edit, ...]]:
    from faceplate.check.edits.fix import UNASKED, edits_of

    options = fix_options or UNASKED
    return [edits_of(fix, options, codebase.sources) for _, fix in pairs]


def _collect(
    results: Results,
    codebase: Codebase,
    context: Context,
    problems: list[Problem],
    processes: int,
    fixes: bool,
) -> None:
    """Run all rules over a library and what it is held against."""
    rules = [rule for rule in results.rules.values() if rule.applies_to(codebase.dialect)]
    files = codebase.library.tree.files
    for rule, violation in _violations(rules, codebase, processes, fixes):
        if violation.place.file in files:
            results.add(rule, violation)
    for rule, violation in _live(rules, codebase, context):
        results.add(rule, violation)
    for file in files:
        if codebase.sources.holds(file, SIGN):
            results.suppress(file, comments(codebase.sources.lines(file)))
    if context.guides.files or context.apps.listed:
        from faceplate.check.guides_and_apps import check_files

        for checked in check_files(codebase, context.guides, context.apps, rules, problems):
            for rule, violation in checked.violations:
                results.add(rule, violation)
            results.suppress(checked.file, checked.comments)


def _live(
    rules: list[Rule], codebase: Codebase, context: Context
) -> Iterator[tuple[Rule, Violation]]:
    live = [(rule, rule.live) for rule in rules if rule.live is not None]
    if context.imports is not None and live:
        imported = context.imports(codebase)
        for rule, look in live:
            for violation in look(codebase, imported):
                yield rule, violation


def _violations(
    rules: list[Rule], codebase: Codebase, processes: int, fixes: bool
) -> Iterator[tuple[Rule, Violation]]:
    for rule in rules:
        for violation in rule.library(codebase) if rule.library is not None else ():
            yield rule, violation
    yield from units.violations(rules, codebase, processes, fixes)
    of_modules = [(rule, rule.unit) for rule in rules if rule.unit is not None and rule.modules]
    for unit in codebase.module_units if of_modules else ():
        for rule, look in of_modules:
            for violation in look(unit):
                yield rule, violation
