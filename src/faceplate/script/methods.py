"""Methods of plain data: of texts, lists, dicts and sets."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from faceplate.script import alternatives, border, targets
from faceplate.script.hints import Hint
from faceplate.script.iteration import elements, sorted_
from faceplate.script.operators import LARGEST, contains, plain
from faceplate.script.values import Either, Lost, Namespace, RuntimeValue

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

_OF_OBJECT = ("__init__", "__new__", "__setattr__", "__init_subclass__")
_GIVING_TEXT = {
    *("center", "expandtabs", "format", "format_map", "join", "ljust", "lstrip", "removeprefix"),
    *("removesuffix", "replace", "rjust", "rstrip", "strip", "translate", "zfill"),
}
_PADDING = ("center", "ljust", "rjust", "zfill", "expandtabs")
_SAFE = (str, bytes, int, float, bool, complex, tuple, range, frozenset, type(None))


class Unbound:
    """A method of a type of Python, not bound to a value."""

    __slots__ = ("kind", "name")

    def __init__(self, kind: type, name: str) -> None:
        self.kind = kind
        self.name = name


def of_type(kind: type, name: str) -> Unbound | None:
    """A method of a type of Python; None if it has none that is known here."""
    if kind is object or issubclass(kind, BaseException):
        return Unbound(kind, name) if name in _OF_OBJECT else None
    if kind is type:
        return Unbound(kind, name) if name in ("__new__", "__call__", "__init__") else None
    if name in ("__getattr__", "__class__", "__get__", "__doc__") or not hasattr(kind, name):
        return None
    return Unbound(kind, name)


def of_plain(m: Machine, owner: Any, name: str, missing: Any) -> Any:
    """An attribute of a plain value."""
    from faceplate.script.values import BoundMethod

    if name == "__class__":
        return type(owner)
    if isinstance(owner, Hint):
        fields = {"__origin__": owner.origin, "__args__": owner.arguments}
        return fields.get(name, missing)
    if not hasattr(type(owner), name):
        return missing
    if isinstance(owner, slice) or name in ("real", "imag", "numerator", "start", "stop", "step"):
        return m.native(getattr, owner, name)
    return BoundMethod(Unbound(type(owner), name), owner)


def _of_text(m: Machine, name: str) -> RuntimeValue:
    """What a method of a text gives that was handed something unknown: its type is known."""
    unknown = m.unknown()  # the call may fail, which is noted
    return m.unknown_of(str) if name in _GIVING_TEXT else unknown


def call(
    m: Machine, method: Unbound, owner: Any, arguments: list[Any], keywords: dict[str, Any]
) -> Any:
    """The value of a method's call on a value."""
    owner = plain(owner)
    kind, name = method.kind, method.name
    if name in _OF_OBJECT:
        if name == "__setattr__" and len(arguments) == 2:
            m.trials.save(owner.names)
            owner.names[arguments[0]] = arguments[1]
        return None
    if isinstance(owner, RuntimeValue):
        border.written(m, owner)
        return m.unknown(owner, arguments)
    if isinstance(owner, dict) and name in _DICT:
        return _DICT[name](m, owner, *arguments, **keywords)
    if isinstance(owner, list) and name in _LIST:
        return _LIST[name](m, owner, *arguments, **keywords)
    if isinstance(owner, set) and name in _SET:
        return _SET[name](m, owner, *arguments)
    if name == "__contains__" and arguments:
        found = contains(m, owner, arguments[0])
        return m.unknown() if found is None else found
    if name == "__getitem__" and arguments:
        return m.item(owner, arguments[0])
    if isinstance(owner, str) and name == "join" and len(arguments) == 1:
        items, more = m.items(arguments[0])
        arguments = [[plain(one) for one in items]]
        if more:
            return _of_text(m, name)
    arguments = [plain(one) for one in arguments]
    # A method that changes what it is called on, and is not known above, leaves nothing certain.
    if not isinstance(owner, (*_SAFE, list, dict, set)):
        return m.unknown(owner, arguments)
    if not isinstance(owner, _SAFE) and name not in ("copy", "index", "count", "union"):
        raise Lost(f"{kind.__name__}.{name} is not followed")
    if not (m.settled(owner) and all(map(m.settled, [*arguments, *keywords.values()]))):
        return _of_text(m, name) if kind is str else m.unknown(owner, arguments)
    if name in _PADDING and any(isinstance(one, int) and one > 1000 for one in arguments):
        return m.unknown()
    if name in ("format", "format_map"):
        digits = "".join(c if c.isdigit() else " " for c in str(owner)).split()
        if any(len(number) > 4 for number in digits) or any(
            isinstance(one, int) and one > 10_000 for one in [*arguments, *keywords.values()]
        ):
            return m.unknown()
    growth = len(str(arguments[1])) if name == "replace" and len(arguments) > 1 else 0
    if len(str(owner)) * growth > 10 * LARGEST:
        return m.unknown()
    return (
        m.native(getattr(kind, name), owner, *arguments)
        if not keywords
        else m.native(lambda: getattr(kind, name)(owner, *arguments, **keywords))
    )


