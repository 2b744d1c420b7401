"""Which mutants a tool found, and which controls it took for faults."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from mutations.finding import Finding, new, says, spans, within
from mutations.mutant import Mutant

Findings = dict[str, list[Finding]]


class Verdict(NamedTuple):
    """What a tool made of a mutant.

    Attributes:
        mutant: The mutant.
        found: Whether it found the fault or, of a control, something that is none.
        findings: What it says of it.
    """

    mutant: Mutant
    found: bool
    findings: list[Finding]


def by_file(findings: list[Finding]) -> Findings:
    """Return findings by file."""
    files: Findings = defaultdict(list)
    for finding in findings:
        files[finding.file].append(finding)
    return files


def judged(
    mutants: list[Mutant],
    before: Findings,
    after: Findings,
    texts: tuple[dict[str, str], dict[str, str]],
) -> list[Verdict]:
    """Judge what was found of mutants that share a tree.

    A fault is found if a finding that was not there before stands in the changed unit and names
    what drifted. Of controls, anything new anywhere in the tree is a false alarm.

    Args:
        mutants: The mutants.
        before: The findings in the library as it was released.
        after: The findings in the tree.
        texts: The texts of the files before and after.
    """
    if mutants[0].control:
        return _of_controls(mutants, before, after)
    verdicts = []
    for mutant in mutants:
        file = mutant.file
        old = within(before.get(file, []), spans(texts[0][file], mutant.unit, file))
        own = within(after.get(file, []), spans(texts[1][file], mutant.unit, file))
        fresh = new(old, own)
        naming = [finding for finding in fresh if says(finding, mutant.names)]
        verdicts.append(Verdict(mutant, bool(naming), naming or fresh))
    return verdicts


def _of_controls(mutants: list[Mutant], before: Findings, after: Findings) -> list[Verdict]:
    """Judge controls: each new finding is charged to one that it names, or to one of its file."""
    names = tuple(name for mutant in mutants for name in mutant.names)
    charged: dict[int, list[Finding]] = defaultdict(list)
    for file, findings in after.items():
        near = [mutant for mutant in mutants if mutant.file == file] or mutants
        for finding in new(before.get(file, []), findings, names):
            named = [mutant for mutant in near if says(finding, mutant.names)]
            charged[(named or near)[0].number].append(finding)
    return [
        Verdict(mutant, mutant.number in charged, charged.get(mutant.number, []))
        for mutant in mutants
    ]


def judged_alone(
    mutant: Mutant, before: list[Finding], after: list[Finding], texts: tuple[str, str], named: bool
) -> Verdict:
    """Judge what a peer found in the file of one mutant.

    Args:
        mutant: The mutant.
        before: The findings in the file as it was.
        after: The findings in the mutated file.
        texts: The texts of both.
        named: Whether its messages name parameters; where they do not, any new finding counts.
    """
    if mutant.control:
        fresh = new(before, after, mutant.names)
        return Verdict(mutant, bool(fresh), fresh)
    old = within(before, spans(texts[0], mutant.unit, mutant.file))
    own = within(after, spans(texts[1], mutant.unit, mutant.file))
    here = [one for one in new(old, own) if not named or says(one, mutant.names)]
    return Verdict(mutant, bool(here), here)
