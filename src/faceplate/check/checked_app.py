"""An app as rules look at it: what it serves, its script, and the library that it is made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from faceplate.check.apps import App
from faceplate.check.codebase import Codebase
from faceplate.check.finding import Place, Violation

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuidePage


class CheckedApp(NamedTuple):
    """An app with the library that it is made with, as rules look at it.

    Attributes:
        app: The app.
        page: Its script, read as code of a guide is; None if there is no script.
        codebase: The library.
    """

    app: App
    page: GuidePage | None
    codebase: Codebase

    def violation(self, message: str, endpoint: str) -> Violation:
        """Say that something is wrong with an endpoint of the descriptor."""
        line, column = self.app.line(endpoint)
        place = Place(self.app.file, line, column)
        return Violation(" ".join(message.split()), place, f"{self.app.name}{endpoint}")
