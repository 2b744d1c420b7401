"""The command line: run the tools on one fault after the other, and write tables into the pages."""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path

from coming_from import tools
from coming_from.faults import FAULTS, GOOD, STYLES, source
from faceplate.check.rules import RULES

PAGES = Path(__file__).parents[2] / "docs" / "coming-from"
ANCHORS = {rule.code: f"{rule.code.lower()}-{rule.name}" for rule in RULES}
# Docstring styles that a tool reads: the others would only say that nothing can be read.
READS = {"numpydoc": ("numpy",), "ruff": ("google", "numpy")}


def main(arguments: list[str] | None = None) -> int:
    """Run the tools; 1 if a page says otherwise."""
    parser = argparse.ArgumentParser(
        prog="python tools/coming_from",
        description="Find out which codes of other tools say what rules of faceplate say.",
    )
    parser.add_argument("--write", action="store_true", help="write the tables into the pages")
    parser.add_argument("--work", type=Path, default=Path("build/coming_from"), metavar="DIR")
    options = parser.parse_args(arguments)
    programs = tools.environment(options.work / "tools")
    given = {name: spoken(name, programs) for name in ("faceplate", *tools.NAMES)}
    differs = False
    for name in tools.NAMES:
        page = PAGES / f"{name}.md"
        old = page.read_text(encoding="utf-8")
        new = filled(old, table(name, given))
        differs |= new != old
        if options.write:
            page.write_text(new, encoding="utf-8")
        elif new != old:
            print(f"{page}: differs; call this again with --write")
    return int(differs and not options.write)


def spoken(name: str, programs: Path | None) -> dict[str, set[str]]:
    """Return the codes that a tool has for each fault: those that the sound function lacks.

    Args:
        name: Name of the tool.
        programs: Where the tools are installed; None for faceplate, which is here.
    """
    codes: dict[str, set[str]] = {fault: set() for fault in FAULTS}
    for style in READS.get(name, STYLES):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            write(folder, style)
            if name == "faceplate" or programs is None:
                given = tools.own(folder)
            else:
                given = tools.messages(name, programs, folder, style)
        usual = given["sound.py"]
        for number, fault in enumerate(FAULTS):
            fresh = given[f"fault{number}.py"] - usual
            codes[fault] |= {code for message in fresh if (code := tools.code(message))}
    return codes


def write(folder: Path, style: str) -> None:
    """Write the modules in a docstring style: one that is sound, and one for each fault."""
    (folder / "sound.py").write_text(source(GOOD, style), encoding="utf-8")
    for number, change in enumerate(FAULTS.values()):
        (folder / f"fault{number}.py").write_text(source(change(GOOD), style), encoding="utf-8")


def table(name: str, given: dict[str, dict[str, set[str]]]) -> str:
    """Return the table of a page, in Markdown."""
    release = tools.versions()[name]
    lines = [f"| What is wrong | {name} {release} | faceplate |", "| --- | --- | --- |"]
    for fault in FAULTS:
        theirs = ", ".join(f"`{code}`" for code in sorted(given[name][fault])) or "-"
        ours = sorted(given["faceplate"][fault])
        linked = ", ".join(f"[{code}](../reference/rules.md#{ANCHORS[code]})" for code in ours)
        lines.append(f"| {fault} | {theirs} | {linked or '-'} |")
    return "\n".join(lines)


def filled(page: str, content: str) -> str:
    """Return a page with a table between its marks."""
    pattern = r"(<!-- written by tools/coming_from -->\n\n).*?(\n\n<!-- end -->)"
    return re.sub(pattern, lambda match: match[1] + content + match[2], page, flags=re.DOTALL)
