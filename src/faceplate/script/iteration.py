"""Iterating: what a value gives one by one, and what Python's own functions make of that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from faceplate.script import alternatives
from faceplate.script.operators import plain
from faceplate.script.outcomes import Ended, Failed, trial
from faceplate.script.trials import States
from faceplate.script.values import Class, Either, Generator, Instance, Lost, RuntimeValue

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

_TURNS = 20_000


def items(m: Machine, value: Any) -> tuple[list[Any], bool]:
    """What iterating gives for certain and in order, and whether there may be more."""
    if type(value) is Either:
        return _of_each(m, value)
    if isinstance(value, RuntimeValue):
        m.doubts += 1
        return [], True
    if isinstance(value, Instance) and isinstance(value.cls, Class):
        method = m.find(value, "__iter__")
        if method is not None:
            return items(m, m.call(method, []))
        value = plain(value)
    if isinstance(value, Generator):
        return _given(m, value)
    if isinstance(value, (set, frozenset)):
        # Which comes first differs from run to run.
        return (list(value), m.trials.is_open(value)) if len(value) < 2 else ([], True)
    if isinstance(value, (str, bytes, range)):
        if len(value) > _TURNS:
            raise Lost("a loop has too many turns")
        return list(value), False
    if isinstance(value, (list, tuple, dict)):
        return list(value), m.trials.is_open(value)
    if isinstance(value, Class):
        members = value.names.get("_member_list_")
        if isinstance(members, list):
            return list(members), False
        return [], True
    return m.error(TypeError, "not iterable")


def _of_each(m: Machine, value: Either) -> tuple[list[Any], bool]:
    """What iterating over either of some values gives, where they have as many items."""
    made = alternatives.each(m, value, lambda choice: (*items(m, choice),))
    if not isinstance(made, tuple) or made[1] is not False or not isinstance(made[0], list):
        m.doubts += 1
        return [], True
    return made


def _given(m: Machine, generator: Generator) -> tuple[list[Any], bool]:
    from faceplate.script.expressions import Enough

    if generator.given is None:
        generator.frame.given = generator.given = []
        m.deepen()
        try:
            m.execute(generator.node.body, generator.frame)
        except Enough:
            m.trials.open(generator.given)
        finally:
            m.depth -= 1
    return list(generator.given), m.trials.is_open(generator.given)


def enumerated(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `enumerate` gives."""
    found, more = items(m, arguments[0])
    start = arguments[1] if len(arguments) > 1 else keywords.get("start", 0)
    made = list(enumerate(found, start))
    tail = m.trials.tail(arguments[0]) if more else None
    if tail is not None:
        rest = tuple(((m.unknown_of(int), item), certain) for item, certain in tail)
        m.trials.open(m.trials.made(made), rest)
        return made
    pair = (m.unknown_of(int), m.hidden_item(arguments[0])) if more else ()
    return opened(m, made, more, pair)


def opened(m: Machine, made: Any, more: bool, *others: Any) -> Any:
    """A container, marked as one that may hold more if it may."""
    if more:
        m.trials.open(m.trials.made(made), None, others)
    return made


