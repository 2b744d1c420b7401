"""References between projects: names of Python that are ours, and names of ours that are Python's.

An inventory of another site may list a component only as a class, as every reader of Python's
objects does; and a project's own `:class:` may mean a component that is documented here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.ext.intersphinx import resolve_reference_detect_inventory
from sphinx.util.nodes import make_refnode

from faceplate.sites.inventory import DOMAIN
from faceplate.sites.sphinx.domain import domain

if TYPE_CHECKING:
    from docutils.nodes import Element, TextElement, reference
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

DOCUMENT = "document "
"""What the target of a reference to a whole document begins with; a name has no blank in it."""

_TYPES = {
    "class": "component",
    "exc": "component",
    "func": "component",
    "meth": "event",
    "attr": "attribute",
    "obj": None,
}
"""Roles of Python's domain, with what they may mean here; None for anything."""


def missing(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: TextElement
) -> Element | reference | None:
    """Resolve what Sphinx and the inventories of other projects could not.

    Args:
        app: The project.
        env: What is known of it.
        node: The reference.
        content: What it shows.

    Returns:
        The link; the content alone for a reference of our own tables that leads nowhere; None if
        it is not known here either.
    """
    if node.get("refdomain") == "py" and node.get("reftype") in _TYPES:
        home = domain(env)
        known = home.objects.get(node["reftarget"])
        wanted = _TYPES[node["reftype"]]
        if known is None or (wanted is not None and known.type not in (wanted, "method")):
            return None
        return home.link(app.builder, node["refdoc"], node["reftarget"], known, content)
    if node.get("refdomain") != DOMAIN:
        return None
    if "sphinx.ext.intersphinx" in app.extensions:
        alike = node.copy()
        alike["refdomain"], alike["reftype"] = "py", "obj"
        found = resolve_reference_detect_inventory(env, alike, content)
        if found is not None:
            return found
    return content if node.get("faceplate-quiet") else None


def referred(app: Sphinx, docname: str, referring: Element) -> list[nodes.Node]:
    """Resolve a reference that the text of a component makes.

    It may lead to a component, to an object of Python that the project documents, or to one in the
    inventory of another project.

    Args:
        app: The project.
        docname: The document it stands in.
        referring: The reference.

    Returns:
        The link; the words alone where none of these knows the name, which is not a fault of the
        project.
    """
    target = referring["target"]
    words = nodes.inline("", "", *referring.children)
    env, home = app.env, domain(app.env)
    if target.startswith(DOCUMENT):
        return [make_refnode(app.builder, docname, target.removeprefix(DOCUMENT), "", words)]
    known = home.objects.get(target)
    if known is not None:
        return [home.link(app.builder, docname, target, known, words)]
    pending = addnodes.pending_xref(
        "", refdomain="py", reftype="obj", reftarget=target, refexplicit=True, refwarn=False
    )
    pending["refdoc"] = docname
    python = env.get_domain("py")
    link = python.resolve_xref(env, docname, app.builder, "obj", target, pending, words)
    if link is None and "sphinx.ext.intersphinx" in app.extensions:
        link = resolve_reference_detect_inventory(env, pending, words)
    return [link] if link is not None else list(referring.children)
