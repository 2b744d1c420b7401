"""Trees of files with mutants in them: several in one tree where none can hide another.

For faceplate, which looks at a library as a whole, a tree is the library with a few units mutated,
each in a way of its own. Peers look at one file at a time, so all they need is the mutated file,
and all mutants may stand side by side.
"""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

from mutations.mutant import Mutant, applied
from mutations.sites import Library


def packed(mutants: list[Mutant]) -> list[list[Mutant]]:
    """Divide mutants so that no two of a group touch the same class, function or file.

    Faults and controls are kept apart. Methods of one class count as the same class.
    """
    groups: list[tuple[bool, set[tuple[str, str]], list[Mutant]]] = []
    for mutant in mutants:
        # A stub and the module that it stands for speak of the same classes.
        touched = {
            (file.replace(".pyi", ".py"), unit.partition(".")[0]) for file, unit in mutant.places
        }
        if mutant.file.endswith("/events.py"):
            # What is found of events says how many listeners there are.
            touched.add((mutant.file, ""))
        for control, taken, group in groups:
            if control == mutant.control and not taken & touched:
                taken |= touched
                group.append(mutant)
                break
        else:
            groups.append((mutant.control, set(touched), [mutant]))
    return [group for _, _, group in groups]


def write(library: Library, mutants: list[Mutant], folder: Path) -> None:
    """Write a library with some mutants in it.

    Args:
        library: The library.
        mutants: What is put wrong.
        folder: Where the package is written; what is there is deleted.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(library.folder / library.name, folder / library.name, symlinks=True)
    texts = {one.file: one.text for one in (*library.modules, *library.stubs)}
    for file in {one.file for one in mutants}:
        edits = [edit for one in mutants if one.file == file for edit in one.edits]
        text = applied(texts[file], list(dict.fromkeys(edits)))
        assert text is not None, f"mutants of {file} overlap"
        (folder / file).write_text(text, encoding="utf-8")


def aside(library: Library, mutants: list[Mutant], folder: Path) -> dict[str, str]:
    """Write each mutated class or function by itself, below the imports of its file.

    Args:
        library: The library.
        mutants: The mutants.
        folder: Where they are written.

    Returns:
        The text of each file that is written, by its path in the folder. What is mutated stands in
        a folder named by the number of the mutant, and in `0/` as it was before.
    """
    texts = {one.file: one.text for one in (*library.modules, *library.stubs)}
    files = {}
    for one in mutants:
        text = applied(texts[one.file], one.edits)
        assert text is not None
        file = one.file.replace("/", "_")
        files[f"0/{one.unit.partition('.')[0]}/{file}"] = reduced(texts[one.file], one.unit)
        files[f"{one.number}/{one.unit.partition('.')[0]}/{file}"] = reduced(text, one.unit)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return files


def reduced(text: str, unit: str) -> str:
    """Give the imports of a file and the class or function at its top that a unit stands in."""
    lines = text.split("\n")
    kept = []
    for node in ast.parse(text).body:
        wanted = getattr(node, "name", None) == unit.partition(".")[0]
        if wanted or isinstance(node, ast.Import | ast.ImportFrom):
            decorators = getattr(node, "decorator_list", [])
            first = min([node.lineno, *(one.lineno for one in decorators)])
            kept += ["", ""] if wanted else []
            kept += lines[first - 1 : node.end_lineno]
    return "\n".join(['"""A module."""', "", *kept, ""])
