"""Which mutants a tool found, and which controls it took for faults."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from mutations.finding import Finding, new, says, spans, within
from mutations.mutant import Mutant


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


def by_file(found: list[Finding]) -> dict[str, list[Finding]]:
    """Give findings by file."""
    files: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        files[one.file].append(one)
    return files


def judged(
    mutants: list[Mutant],
    before: dict[str, list[Finding]],
    after: dict[str, list[Finding]],
    texts: tuple[dict[str, str], dict[str, str]],
) -> list[Verdict]:
    """Judge what was found of mutants that share a tree.

    Args:
        mutants: The mutants.
        before: The findings in the library as it was released.
        after: The findings in the tree.
        texts: The texts of the files before and after.

    Returns:
        A verdict for each. Anything new in the unit of a control counts against it, and so does
        anything new elsewhere in its files.
    """
    verdicts = []
    rest = {file: new(before.get(file, []), found) for file, found in after.items()}
    for mutant in mutants:
        here: list[Finding] = []
        for file, unit in mutant.places:
            old = within(before.get(file, []), spans(texts[0][file], unit, file))
            own = within(after.get(file, []), spans(texts[1][file], unit, file))
            here += new(old, own)
        if mutant.control:
            around = [one for file, _ in mutant.places for one in rest.get(file, [])]
            alone = sum(1 for one in mutants if one.file == mutant.file) == 1
            wrong = here or (around if alone else [])
            verdicts.append(Verdict(mutant, bool(wrong), wrong))
        else:
            naming = [one for one in here if says(one, mutant.names)]
            verdicts.append(Verdict(mutant, bool(naming), naming or here))
    return verdicts


def judged_alone(
    mutant: Mutant, before: list[Finding], after: list[Finding], texts: tuple[str, str], names: bool
) -> Verdict:
    """Judge what a peer found in the file of one mutant.

    Args:
        mutant: The mutant.
        before: The findings in the file as it was.
        after: The findings in the mutated file.
        texts: The texts of both.
        names: Whether a finding has to name what drifted.
    """
    old = within(before, spans(texts[0], mutant.unit, mutant.file))
    own = within(after, spans(texts[1], mutant.unit, mutant.file))
    here = [one for one in new(old, own) if not names or says(one, mutant.names)]
    return Verdict(mutant, bool(here), here)
