"""What a function may know of the call that runs it.

A parameter that is annotated with `Request` is no input: it is filled with the request, whatever
its place among the parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    """One call of a function.

    Attributes:
        username: Who is signed in, or None.
        session_hash: The session that calls.
        headers: HTTP headers, names in lower case.
        query_params: Parameters of the URL of the app's page.
        host: Network address of the caller.
    """

    username: str | None = None
    session_hash: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    query_params: Mapping[str, str] = field(default_factory=dict)
    host: str | None = None
