"""The code of a guide in reStructuredText: directives, literal blocks, doctests and literals.

The form is one of lines and indentation, and only where code begins and ends is looked for.
docutils knows more, but has to be told of each of Sphinx's directives, drops the content of those
that it does not know, and gives no columns; the tests hold what is found here against it.
"""

from __future__ import annotations

import re
from typing import Literal

from faceplate.check.guides.pieces import (
    IGNORE,
    PAST,
    GuideComment,
    GuideContent,
    GuideLink,
    Piece,
    Spot,
    Tense,
    names_in,
    role,
)

# A directive: ".. code-block:: python".
_DIRECTIVE = re.compile(r"^(?P<indent>\s*)\.\.\s+(?P<name>[\w:.+-]+)::\s*(?P<argument>.*?)\s*$")
# A comment, which is not a directive, target, citation or substitution: ".. to be written".
_COMMENT = re.compile(r"^(\s*)\.\.\s+(?![\w:.+-]+::|_|\[|\|)(.*)$")
_CODE = {"code", "code-block", "sourcecode"}
_PYTHON = {
    "doctest",
    "testcode",
    "testsetup",
    "testcleanup",
    "ipython",
    "jupyter-execute",
    "prompt",
}
_OPAQUE = {
    "raw", "math", "csv-table", "table", "graphviz", "mermaid", "uml", "testoutput",
    "parsed-literal",
    "productionlist", "highlight", "toctree", "digraph", "graph", "inheritance-diagram", "plot",
}  # fmt: skip
# Inline code: ``turn(3)``.
_LITERAL = re.compile(r"``(?=\S)(.+?)(?<=\S)``")
_MADE = re.compile(
    r"^\s*\.\.\s+(?:include|automodule|autoclass|autofunction|jinja)::|\{%", re.MULTILINE
)
# What is put in when pages are built.
_JOINED = re.compile(r"^\s*\.\.\s+include::|\{%", re.MULTILINE)
# A place that links lead to: ".. _turning:".
_TARGET = re.compile(r"^\s*\.\.\s+_([^:]+):")
# The language of the blocks that follow: ".. highlight:: python".
_HIGHLIGHT = re.compile(r"^\s*\.\.\s+highlight::\s*(\S+)")
# A role with its text: ":func:`turn`".
_ROLE = re.compile(r":([A-Za-z][\w:+.-]*):`([^`]+)`")
# A link: "`Turning`_" or "`how to turn <turning>`_".
_REFERENCE = re.compile(r"(?<![:\w`_])`([^`<]+?)(?:\s*<([^<>`]+)>)?`_{1,2}(?!\w)")
# A place within a text that links lead to: "_`turning`".
_INLINE = re.compile(r"(?<![\w`])_`([^`]+)`")
# The underline of a heading, three signs at least: "=====".
_UNDERLINE = re.compile(r"^([=\-`:.'\"~^_*+#])\1{2,}\s*$")


def read(text: str) -> GuideContent:
    """Read a guide in reStructuredText.

    Args:
        text: Its text.
    """
    lines = text.expandtabs(8).split("\n") if "\t" in text else text.split("\n")
    is_made, joined = _MADE.search(text) is not None, _JOINED.search(text) is not None
    content = GuideContent([], [], set(), [], [], is_made, joined)
    _Scanner(lines, content).scan()
    return content


