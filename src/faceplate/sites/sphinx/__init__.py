"""The Sphinx extension: pages of components, their events and the API endpoints of an app.

`extensions = ["faceplate.sites.sphinx"]` adds four directives, a domain and its roles. Libraries
are read from their source before the documents are, so nothing that is documented is imported, and
Sphinx's own ways of building in part and in parallel hold for these pages as for all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

from faceplate.errors import UsageError
from faceplate.sites.inventory import DOMAIN
from faceplate.sites.sphinx import (
    findings,
    options,
    pages,
    references,
    section_labels,
    snippets,
    stubs,
)
from faceplate.sites.sphinx.deferred import Expansion
from faceplate.sites.sphinx.directives.autocomponents import AutocomponentsDirective
from faceplate.sites.sphinx.directives.component import ComponentDirective
from faceplate.sites.sphinx.directives.events import EventsDirective
from faceplate.sites.sphinx.directives.viewapi import ViewApiDirective
from faceplate.sites.sphinx.domain import ROLES, ComponentDomain, DomainReference, domain
from faceplate.sites.sphinx.project import Project
from faceplate.sites.warnings import UNREADABLE, UNUSED

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

DIRECTIVES = {
    "autocomponents": AutocomponentsDirective,
    "component": ComponentDirective,
    "events": EventsDirective,
    "viewapi": ViewApiDirective,
}

_STATIC, _BROWSER = (Path(__file__).with_name(name) for name in ("static", "browser"))
_STYLE, _PAGE_STYLE, _PAGE_SCRIPT = "faceplate.css", "faceplate-page.css", "faceplate.js"


def setup(app: Sphinx) -> dict[str, Any]:
    """Add faceplate to a project.

    Args:
        app: The project.

    Returns:
        What Sphinx asks of an extension.
    """
    options.declare(app)
    app.add_domain(ComponentDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
        app.add_directive_to_domain(DOMAIN, name, directive)
    for name in ROLES:
        app.add_role(name, DomainReference(name))
    app.add_post_transform(Expansion)
    app.add_css_file(_STYLE)
    snippets.setup(app)
    pages.setup(app)
    app.connect("config-inited", _add_styles)
    app.connect("builder-inited", _read)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-updated", _rewritten)
    app.connect("doctree-resolved", _remember_stems)
    app.connect("missing-reference", references.missing, priority=900)
    return {
        "version": _version(),
        "env_version": ComponentDomain.data_version,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_styles(_: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(_STATIC))


def _read(app: Sphinx) -> None:
    """Read the libraries, before documents are, and before processes are forked."""
    if not app.tags.has("epub"):  # readers of books refuse what only browsers know
        app.config.html_static_path.append(str(_BROWSER))
        app.add_css_file(_PAGE_STYLE)
        app.add_js_file(_PAGE_SCRIPT, loading_method="defer")
    section_labels.spare(app)
    folder = str(app.confdir)
    home = domain(app.env)
    home.wraps = app.builder.format == "text"
    project = home.project = Project(options.options(app.config, folder))
    try:
        for library in project.libraries:
            for line in library.site_library.notes:
                findings.logger.info("faceplate: %s", line)
            for line in library.site_library.problems:
                findings.warn(UNREADABLE, line)
            for line in library.unused:
                findings.warn(UNUSED, f"{library.site_library.tree.name}: {line}")
        stubs.write(project, Path(app.srcdir), app.config.source_suffix)
        findings.report(project, folder)
    except UsageError as error:
        raise ConfigError(f"faceplate: {error}") from None


def _outdated(
    _: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterator[str]:
    """Give the documents of which something is otherwise now in a library."""
    return (name for name in list(domain(env).outdated()) if name not in added | changed | removed)


def _rewritten(_: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give the documents to write anew though they were not read anew."""
    return domain(env).rewritten()


def _remember_stems(app: Sphinx, *_: object) -> None:
    """Let the search remember the stems of words, which most pages of components share.

    Sphinx finds the stem of each word of each page anew, in a fifth of the time of a whole build.
    """
    language = getattr(getattr(app.builder, "indexer", None), "lang", None)
    if language is not None and "stem" not in vars(language):
        language.stem = cache(language.stem)


def _version() -> str:
    try:
        return version("faceplate")
    except PackageNotFoundError:
        return ""
