"""The patterns of `match`: whether a value fits one, and what the names in it are bound to."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from faceplate.script.operators import plain
from faceplate.script.values import Class, Frame, Instance, RuntimeValue

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

# Types whose pattern with one part binds the value itself: `str(name)`.
_ITSELF = (bool, bytes, dict, float, frozenset, int, list, set, str, tuple)
_ABSENT = object()


def fits(m: Machine, pattern: ast.pattern, subject: Any, frame: Frame) -> bool | None:
    """Whether a value fits a pattern, whose names are bound on the way; None if not known."""
    if isinstance(pattern, ast.MatchValue):
        return m.equal(subject, m.evaluate(pattern.value, frame))
    if isinstance(pattern, ast.MatchSingleton):
        return m.truth(m.compare(ast.Is, subject, pattern.value))
    if isinstance(pattern, ast.MatchAs):
        answer = None if pattern.pattern is None else fits(m, pattern.pattern, subject, frame)
        if pattern.name is not None:
            m.bind(pattern.name, subject, frame)
        return True if pattern.pattern is None else answer
    if isinstance(pattern, ast.MatchOr):
        return _any(m, pattern, subject, frame)
    if isinstance(pattern, ast.MatchSequence):
        return _sequence(m, pattern, subject, frame)
    if isinstance(pattern, ast.MatchMapping):
        return _mapping(m, pattern, subject, frame)
    assert isinstance(pattern, ast.MatchClass)
    return _class(m, pattern, subject, frame)


def _any(m: Machine, pattern: ast.MatchOr, subject: Any, frame: Frame) -> bool | None:
    for one in pattern.patterns:
        answer = fits(m, one, subject, frame)
        if answer is not False:
            return answer
    return False


def _all(answers: list[bool | None]) -> bool | None:
    return False if False in answers else None if None in answers else True


def _unknown(m: Machine, pattern: ast.pattern, subject: Any, frame: Frame) -> None:
    """Bind the names of a pattern to something unknown, as it may fit."""
    for one in ast.walk(pattern):
        name = one.rest if isinstance(one, ast.MatchMapping) else getattr(one, "name", None)
        if isinstance(name, str):
            m.bind(name, m.derived(subject), frame)


def _sequence(m: Machine, pattern: ast.MatchSequence, subject: Any, frame: Frame) -> bool | None:
    subject = plain(subject)
    if isinstance(subject, RuntimeValue) or m.trials.is_open(subject):
        _unknown(m, pattern, subject, frame)
        return None
    if not isinstance(subject, (list, tuple, range)):
        return False
    parts, items = pattern.patterns, list(subject)
    star = next((i for i, one in enumerate(parts) if isinstance(one, ast.MatchStar)), None)
    if star is None:
        if len(parts) != len(items):
            return False
    elif len(items) < len(parts) - 1:
        return False
    else:
        end = len(items) - (len(parts) - star - 1)
        items = [*items[:star], items[star:end], *items[end:]]
    answers: list[bool | None] = []
    for part, item in zip(parts, items, strict=True):
        if isinstance(part, ast.MatchStar):
            if part.name is not None:
                m.bind(part.name, item, frame)
            continue
        answers.append(fits(m, part, item, frame))
        if answers[-1] is False:
            return False
    return _all(answers)


def _mapping(m: Machine, pattern: ast.MatchMapping, subject: Any, frame: Frame) -> bool | None:
    subject = plain(subject)
    if isinstance(subject, RuntimeValue) or m.trials.is_open(subject):
        _unknown(m, pattern, subject, frame)
        return None
    if not isinstance(subject, dict):
        return False
    answers: list[bool | None] = []
    rest = dict(subject)
    for key, part in zip(pattern.keys, pattern.patterns, strict=True):
        name = plain(m.evaluate(key, frame))
        value = rest.pop(name, _ABSENT) if m.is_key(name) else _ABSENT
        answers.append(False if value is _ABSENT else fits(m, part, value, frame))
        if answers[-1] is False:
            return False
    if pattern.rest is not None:
        m.bind(pattern.rest, rest, frame)
    return _all(answers)


def _class(m: Machine, pattern: ast.MatchClass, subject: Any, frame: Frame) -> bool | None:
    kind = m.evaluate(pattern.cls, frame)
    answer = m.is_instance(subject, kind)
    if answer is not True:
        _unknown(m, pattern, subject, frame)
        return answer
    if kind in _ITSELF and len(pattern.patterns) == 1 and not pattern.kwd_patterns:
        return fits(m, pattern.patterns[0], subject, frame)
    names = list(pattern.kwd_attrs)
    if pattern.patterns:
        stated = _positions(m, kind, subject)
        if stated is None or len(stated) < len(pattern.patterns):
            _unknown(m, pattern, subject, frame)
            return None
        names = [*stated[: len(pattern.patterns)], *names]
    answers: list[bool | None] = []
    for name, part in zip(names, [*pattern.patterns, *pattern.kwd_patterns], strict=True):
        answers.append(fits(m, part, m.get(subject, name), frame))
        if answers[-1] is False:
            return False
    return _all(answers)


def _positions(m: Machine, kind: Any, subject: Any) -> list[str] | None:
    from faceplate.script import models

    if not isinstance(kind, Class) or not isinstance(subject, Instance):
        return None
    stated = kind.names.get("__match_args__")
    if isinstance(stated, tuple) and all(isinstance(one, str) for one in stated):
        return list(stated)
    return list(models.fields(kind)) if "__dataclass_fields__" in kind.names else None
