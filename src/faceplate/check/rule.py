"""What a rule is: a page of its own, and a function that looks.

The page is for people: `faceplate explain` prints it and the site shows it. Its two examples are
whole modules, stubs, guides or descriptors; the tests run them, so that what the page says is so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from faceplate.check.codebase import Codebase, Unit
from faceplate.check.finding import Severity, Violation
from faceplate.dialects.capabilities import Capability
from faceplate.dialects.dialect import Dialect

if TYPE_CHECKING:
    from faceplate.check.checked_app import CheckedApp
    from faceplate.check.guides.page import GuidePage
    from faceplate.check.live.imported import Imported

ExampleForm = Literal["module", "stub", "guide", "script", "descriptor"]


class Rule(NamedTuple):
    """One rule.

    Attributes:
        code: Code, such as `FP102`; it never changes its meaning.
        name: Name, such as `unknown-parameter`.
        severity: How much a finding matters, unless the configuration says otherwise.
        summary: What it finds, as one sentence.
        reason: Why that matters.
        advice: How it is corrected.
        bad: A module in which it finds something.
        good: The same module without a fault.
        unit: Looks at one declaration; None for a rule that looks at the whole.
        library: Looks at the library as a whole. The rule about comments looks at nothing: it is
            about what all others found.
        guide: Looks at one guide.
        app: Looks at one app.
        live: Looks at the library and at what it is once it is imported.
        usual: Whether it is on unless the configuration says otherwise.
        unasked: Whether it also runs where others are selected, unless it is ignored.
        needs: What the dialect of a library must be able to tell; None for nothing.
        module: The module that examples are held against which are no modules.
        form: What the examples are.
        descriptor: The descriptor that clients in the examples call.
        needs_guides: Whether the examples are looked at beside a guide, `guide.md`.
        modules: Whether its `unit` looks at the docstrings of modules, too, which take nothing.
        fix: What `--fix` does about it, and when; empty where it does nothing.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    reason: str
    advice: str
    bad: str
    good: str
    unit: Callable[[Unit], Iterable[Violation]] | None = None
    library: Callable[[Codebase], Iterable[Violation]] | None = None
    guide: Callable[[GuidePage], Iterable[Violation]] | None = None
    app: Callable[[CheckedApp], Iterable[Violation]] | None = None
    live: Callable[[Codebase, Imported], Iterable[Violation]] | None = None
    usual: bool = True
    unasked: bool = False
    needs: Capability | None = None
    module: str = ""
    form: ExampleForm = "module"
    descriptor: str = ""
    needs_guides: bool = False
    modules: bool = False
    fix: str = ""

    def applies_to(self, dialect: Dialect) -> bool:
        """Return whether a dialect can tell what the rule needs."""
        return self.needs is None or self.needs in dialect.capabilities