class _Scanner:
    def __init__(self, lines: list[str], content: GuideContent) -> None:
        self.lines = lines
        self.content = content
        self.literal = ""
        self.era = Tense()

    def scan(self) -> None:
        number = 0
        while number < len(self.lines):
            number = self._step(number)

    def _step(self, number: int) -> int:
        """Look at one line; give the number of the line to go on with."""
        line = self.lines[number]
        if not line.strip():
            return number + 1
        highlight = _HIGHLIGHT.match(line)
        if highlight:
            self.literal = highlight[1].lower()
        directive = _DIRECTIVE.match(line)
        if directive:
            return self._directive(directive, number)
        target = _TARGET.match(line)
        if target:
            self.content.anchors.add(target[1].strip("`").lower())
            return number + 1
        if _COMMENT.match(line) or line.strip() == "..":
            return self._comment(number)
        if line.lstrip().startswith(">>>"):
            return self._doctest(number)
        if _UNDERLINE.match(line):
            if number and self.lines[number - 1].strip():
                heading = self.lines[number - 1].strip()
                self.era.heading(heading)
                self.content.headings.append(heading)
            return number + 1
        return self._paragraph(number)

    def _directive(self, match: re.Match[str], number: int) -> int:
        name = match["name"].lower().rpartition(":")[2]
        start, end = self._body(number, len(match["indent"]))
        if name in _OPAQUE:
            return end
        if name not in _CODE | _PYTHON:
            # The content of any other directive is text, which is looked at line by line.
            return number + 1
        argument = match["argument"].split()
        language = argument[0].lower() if argument and name in _CODE else self.literal
        if name in _PYTHON:
            language = "python" if name != "prompt" or "python" in argument else "text"
        while start < end and re.match(r"\s*:[\w-]+:", self.lines[start]):
            start += 1
        self._add(language, start, end)
        return end

    def _comment(self, number: int) -> int:
        indent = len(self.lines[number]) - len(self.lines[number].lstrip())
        _, end = self._body(number, indent)
        for index in range(number, end):
            match = IGNORE.search(self.lines[index])
            if match:
                last = self._block_end(end)
                spot = Spot(number + 1, indent + 1)
                self.content.comments.append(GuideComment(names_in(match), spot, number + 1, last))
        return end

    def _block_end(self, start: int) -> int:
        """Return the last line of the block that begins at or behind a line."""
        while start < len(self.lines) and not self.lines[start].strip():
            start += 1
        if start >= len(self.lines):
            return start
        if _DIRECTIVE.match(self.lines[start]):
            indent = len(self.lines[start]) - len(self.lines[start].lstrip())
            return self._body(start, indent)[1]
        end = start
        while end < len(self.lines) and self.lines[end].strip():
            end += 1
        if self.lines[end - 1].rstrip().endswith("::"):
            indent = len(self.lines[end - 1]) - len(self.lines[end - 1].lstrip())
            return self._body(end - 1, indent)[1]
        return end

    def _doctest(self, number: int) -> int:
        end = number
        while end < len(self.lines) and self.lines[end].strip():
            end += 1
        self._add("pycon", number, end)
        return end

    def _paragraph(self, number: int) -> int:
        end = number
        indent = len(self.lines[number]) - len(self.lines[number].lstrip())
        while end < len(self.lines) and self.lines[end].strip():
            line = self.lines[end]
            if end > number and (_DIRECTIVE.match(line) or line.lstrip().startswith(">>>")):
                break
            if end > number and _UNDERLINE.match(line):
                return end
            end += 1
            if line.rstrip().endswith("::") and len(line) - len(line.lstrip()) <= indent:
                break
        text = " ".join(self.lines[number:end])
        self.era.paragraph(text.strip())
        past = PAST.search(text) is not None
        for index in range(number, end):
            for match in _LITERAL.finditer(self.lines[index]):
                spot = Spot(index + 1, match.start(1) + 1)
                self.content.pieces.append(Piece("", [match[1]], [spot], inline=True, past=past))
            self._references(index, past)
        last = self.lines[end - 1]
        if last.rstrip().endswith("::"):
            start, after = self._body(end - 1, len(last) - len(last.lstrip()))
            if start < after:
                self._add(self.literal, start, after)
                return after
        return end

    def _references(self, index: int, past: bool) -> None:
        """Find the roles and the links of a line, what stands in literals left out."""
        line = _LITERAL.sub(lambda match: " " * len(match[0]), self.lines[index])
        for match in _ROLE.finditer(line):
            link = role(match[1], match[2], Spot(index + 1, match.start(2) + 1))
            if isinstance(link, GuideLink):
                self.content.links.append(link)
            elif link is not None:
                self.content.pieces.append(link._replace(past=past))
        for match in _REFERENCE.finditer(line):
            group = 2 if match[2] else 1
            spot = Spot(index + 1, match.start(group) + 1)
            if not match[group].endswith("_"):
                kind: Literal["path", "target"] = "path" if match[2] else "target"
                self.content.links.append(GuideLink(match[group].strip(), spot, kind))
        self.content.anchors.update(code.strip().lower() for code in _INLINE.findall(line))

    def _body(self, number: int, indent: int) -> tuple[int, int]:
        """Return the first and the line behind the last of what is indented below a line."""
        start = number + 1
        while start < len(self.lines) and not self.lines[start].strip():
            start += 1
        end, index = number + 1, start
        while index < len(self.lines):
            line = self.lines[index]
            if line.strip() and len(line) - len(line.lstrip()) <= indent:
                break
            index += 1
            if line.strip():
                end = index
        return (start, end) if end > start else (end, end)

    def _add(self, language: str, start: int, end: int) -> None:
        while start < end and not self.lines[start].strip():
            start += 1
        taken = self.lines[start:end]
        if not taken:
            return
        margin = min(
            len(parameter) - len(parameter.lstrip()) for parameter in taken if parameter.strip()
        )
        spots = [Spot(start + index + 1, margin + 1) for index in range(len(taken))]
        lines = [parameter[margin:] for parameter in taken]
        self.content.pieces.append(Piece(language, lines, spots, past=self.era.is_past()))
