"""`autocomponents`: the components of a library, as tables of their summaries or as whole pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes

from faceplate.characters import legible
from faceplate.errors import UsageError
from faceplate.render import pieces
from faceplate.render.nouns import nouns
from faceplate.sites.arrangement import slug
from faceplate.sites.badges import badges
from faceplate.sites.inventory import DOMAIN
from faceplate.sites.sphinx.blocks import TABLE
from faceplate.sites.sphinx.deferred import deferred
from faceplate.sites.sphinx.directives.base import FaceplateDirective, reference, words
from faceplate.sites.sphinx.pages import badge
from faceplate.sites.sphinx.project import ProjectComponent
from faceplate.sites.sphinx.stubs import document_of

if TYPE_CHECKING:
    from faceplate.model import Component
    from faceplate.sites.arrangement import PageGroup
    from faceplate.sites.sphinx.project import ProjectLibrary


class AutocomponentsDirective(FaceplateDirective):
    """Lists components.

    The argument is the name of a library; without one it is the only library of the project.
    `:groups:` names the groups to list. `:inline:` shows whole pages in place of summaries, and
    `:toctree:` puts the pages that `faceplate_pages` makes into the contents of the project.
    """

    required_arguments = 0
    optional_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {
        "groups": words,
        "inline": directives.flag,
        "leave-out": words,
        "toctree": directives.flag,
        "no-index": directives.flag,
    }

    def made(self) -> list[nodes.Node]:
        """Make the list."""
        library = self.project.library(self.arguments[0] if self.arguments else "")
        groups = self._groups(library)
        head = nouns(library.site_library.manifest.library).head
        self.domain.note_part(self.env.docname, f"list {library.site_library.tree.name}")
        made: list[nodes.Node] = []
        for group in groups:
            content: list[nodes.Node] = [_summaries(legible(group.components), head)]
            if "inline" in self.options:
                content = self._pages(group, library)
            name = f"{library.site_library.tree.name}-{slug(group.title)}"
            made += self._titled(group.title, name, content) if len(groups) > 1 else content
        if "toctree" in self.options:
            made += self._toctree(groups)
        return made

    def _groups(self, library: ProjectLibrary) -> list[PageGroup]:
        wanted = [one.lower() for one in self.options.get("groups", ())]
        titles = {group.title.lower(): group for group in library.groups}
        for title in wanted:
            if title not in titles:
                there = ", ".join(group.title for group in library.groups)
                raise UsageError(
                    f"{library.site_library.tree.name} has no group {title!r}; it has {there}"
                )
        return [titles[title] for title in wanted] if wanted else library.groups

    def _pages(self, group: PageGroup, library: ProjectLibrary) -> list[nodes.Node]:
        left = [*self.options.get("leave-out", ()), *self.project.options.leave_out]
        made: list[nodes.Node] = []
        for component in group.components:
            content = self.written(ProjectComponent(component, library), (), left)
            made += self._titled(component.name, f"{component.path}-page", content)
        return made

    def _titled(self, title: str, name: str, content: list[nodes.Node]) -> list[nodes.Node]:
        words = nodes.Text(pieces.one_line(legible(title)))
        if not self.headed:
            return [nodes.rubric("", "", words), *content]
        made = nodes.section("", nodes.title("", "", words), *content)
        made["classes"] += [DOMAIN]
        if name in self.state.document.ids:
            name = f"{name}-{self.env.new_serialno(DOMAIN)}"
        made["ids"] = [name]
        self.state.document.ids[name] = made
        return [made]

    def _toctree(self, groups: list[PageGroup]) -> list[nodes.Node]:
        folder = self.project.options.pages
        if folder is None:
            raise UsageError(":toctree: needs the folder of the pages: set faceplate_pages")
        documents = [document_of(folder, one) for group in groups for one in group.components]
        there = [one for one in documents if one in self.env.found_docs]
        toctree = addnodes.toctree(
            "",
            parent=self.env.docname,
            entries=[(None, one) for one in there],
            includefiles=there,
            maxdepth=1,
            caption=None,
            glob=False,
            hidden=True,
            includehidden=False,
            numbered=0,
            titlesonly=True,
            rawentries=[],
        )
        self.set_source_info(toctree)
        return [nodes.compound("", toctree, classes=["toctree-wrapper"])]


def _summaries(components: list[Component], name: str) -> nodes.Element:
    group = nodes.tgroup("", cols=2)
    group.extend((nodes.colspec("", colwidth=38), nodes.colspec("", colwidth=62)))
    head = (nodes.entry("", nodes.paragraph("", words)) for words in (name, "Summary"))
    group += nodes.thead("", nodes.row("", *head))
    group += nodes.tbody("", *map(_summary, components))
    made = nodes.table("", group, classes=[TABLE, "faceplate-terms", "colwidths-given"])
    made["support_smartquotes"] = False
    return made


def _summary(component: Component) -> nodes.row:
    name = nodes.paragraph("", "", reference(component.path, component.name))
    if component.deprecated is not None:
        name += nodes.Text(" ")
        name += badge(badges(component)[0])
    described = deferred(pieces.described(component.summary))
    return nodes.row("", nodes.entry("", name), nodes.entry("", *described))
