"""Labels of sections: those of component pages get none, for all pages have the same titles.

`sphinx.ext.autosectionlabel` makes a label of each title of a project. "Event listeners" on each of
fifty pages would be fifty warnings, and take the label from a section that somebody wrote.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes

from faceplate.sites.inventory import DOMAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

_EVENT = "doctree-read"
_LABELLING = "sphinx.ext.autosectionlabel"


def spare(app: Sphinx) -> None:
    """Let the extension that labels sections see only those that somebody wrote.

    Args:
        app: The project.
    """
    for listener in list(app.events.listeners.get(_EVENT, ())):
        if getattr(listener.handler, "__module__", "") == _LABELLING:
            app.disconnect(listener.id)
            app.connect(_EVENT, partial(_label, listener.handler), listener.priority)


def _label(labelling: Callable[..., None], app: Sphinx, document: nodes.document) -> None:
    made = [one for one in document.findall(nodes.section) if DOMAIN in one["classes"]]
    places: list[tuple[nodes.section, nodes.Element]] = []
    for section in made:
        place: nodes.Element = nodes.comment()
        assert section.parent is not None
        section.parent.replace(section, place)
        places.append((section, place))
    try:
        labelling(app, document)
    finally:
        # A section in another one comes after it, and goes back into it first.
        for section, place in reversed(places):
            assert place.parent is not None
            place.parent.replace(place, section)
