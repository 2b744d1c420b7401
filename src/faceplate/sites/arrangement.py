"""Which components a site shows, in which groups, and in which order: the chapters of a library.

A library assigns its components to groups, which is where a site starts. Its maintainer may leave
components out, sort them, rename groups, or make groups of their own by patterns; a pattern is a
component's name or dotted path, in which `*` stands for anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from faceplate.errors import UsageError, clean
from faceplate.render.groups import OTHER, titled
from faceplate.render.nouns import nouns

if TYPE_CHECKING:
    from faceplate.model import Component, Manifest

Order = Literal["library", "name", "source"]
ORDERS: tuple[Order, ...] = get_args(Order)


class PageGroup(NamedTuple):
    """A chapter of a site.

    Attributes:
        title: Its heading, in one line.
        components: Its pages in order; never empty.
    """

    title: str
    components: list[Component]


class Arrangement(NamedTuple):
    """What a maintainer says of the pages of a site.

    Attributes:
        include: Patterns of the components to show; those that no pattern fits are left out.
        exclude: Patterns of components to leave out all the same.
        groups: Title of a group to what stands in it: a group of the library, or a list of patterns
            of components. Groups that are not mentioned follow, unless `only_groups` is set.
        only_groups: Whether components of no group mentioned are left out.
        order: How components are sorted in a group: as the library has them, by name, or by their
            place in the source.
    """

    include: tuple[str, ...] = ("*",)
    exclude: tuple[str, ...] = ()
    groups: Mapping[str, str | Sequence[str]] = {}
    only_groups: bool = False
    order: Order = "library"

    def arranged(self, manifest: Manifest) -> tuple[list[PageGroup], list[str]]:
        """Arrange the components of a library.

        Args:
            manifest: The library.

        Returns:
            The groups with their components, and a line for each pattern that fits nothing.
        """
        words = nouns(manifest.library)
        unused = [
            f"no {words.one} fits {clean(pattern)}"
            for pattern in (*self.include, *self.exclude)
            if pattern != "*" and not any(fits(pattern, one) for one in manifest.components)
        ]
        if not manifest.components:
            unused.append(f"the library has no {words.many}; its dialect may be another one")
        shown = []
        for one in manifest.components:
            included = any(fits(pattern, one) for pattern in self.include)
            if included and not any(fits(pattern, one) for pattern in self.exclude):
                shown.append(one)
        groups: dict[str, list[Component]] = {}
        left = dict.fromkeys(range(len(shown)))
        for title, content in self.groups.items():
            found = [index for index in left if _belongs(shown[index], content)]
            if isinstance(content, str):
                parts = found
            else:
                parts = [i for pattern in content for i in found if fits(pattern, shown[i])]
                parts = list(dict.fromkeys(parts))
            if not parts:
                unused.append(f"no {words.one} is in the group {clean(title)}")
                continue
            for index in parts:
                del left[index]
            groups[title] = [shown[index] for index in parts]
        if not self.only_groups:
            rest = [shown[index] for index in left]
            several = len({one.group for one in rest}) > 1 or bool(groups)
            otherwise = OTHER if several else words.title
            for title, part in titled(rest, manifest.library.name, otherwise):
                groups.setdefault(title, []).extend(part)
        return [PageGroup(title, self._sorted(part)) for title, part in groups.items()], unused

    def sufficient(self) -> tuple[str, ...] | None:
        """Give the library's groups that are all that is shown; None if only the whole tells.

        Patterns are held against all components, so that one which fits nothing is found.
        """
        contents = tuple(one for one in self.groups.values() if isinstance(one, str))
        whole = len(contents) < len(self.groups) or self.include != ("*",) or self.exclude
        return None if whole or not self.only_groups else contents

    def _sorted(self, components: list[Component]) -> list[Component]:
        if self.order == "name":
            return sorted(components, key=lambda one: (one.name.lower(), one.path))
        if self.order == "source":
            return sorted(components, key=lambda one: (one.source.file, one.source.line))
        return components


def fits(pattern: str, component: Component) -> bool:
    """Say whether a pattern fits a component's name, its path or where it is declared."""
    return any(
        fnmatchcase(name, pattern)
        for name in (component.name, component.path, component.canonical_path)
    )


def slug(title: str) -> str:
    """Give a title as a part of an address: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "group"


def arrangement(options: Mapping[str, Any]) -> Arrangement:
    """Make an arrangement from the options of a site builder.

    Args:
        options: `include`, `exclude`, `groups`, `only_groups`, `order`; those left out are usual.

    Raises:
        UsageError: If an option has a value that it cannot have.
    """
    include, exclude = (_patterns(options, one) for one in ("include", "exclude"))
    groups = options.get("groups") or {}
    if not isinstance(groups, Mapping) or not all(
        isinstance(title, str) and (isinstance(one, str) or _is_patterns(one))
        for title, one in groups.items()
    ):
        raise UsageError(
            "groups: give a table from titles to the name of a group or a list of patterns"
        )
    order = options.get("order") or ORDERS[0]
    if order not in ORDERS:
        raise UsageError(f"order: {clean(str(order))} is none of {', '.join(ORDERS)}")
    return Arrangement(
        include or ("*",), exclude, dict(groups), bool(options.get("only_groups")), order
    )


def _patterns(options: Mapping[str, Any], name: str) -> tuple[str, ...]:
    stated = options.get(name) or ()
    if isinstance(stated, str):
        stated = [stated]
    if not _is_patterns(stated):
        raise UsageError(f"{name}: give a list of names or patterns")
    return tuple(stated)


def _is_patterns(value: object) -> bool:
    return isinstance(value, Sequence) and all(isinstance(one, str) for one in value)


def _belongs(component: Component, content: str | Sequence[str]) -> bool:
    if isinstance(content, str):
        return component.group == content
    return any(fits(pattern, component) for pattern in content)