def zipped(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `zip` gives."""
    rows, tail, hidden = _rows(m, arguments)
    if hidden is not None:
        return opened(m, rows, True, *(row for row, _ in tail), hidden)
    if tail:
        m.trials.open(m.trials.made(rows), tail)
    return rows


def _rows(m: Machine, iterables: list[Any]) -> tuple[list[Any], list[tuple[Any, bool]], Any]:
    """The rows of iterating over some values side by side.

    Returns:
        Those that are there for certain; those that may be; and what any other may be, None if
        there is none: where all that one of the values holds is seen, there are no more than that.
    """
    found = [items(m, one) for one in iterables]
    count = min((len(one) for one, _ in found), default=0)
    rows = list(zip(*(one for one, _ in found), strict=False))
    if not any(more for _, more in found):
        return rows, [], None
    others = [
        m.hidden_item(value) if more else None
        for value, (_, more) in zip(iterables, found, strict=True)
    ]

    def row(place: int) -> tuple[Any, ...]:
        parts = zip(found, others, strict=True)
        return tuple(one[place] if place < len(one) else other for (one, _), other in parts)

    closed = [len(one) for one, more in found if not more]
    if not closed:
        return rows, [], tuple(others)
    return rows, [(row(place), False) for place in range(count, min(closed))], None


def mapped(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `map` gives."""
    function = arguments[0]
    rows, tail, hidden = _rows(m, arguments[1:])
    made = [m.call(function, list(row)) for row in rows]
    others = [perhaps(m, partial(m.call, function, list(row))) for row, _ in tail]
    if hidden is not None:
        others += [perhaps(m, partial(m.call, function, list(hidden))) for _ in range(2)]
    return opened(m, made, hidden is not None or bool(tail), *others)


def perhaps(m: Machine, way: Callable[[], Any]) -> Any:
    """What something gives that is done or not; what it does may be so afterwards."""
    outcome, states = trial(m, way)
    if isinstance(outcome, (Failed, Ended)):
        m.doubts += 1
        return None
    m.trials.join(states, States(), m.line)
    return outcome


def filtered(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `filter` gives."""
    found, more = items(m, arguments[1])
    turns = [(item, True) for item in found]
    if more and m.trials.tail(arguments[1]) is not None:
        turns += m.trials.tail(arguments[1]) or ()
        more = False
    rows: list[tuple[Any, bool]] = []
    for one, certain in turns:
        fits = m.truth(one if arguments[0] is None else m.call(arguments[0], [one]))
        if fits is not False:
            rows.append((one, certain and fits is True))
    count = next((place for place, (_, certain) in enumerate(rows) if not certain), len(rows))
    made = [one for one, _ in rows[:count]]
    if more:
        return opened(m, made, True, m.hidden_item(arguments[1]), *(one for one, _ in rows[count:]))
    if rows[count:]:
        m.trials.open(m.trials.made(made), tuple(rows[count:]))
    return made


def sorted_(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `sorted` gives."""
    found, more = elements(m, arguments[0])
    key = keywords.get("key")
    keys = [one if key is None else m.call(key, [one]) for one in found]
    keys = [plain(one) for one in keys]
    if (
        more
        or not all(map(m.settled, keys))
        or not isinstance(keywords.get("reverse", False), bool)
    ):
        unseen = [m.hidden_item(arguments[0])] if more else m.trials.hidden(arguments[0])
        return opened(m, [], True, *found, *unseen)
    backwards = keywords.get("reverse", False)
    order = m.native(lambda: sorted(range(len(keys)), key=lambda i: keys[i], reverse=backwards))
    return [found[place] for place in order]


def reversed_(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `reversed` gives."""
    found, more = items(m, arguments[0])
    if more:
        return opened(m, [], True, *found, m.hidden_item(arguments[0]))
    return found[::-1]


def next_(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `next` gives."""
    source, *default = arguments
    if isinstance(source, Instance):
        method = m.find(source, "__next__")
        return m.unknown(source) if method is None else m.call(method, [])
    found, more = items(m, source)
    if isinstance(source, Generator):
        source = source.given
    if found:
        # What is iterated over in steps is a list of its own here, so it can be used up.
        if isinstance(source, list):
            m.trials.save(source)
            del source[0]
        return found[0]
    if more:
        tail = m.trials.tail(source)
        if tail:
            first = next((i for i, (_, certain) in enumerate(tail) if certain), None)
            rest = tail if first is None else tail[: first + 1]
            left = default if first is None else []
            m.trials.open(source, None)
            return m.any_of([*(item for item, _ in rest), *left])
        return m.any_of([m.hidden_item(source), *default])
    if default:
        return default[0]
    return m.error(StopIteration)


def iterator(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `iter` gives."""
    if isinstance(arguments[0], Generator):
        return arguments[0]
    found, more = items(m, arguments[0])
    if more:
        m.trials.open(
            m.trials.made(found), m.trials.tail(arguments[0]), [m.hidden_item(arguments[0])]
        )
    return found


def elements(m: Machine, value: Any) -> tuple[list[Any], bool]:
    """What a container holds, in any order, and whether there may be more."""
    if isinstance(value, (set, frozenset)):
        return list(value), m.trials.is_open(value)
    return items(m, value)
