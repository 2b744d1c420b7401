"""What a call of `faceplate check` prints, in a form that is kept; nothing is imported for it."""

from __future__ import annotations

import os
import sys

LEVELS = ("error", "warning", "note")
"""The levels of findings, the worst first."""
_END = b"\n\n"


class Outcome:
    """What is printed in the end.

    Args:
        code: The exit code.
        notes: Lines for standard error, which say how much was examined.
        report: The report.
    """

    def __init__(self, code: int, notes: list[str], report: bytes) -> None:
        self.code = code
        self.notes = [" ".join(note.split()) for note in notes]
        self.report = report

    def encoded(self) -> bytes:
        """Return it as bytes, the reverse of `decoded`."""
        head = "\n".join([str(self.code), *self.notes])
        return head.encode("utf-8", "surrogatepass") + _END + self.report

    @staticmethod
    def decoded(content: bytes) -> Outcome:
        """Return what `encoded` made bytes of.

        Args:
            content: The bytes.
        """
        head, _, report = content.partition(_END)
        code, *notes = head.decode("utf-8", "surrogatepass").split("\n")
        return Outcome(int(code), notes, report)


def is_colored(output: str | None) -> bool:
    """Return whether a report is printed in colour.

    Args:
        output: The file that it is written to; None for standard output.
    """
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return output is None and sys.stdout.isatty() and not is_plain
