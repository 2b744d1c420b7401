"""Whether all say the same of who may call an endpoint.

An app has every listener of every class, each with every way to name and to show its endpoint. The
record of the event, the configuration, the descriptor and the server, which is called by name and
by number, are asked.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import faceplate_kit as kit
from faceplate_kit.dependency import Dependency
from showcase import probes
from showcase.caller import PREFIX, Caller

WAYS = ((None, True), (None, False), (False, True))
"""`api_name` and `show_api`, one pair for each visibility."""
NAMES = ("given", "Given name/x!", "", None, False)
FUNCTIONS = (lambda: None, None)


def expected(api_name: Any, show_api: bool, fn: Any) -> str:
    """Say who may call an endpoint, as the page of a listener says it."""
    if api_name is False:
        return "private"
    unnamed_and_empty = fn is None and not api_name
    return "undocumented" if unnamed_and_empty or not show_api else "public"


def disagreements() -> Iterator[str]:
    """Find where two differ."""
    wanted = []
    with kit.Blocks(sign_in=_nobody) as app:
        blocks = [probes.made(kind) for kind in probes.public() if kind is not kit.Blocks]
        listeners = [
            getattr(block, event.event_name) for block in (app, *blocks) for event in block.EVENTS
        ]
        trials = [(listener, *way, FUNCTIONS[0]) for listener in listeners for way in WAYS]
        trials += itertools.product(listeners[:1], NAMES, (True, False), FUNCTIONS)
        for listener, name, show_api, fn in trials:
            place = len(app.dependencies)
            listener(fn, api_name=name, show_api=show_api)
            wanted.append((place, expected(name, show_api, fn)))
    with Caller(app) as caller:
        for place, want in wanted:
            one = app.dependencies[place]
            for way, said in _ways(app, caller, one, want):
                if said != want:
                    yield f"visibility: {one.title} is {want} by its settings, {said} by {way}"


def _ways(app: kit.Blocks, caller: Caller, one: Dependency, want: str) -> Iterator[tuple[str, str]]:
    """Give for each way to see or to call an endpoint what it makes of it."""
    name, runs = f"/{one.api_name}", one.fn is not None
    listed = app.get_api_info()["named_endpoints"]
    all_listed = app.get_api_info(all_endpoints=True)["named_endpoints"]
    told = app.get_config()["dependencies"][one.id]
    path = quote(str(one.api_name) if one.api_name else "false", safe="/")
    by_name, _ = caller.post(f"{PREFIX}/call/{path}", {"data": []})
    numbered = {"data": [], "fn_index": one.id, "session_hash": "showcase"}
    by_number, _ = caller.post(f"{PREFIX}/queue/join", numbered)
    callable_ = runs and want != "private"
    yield "the event", one.visibility
    yield "the configuration", told["api_visibility"]
    yield "show_api", want if told["show_api"] is (want == "public") else "wrong"
    yield "the descriptor", _listed(name in listed, want == "public" and runs, want)
    yield "the whole descriptor", _listed(name in all_listed, callable_, want)
    if name in all_listed:
        yield "an entry of the descriptor", all_listed[name]["api_visibility"]
    yield "a call by name", _answered(by_name, callable_, want)
    yield "a call by number", _answered(by_number, callable_, want)


def _listed(found: bool, wanted: bool, want: str) -> str:
    return want if found is wanted else "listed" if found else "left out"


def _answered(status: int, wanted: bool, want: str) -> str:
    return want if (status == 200) is wanted else f"answered with {status}"


def _nobody(username: str, password: str) -> bool:
    return False