def _copied(m: Machine, owner: Any, made: Any, part: int | None = None) -> Any:
    """A new container with what another one holds, or with a part of each of its pairs."""
    m.trials.made(made)
    if m.trials.is_open(owner):
        tail = m.trials.tail(owner)
        if tail is not None and part is not None:
            tail = tuple((pair[part], certain) for pair, certain in tail)
        m.trials.open(made, tail, m.trials.hidden(owner))
    return made


def _get(m: Machine, owner: dict[Any, Any], key: Any, default: Any = None) -> Any:
    key = plain(key)
    if type(key) is Either:
        return alternatives.each(m, key, lambda choice: _get(m, owner, choice, default))
    if m.is_key(key):
        if key in owner:
            return m.item(owner, key) if type(owner) is Namespace else owner[key]
        for (other, value), _ in m.trials.tail(owner) or ():
            if m.equal(other, key):
                return m.trials.merged(value, default, m.line)
        if m.trials.tail(owner) is not None and not isinstance(key, RuntimeValue):
            return default
        if not isinstance(key, RuntimeValue) and not m.trials.is_open(owner):
            return default
    values = [*owner.values(), *m.trials.hidden(owner), default]
    if m.in_script and m.trials.tail(owner) is not None:
        return m.any_of([*owner.values(), *(pair[1] for pair in m.trials.hidden(owner)), default])
    return m.unknown(*values)


def _set_default(m: Machine, owner: dict[Any, Any], key: Any, default: Any = None) -> Any:
    found = contains(m, owner, key)
    if found is True:
        return owner[plain(key)]
    if found is None:
        default = m.unknown(default, list(owner.values()))
    targets.set_item(m, owner, key, default)
    return default


def _update(m: Machine, owner: dict[Any, Any], *others: Any, **keywords: Any) -> None:
    m.trials.save(owner)
    for other in others:
        other = plain(other)
        if isinstance(other, RuntimeValue) or m.trials.is_open(other):
            overwrite(m, owner, other)
        if isinstance(other, dict):
            for key, value in other.items():
                targets.set_item(m, owner, key, value)
            continue
        items, more = m.items(other)
        for pair in items:
            if isinstance(pair, (tuple, list)) and len(pair) == 2:
                targets.set_item(m, owner, pair[0], pair[1])
            else:
                more = True
        if more:
            overwrite(m, owner, m.unknown(other))
    for key, value in keywords.items():
        targets.set_item(m, owner, key, value)


def overwrite(m: Machine, owner: dict[Any, Any], other: Any) -> None:
    """Let any key of a dict have got another value, as what it is updated with is not known."""
    tail = m.trials.tail(other) if isinstance(other, dict) else None
    if tail is not None:
        before = m.trials.tail(owner)
        rest = [(pair, False) for pair, _ in tail if pair[0] not in owner]
        m.trials.open(owner, None if before is None else (*before, *rest))
        for (key, value), _ in tail:
            if key in owner:
                owner[key] = m.trials.merged(owner[key], value, m.line)
        return
    value = m.derived(other)
    m.trials.open(owner, None, [value])
    for key in owner:
        owner[key] = m.trials.merged(owner[key], value, m.line)


