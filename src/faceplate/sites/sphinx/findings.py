"""What the checker finds in the libraries of a project, as warnings of the build.

Each warning is of the type `faceplate` and of the subtype of its rule's code, so that
`suppress_warnings` can name it, and `-W` makes it fail the build as any other. A finding that is
only a note is a message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from faceplate.sites.findings import findings
from faceplate.sites.inventory import DOMAIN
from faceplate.sites.warnings import Kind

if TYPE_CHECKING:
    from docutils.nodes import Node

    from faceplate.sites.sphinx.project import Project

logger = logging.getLogger(__name__)

DUPLICATE = Kind(
    "FP975",
    "duplicate-page",
    "Two documents hold the page of one component, so references lead to one of them only. Take "
    "one out, or keep others from pointing at it.",
)


def report(project: Project, folder: str) -> None:
    """Check the libraries and warn of what is found.

    Args:
        project: The libraries.
        folder: The folder of `conf.py`; `[tool.faceplate.check]` of a `pyproject.toml` there or
            above says more.

    Raises:
        UsageError: If the settings name what does not exist.
    """
    rules = project.options.check
    if rules is None:
        return
    for library in project.libraries:
        for one in findings(library.site_library, rules, folder):
            place = f"{library.site_library.path(one.file) or one.file}:{one.line}"
            message = f"{one.rule} {one.name}: {one.message}"
            if one.severity == "note":
                logger.info("%s: %s", place, message)
            else:
                logger.warning("%s", message, location=place, type=DOMAIN, subtype=one.rule)


def warn(kind: Kind, message: str, location: str | Node | None = None) -> None:
    """Warn of something that is not a finding of the checker.

    Args:
        kind: Of which kind it is; its code is the subtype of the warning.
        message: What is wrong.
        location: Where, in any form that Sphinx takes.
    """
    logger.warning("%s", kind.line(message), location=location, type=DOMAIN, subtype=kind.code)
