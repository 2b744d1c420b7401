"""The figures: by kind, by style and by package, as tables and JSON, and which goals are missed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from mutations.judging import Verdict

TOGETHER = 0.95
"""The share of all faults that has to be found."""

EACH = 0.85
"""The share of the faults of each kind that has to be found."""


class Run(NamedTuple):
    """What all tools made of the mutants of one package.

    Attributes:
        package: Name and version.
        style: The style of its docstrings.
        verdicts: What each tool made of each mutant.
    """

    package: str
    style: str
    verdicts: dict[str, list[Verdict]]


class Count(NamedTuple):
    """How many mutants there were, and how many of them a tool reported.

    Attributes:
        mutants: How many there were.
        found: How many it reported.
    """

    mutants: int
    found: int

    @property
    def share(self) -> float:
        """The share that it reported."""
        return self.found / self.mutants if self.mutants else 1.0


Counts = dict[str, dict[str, Count]]


def counts(runs: list[Run], label: Callable[[Run, Verdict], str], control: bool) -> Counts:
    """Return the figures of each tool by label.

    Args:
        runs: What was run.
        label: What a verdict is counted under.
        control: Whether controls are counted, or faults.
    """
    figures: Counts = {}
    for run in runs:
        for tool, verdicts in run.verdicts.items():
            for verdict in verdicts:
                if verdict.mutant.control == control:
                    own = figures.setdefault(label(run, verdict), {})
                    old = own.get(tool, Count(0, 0))
                    own[tool] = Count(old.mutants + 1, old.found + verdict.found)
    return figures


def by_kind(runs: list[Run], control: bool = False) -> Counts:
    """Return the figures of each kind."""
    return counts(runs, lambda _, verdict: verdict.mutant.kind, control)


def by_package(runs: list[Run], control: bool = False) -> Counts:
    """Return the figures of each package."""
    return counts(runs, lambda run, _: f"{run.package} ({run.style})", control)


def by_style(runs: list[Run], control: bool = False) -> Counts:
    """Return the figures of each style."""
    return counts(runs, lambda run, _: run.style, control)


def together(runs: list[Run], control: bool = False) -> Counts:
    """Return the figures of all."""
    return counts(runs, lambda _, __: "together", control)


def tables(runs: list[Run], first: str) -> str:
    """Write the figures as Markdown tables; the tool that is named stands first."""
    tools = sorted({tool for run in runs for tool in run.verdicts}, key=lambda tool: tool != first)
    parts = [
        ("Package", by_package(runs)),
        ("Style", by_style(runs)),
        ("Kind of fault", by_kind(runs) | together(runs)),
        ("False alarms on", by_kind(runs, control=True) | together(runs, control=True)),
    ]
    return "\n\n".join(_table(title, figures, tools) for title, figures in parts if figures)


def _table(title: str, figures: Counts, tools: list[str]) -> str:
    lines = [
        f"| {title} | Mutants | {' | '.join(tools)} |",
        f"| --- | --: |{' --: |' * len(tools)}",
    ]
    for label, row in figures.items():
        cells = [
            "-" if tool not in row
            else f"{row[tool].share:.0%}" if title != "False alarms on"
            else str(row[tool].found)
            for tool in tools
        ]  # fmt: skip
        lines.append(f"| {label} | {row[tools[0]].mutants} | {' | '.join(cells)} |")
    return "\n".join(lines)


def as_json(runs: list[Run]) -> dict[str, object]:
    """Return the figures as a tree for `json`."""

    def plain(figures: Counts) -> dict[str, object]:
        return {
            label: {tool: count._asdict() for tool, count in row.items()}
            for label, row in figures.items()
        }

    return {
        name: {"faults": plain(make(runs)), "controls": plain(make(runs, True))}
        for name, make in (
            ("together", together), ("packages", by_package),
            ("styles", by_style), ("kinds", by_kind),
        )
    }  # fmt: skip


def failures(runs: list[Run], ours: str) -> list[str]:
    """Say which goals one tool misses: shares, false alarms, and peers that find more."""
    lines = [
        f"{ours} finds {row[ours].share:.1%} of all faults, below {TOGETHER:.0%}"
        for row in together(runs).values()
        if row[ours].share < TOGETHER
    ]
    wrong = sum(row[ours].found for row in together(runs, control=True).values())
    if wrong:
        lines.append(f"{ours} takes {wrong} controls for faults")
    for kind, row in by_kind(runs).items():
        own = row[ours]
        if own.share < EACH:
            lines.append(f"{kind}: {own.found} of {own.mutants}, below {EACH:.0%}")
        lines += _ahead(kind, row, ours)
    return lines


def _ahead(kind: str, row: dict[str, Count], ours: str) -> Iterable[str]:
    for tool, count in row.items():
        if count.mutants and count.share > row[ours].share:
            yield f"{kind}: {tool} finds {count.share:.0%}, more than {row[ours].share:.0%}"
