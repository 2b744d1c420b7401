"""What a rule is: a page of its own, and a function that looks.

The page is for people: `faceplate explain` prints it and the site shows it. Its two examples are
whole modules; the tests run them, so that what the page says is so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from faceplate.check.finding import Flaw, Severity
from faceplate.check.survey import Survey
from faceplate.check.units import Unit


class Rule(NamedTuple):
    """One rule.

    Attributes:
        code: Code, such as `FP102`; it never changes its meaning.
        name: Name, such as `unknown-parameter`.
        severity: How much a finding matters, unless the configuration says otherwise.
        summary: What it finds, as one sentence.
        reason: Why that matters.
        remedy: How it is mended.
        bad: A module in which it finds something.
        good: The same module, mended.
        unit: Looks at one declaration; None for a rule that looks at the whole.
        library: Looks at the library; None for a rule that looks at declarations. The rule about
            comments has neither: it looks at what all others found.
        usual: Whether it is on unless the configuration says otherwise.
        dialect: The dialect that it is for, or None for all.
        beside: The module that the examples are stubs of; empty where they are modules.
        fix: What `--fix` does about it, and when; empty where it does nothing.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    reason: str
    remedy: str
    bad: str
    good: str
    unit: Callable[[Unit], Iterable[Flaw]] | None = None
    library: Callable[[Survey], Iterable[Flaw]] | None = None
    usual: bool = True
    dialect: str | None = None
    beside: str = ""
    fix: str = ""
