"""What decorators do to a signature, held against what calls accept and `inspect` shows."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

from faceplate.cache.store import Store
from faceplate.extraction import opened
from faceplate.link.names import find
from faceplate.link.signatures import Signature, signature_of
from faceplate.source import open_target

HEAD = """
import functools
import inspect
import os
from collections.abc import Callable
from functools import partial, update_wrapper, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

F = TypeVar("F", bound=Callable)
P = ParamSpec("P")
R = TypeVar("R")
"""

TURN = """
def turn(angle, speed=1, *, label=None):
    return angle
"""

WITH = "@marked" + TURN
CALLED = "@marked(3)" + TURN

SOURCES = {
    "argument": ("def marked(function):\n    function.mark = 1\n    return function", WITH),
    "wraps": (
        "def marked(function):\n    @wraps(function)\n    def inner(*args, **kwargs):\n"
        "        return function(*args, **kwargs)\n    return inner", WITH),
    "hidden": (
        "def marked(function):\n    def inner(*args, **kwargs):\n"
        "        return function(*args, **kwargs)\n    return inner", WITH),
    "adds": (
        "def marked(function):\n    @wraps(function)\n"
        "    def inner(*args, timeout=None, **kwargs):\n"
        "        return function(*args, **kwargs)\n    return inner", WITH),
    "adds, hidden": (
        "def marked(function):\n    def inner(*args, timeout=None, **kwargs):\n"
        "        return function(*args, **kwargs)\n    return inner", WITH),
    "own": ("def marked(function):\n    def inner(width):\n"
            "        return function(width)\n    return inner", WITH),
    "factory": (
        "def marked(times):\n    def decorate(function):\n        @functools.wraps(function)\n"
        "        def inner(*args, **kwargs):\n            return function(*args, **kwargs)\n"
        "        return inner\n    return decorate", CALLED),
    "factory, hidden": (
        "def marked(times):\n    def decorate(function):\n        def inner(*args, **kwargs):\n"
        "            return function(*args, **kwargs)\n"
        "        return inner\n    return decorate", CALLED),
    "cast": (
        "def marked(function: F) -> F:\n    @wraps(function)\n    def inner(*args, **kwargs):\n"
        "        return function(*args, **kwargs)\n    return cast('F', inner)", WITH),
    "either way": (
        "def marked(times=1, function=None):\n    if function is None:\n"
        "        def decorate(f: F) -> F:\n            return marked(times, function=f)\n"
        "        return decorate\n    @wraps(function)\n    def inner(*args, **kwargs):\n"
        "        return function(*args, **kwargs)\n    return cast('F', inner)", CALLED),
    "told": (
        "def marked(function):\n    def inner(*args, **kwargs):\n"
        "        return function(*args, **kwargs)\n    inner.__wrapped__ = function\n"
        "    return inner", WITH),
    "updated": (
        "def marked(function):\n    def inner(*args, **kwargs):\n"
        "        return function(*args, **kwargs)\n"
        "    return update_wrapper(inner, function)", WITH),
    "lambda": (
        "def marked(function):\n    return lambda *args, **kwargs: function(*args, **kwargs)",
        WITH),
    "object": (
        "class marked:\n    def __init__(self, function):\n        self.function = function\n"
        "        update_wrapper(self, function)\n    def __call__(self, *args, **kwargs):\n"
        "        return self.function(*args, **kwargs)", WITH),
    "object, hidden": (
        "class marked:\n    def __init__(self, function):\n        self.function = function\n"
        "    def __call__(self, *args, backend=None, **kwargs):\n"
        "        return self.function(*args, **kwargs)", WITH),
    "object, assigned": (
        "class marked:\n    def __init__(self, function):\n        self.function = function\n"
        "    def _plain(self, /, *args, **kwargs):\n"
        "        return self.function(*args, **kwargs)\n    __call__ = _plain", WITH),
    "object, own signature": (
        "class marked:\n    def __init__(self, function):\n        self.function = function\n"
        "    def __call__(self, *args, backend=None, **kwargs):\n"
        "        return self.function(*args, **kwargs)\n"
        "    @property\n    def __signature__(self):\n"
        "        return inspect.signature(lambda backend: 1)", WITH),
    "object, called": (
        "class marked:\n    def __init__(self, times):\n        self.times = times\n"
        "    def __call__(self, function):\n        @wraps(function)\n"
        "        def inner(*args, **kwargs):\n            return function(*args, **kwargs)\n"
        "        return inner", CALLED),
    "object by a function": (
        "class mapped:\n    def __init__(self, times):\n        self.times = times\n"
        "    def __call__(self, function):\n        def inner(*args, **kwargs):\n"
        "            return function(*args, **kwargs)\n        inner.__wrapped__ = function\n"
        "        return inner\n\ndef marked(times):\n    return mapped(times)", CALLED),
    "partial": (
        "def marked(function):\n    def call(f, *args, **kwargs):\n"
        "        return f(*args, **kwargs)\n    return partial(call, function)", WITH),
    "object by a name": (
        "class mapped:\n    def __init__(self, times):\n        self.times = times\n"
        "    def __call__(self, function):\n        def inner(*args, **kwargs):\n"
        "            return function(*args, **kwargs)\n        inner.__wrapped__ = function\n"
        "        return inner\n\nmarked = mapped(3)", WITH),
    "bound": ("def marked(function):\n    return partial(function, speed=3)", WITH),
    "redefined under a variable": (
        "def marked(function):\n    @wraps(function)\n    def inner(*args, **kwargs):\n"
        "        return function(*args, **kwargs)\n    return inner\n"
        "if os.environ.get('FACEPLATE_TEST_NOBODY_SETS_THIS'):\n    def marked(function):\n"
        "        def other():\n            return None\n        return other", WITH),
}  # fmt: skip


def read(folder: Path, source: str) -> Signature:
    (folder / "knobs.py").write_text(source, encoding="utf-8")
    target = opened(open_target(str(folder / "knobs.py"), []), Store(None), [], None)
    symbol = find(target.library, "knobs.turn")
    assert symbol is not None
    return signature_of(symbol, target.speaker.linker().ancestry)


def accepted(turn: Any) -> set[str]:
    """Return the keywords that a call does not refuse, beside one of those that it needs."""
    names = set()
    for name in ("angle", "speed", "label", "timeout", "backend", "width"):
        for base in ({"angle": 1}, {"width": 1}):
            try:
                turn(**base | {name: 1})
            except TypeError:
                continue
            names.add(name)
    return names


@pytest.mark.parametrize("name", SOURCES)
def test_a_call_takes_what_the_signature_says(name: str, tmp_path: Path) -> None:
    decorator, use = SOURCES[name]
    source = f"{HEAD}\n{decorator}\n\n{use}"
    space: dict[str, Any] = {}
    exec(source, space)
    signature = read(tmp_path, source)
    names = {parameter.name for parameter in signature.parameters} | signature.added
    assert set(signature.doubts) <= signature.settled
    assert names == accepted(space["turn"])


@pytest.mark.parametrize("name", SOURCES)
def test_a_page_without_a_doubt_shows_what_inspect_shows(name: str, tmp_path: Path) -> None:
    decorator, use = SOURCES[name]
    source = f"{HEAD}\n{decorator}\n\n{use}"
    space: dict[str, Any] = {}
    exec(source, space)
    signature = read(tmp_path, source)
    shown = [parameter.name for parameter in signature.parameters]
    assert signature.doubts or shown == list(inspect.signature(space["turn"]).parameters)


@pytest.mark.parametrize(
    ("decorator", "filled"),
    [
        ("def inner(*args, **kwargs):\n        return function(*args, label=2, **kwargs)", "label"),
        ("def inner(*args, **kwargs):\n        return function(2, *args, **kwargs)", "angle"),
        ("inner = partial(function, 2)", "angle"),
    ],
)
def test_what_a_wrapper_passes_itself_may_be_left_out(
    decorator: str, filled: str, tmp_path: Path
) -> None:
    source = f"{HEAD}\ndef marked(function):\n    {decorator}\n    return inner\n\n{WITH}"
    space: dict[str, Any] = {}
    exec(source, space)
    with pytest.raises(TypeError, match=f"multiple values for .*'{filled}'"):
        space["turn"](**{"angle": 1, filled: 1})
    assert read(tmp_path, source).filled == {filled}


@pytest.mark.parametrize(
    "decorator",
    [
        "def marked(function: Callable[P, R]) -> Callable[P, R]:\n    return REGISTRY[function]",
        "def marked(function: F | None = None) -> Callable[[F], F] | F:\n    return REGISTRY[1]",
        "def marked(function: F) -> 'F':\n    return REGISTRY[function]",
    ],
)
def test_what_annotations_promise_is_taken(decorator: str, tmp_path: Path) -> None:
    signature = read(tmp_path, f"{HEAD}\n{decorator}\n\n{WITH}")
    assert set(signature.doubts) <= signature.settled
    assert [one.name for one in signature.parameters] == ["angle", "speed", "label"]


@pytest.mark.parametrize(
    "decorator",
    [
        "def marked(function):\n    return REGISTRY[function]",
        "def marked(function: Callable[..., R]) -> Callable[..., R]:\n    return REGISTRY[1]",
        "def marked(f: Callable[Concatenate[int, P], R]) -> Callable[P, R]:\n    return G[f]",
        "from elsewhere import marked",
        "def marked(function):\n    return marked(function)",
        "def marked(function):\n    return other(function)\ndef other(f):\n    return marked(f)",
    ],
)
def test_what_is_not_known_is_a_doubt(decorator: str, tmp_path: Path) -> None:
    signature = read(tmp_path, f"{HEAD}\n{decorator}\n\n{WITH}")
    assert not set(signature.doubts) <= signature.settled


TELLING = {
    "other arguments": "def marked(function):\n    @wraps(function)\n    def inner(width=1):\n"
    "        return lambda *args: function(*args)\n    return inner",
    "the same arguments": "def marked(function):\n    @wraps(function)\n"
    "    def inner(angle, speed=2, *, label=None):\n"
    "        return function(angle)\n    return inner",
    "updated": "def marked(function):\n    def inner(width=1):\n"
    "        return lambda *args: function(*args)\n    return update_wrapper(inner, function)",
    "made twice": "def marked(function):\n    @wraps(function)\n    def inner(width=1):\n"
    "        @wraps(function)\n        def innermost(*args, **kwargs):\n"
    "            return function(*args, **kwargs)\n        return innermost\n    return inner",
}


@pytest.mark.parametrize("name", TELLING)
def test_what_only_inspect_shows_is_a_doubt(name: str, tmp_path: Path) -> None:
    source = f"{HEAD}\n{TELLING[name]}\n\n{WITH}"
    space: dict[str, Any] = {}
    exec(source, space)
    signature = read(tmp_path, source)
    takes = accepted(space["turn"])
    shown = list(inspect.signature(space["turn"]).parameters)
    assert [parameter.name for parameter in signature.parameters] == shown
    assert (set(signature.doubts) <= signature.settled) == (takes == set(shown))


CHANGING = {
    "sets a key": "kwargs['angle'] = 1",
    "sets a default": "kwargs.setdefault('angle', 1)",
    "updates": "kwargs.update(angle=1)",
    "binds anew": "kwargs = {'angle': 1} | kwargs",
    "takes out": "kwargs.pop('width', None); kwargs.setdefault('angle', 1)",
}


@pytest.mark.parametrize("name", CHANGING)
@pytest.mark.parametrize("tells", ["@wraps(function)", ""])
def test_a_wrapper_that_changes_what_it_is_given_is_opaque(
    name: str, tells: str, tmp_path: Path
) -> None:
    decorator = (
        f"def marked(function):\n    {tells}\n    def inner(*args, **kwargs):\n"
        f"        {CHANGING[name]}\n        return function(*args, **kwargs)\n    return inner"
    )
    source = f"{HEAD}\n{decorator}\n\n{WITH}"
    space: dict[str, Any] = {}
    exec(source, space)
    assert space["turn"]() == 1
    assert read(tmp_path, source).is_opaque


@pytest.mark.parametrize("name", ["argument", "wraps", "hidden", "adds", "factory"])
def test_a_wrapper_that_hands_on_is_not_opaque(name: str, tmp_path: Path) -> None:
    decorator, use = SOURCES[name]
    source = f"{HEAD}\n{decorator}\n\n{use}"
    space: dict[str, Any] = {}
    exec(source, space)
    with pytest.raises(TypeError):
        space["turn"]()
    assert not read(tmp_path, source).is_opaque


def test_arguments_that_are_bound_first_are_opaque(tmp_path: Path) -> None:
    decorator = (
        "def marked(function):\n    signature = inspect.signature(function)\n"
        "    @wraps(function)\n    def inner(*given, **named):\n"
        "        args = {'angle': 1} | signature.bind_partial(*given, **named).arguments\n"
        "        return function(**args)\n    return inner"
    )
    source = f"{HEAD}\n{decorator}\n\n{WITH}"
    space: dict[str, Any] = {}
    exec(source, space)
    assert space["turn"]() == 1
    assert read(tmp_path, source).is_opaque