def _pop(m: Machine, owner: dict[Any, Any], key: Any, *default: Any) -> Any:
    key = plain(key)
    found = contains(m, owner, key)
    if found is None:
        m.trials.open(owner)
        values = [*owner.values(), *default]
        for other in owner:
            if m.equal(other, key) is not False:
                owner[other] = m.trials.merged(owner[other], m.unknown(owner[other]), m.line)
        return m.unknown(*values, *m.trials.hidden(owner))
    if not found:
        if not default:
            m.error(KeyError, key)
        return default[0]
    m.trials.save(owner)
    return owner.pop(key)


def _pop_last(m: Machine, owner: dict[Any, Any]) -> Any:
    if not owner and not m.trials.is_open(owner):
        m.error(KeyError, "an empty dict")
    if m.trials.is_open(owner) or any(isinstance(key, RuntimeValue) for key in owner):
        hidden = m.trials.hidden(owner)
        for key in owner:
            owner[key] = m.trials.merged(owner[key], m.unknown(owner[key]), m.line)
        m.trials.open(owner)
        return m.unknown(*owner.values(), *hidden)
    m.trials.save(owner)
    return owner.popitem()


def _clear(m: Machine, owner: Any) -> None:
    m.trials.close(owner)
    m.trials.save(owner)
    owner.clear()


_DICT: dict[str, Any] = {
    "get": _get,
    "setdefault": _set_default,
    "update": _update,
    "pop": _pop,
    "popitem": _pop_last,
    "clear": _clear,
    "items": lambda m, owner: _copied(m, owner, list(owner.items())),
    "keys": lambda m, owner: _copied(m, owner, list(owner), 0),
    "values": lambda m, owner: _copied(m, owner, list(owner.values()), 1),
    "copy": lambda m, owner: _copied(m, owner, owner.copy()),
    "__setitem__": lambda m, owner, key, value: targets.set_item(m, owner, key, value),
    "__getitem__": lambda m, owner, key: m.item(owner, key),
}


def _append(m: Machine, owner: list[Any], value: Any) -> None:
    m.trials.save(owner)
    if m.trials.is_open(owner):
        tail = m.trials.tail(owner)
        m.trials.open(owner, None if tail is None else (*tail, (value, True)), [value])
    else:
        if len(owner) >= LARGEST:
            raise Lost("a list is too long")
        owner.append(value)


def _extend(m: Machine, owner: list[Any], values: Any) -> None:
    items, more = m.items(values)
    m.trials.save(owner)
    rest = m.trials.tail(values) if more else ()
    if m.trials.is_open(owner):
        before = m.trials.tail(owner)
        rest = None if rest is None else (*((one, True) for one in items), *rest)
        is_lost = before is None or rest is None
        hidden = [*items, *m.trials.hidden(values), *([] if rest else [m.unknown(values)])]
        m.trials.open(owner, None if is_lost else (*(before or ()), *(rest or ())), hidden)
        return
    if len(owner) + len(items) > LARGEST:
        raise Lost("a list is too long")
    owner.extend(items)
    if more:
        m.trials.open(owner, rest, [] if rest is not None else [m.hidden_item(values)])


def _insert(m: Machine, owner: list[Any], place: Any, value: Any) -> None:
    m.trials.save(owner)
    if m.trials.is_open(owner) or not isinstance(place, int):
        m.trials.scatter(owner, value)
    else:
        owner.insert(place, value)


def _remove(m: Machine, owner: list[Any], value: Any) -> None:
    m.trials.save(owner)
    for place, one in enumerate(owner):
        alike = m.equal(one, value)
        if alike:
            del owner[place]
            return
        if alike is None:
            rest = owner[place:]
            del owner[place:]
            m.trials.open(owner, None, rest)
            return
    if not m.trials.is_open(owner):
        m.error(ValueError, "not in list")


