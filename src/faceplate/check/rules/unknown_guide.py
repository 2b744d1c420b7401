"""A guide or a demo that a docstring names and that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check.codebase import Codebase
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule

# The number by which guides are sorted: "01_turning".
_NUMBER = re.compile(r"^\d+[-_. ]+")


def check(codebase: Codebase) -> Iterator[Violation]:
    """Hold the entries of tags against the files and folders that the user named as guides."""
    if not codebase.guides:
        return
    names = _known(codebase.guides)
    stated = list(_stated(codebase))
    for tag in codebase.dialect.guide_tags:
        entries = [tagged for tagged in stated if tagged[0] == tag]
        there = sum(1 for entry in entries if _plain(entry[1]) in names)
        # Where most are missing, another folder is meant than the one that was named.
        if there * 2 < len(entries):
            continue
        for _, name, violation in entries:
            if _plain(name) not in names:
                near = get_close_matches(_plain(name), names, n=1, cutoff=0.7)
                hint = f"; did you mean `{names[near[0]]}`?" if near else ""
                yield violation._replace(message=f"{violation.message}{hint}")


def _stated(codebase: Codebase) -> Iterator[tuple[str, str, Violation]]:
    pattern = re.compile(rf"^\s*({'|'.join(codebase.dialect.guide_tags)}):\s*(\S.*)$")
    for unit in codebase.units:
        for docstring in unit.docstrings:
            for number, line in enumerate(docstring.lines):
                match = pattern.match(line)
                for name in match[2].split(",") if match else ():
                    if match and re.fullmatch(r"[\w-]+", name.strip()):
                        column = line.find(name.strip()) - (len(line) - len(line.lstrip()))
                        message = f"`{match[1]}:` names `{name.strip()}`, and there is none"
                        violation = unit.violation(message, unit.at(docstring, number, column))
                        yield match[1], name.strip(), violation


def _known(files: tuple[str, ...]) -> dict[str, str]:
    names: dict[str, str] = {}
    for file in files:
        *folders, last = file.split("/")
        for part in (*folders, last.rpartition(".")[0] or last):
            names.setdefault(_plain(part), part)
    return names


def _plain(name: str) -> str:
    return _NUMBER.sub("", name).replace("_", "-").lower()


RULE = Rule(
    code="FP702",
    name="unknown-guide",
    severity="warning",
    summary="A docstring names a guide or a demo that is not among those of `--docs`.",
    reason="The page links to nothing. The guide was renamed or removed.",
    advice="Name what exists. Looked at are the lines `Guides:` and `Demos:`, where at least half "
    "of what they name is there.",
    needs_guides=True,
    bad='''\
class Knob:
    """A knob.

    Guides: turning-knobs, guide
    """
''',
    good='''\
class Knob:
    """A knob.

    Guides: guide
    """
''',
    library=check,
    needs="tags that name guides",
)
