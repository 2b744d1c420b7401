"""Fixes of one file carried out together: those that do not get in each other's way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from faceplate.check.edits.editable import EditableFile
from faceplate.check.edits.fix import Edit
from faceplate.check.edits.header import HeaderEdit
from faceplate.check.edits.literal import EditError
from faceplate.check.edits.revision import Revision

Corrected = TypeVar("Corrected")
"""What a fix is for."""


def applied(
    content: bytes, fixes: Sequence[tuple[Corrected, tuple[Edit, ...]]]
) -> tuple[bytes, int, list[tuple[Corrected, str]]]:
    """Carry out fixes of one file.

    Args:
        content: Its bytes.
        fixes: What is to be corrected in it, each with the edits that do it.

    Returns:
        The new bytes, how many fixes they hold, and what cannot be corrected, with the reason.
    """
    try:
        file = EditableFile(content)
    except EditError as error:
        return content, 0, [(subject, str(error)) for subject, _ in fixes]
    chosen: dict[object, Edit] = {}
    refused: list[tuple[Corrected, str]] = []
    count = 0
    for subject, edits in fixes:
        try:
            together = _together(chosen, edits, file)
        except EditError as error:
            refused.append((subject, str(error)))
        else:
            if together is not None:
                chosen = together
                count += 1
    if not chosen:
        return content, 0, refused
    try:
        return file.edited(list(chosen.values())), count, refused
    except EditError as error:
        # Each by itself is well, and all together are not: one goes now, and others wait.
        if len(fixes) == 1:
            return content, 0, [(fixes[0][0], str(error))]
        return applied(content, fixes[:1])


def _together(
    chosen: dict[object, Edit], edits: tuple[Edit, ...], file: EditableFile
) -> dict[object, Edit] | None:
    """Return edits with those chosen before, or None if they get in each other's way.

    Raises:
        EditError: If the file cannot say them.
    """
    together = dict(chosen)
    for edit in edits:
        present = together.get(edit.place)
        joined = _joined(present, edit) if present is not None else edit
        if joined is None:
            return None
        together[edit.place] = joined
    for edit in edits:
        file.text_edits(together[edit.place])
    return together


def _joined(present: Edit, edit: Edit) -> Edit | None:
    if isinstance(present, HeaderEdit):
        return present.joined(edit) if isinstance(edit, HeaderEdit) else None
    return present.joined(edit) if isinstance(edit, Revision) else None
