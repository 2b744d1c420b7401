"""A call of each endpoint from the shell.

Where the release has a program that calls endpoints, that is what is written: it waits for the
result, and uploads and downloads files. Else it is `curl`, which every system has.
"""

from __future__ import annotations

from typing import Any

from faceplate.api.descriptor import Descriptor, Endpoint, Value
from faceplate.api.forms import page
from faceplate.api.forms.text import is_file
from faceplate.api.view.literals import as_json, shell


def write(descriptor: Descriptor) -> str:
    """A call of each endpoint as a line of a POSIX shell.

    Args:
        descriptor: Which endpoints; those of the server's own words, with its files.

    Returns:
        The lines, each call under a comment with the name of its endpoint.
    """
    return page.commented(descriptor, "#", lambda endpoint: call(descriptor, endpoint))


def call(descriptor: Descriptor, endpoint: Endpoint) -> str:
    """A call of an endpoint from the shell.

    Args:
        descriptor: The app.
        endpoint: The endpoint.
    """
    names = [value.name for value in endpoint.parameters]
    # The program takes values by their names.
    if not descriptor.command or endpoint.name is None or None in names:
        return page.call(descriptor, endpoint, "curl")
    url = descriptor.url or page.URL
    values = {
        str(value.name): _sample(value, url, descriptor.api_prefix) for value in endpoint.parameters
    }
    words = (url, endpoint.name, as_json(values))
    return " ".join([descriptor.command, *map(shell, words)])


def _sample(value: Value, url: str, prefix: str) -> Any:
    """A value for a parameter: its default, else its example."""
    sample = value.default if value.states_value else value.example
    return _without_details(page.addressed(sample, url, prefix))


def _without_details(value: Any) -> Any:
    """A value whose files have what the program needs to send them, and no more."""
    if isinstance(value, list):
        return [_without_details(item) for item in value]
    if not isinstance(value, dict):
        return value
    if is_file(value):
        place = value.get("url") or value["path"]
        return {"path": place, "meta": value["meta"]}
    return {key: _without_details(item) for key, item in value.items()}