def _take(m: Machine, owner: list[Any], place: Any = -1) -> Any:
    m.trials.save(owner)
    if m.trials.is_open(owner) or not isinstance(place, int):
        m.trials.scatter(owner)
        return m.hidden_item(owner)
    if not -len(owner) <= place < len(owner):
        m.error(IndexError, place)
    return owner.pop(place)


def _sort(m: Machine, owner: list[Any], key: Any = None, reverse: Any = False) -> None:
    made = sorted_(m, [owner], {"key": key, "reverse": reverse})
    if not isinstance(made, list) or m.trials.is_open(made):
        m.trials.scatter(owner)
    else:
        m.trials.save(owner)
        owner[:] = made


def _reverse(m: Machine, owner: list[Any]) -> None:
    if m.trials.is_open(owner):
        m.trials.scatter(owner)
    else:
        m.trials.save(owner)
        owner.reverse()


def _index(m: Machine, owner: list[Any], value: Any, *limits: Any) -> Any:
    for place, one in enumerate(owner):
        alike = m.equal(one, value)
        if alike is None or limits:
            return m.unknown()
        if alike:
            return place
    if m.trials.is_open(owner):
        return m.unknown()
    return m.error(ValueError, "not in list")


def _count(m: Machine, owner: list[Any], value: Any) -> Any:
    alike = [m.equal(one, value) for one in owner]
    return m.unknown() if None in alike or m.trials.is_open(owner) else alike.count(True)


_LIST: dict[str, Any] = {
    "append": _append,
    "extend": _extend,
    "insert": _insert,
    "remove": _remove,
    "pop": _take,
    "clear": _clear,
    "sort": _sort,
    "reverse": _reverse,
    "index": _index,
    "count": _count,
    "copy": lambda m, owner: _copied(m, owner, owner.copy()),
    "__contains__": lambda m, owner, value: m.compare(ast.In, value, owner),
}


def _add(m: Machine, owner: set[Any], value: Any) -> None:
    m.trials.save(owner)
    if isinstance(value, RuntimeValue):
        m.trials.open(owner, None, [value])
    else:
        owner.add(m.hashable(plain(value)))


def _add_all(m: Machine, owner: set[Any], *others: Any) -> None:
    for other in others:
        items, more = m.items(other)
        for one in items:
            _add(m, owner, one)
        if more:
            m.trials.open(owner, None, [m.hidden_item(other)])


def _discard(m: Machine, owner: set[Any], value: Any) -> None:
    m.trials.save(owner)
    if isinstance(value, RuntimeValue):
        m.trials.scatter(owner)
    else:
        owner.discard(value)


def _of_sets(name: str) -> Any:
    def call(m: Machine, owner: set[Any], *others: Any) -> Any:
        found = [elements(m, one) for one in others]
        more = m.trials.is_open(owner) or any(loose for _, loose in found)
        made = getattr(set, name)(owner, *(map(m.hashable, one) for one, _ in found))
        if not isinstance(made, set):
            return m.unknown_of(bool) if more else made
        if more:
            inner = [*made, *owner, *(item for items, _ in found for item in items)]
            hidden = [item for one in (owner, *others) for item in m.trials.hidden(one)]
            if name != "union":
                made = set()
            m.trials.open(made, None, [*inner, *hidden])
        return made

    return call


def _take_any(m: Machine, owner: set[Any]) -> Any:
    m.trials.save(owner)
    if len(owner) == 1 and not m.trials.is_open(owner):
        return owner.pop()
    if not owner and not m.trials.is_open(owner):
        m.error(KeyError, "an empty set")
    m.trials.scatter(owner)
    return m.hidden_item(owner)


_SET: dict[str, Any] = {
    "pop": _take_any,
    **{
        name: _of_sets(name)
        for name in ("union", "intersection", "difference", "issubset", "issuperset", "isdisjoint")
    },
    "add": _add,
    "update": _add_all,
    "discard": _discard,
    "remove": _discard,
    "clear": _clear,
    "copy": lambda m, owner: _copied(m, owner, owner.copy()),
}
