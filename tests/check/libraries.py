"""Small libraries for tests of the checker, and what is found in them."""

from __future__ import annotations

from pathlib import Path

from faceplate.cache.store import Store
from faceplate.check.apps import load
from faceplate.check.context import Context
from faceplate.check.finding import Finding
from faceplate.check.guide_files import NO_GUIDES, collect
from faceplate.check.runner import check
from faceplate.check.settings import CheckSettings
from faceplate.options import ReadingOptions
from faceplate.source import open_target

PLAIN = '"""Knobs."""\n'

TURN = '''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        amount: How far, in degrees.
        speed: How fast.
    """
'''


def findings(
    target: Path,
    *select: str,
    ignore: tuple[str, ...] = (),
    dialect: str | None = None,
    settings: CheckSettings | None = None,
    context: Context | None = None,
) -> list[Finding]:
    """Check a target by rules, those that are on by themselves if none are named."""
    return check(
        open_target(str(target), []),
        Store(None),
        settings or CheckSettings(select or ("default",), ignore),
        search_path=[],
        options=ReadingOptions(dialect=dialect),
        context=context,
    ).findings


def around(
    folder: Path, guide: str = "", name: str = "guide.md", *, since: Path | None = None, **apps: str
) -> Context:
    """Write a guide and apps beside a library; an app is called `example/` and its keyword.

    The content of an app is a descriptor if it begins with a brace, and a script otherwise.
    """
    stated = []
    for app, text in apps.items():
        file = folder / f"{app}{'.json' if text.startswith('{') else '.py'}"
        file.write_text(text, encoding="utf-8")
        stated.append((f"example/{app}", str(file)))
    guides = NO_GUIDES
    if guide:
        (folder / name).write_text(guide, encoding="utf-8")
        guides = collect([str(folder / name)])
    older = open_target(str(since), []) if since is not None else None
    return Context(guides, load(stated), older)


def codes(found: list[Finding]) -> list[str]:
    return [one.rule for one in found]


def package(folder: Path, text: str, stub: str = "", name: str = "knobs") -> Path:
    """Write a package of one module, with its stub."""
    place = folder / name
    place.mkdir(parents=True)
    (place / "__init__.py").write_text(text, encoding="utf-8")
    if stub:
        (place / "__init__.pyi").write_text(stub, encoding="utf-8")
    return place
