"""Distributions without code of their own, which only require others: the one that has it.

`solara` requires `solara-ui`, which installs the package `solara`. Followed are only distributions
that are named after the first, or the only one that it requires; a bundle of equals is not opened,
but listed.
"""

from __future__ import annotations

from faceplate.errors import UsageError, clean
from faceplate.source import requirement
from faceplate.source.archives import NoPackageError, open_release
from faceplate.source.layout import normalised
from faceplate.source.metadata import Metadata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from faceplate.source.tree import Tree

# How many distributions a message names.
_NAMED = 8


def holder(metadata: Metadata, location: str, search_path: Sequence[str] | None) -> Tree | None:
    """Open the package that a distribution without code stands for.

    Args:
        metadata: What is known of the distribution.
        location: What it is called in messages.
        search_path: Where import names are looked for; None for the current environment.

    Returns:
        The tree; None if the distribution requires nothing.

    Raises:
        UsageError: If it requires several, none of which is named like it.
    """
    required = requirement.parsed(metadata.requires)
    if not required:
        return None
    own = normalised(metadata.name)
    names = list(dict.fromkeys(normalised(each.name) for each in required))
    related = [name for name in names if name.startswith(f"{own}-")]
    failure = ""
    for name in related or (names if len(names) == 1 else []):
        wanted = [each for each in required if normalised(each.name) == name]
        try:
            package = own.replace("-", "_") if len(names) > 1 else None
            tree = open_release(requirement.release(wanted), package)
        except NoPackageError:
            continue
        except UsageError as error:
            failure = failure or f" ({error})"
            continue
        tree.notes.insert(
            0, clean(f"{location} holds no code; {tree.location}, which it requires, is read")
        )
        return tree
    more = ", ..." if len(names) > _NAMED else ""
    raise UsageError(
        clean(
            f"{location}: holds no code; it requires {', '.join(names[:_NAMED])}{more}{failure}; "
            "name one of them"
        )
    )
