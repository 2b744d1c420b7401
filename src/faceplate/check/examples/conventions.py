"""What the classes and examples of a library have in common, found out once for all of them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faceplate.check.codebase import Codebase


# An import under another name: `>>> import gradio as gr`.
_IMPORT = re.compile(r"^[ \t>.]*import[ \t]+([\w.]+)[ \t]+as[ \t]+(\w+)[ \t]*$", re.MULTILINE)


def called_in_examples(codebase: Codebase) -> str:
    """Return the name by which most examples of a library import it, such as `gr`."""

    def count() -> str:
        name = codebase.library.name
        counts = Counter(
            (match[1], match[2])
            for unit in codebase.units
            for symbol in (unit.symbol, unit.constructor)
            if symbol is not None and (docstring := symbol.docstring) is not None
            if "import" in docstring.text
            for match in _IMPORT.finditer(docstring.text)
        )
        for (path, alias), times in counts.most_common():
            # A name that mostly stands for something else is none of the library itself.
            if path == name and times * 2 > sum(
                n for (_, other), n in counts.items() if other == alias
            ):
                return alias
        return name

    return codebase.once("called in examples", count)


def gives_itself(codebase: Codebase) -> set[str]:
    """Return the names of classes all of which give themselves when they are entered."""

    def look() -> set[str]:
        itself: set[str] = set()
        other: set[str] = set()
        for unit in codebase.units:
            if not unit.is_class:
                continue
            entered = codebase.linker.ancestry.member(unit.symbol, "__enter__")
            if entered is None or entered.function is None:
                continue
            fact = entered.function
            lines = codebase.sources.lines(entered.source.file)[fact.line - 1 : fact.end_line]
            returned = [line.split() for line in lines if line.strip().startswith("return")]
            own = bool(returned) and all(words == ["return", "self"] for words in returned)
            (itself if own else other).add(unit.symbol.name.rpartition(".")[2])
        return itself - other

    return codebase.once("gives itself", look)
