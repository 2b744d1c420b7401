"""What changed in what an app lets clients call: endpoints with what they take and give back.

A client calls an endpoint as Python calls a function, by place or by name, so parameters are held
against each other as those of a function are. What a release left open is not held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from faceplate.api.descriptor import Descriptor, Endpoint, Visibility
from faceplate.api.descriptor import Value as EndpointValue
from faceplate.compare.calls import Call, compared
from faceplate.compare.causes import folded
from faceplate.compare.change import LEVELS, Change, Level, ReleaseComparison
from faceplate.model import Parameter

_SEEN: dict[Visibility, str] = {
    "public": "is listed for everybody",
    "undocumented": "is not listed, and can be called",
    "private": "cannot be called by clients",
}
_LEAST: tuple[Visibility, ...] = ("public", "undocumented", "private")


def compare_apps(old: Descriptor, new: Descriptor, names: tuple[str, str]) -> ReleaseComparison:
    """Return what changed for the clients of an app.

    Args:
        old: What the older state of the app lets clients call.
        new: What the newer one does.
        names: What the two are called.
    """
    changes = folded(list(_changes(old.endpoints, new.endpoints)))
    order = {level: number for number, level in enumerate(LEVELS)}
    stated: list[dict[str, str | None]] = [{"name": name, "version": None} for name in names]
    ranked = sorted(changes, key=lambda change: (order[change.level], change.path, change.message))
    return ReleaseComparison(stated[0], stated[1], ranked)


def _changes(old: Sequence[Endpoint], new: Sequence[Endpoint]) -> Iterator[Change]:
    before = {endpoint.key: endpoint for endpoint in old}
    after = {endpoint.key: endpoint for endpoint in new}
    gone = [endpoint for key, endpoint in before.items() if key not in after]
    fresh = [endpoint for key, endpoint in after.items() if key not in before]
    for endpoint in gone:
        same = [each for each in fresh if _shape(each) == _shape(endpoint)]
        alike = [each for each in gone if _shape(each) == _shape(endpoint)]
        if len(same) == 1 and len(alike) == 1 and endpoint.parameters:
            fresh.remove(same[0])
            words = f"endpoint `{endpoint.key}` is now `{same[0].key}`"
            yield _row("endpoint-renamed", "breaking", endpoint, words, endpoint.key, same[0].key)
        else:
            words = f"endpoint `{endpoint.key}` was removed"
            yield _row("endpoint-removed", "breaking", endpoint, words, endpoint.key, None)
    for endpoint in fresh:
        words = f"endpoint `{endpoint.key}` was added"
        yield _row("endpoint-added", "addition", endpoint, words, None, endpoint.key)
    for key, endpoint in before.items():
        if key in after:
            yield from _endpoint(endpoint, after[key])


def _shape(endpoint: Endpoint) -> tuple[object, ...]:
    """Return what an endpoint takes and gives, without its name."""
    values = (*endpoint.parameters, *endpoint.returns)
    return (
        len(endpoint.parameters),
        *((each.name, each.label, each.component, each.python_type) for each in values),
    )


def _endpoint(old: Endpoint, new: Endpoint) -> Iterator[Change]:
    path = str(new.key)
    yield from compared(
        Call(path, _parameters(old.parameters)), Call(path, _parameters(new.parameters))
    )
    yield from _returns(old, new)
    if old.visibility != new.visibility:
        less = _LEAST.index(new.visibility) - _LEAST.index(old.visibility)
        level: Level = "breaking" if new.visibility == "private" else "behaviour"
        words = f"{_SEEN[new.visibility]}, and {_SEEN[old.visibility].replace('is ', 'was ', 1)}"
        words = words.replace(", and cannot", ", and could not")
        yield _row(
            "endpoint-visibility", level if less > 0 else "addition", new, words,
            old.visibility, new.visibility,
        )  # fmt: skip
    if " ".join(old.description.split()) != " ".join(new.description.split()):
        texts = (old.description, new.description)
        yield _row("text", "text", new, "is described in other words", *texts)


def _returns(old: Endpoint, new: Endpoint) -> Iterator[Change]:
    before, after = len(old.returns), len(new.returns)
    if before != after:
        words = f"gives {_count(after)} back, and gave {_count(before)}"
        yield _row("returns-count", "breaking", new, words, str(before), str(after))
        return
    for number, (was, now) in enumerate(zip(old.returns, new.returns, strict=True), 1):
        if was.python_type != now.python_type:
            words = f"result {number} is `{now.python_type}`, and was `{was.python_type}`"
            yield _row("returns-type", "behaviour", new, words, was.python_type, now.python_type)


def _count(number: int) -> str:
    return "nothing" if not number else "1 value" if number == 1 else f"{number} values"


def _parameters(values: Sequence[EndpointValue]) -> list[Parameter]:
    """Return what an endpoint takes as parameters of a function."""
    parameters = []
    for number, value in enumerate(values, 1):
        name = value.name or f"parameter {number} ({value.label})"
        parameters.append(
            Parameter(
                name,
                "positional_or_keyword" if value.name else "positional_only",
                _annotation(value.python_type),
                repr(value.default) if value.has_default else None,
                required=not value.has_default,
            )
        )
    return parameters


def _annotation(stated: str) -> str:
    """Return a type of a descriptor as an annotation: `dict(path: str)` is a `dict`."""
    return re.sub(r"\bdict\([^()]*\)", "dict", stated)


def _row(
    kind: str, level: Level, endpoint: Endpoint, words: str, old: object, new: object
) -> Change:
    path = str(endpoint.key)
    stated = [None if value is None else str(value) for value in (old, new)]
    return Change(kind, level, path, stated[0], stated[1], words, places=(path,))
