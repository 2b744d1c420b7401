"""The descriptor as an HTML page, and its endpoints as snippets of code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from faceplate.api.descriptor import Descriptor, Endpoint, Info
from faceplate.api.forms.text import is_file
from faceplate.api.view.environment import environment
from faceplate.characters import encodable, visible

LANGUAGES = {"python": "#", "javascript": "//", "curl": "#"}
"""Each language of the snippets, with what starts a comment in it."""

URL = "http://127.0.0.1:7860/"
_WORDS = ("label", "component", "description")


def write(descriptor: Descriptor) -> str:
    """The descriptor as an HTML page, which needs nothing from elsewhere.

    Args:
        descriptor: What to write.
    """
    page = environment(html=True).get_template("view_api.html.jinja")
    return encodable(page.render(values(descriptor))).rstrip("\n") + "\n"


def values(descriptor: Descriptor) -> dict[str, Any]:
    """Give what the template of the page takes.

    Args:
        descriptor: What to write.
    """
    url = descriptor.url or URL
    return {
        "descriptor": addressed(_legible(descriptor.info()), url, descriptor.api_prefix),
        "url": url,
        "prefix": descriptor.api_prefix,
        "title": visible(descriptor.title or "app"),
    }


def snippets(descriptor: Descriptor, language: str) -> str:
    """A call of each endpoint as code.

    Args:
        descriptor: Which endpoints; those of the server's own words, with its files.
        language: One of `LANGUAGES`.

    Returns:
        The code, each call under a comment with the name of its endpoint.
    """
    return commented(descriptor, LANGUAGES[language], lambda one: call(descriptor, one, language))


def commented(descriptor: Descriptor, mark: str, write: Callable[[Endpoint], str]) -> str:
    """Something of each endpoint that can be called, under a comment with its name.

    Args:
        descriptor: Which endpoints.
        mark: What starts a comment.
        write: Writes it.
    """
    return "\n".join(
        f"{mark} {_one_line(str(endpoint.key))}\n{write(endpoint)}\n"
        for endpoint in descriptor.served
        if endpoint.visibility != "private"
    )


def call(descriptor: Descriptor, endpoint: Endpoint, language: str) -> str:
    """A call of an endpoint as code.

    Args:
        descriptor: The app.
        endpoint: The endpoint.
        language: One of `LANGUAGES`.
    """
    template = environment(html=False).get_template(f"snippets/{language}.jinja")
    url = descriptor.url or URL
    code = template.render(
        name=endpoint.key,
        endpoint=addressed(endpoint.raw, url, descriptor.api_prefix),
        url=url,
        prefix=descriptor.api_prefix,
    )
    return code.strip("\n")


def _one_line(text: str) -> str:
    return visible(text).replace("\n", "\\n")


def addressed(value: Any, url: str, prefix: str) -> Any:
    """Return a value with the address of each file in it that the app's server would hand out.

    A server fills in addresses when it answers; an app that is not served has only the path.
    """
    if isinstance(value, list):
        return [addressed(item, url, prefix) for item in value]
    if not isinstance(value, dict):
        return value
    if is_file(value):
        place = str(value.get("url") or value["path"])
        own = place.startswith(f"{prefix}/file=")
        return {**value, "url": url.rstrip("/") + place} if own else value
    return {key: addressed(item, url, prefix) for key, item in value.items()}


def _legible(info: Info) -> Info:
    """The descriptor with the words that a reader sees, and no value, made legible."""
    return {
        kind: {name: _legible_part(endpoint) for name, endpoint in endpoints.items()}
        for kind, endpoints in info.items()
    }


def _legible_part(part: dict[str, Any]) -> dict[str, Any]:
    made = {key: _word(value) if key in _WORDS else value for key, value in part.items()}
    for key in ("parameters", "returns"):
        if isinstance(made.get(key), list):
            made[key] = [_legible_part(value) for value in made[key]]
    if isinstance(made.get("python_type"), dict):
        made["python_type"] = {key: _word(value) for key, value in made["python_type"].items()}
    return made


def _word(value: Any) -> Any:
    return visible(value) if isinstance(value, str) else value
