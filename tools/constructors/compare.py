"""What a call takes by reading, beside what it takes by running."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faceplate.model import Parameter

PROBE = Path(__file__).with_name("probe.py")
_SECONDS = 300


@dataclass
class Outcome:
    """What a comparison came to.

    Attributes:
        counts: How many declarations are `equal`, `unknown` (a page says so) or `different`, or are
            left out, because Python is `silent` or cannot import them (`missing`).
        differences: A line for each that differs.
        doubts: What pages say where they do not know, and how often.
    """

    counts: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    doubts: Counter[str] = field(default_factory=Counter)

    @property
    def compared(self) -> int:
        """How many declarations both sides speak of."""
        return sum(self.counts[kind] for kind in ("equal", "unknown", "different"))

    def line(self, name: str) -> str:
        """Return the counts in one line."""
        kinds = ("equal", "unknown", "different", "silent", "missing")
        stated = ", ".join(f"{self.counts[kind]} {kind}" for kind in kinds)
        share = 100 * self.counts["equal"] / self.compared if self.compared else 0.0
        return f"{name}: {self.compared} compared, {stated} ({share:.1f} % equal)"


def asked(python: str, paths: list[str], names: Iterable[str]) -> dict[str, Any]:
    """Ask a Python what calls take.

    Args:
        python: The interpreter.
        paths: What to put on its path.
        names: Dotted paths of classes and functions.
    """
    question = json.dumps({"paths": paths, "names": list(names)})
    done = subprocess.run(
        [python, "-I", str(PROBE)],
        input=question,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if not done.stdout:
        raise RuntimeError(done.stderr[-2000:])
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def compare(
    outcome: Outcome, path: str, ours: list[Parameter], doubts: Iterable[str], theirs: Any
) -> None:
    """Compare one declaration.

    Args:
        outcome: Where the result is counted.
        path: Its dotted path.
        ours: Its parameters as they are read.
        doubts: Why they may be others.
        theirs: What the probe answered.
    """
    if theirs is None or "parameters" not in theirs:
        outcome.counts["missing" if theirs is None or "missing" in theirs else "silent"] += 1
        return
    read = [
        [one.name, one.kind.upper(), not one.required and not one.kind.startswith("var_")]
        for one in ours
    ]
    stated = theirs["parameters"]
    if read == stated:
        outcome.counts["equal"] += 1
    elif sentences := list(doubts):
        outcome.counts["unknown"] += 1
        outcome.doubts.update(sentences)
    else:
        outcome.counts["different"] += 1
        outcome.differences.append(f"{path}\n    read {_shown(read)}\n    runs {_shown(stated)}")


def _shown(parameters: list[list[Any]]) -> str:
    signs = {
        "VAR_POSITIONAL": "*",
        "VAR_KEYWORD": "**",
        "KEYWORD_ONLY": "kw ",
        "POSITIONAL_ONLY": "/",
    }
    return ", ".join(
        f"{signs.get(kind, '')}{name}{'=' if default else ''}" for name, kind, default in parameters
    )
