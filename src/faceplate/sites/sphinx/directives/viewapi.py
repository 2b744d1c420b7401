"""`viewapi`: the API endpoints of an app, from its descriptor or from the script of the app.

A descriptor is a file of JSON and is only read. So is a script, with its library; where `:live:`
asks for it, it is run in a process of its own instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from faceplate.api.descriptor import Descriptor, Endpoint
from faceplate.api.opening import split_script
from faceplate.errors import UsageError
from faceplate.render import endpoints
from faceplate.sites.apps import opened
from faceplate.sites.sphinx.deferred import deferred
from faceplate.sites.sphinx.directives.base import FaceplateDirective, words
from faceplate.sites.sphinx.findings import warn
from faceplate.sites.sphinx.pages import PageWriter
from faceplate.sites.sphinx.snippets import LANGUAGES, snippets
from faceplate.sites.warnings import INCOMPLETE


class ViewApiDirective(FaceplateDirective):
    """Shows the endpoints of an app.

    The argument is the path of a descriptor or a script, from the document or, with a slash in
    front, from the folder of the sources. `:live:` runs a script, which is read otherwise. `:url:`
    is where the app will be found, `:endpoints:` names those to show, `:snippets:` the languages of
    the code, or `none`.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {
        "endpoints": words,
        "live": directives.flag,
        "snippets": words,
        "url": directives.unchanged_required,
    }

    def made(self) -> list[nodes.Node]:
        """Make a section for each endpoint."""
        descriptor = self._descriptor()
        document = endpoints.document(descriptor)
        languages = self._languages()
        writer = PageWriter(self._claim((), whole=True), headed=self.headed)
        made: list[nodes.Node] = [*deferred(document.lead)]
        page = self._page()
        shown = [one for one in descriptor.endpoints if one.visibility != "private"]
        for endpoint, section in zip(shown, document.sections, strict=True):
            codes = _codes(descriptor, endpoint, languages)
            place = nodes.make_id(f"{self.env.docname}-{page}-{section.anchor}-code")
            made += writer.section(section, page, snippets(codes, place))
        return made

    def _page(self) -> str:
        """Give what the identifiers of the app begin with; no other app of the document has it."""
        name = page = nodes.make_id(os.path.basename(self.arguments[0])) or "api"
        taken: set[str] = self.env.temp_data.setdefault("faceplate_apps", set())  # type: ignore[assignment]
        number = 1
        while page in taken:
            number += 1
            page = f"{name}-{number}"
        taken.add(page)
        return page

    def _descriptor(self) -> Descriptor:
        import msgspec

        argument = self.arguments[0]
        file, variable = split_script(argument)
        _, path = self.env.relfn2path(file)
        if not os.path.isfile(path):
            raise UsageError(f"{argument}: there is no such file; give a descriptor saved as JSON")
        self.env.note_dependency(path)
        source = f"{path}:{variable}" if variable else path
        descriptor, notes = opened(
            source,
            argument,
            "live" in self.options,
            ":live:",
            (library.site_library for library in self.project.libraries),
        )
        for note in notes:
            warn(INCOMPLETE, note, self.get_location())
        url = self.options.get("url")
        if url is not None:
            from faceplate.api.remote import is_url

            if not is_url(url):
                raise UsageError(
                    f":url: {url} is not an address; it starts with http:// or https://"
                )
            url = url if url.endswith("/") else f"{url}/"
            descriptor = msgspec.structs.replace(descriptor, url=url)
        return _chosen(descriptor, self.options.get("endpoints", []))

    def _languages(self) -> list[str]:
        wanted = self.options.get("snippets", list(LANGUAGES))
        if wanted == ["none"]:
            return []
        for one in wanted:
            if one not in LANGUAGES:
                raise UsageError(f":snippets: {one} is none of {', '.join(LANGUAGES)}, none")
        return list(wanted)


def _codes(descriptor: Descriptor, endpoint: Endpoint, languages: list[str]) -> dict[str, str]:
    """Give the code of a call in each language; nothing for an endpoint that is not served."""
    import msgspec

    from faceplate.api.forms import page

    served = [one for one in descriptor.served if one.key == endpoint.key]
    if not served:
        return {}
    alone = msgspec.structs.replace(descriptor, endpoints=[endpoint], served=served)
    # The first line is a comment with the name, which stands in the heading.
    return {
        language: page.snippets(alone, language).partition("\n")[2].strip("\n")
        for language in languages
    }


def _chosen(descriptor: Descriptor, names: list[str]) -> Descriptor:
    import msgspec

    if not names:
        return descriptor
    keys = [str(one.key) for one in descriptor.endpoints]
    wanted = {name if name in keys else f"/{name}" for name in names}
    for name in wanted:
        if name not in keys:
            raise UsageError(f"the app has no endpoint {name!r}; it has {', '.join(keys[:20])}")
    return msgspec.structs.replace(
        descriptor,
        endpoints=[one for one in descriptor.endpoints if str(one.key) in wanted],
        served=[one for one in descriptor.served if str(one.key) in wanted],
    )
