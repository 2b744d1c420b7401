"""Print what was compared: a table a release, the kinds with their reasons, the instances."""

from __future__ import annotations

from collections import Counter
from typing import Any, TextIO

from agreement.compare import Comparison, Difference
from agreement.kinds import KINDS, UNEXPLAINED, kind_of

COUNTS = ("objects", "parameters", "methods", "events", "event arguments", "values")
WIDTH = 160


def sorted_by_kind(comparison: Comparison) -> dict[str, list[Difference]]:
    """The differences by kind, kinds in the order they are declared in, `unexplained` last."""
    by_kind: dict[str, list[Difference]] = {kind.name: [] for kind in KINDS}
    by_kind[UNEXPLAINED] = []
    for difference in comparison.differences:
        by_kind[kind_of(difference)].append(difference)
    return {name: found for name, found in by_kind.items() if found or name == UNEXPLAINED}


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The whole outcome of one release."""
    return {
        "counts": {name: comparison.counts[name] for name in COUNTS},
        "kinds": {
            name: [
                {
                    "place": difference.place,
                    "aspect": difference.aspect,
                    "runtime": difference.theirs,
                    "manifest": difference.ours,
                    "answer": difference.answer,
                }
                for difference in found
            ]
            for name, found in sorted_by_kind(comparison).items()
        },
    }


def print_release(
    version: str, comparison: Comparison, stream: TextIO, verbose: bool = False
) -> None:
    """Print the table of one release.

    Args:
        version: The release.
        comparison: Its outcome.
        stream: Where to print.
        verbose: Whether to print each instance of the intended kinds too.
    """
    counts = ", ".join(f"{comparison.counts[name]} {name}" for name in COUNTS)
    print(f"{version}: {counts}", file=stream)
    for name, found in sorted_by_kind(comparison).items():
        print(f"  {name:<24}{len(found):>6}", file=stream)
        if verbose or name == UNEXPLAINED:
            _print_instances(found, stream, verbose)


def print_kinds(names: set[str], stream: TextIO) -> None:
    """Print why each kind that occurred is meant."""
    for kind in KINDS:
        if kind.name in names:
            print(f"{kind.name}: {kind.why}", file=stream)


def _print_instances(found: list[Difference], stream: TextIO, whole: bool) -> None:
    # A text shared by many listeners is one fault, so it is printed once, with its first place.
    places = Counter((one.aspect, one.theirs, one.ours) for one in found)
    printed = set()
    for one in found:
        key = (one.aspect, one.theirs, one.ours)
        if key in printed:
            continue
        printed.add(key)
        more = f" and {places[key] - 1} more" if places[key] > 1 else ""
        print(f"    {one.place}: {one.aspect}{more}", file=stream)
        for label, text in (("runtime", one.theirs), ("manifest", one.ours)):
            print(f"      {label:<9}{_cut(text, whole)}", file=stream)
        if one.answer is not None:
            print(f"      {'answer':<9}{_cut(one.answer, whole)}", file=stream)


def _cut(text: str | None, whole: bool) -> str:
    shown = "(none)" if text is None else repr(text)
    return shown if whole or len(shown) <= WIDTH else shown[: WIDTH - 1] + "…"
