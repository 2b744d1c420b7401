"""The domain of components: what is documented where, and the roles that lead there.

Sphinx keeps the data of a domain between builds, drops what a changed document had brought, and
joins what the processes of a parallel build found; so all that is known of documents stands here.
A name that is not documented in this project is looked for in the inventories of others by Sphinx's
own intersphinx, under this domain; `references` looks among the names of Python there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from faceplate.sites.inventory import DOMAIN
from faceplate.sites.shared_arguments import argument
from faceplate.sites.sphinx.findings import DUPLICATE, warn
from faceplate.sites.warnings import UNRESOLVED

if TYPE_CHECKING:
    from docutils.nodes import Element, Node, system_message
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from faceplate.sites.sphinx.project import Project

ROLES = ("component", "event", "param")
"""The roles that may be written without the name of the domain."""

# What a full-text search shows; event arguments are too many to be of use there.
_PRIORITIES = {"component": 0, "param": 2, "event": 1, "method": 1, "attribute": 1}


class DomainObject(NamedTuple):
    """Something that can be pointed at.

    Attributes:
        docname: The document that it stands in.
        type: What it is: one of the types of the domain.
        title: It in a few characters.
        whole: Whether it stands in the page of its component, and not among excerpts of it.
        listed: Whether a search for names shows it.
    """

    docname: str
    type: str
    title: str
    whole: bool
    listed: bool


class DomainReference(XRefRole):
    """A role of the domain, with or without the domain's name before it."""

    def __init__(self, kind: str) -> None:
        super().__init__(warn_dangling=True)
        self._kind = kind

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the reference."""
        self.name = f"{DOMAIN}:{self._kind}"
        return super().run()

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Show the last part alone where a tilde stands before the name."""
        target = " ".join(target.split())
        if not has_explicit_title and target.startswith("~"):
            title = target[1:].rpartition(".")[2]
        return title, target.removeprefix("~").removesuffix("()")


class ComponentDomain(Domain):
    """Components, their events and their parameters."""

    name = DOMAIN
    label = "Faceplate"
    object_types: ClassVar[dict[str, ObjType]] = {
        "component": ObjType("component", "component"),
        "event": ObjType("event", "event"),
        "param": ObjType("parameter", "param"),
        "method": ObjType("method", "method"),
        "attribute": ObjType("attribute", "attribute"),
    }
    roles: ClassVar[dict[str, Any]] = {name: DomainReference(name) for name in object_types}
    initial_data: ClassVar[dict[str, Any]] = {
        "objects": {},
        "names": {},
        "parts": {},
        "explained": [],
    }
    dangling_warnings: ClassVar[dict[str, str]] = {
        name: UNRESOLVED.line(f"no {one.lname} of this name is documented: %(target)s")
        for name, one in object_types.items()
    }
    data_version = 2

    project: Project
    """The libraries of the project; set when the build begins."""
    wraps: bool
    """Whether the builder wraps lines itself; set when the build begins."""

    @property
    def objects(self) -> dict[str, DomainObject]:
        """What can be pointed at, by its name, which is its identifier in the document."""
        return cast(dict[str, DomainObject], self.data["objects"])

    @property
    def _names(self) -> dict[str, list[str]]:
        """By document, the names that it brought."""
        return cast(dict[str, list[str]], self.data["names"])

    @property
    def parts(self) -> dict[str, dict[str, str | None]]:
        """By document, what it was made from: key to the hash that this had."""
        return cast(dict[str, dict[str, "str | None"]], self.data["parts"])

    def note(self, name: str, known: DomainObject, location: Any) -> None:
        """Note something that can be pointed at.

        Of two places the page of the component has it, else the document that comes first by name,
        in whichever order they are read.

        Args:
            name: Its name.
            known: What and where it is.
            location: The node or the place in a source, for a warning.
        """
        there = self.objects.get(name)
        if there is not None and there.docname != known.docname:
            if there.type == known.type == "component":
                message = f"{name} is described in {there.docname} too; write :no-index: at one"
                warn(DUPLICATE, message, location)
            if (not there.whole, there.docname) <= (not known.whole, known.docname):
                return
        self.objects[name] = known
        self._names.setdefault(known.docname, []).append(name)

    def note_part(self, docname: str, key: str) -> None:
        """Note that a document was made from a part of a library, as it is now."""
        self.parts.setdefault(docname, {})[key] = self.project.digest(key)

    def outdated(self) -> Iterator[str]:
        """Yield the documents that were made from something that is otherwise now."""
        for docname, parts in self.parts.items():
            if any(self.project.digest(key) != kept for key, kept in parts.items()):
                yield docname

    def rewritten(self) -> list[str]:
        """Return the documents to write anew, since a library's event arguments moved.

        Where they are explained is known once all documents are read, and pages that lead there may
        not have changed themselves.
        """
        explained = sorted(
            library.site_library.tree.name
            for library in self.project.libraries
            if any(
                argument(one.name, library.site_library.tree.name) in self.objects
                for one in library.arguments.parameters
            )
        )
        moved = set(explained) ^ set(self.data["explained"])
        self.data["explained"] = explained
        return [
            docname
            for docname, parts in self.parts.items()
            if any(key.partition(".")[0] in moved for key in parts)
        ]

    def clear_doc(self, docname: str) -> None:
        """Forget what a document brought."""
        self.parts.pop(docname, None)
        for name in self._names.pop(docname, ()):
            known = self.objects.get(name)
            if known is not None and known.docname == docname:
                del self.objects[name]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process found in some documents."""
        for name, known in otherdata["objects"].items():
            if known.docname in docnames:
                self.note(name, known, known.docname)
        for docname, parts in otherdata["parts"].items():
            if docname in docnames:
                self.parts[docname] = parts

    def find(self, name: str, type_: str | None = None) -> tuple[str, DomainObject] | None:
        """Find what a name leads to.

        Args:
            name: A name, or the end of one that no other name shares.
            type_: What it is; None for anything.
        """
        known = self.objects.get(name)
        if known is not None and type_ in (None, known.type):
            return name, known
        found = [
            (full, one)
            for full, one in self.objects.items()
            if full.endswith(f".{name}") and type_ in (None, one.type)
        ]
        return found[0] if len(found) == 1 else None

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Give the link that a role of the domain stands for."""
        found = self.find(target, typ)
        return None if found is None else self.link(builder, fromdocname, *found, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Give the links that the role `any` may stand for."""
        known = self.objects.get(target)
        if known is None:
            return []
        link = self.link(builder, fromdocname, target, known, contnode)
        return [(f"{DOMAIN}:{self.role_for_objtype(known.type)}", link)]

    def link(
        self, builder: Builder, origin: str, name: str, known: DomainObject, content: Element
    ) -> nodes.reference:
        """Make the link from a document to something."""
        return make_refnode(builder, origin, known.docname, name, content, known.title)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield all that can be pointed at, for inventories and the search."""
        for name, one in self.objects.items():
            priority = _PRIORITIES[one.type] if one.listed else -1
            yield name, name, one.type, one.docname, name, priority

    def get_full_qualified_name(self, node: Element) -> str | None:
        """Give the name that a reference means."""
        target = node.get("reftarget")
        return None if target is None else str(target)


def domain(env: BuildEnvironment) -> ComponentDomain:
    """Give the domain of a project."""
    return cast(ComponentDomain, env.get_domain(DOMAIN))
