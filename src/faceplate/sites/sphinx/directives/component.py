"""`component`: the page of a component, or some sections of it, where the directive stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from faceplate.sites.sphinx.directives.base import FaceplateDirective, words


class ComponentDirective(FaceplateDirective):
    """Shows a component.

    The argument is its path. `:sections:` names the sections to show, with commas between them;
    `:leave-out:` names those not to show; with `:no-index:` nothing else points here.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {
        "sections": words,
        "leave-out": words,
        "no-index": directives.flag,
    }

    def made(self) -> list[nodes.Node]:
        """Make the nodes of the page."""
        found = self.project.component(self.arguments[0])
        left = [*self.options.get("leave-out", ()), *self.project.options.leave_out]
        return self.written(found, self.options.get("sections", ()), left)
