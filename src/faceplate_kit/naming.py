"""The names of endpoints.

A name that is given is taken as it stands; otherwise the function names the endpoint. No two
endpoints of an app have the same name: a later one gets a number, and private ones count too.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Collection
from typing import Any, Literal

from faceplate_kit.dependency import Visibility

_DROPPED = str.maketrans("", "", string.punctuation.replace("-", "").replace("_", ""))


def endpoint(
    api_name: str | Literal[False] | None,
    fn: Callable[..., Any] | None,
    js: str | None,
    show_api: bool,
    taken: Collection[str],
) -> tuple[str | Literal[False], Visibility]:
    """Name an endpoint.

    Args:
        api_name: The name that the author gives: a string, None for the function's, False for a
            private endpoint.
        fn: The function behind it, if any.
        js: The JavaScript function of the event, if any.
        show_api: Whether the author wants it listed.
        taken: The names that other endpoints of the app have.

    Returns:
        The name, or False, and who may call it.
    """
    if api_name is False:
        return False, "private"
    if api_name is not None and api_name.strip():
        name = api_name
    elif fn is not None:
        name = function_name(fn)
    else:
        name = "js_fn" if js is not None else "unnamed"
        show_api = False
    return unique(name, taken), "public" if show_api else "undocumented"


def function_name(fn: Callable[..., Any]) -> str:
    """Give the name of a function, or of the type of another callable, without punctuation."""
    name = getattr(fn, "__name__", None) or getattr(type(fn), "__name__", "unnamed")
    return str(name).translate(_DROPPED)


def unique(name: str, taken: Collection[str]) -> str:
    """Give a name that is not taken: the name itself, or the name with the first free number."""
    if name not in taken:
        return name
    number = 1
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"
