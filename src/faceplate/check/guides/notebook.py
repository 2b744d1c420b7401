"""The code of a Jupyter notebook: its cells in order, the text cells read as Markdown.

A notebook is JSON, and a finding has to point into that file. Each line of a cell is looked up
there, from where the one before it was found.
"""

from __future__ import annotations

import json
from typing import Any

from faceplate.check.guides import markdown
from faceplate.check.guides.pieces import GuideContent, Piece, Spot


class NotANotebookError(Exception):
    """The file is JSON of another kind, or none."""


def read(text: str) -> GuideContent:
    """Read a notebook.

    Args:
        text: The content of the file.

    Raises:
        NotANotebookError: If it is none.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotANotebookError(f"not JSON: {error}") from None
    cells = document.get("cells") if isinstance(document, dict) else None
    if not isinstance(cells, list):
        raise NotANotebookError("not a notebook: it has no list of cells")
    language = _language(document)
    content = GuideContent([], [], set(), [], [])
    places = _Places(text)
    for cell in cells:
        lines = _source(cell)
        if not lines:
            continue
        spots = [places.next(line) for line in lines]
        if cell.get("cell_type") == "code":
            magic = lines[0].startswith("%%")
            content.pieces.append(Piece("" if magic else language, lines, spots, encoded=True))
        elif cell.get("cell_type") == "markdown":
            _add(content, markdown.read("\n".join(lines)), spots)
    return content


def _language(document: dict[str, Any]) -> str:
    metadata = document.get("metadata")
    info = metadata.get("language_info") if isinstance(metadata, dict) else None
    name = info.get("name") if isinstance(info, dict) else None
    return name.lower() if isinstance(name, str) else "python"


def _source(cell: object) -> list[str]:
    source = cell.get("source") if isinstance(cell, dict) else None
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source.split("\n") if isinstance(source, str) and source else []


def _add(content: GuideContent, cell: GuideContent, spots: list[Spot]) -> None:
    """Add what a text cell holds, with its places moved to those in the file."""

    def moved(spot: Spot) -> Spot:
        base = spots[min(spot.line, len(spots)) - 1]
        return Spot(base.line, base.column + spot.column - 1)

    for piece in cell.pieces:
        content.pieces.append(
            piece._replace(spots=[moved(place) for place in piece.spots], encoded=True)
        )
    content.links.extend(link._replace(spot=moved(link.spot)) for link in cell.links)
    content.anchors.update(cell.anchors)
    content.headings.extend(cell.headings)
    for comment in cell.comments:
        first, last = (moved(Spot(line, 1)).line for line in (comment.first, comment.last))
        content.comments.append(comment._replace(spot=moved(comment.spot), first=first, last=last))


class _Places:
    """Where lines of cells stand in the file, asked for in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.line = 1
        self.counted = 0

    def next(self, line: str) -> Spot:
        """Return the place of the next line."""
        position = -1
        for ascii_only in (False, True):
            spelled = json.dumps(line, ensure_ascii=ascii_only)[1:-1]
            if not spelled:
                break
            position = self._find(spelled)
            if position >= 0:
                self.position = position + len(spelled)
                break
        start = position if position >= 0 else self.position
        self.line += self.text.count("\n", self.counted, start)
        self.counted = start
        return Spot(self.line, start - self.text.rfind("\n", 0, start))

    def _find(self, spelled: str) -> int:
        """Find a line as a whole: behind a quote or an escaped line end, and before one."""
        start = self.position
        while (position := self.text.find(spelled, start)) >= 0:
            before = self.text[max(position - 2, 0) : position]
            after = self.text[position + len(spelled) : position + len(spelled) + 2]
            if (before.endswith('"') or before == "\\n") and (after[:1] == '"' or after == "\\n"):
                return position
            start = position + 1
        return -1
