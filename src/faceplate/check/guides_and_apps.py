"""What rules find in guides, and in apps with their descriptors, beside the library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from faceplate.check.apps import App, Apps
from faceplate.check.checked_app import CheckedApp
from faceplate.check.codebase import Codebase
from faceplate.check.finding import Violation
from faceplate.check.guide_files import Guides
from faceplate.check.guides.page import GuidePage, pages
from faceplate.check.rule import Rule
from faceplate.check.suppressions import Comment
from faceplate.model import Problem


class CheckedFile(NamedTuple):
    """A guide or an app that was checked.

    Attributes:
        file: Its path.
        violations: What rules found in it, or through it.
        comments: Comments in it that keep findings quiet.
    """

    file: str
    violations: list[tuple[Rule, Violation]]
    comments: list[Comment]


def check_files(
    codebase: Codebase, guides: Guides, apps: Apps, rules: list[Rule], problems: list[Problem]
) -> Iterator[CheckedFile]:
    """Yield what rules find in guides and apps.

    Args:
        codebase: The library.
        guides: Its guides.
        apps: The apps that they call.
        rules: The rules that run.
        problems: Takes what cannot be read.
    """
    listed = []
    for app in apps.listed:
        checked = _checked_app(app, codebase, problems)
        listed.append(app._replace(hidden=_hidden(checked)))
        violations = [
            (rule, violation)
            for rule in rules
            if rule.app is not None
            for violation in rule.app(checked)
        ]
        yield CheckedFile(app.file, violations, _comments(checked.page) if checked.page else [])
    apps = Apps(listed, apps.fingerprint)
    for page in pages(guides.files, codebase, apps, problems):
        violations = [
            (rule, violation)
            for rule in rules
            if rule.guide is not None
            for violation in rule.guide(page)
        ]
        yield CheckedFile(page.guide.file, violations, _comments(page))


def _comments(page: GuidePage) -> list[Comment]:
    """Return the comments of a page, without those that are about the code which it shows."""
    kept = []
    for comment in page.content.comments:
        names = tuple(name for name in comment.names if name.lower() not in _elsewhere())
        if names or not comment.names:
            kept.append(
                Comment(comment.spot.line, comment.spot.column, names, comment.first, comment.last)
            )
    return kept


@cache
def _elsewhere() -> set[str]:
    """Codes and names of the rules that find nothing in guides and scripts."""
    from faceplate.check.rules import RULES

    return {
        text.lower()
        for rule in RULES
        if rule.guide is None and rule.app is None
        for text in (rule.code, rule.name)
    }


def _checked_app(app: App, codebase: Codebase, problems: list[Problem]) -> CheckedApp:
    if app.script is None:
        return CheckedApp(app, None, codebase)
    page = next(iter(pages([app.script], codebase, Apps(), problems)), None)
    return CheckedApp(app, page, codebase)


def _hidden(checked: CheckedApp) -> dict[str, str]:
    from faceplate.check.endpoints import declared

    listed = declared(checked)
    # An endpoint without a name is called as its function, unless others are too.
    called = [
        endpoint.name or (endpoint.definition.name if endpoint.definition else None)
        for endpoint in listed
    ]
    return {
        f"/{name}": endpoint.visibility
        for name, endpoint in zip(called, listed, strict=True)
        if name is not None
        and called.count(name) == 1
        and endpoint.visibility in ("undocumented", "private")
    }
