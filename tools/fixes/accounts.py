"""Whether each word that a docstring lost or gained has a reason.

A word may go if the finding that was corrected names it, if the docstring still says it, or if it
is said of a parameter that went from the header of a stub and that such a finding names. A word may
come if a corrected finding names it, if the header of the declaration has it, or if it comes
with others from one docstring of the library that says all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from fixes.docstrings import Text

# What a correction of FP108 says of a parameter instead of what its message names.
_OPPOSITES = {"FP108": {"optional", "required"}}
_WORD = re.compile(r"[^\W_]+")


class Finding(NamedTuple):
    """A finding, as the checker's JSON form tells it.

    Attributes:
        rule: Its code.
        symbol: The declaration.
        message: What it says.
        file: The file.
        line: The line.
    """

    rule: str
    symbol: str
    message: str
    file: str
    line: int


def unaccounted(
    before: Text, after: Text, corrected: Iterable[Finding], library: Iterable[set[str]]
) -> list[str]:
    """Return the words that went or came without a reason, each with a sign.

    Args:
        before: A docstring.
        after: The same one, corrected.
        corrected: The findings in its file that are there no more.
        library: The words of each docstring of the library.
    """
    old, new = Counter(words(before.text)), Counter(words(after.text))
    name = before.owner.rpartition(".")[2]
    named = {
        word
        for finding in corrected
        if before.line <= finding.line <= before.end or finding.symbol.endswith(name)
        for word in (*words(finding.message), *_OPPOSITES.get(finding.rule, ()))
    }
    named |= _of_parameters_gone(before, after, named)
    gone = [word for word in old - new if word not in named and word not in new]
    come = set(new - old) - named - set(words(before.header)) - set(old)
    if come and any(come <= said for said in library):
        come = set()
    return [f"-{word}" for word in gone] + [f"+{word}" for word in sorted(come)]


def _of_parameters_gone(before: Text, after: Text, named: set[str]) -> set[str]:
    """Return the words of the entries of parameters that the header has no more."""
    parameters = set(words(before.header)) - set(words(after.header))
    return {
        word
        for line in before.text.split("\n")
        for name in parameters & named
        if re.match(rf"\s*{name}\b.*?:", line)
        for word in words(line)
    }


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return _WORD.findall(text.lower())
