"""Trees of files with mutants in them: many in one tree where none can hide another.

For faceplate, which looks at a library as a whole, a tree is the library with a few units mutated,
each in a way of its own. Peers look at one file at a time, so all they need is the mutated file,
and all mutants may stand side by side.
"""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

from mutations.modules import statements
from mutations.mutant import Mutant, applied
from mutations.units import Library


def packed(mutants: list[Mutant]) -> list[list[Mutant]]:
    """Divide mutants so that no two of a group touch the same unit, or a class and its method.

    What a mutant leans on elsewhere counts as touched by it.

    Faults and controls are kept apart. A stub speaks of the classes of its module.
    """
    groups: list[tuple[bool, set[str], list[Mutant]]] = []
    for mutant in mutants:
        # `knobs/knob.py:Knob.turn` touches itself and, as a beginning, `knobs/knob.py:Knob`.
        file = mutant.file.replace(".pyi", ".py")
        # What is found of events says how many listeners there are.
        path = file if file.endswith("/events.py") else f"{file}:{mutant.unit}"
        own = {path, *mutant.apart}
        for control, taken, group in groups:
            if control == mutant.control and not any(
                _meet(path, other) for path in own for other in taken
            ):
                taken |= own
                group.append(mutant)
                break
        else:
            groups.append((mutant.control, own, [mutant]))
    return [group for _, _, group in groups]


def _meet(path: str, other: str) -> bool:
    return path == other or path.startswith(f"{other}.") or other.startswith(f"{path}.")


class Tree:
    """A copy of a library in which mutants are written, and taken back.

    Args:
        library: The library.
        folder: Where the copy is made.

    Attributes:
        folder: Where it stands.
    """

    def __init__(self, library: Library, folder: Path) -> None:
        self.folder = folder
        self._texts = {one.file: one.text for one in (*library.modules, *library.stubs)}
        shutil.copytree(library.folder / library.name, folder / library.name)

    def write(self, mutants: list[Mutant]) -> dict[str, str]:
        """Write mutants; return the texts of all files as they are then."""
        texts = dict(self._texts)
        for file in dict.fromkeys(mutant.file for mutant in mutants):
            edits = [edit for mutant in mutants if mutant.file == file for edit in mutant.edits]
            text = applied(texts[file], list(dict.fromkeys(edits)))
            assert text is not None, f"mutants of {file} overlap"
            texts[file] = text
            (self.folder / file).write_text(text, encoding="utf-8")
        return texts

    def restore(self, mutants: list[Mutant]) -> None:
        """Take mutants back."""
        for file in {mutant.file for mutant in mutants}:
            (self.folder / file).write_text(self._texts[file], encoding="utf-8")


def write_apart(library: Library, mutants: list[Mutant], folder: Path) -> dict[str, str]:
    """Write each mutated class or function by itself, below the imports of its file.

    Args:
        library: The library.
        mutants: The mutants.
        folder: Where they are written.

    Returns:
        The text of each file that is written, by its path in the folder. What is mutated stands in
        a folder named by the number of the mutant, and in `0/` as it was before.
    """
    texts = {module.file: module.text for module in (*library.modules, *library.stubs)}
    files = {}
    for mutant in mutants:
        text = applied(texts[mutant.file], mutant.edits)
        assert text is not None
        path = path_apart(mutant)
        files[f"0/{path}"] = _reduced(texts[mutant.file], mutant.unit)
        files[f"{mutant.number}/{path}"] = _reduced(text, mutant.unit)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return files


def path_apart(mutant: Mutant) -> str:
    """Return the path of a mutant's file, below the folder of its number."""
    return f"{mutant.unit.partition('.')[0]}/{mutant.file.replace('/', '_')}"


def _reduced(text: str, unit: str) -> str:
    """Return the imports of a file and what has the name in which a unit stands."""
    lines = text.split("\n")
    kept = []
    for node in ast.parse(text).body:
        has_it = unit.partition(".")[0] in {getattr(one, "name", "") for one in statements([node])}
        if has_it or isinstance(node, ast.Import | ast.ImportFrom):
            decorators = getattr(node, "decorator_list", [])
            first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
            kept += ["", ""] if has_it else []
            kept += lines[first - 1 : node.end_lineno]
    return "\n".join(['"""A module."""', "", *kept, ""])
