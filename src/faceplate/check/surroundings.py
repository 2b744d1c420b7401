"""What stands around a library and is held against it: guides, and apps with their descriptors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from faceplate.check.apps import App, AppInView, Apps
from faceplate.check.finding import Flaw
from faceplate.check.guides.files import Guides
from faceplate.check.guides.page import GuidePage, pages
from faceplate.check.rule import Rule
from faceplate.check.suppressions import Comment
from faceplate.check.survey import Survey
from faceplate.model import Problem


class Surrounding(NamedTuple):
    """One file around a library.

    Attributes:
        file: Its path.
        flaws: What rules found in it, or through it.
        comments: Comments in it that keep findings quiet.
    """

    file: str
    flaws: list[tuple[Rule, Flaw]]
    comments: list[Comment]


def look(
    survey: Survey, guides: Guides, apps: Apps, rules: list[Rule], problems: list[Problem]
) -> Iterator[Surrounding]:
    """Yield what rules find around a library.

    Args:
        survey: The library.
        guides: Its guides.
        apps: The apps that they call.
        rules: The rules that run.
        problems: Takes what cannot be read.
    """
    rules = [one for one in rules if one.dialect in (None, survey.dialect.name)]
    known = []
    for app in apps.listed:
        view = _view(app, survey, problems)
        known.append(app._replace(hidden=_hidden(view)))
        flaws = [(rule, flaw) for rule in rules if rule.app is not None for flaw in rule.app(view)]
        yield Surrounding(app.file, flaws, _comments(view.page) if view.page else [])
    apps = Apps(known, apps.fingerprint)
    for page in pages(guides.files, survey, apps, problems):
        flaws = [
            (rule, flaw) for rule in rules if rule.guide is not None for flaw in rule.guide(page)
        ]
        yield Surrounding(page.guide.file, flaws, _comments(page))


def _comments(page: GuidePage) -> list[Comment]:
    """Give the comments of a page, without those that are about the code which it shows."""
    found = []
    for one in page.content.comments:
        names = tuple(name for name in one.names if name.lower() not in _elsewhere())
        if names or not one.names:
            found.append(Comment(one.spot.line, one.spot.column, names, one.first, one.last))
    return found


@cache
def _elsewhere() -> set[str]:
    """Codes and names of the rules that find nothing in guides and scripts."""
    from faceplate.check.rules import RULES

    return {
        text.lower()
        for one in RULES
        if one.guide is None and one.app is None
        for text in (one.code, one.name)
    }


def _view(app: App, survey: Survey, problems: list[Problem]) -> AppInView:
    if app.script is None:
        return AppInView(app, None, survey)
    page = next(iter(pages([app.script], survey, Apps(), problems)), None)
    return AppInView(app, page, survey)


def _hidden(view: AppInView) -> dict[str, str]:
    from faceplate.check.endpoints import declared

    listed = declared(view)
    # An endpoint without a name is called as its function, unless others are too.
    called = [one.name or (one.definition.name if one.definition else None) for one in listed]
    return {
        f"/{name}": one.visibility
        for name, one in zip(called, listed, strict=True)
        if name is not None
        and called.count(name) == 1
        and one.visibility in ("undocumented", "private")
    }
