"""A page of faceplate as what a Sphinx directive returns: an object description and sections.

What every Sphinx theme, table of contents and builder knows is used for what it is: the call and
the description are the description of an object, as a class has it in the domain of Python, and the
rest of the page are sections, which come up in the contents of the page. Where a directive stands
in a place that can have no section, such as a list, the headings become rubrics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from faceplate.render.content import CodeBlock
from faceplate.sites.inventory import DOMAIN
from faceplate.sites.shared_arguments import SECTION
from faceplate.sites.sphinx.blocks import LONG, TABLE
from faceplate.sites.sphinx.deferred import Deferred, deferred, terms

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from faceplate.render.content import Block, Document, DocumentSection
    from faceplate.sites.badges import Badge

Claim = Callable[[Sequence[str]], list[str]]
"""Takes names for a place, and gives those that no place in this document has yet."""

_DESCRIPTION = "description"
"""Anchor of the section that stands right under the name, without a heading of its own."""


class FoldedSignature(nodes.container):
    """A whole signature, which says again what the table of parameters says; browsers fold it."""


class Shorter(NamedTuple):
    """What stands for the event arguments of a component where they are explained elsewhere.

    Attributes:
        blocks: What stands for them.
        where: Names that must be documented for that.
    """

    blocks: Sequence[Block] = ()
    where: Sequence[str] = ()


_NOTHING = Shorter()


class PageWriter:
    """Writes the parts of documents into one source file of Sphinx.

    Args:
        claim: Takes names for places; None if nothing can point there.
        headed: Whether sections may stand where the directive does.
        shorter: What may stand for event arguments.
    """

    def __init__(self, claim: Claim | None, *, headed: bool, shorter: Shorter = _NOTHING) -> None:
        self._claim = claim
        self._headed = headed
        self._shorter = shorter

    def page(
        self,
        document: Document,
        sections: Sequence[DocumentSection],
        badges: Sequence[Badge] = (),
        source: str | None = None,
        kind: str = "",
    ) -> list[nodes.Node]:
        """Write a component, its call first.

        Args:
            document: Its page.
            sections: Which sections of it, in order.
            badges: Its badges.
            source: Address of its source, or None.
            kind: What stands before the name in the call, such as `class`.

        Returns:
            The description of an object, then sections.
        """
        described = [one for one in sections if one.anchor == _DESCRIPTION]
        rest = [one for one in sections if one.anchor != _DESCRIPTION]
        signature = self._signature(document, source, kind)
        content = addnodes.desc_content("", _byline(document.byline, badges))
        call = [one for one in document.lead if isinstance(one, CodeBlock)]
        content.extend(deferred([one for part in described for one in part.blocks]))
        if call:
            content += FoldedSignature("", *deferred(call), classes=["faceplate-signature"])
        made = addnodes.desc("", signature, content, domain=DOMAIN, objtype="component")
        made["desctype"] = "component"
        made["no-index"] = made["noindex"] = not signature["ids"]
        made["no-contents-entry"] = True
        made["classes"] += [DOMAIN, "component"]
        return [made, *self._sections(rest, document.name)]

    def parts(self, sections: Sequence[DocumentSection], page: str) -> list[nodes.Node]:
        """Write some sections of a component; one alone needs no heading."""
        if len(sections) != 1:
            return self._sections(sections, page)
        section = sections[0]
        box = nodes.container("", *self._blocks(section), classes=[DOMAIN])
        return [box, *self._sections(section.sections, page)]

    def section(
        self, section: DocumentSection, page: str, more: Sequence[nodes.Node] | None = None
    ) -> list[nodes.Node]:
        """Write a section with its heading.

        Args:
            section: The section.
            page: Name of the page that it is of, which begins its identifier.
            more: What stands at its end; then sections in it have no place in the contents.
        """
        names = self._take((section.name,)) if section.name else []
        names = names or self._take((f"{page}-{section.anchor}",))
        inner = self if more is None else PageWriter(self._claim, headed=False)
        content: list[nodes.Node] = [*self._blocks(section)]
        content += [*inner._sections(section.sections, page), *(more or ())]
        words = nodes.Text(section.title)
        if not self._headed:
            return [nodes.rubric("", "", words, ids=names), *content]
        made = nodes.section("", nodes.title("", "", words), *content)
        made["ids"] = names or [f"{page}-{section.anchor}"]
        made["classes"] += [DOMAIN]
        made["support_smartquotes"] = False
        return [made]

    def _sections(self, sections: Iterable[DocumentSection], page: str) -> list[nodes.Node]:
        return [node for section in sections for node in self.section(section, page)]

    def _signature(self, document: Document, source: str | None, kind: str) -> nodes.Element:
        module, dot, name = document.name.rpartition(".")
        made = addnodes.desc_signature("", "")
        made["ids"] = self._take((document.name,)) if document.name else []
        made["class"], made["fullname"] = "", document.name
        made["_toc_name"], made["_toc_parts"] = "", ()
        if kind:
            made += addnodes.desc_annotation(
                "", "", addnodes.desc_sig_keyword("", kind), addnodes.desc_sig_space()
            )
        if dot:
            made += addnodes.desc_addname("", module + dot)
        made += addnodes.desc_name("", name or document.title)
        if source is not None:
            words = nodes.inline("", "[source]", classes=["viewcode-link"])
            link = nodes.reference("", "", words, internal=False, refuri=source)
            made += addnodes.only("", link, expr="html")
        return made

    def _take(self, names: Sequence[str]) -> list[str]:
        return self._claim(names) if self._claim else []

    def _blocks(self, section: DocumentSection) -> list[nodes.Element]:
        parts = section.blocks
        taken = self._take([name for one in terms(parts) for name in one.names])
        shorter = self._shorter if section.anchor == SECTION else _NOTHING
        return deferred(parts, taken, *shorter)


def setup(app: Sphinx) -> None:
    """Say how browsers get a signature; other writers show it as it is.

    Args:
        app: The project.
    """
    app.add_node(FoldedSignature, html=(_open_signature, _close_signature))


def _open_signature(writer: HTML5Translator, node: nodes.Element) -> None:
    if writer.builder.tags.has("epub"):
        writer.body.append(writer.starttag(node, "div"))
        return
    writer.body.append(writer.starttag(node, "details"))
    writer.body.append("<summary>Signature</summary>\n")


def _close_signature(writer: HTML5Translator, _: nodes.Element) -> None:
    writer.body.append("</div>\n" if writer.builder.tags.has("epub") else "</details>\n")


def badge(one: Badge) -> nodes.Element:
    """Write a badge; what it means is shown by browsers that a pointer rests on it."""
    return nodes.inline("", one.text, classes=["faceplate-badge", f"faceplate-{one.name}"])


def printed_long(made: Iterable[nodes.Node]) -> None:
    """Let tables run over the pages of a printed document; a frame or a list could not hold them.

    Args:
        made: What a directive gives, which stands at the level of sections.
    """
    for node in made:
        if isinstance(node, Deferred):
            node["long"] = True
        elif isinstance(node, nodes.table):
            if TABLE in node["classes"]:
                node["classes"].append(LONG)
        elif isinstance(node, (nodes.section, nodes.container, addnodes.only)):
            printed_long(node.children)


def _byline(words: str, badges: Iterable[Badge]) -> nodes.Element:
    made = nodes.paragraph("", words, classes=["faceplate-byline"])
    for one in badges:
        made += nodes.Text(" · ")
        made += badge(one)
    return made
