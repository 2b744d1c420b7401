"""What an expression in a body is worth, as far as the arguments of one call tell.

Only plain data is kept. All else is `UNKNOWN`, or `SOMETHING`, of which it is known that it is not
None. Nothing of what is read is run: each operation that is followed is carried out here.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

# Elements of a display, and turns of a comprehension, that are followed.
_MOST = 200
_DEEPEST = 30


class Unknown:
    """A value that is not known."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name

    def __deepcopy__(self, memo: object) -> Unknown:
        return self


UNKNOWN = Unknown("UNKNOWN")
"""A value of which nothing is known."""
SOMETHING = Unknown("SOMETHING")
"""A value that is not None, nor plain data."""

_TYPES: dict[str, type] = {
    "bool": bool,
    "bytes": bytes,
    "dict": dict,
    "float": float,
    "int": int,
    "list": list,
    "set": set,
    "str": str,
    "tuple": tuple,
}
_ROWS: dict[str, Callable[[Any], Any]] = {
    "list": list,
    "set": set,
    "sorted": sorted,
    "tuple": tuple,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: lambda left, right: left == right,
    ast.NotEq: lambda left, right: left != right,
    ast.Lt: lambda left, right: left < right,
    ast.LtE: lambda left, right: left <= right,
    ast.Gt: lambda left, right: left > right,
    ast.GtE: lambda left, right: left >= right,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}

Names = dict[str, Any]


def is_known(value: Any) -> bool:
    """Return whether a value is plain data, all of which is known."""
    if isinstance(value, Unknown):
        return False
    if isinstance(value, dict):
        return all(map(is_known, value.values()))
    if isinstance(value, list | tuple | set):
        return all(map(is_known, value))
    return True


def truth(value: Any) -> bool | None:
    """Return whether a value counts as true; None if that is not known."""
    if isinstance(value, Unknown):
        return None
    return bool(value)


def passed(node: ast.expr) -> Any:
    """Return what an argument is worth that a call writes out.

    Args:
        node: The argument.
    """
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        made = (ast.List, ast.Dict, ast.Tuple, ast.Set, ast.Lambda, ast.JoinedStr)
        return SOMETHING if isinstance(node, made) else UNKNOWN


class Evaluator:
    """Finds what expressions are worth.

    Args:
        names: What names are bound to.
        elsewhere: Gives the value of a name that the function does not bind.
        changed: Lists and dicts of which it is not known any more what they hold.
    """

    def __init__(
        self,
        names: Names,
        elsewhere: Callable[[str], Any],
        changed: list[Any] | None = None,
    ) -> None:
        self.names = names
        self.changed = changed if changed is not None else []
        self._elsewhere = elsewhere

    def is_changed(self, value: Any) -> bool:
        """Return whether it is not known any more what a list or a dict holds."""
        return any(value is each for each in self.changed)

    def value(self, node: ast.expr, depth: int = 0) -> Any:
        """Return what an expression is worth."""
        handler = _HANDLERS.get(type(node))
        if handler is None or depth > _DEEPEST:
            return UNKNOWN
        try:
            return handler(self, node, depth + 1)
        except (TypeError, ValueError, KeyError, IndexError, OverflowError, AttributeError):
            # What is read would raise, or only seems to; either way its value is not known.
            return UNKNOWN

    def text(self, node: ast.expr) -> str:
        """Return the text of a message, a gap in its place for what is not known."""
        if isinstance(node, ast.JoinedStr):
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else self._filled(part)
                for part in node.values
            )
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self.text(node.left) + self.text(node.right)
        value = self.value(node)
        return value if isinstance(value, str) else "_"

    def _filled(self, part: ast.expr) -> str:
        value = self.value(part.value) if isinstance(part, ast.FormattedValue) else UNKNOWN
        return str(value) if is_known(value) else "_"

    def _constant(self, node: ast.Constant, depth: int) -> Any:
        return node.value

    def _name(self, node: ast.Name, depth: int) -> Any:
        if node.id not in self.names:
            return self._elsewhere(node.id)
        value = self.names[node.id]
        return UNKNOWN if self.is_changed(value) else value

    def _row(self, node: ast.List | ast.Tuple | ast.Set, depth: int) -> Any:
        if len(node.elts) > _MOST or any(isinstance(each, ast.Starred) for each in node.elts):
            return SOMETHING
        values = [self.value(each, depth) for each in node.elts]
        if isinstance(node, ast.Set):
            return set(values)
        return values if isinstance(node, ast.List) else tuple(values)

    def _dict(self, node: ast.Dict, depth: int) -> Any:
        if len(node.keys) > _MOST or any(key is None for key in node.keys):
            return SOMETHING
        keys = [self.value(key, depth) for key in node.keys if key is not None]
        if not all(map(is_known, keys)):
            return SOMETHING
        return dict(zip(keys, (self.value(each, depth) for each in node.values), strict=True))

    def _comparison(self, node: ast.Compare, depth: int) -> Any:
        left = self.value(node.left, depth)
        answer: Any = True
        for operator, right_node in zip(node.ops, node.comparators, strict=True):
            right = self.value(right_node, depth)
            answer = _compared(operator, left, right)
            if answer is not True:
                return answer
            left = right
        return answer

    def _boolean(self, node: ast.BoolOp, depth: int) -> Any:
        ends = isinstance(node.op, ast.Or)
        value: Any = UNKNOWN
        doubtful = False
        for each in node.values:
            value = self.value(each, depth)
            known = truth(value)
            if known is ends:
                # What stands before and is not known may decide first, and decides the same.
                return value if not doubtful else ends
            doubtful = doubtful or known is None
        return UNKNOWN if doubtful else value

    def _unary(self, node: ast.UnaryOp, depth: int) -> Any:
        value = self.value(node.operand, depth)
        if isinstance(node.op, ast.Not):
            known = truth(value)
            return UNKNOWN if known is None else not known
        if isinstance(node.op, ast.USub) and isinstance(value, int | float):
            return -value
        return UNKNOWN

    def _choice(self, node: ast.IfExp, depth: int) -> Any:
        known = truth(self.value(node.test, depth))
        if known is None:
            return UNKNOWN
        return self.value(node.body if known else node.orelse, depth)

    def _item(self, node: ast.Subscript, depth: int) -> Any:
        owner, key = self.value(node.value, depth), self.value(node.slice, depth)
        if isinstance(owner, dict | list | tuple) and is_known(key):
            return owner[key]
        return UNKNOWN

    def _text(self, node: ast.JoinedStr, depth: int) -> Any:
        return self.text(node)

    def _comprehension(self, node: ast.DictComp | ast.ListComp | ast.SetComp, depth: int) -> Any:
        if len(node.generators) != 1:
            return SOMETHING
        generator = node.generators[0]
        items = items_of(self.value(generator.iter, depth))
        if items is None:
            return SOMETHING
        before = dict(self.names)
        rows: list[Any] = []
        try:
            for item in items:
                self.bind(generator.target, item)
                tests = [truth(self.value(test, depth)) for test in generator.ifs]
                if None in tests:
                    return SOMETHING
                if all(tests):
                    rows.append(self._element(node, depth))
        finally:
            self.names.clear()
            self.names.update(before)
        if isinstance(node, ast.DictComp):
            return dict(rows)
        return set(rows) if isinstance(node, ast.SetComp) else rows

    def _element(self, node: ast.DictComp | ast.ListComp | ast.SetComp, depth: int) -> Any:
        if isinstance(node, ast.DictComp):
            return self.value(node.key, depth), self.value(node.value, depth)
        return self.value(node.elt, depth)

    def bind(self, target: ast.expr, value: Any) -> None:
        """Bind the names of a target to a value, or to parts of it."""
        if isinstance(target, ast.Name):
            self.names[target.id] = value
        elif isinstance(target, ast.Tuple | ast.List):
            parts = value if isinstance(value, list | tuple) else ()
            fits = len(parts) == len(target.elts)
            for number, each in enumerate(target.elts):
                self.bind(each, parts[number] if fits else UNKNOWN)

    def _call(self, node: ast.Call, depth: int) -> Any:
        arguments = [self.value(each, depth) for each in node.args]
        function = node.func
        if isinstance(function, ast.Name):
            return self._builtin(function.id, node, arguments)
        if isinstance(function, ast.Attribute):
            owner = self.value(function.value, depth)
            method = _METHODS.get((type(owner), function.attr))
            if method is not None and not node.keywords and all(map(is_known, arguments[:1])):
                return method(owner, *arguments)
        return UNKNOWN

    def is_method(self, node: ast.Attribute) -> bool:
        """Return whether a method is one that is carried out here, with what it changes."""
        return (type(self.value(node.value)), node.attr) in _METHODS

    def _builtin(self, name: str, node: ast.Call, arguments: list[Any]) -> Any:
        if node.keywords or not arguments or name in self.names:
            return UNKNOWN
        first = arguments[0]
        if name == "isinstance" and len(node.args) == 2:
            return _is_instance(first, node.args[1])
        if isinstance(first, Unknown):
            return UNKNOWN
        if name == "len" and isinstance(first, str | list | tuple | dict | set):
            return len(first)
        if name in ("list", "set", "tuple", "sorted") and items_of(first) is not None:
            return _ROWS[name](first)
        return bool(first) if name == "bool" else UNKNOWN


def _compared(operator: ast.cmpop, left: Any, right: Any) -> Any:
    if isinstance(operator, ast.Is | ast.IsNot):
        same = _same(left, right)
        if same is None:
            return UNKNOWN
        return same if isinstance(operator, ast.Is) else not same
    if isinstance(operator, ast.In | ast.NotIn) and isinstance(right, dict | list | tuple | set):
        # The keys of a dict are known whatever its values are.
        if not is_known(left) or not (isinstance(right, dict) or is_known(right)):
            return UNKNOWN
    elif not (is_known(left) and is_known(right)):
        # Something that is no plain data equals no plain data but by its own doing.
        return UNKNOWN
    return _COMPARISONS[type(operator)](left, right)


def _same(left: Any, right: Any) -> bool | None:
    """Return whether two values are one: of None, True and False there is one each."""
    for one, other in ((left, right), (right, left)):
        if one is None or isinstance(one, bool):
            if other is UNKNOWN:
                return None
            return other is one
    return None


def _is_instance(value: Any, kinds: ast.expr) -> Any:
    nodes = kinds.elts if isinstance(kinds, ast.Tuple) else [kinds]
    names = [ast.unparse(node) for node in nodes]
    if isinstance(value, Unknown):
        return UNKNOWN
    known = [_TYPES[name] for name in names if name in _TYPES]
    if isinstance(value, tuple(known)):
        return True
    # Plain data is an object of no class of a library, but may be of an abstract one.
    return UNKNOWN if len(known) < len(names) and not isinstance(value, bool | None) else False


def items_of(value: Any) -> list[Any] | None:
    """Return what iterating a value gives, if all of it is known to be there."""
    if isinstance(value, list | tuple | set | dict | str) and len(value) <= _MOST:
        return list(value)
    return None


_METHODS: dict[tuple[type, str], Callable[..., Any]] = {
    (dict, "get"): dict.get,
    (dict, "pop"): dict.pop,
    (dict, "keys"): lambda owner: list(owner),
    (dict, "values"): lambda owner: list(owner.values()),
    (dict, "items"): lambda owner: [tuple(item) for item in owner.items()],
    (dict, "copy"): dict.copy,
    (str, "lower"): str.lower,
    (str, "upper"): str.upper,
    (str, "strip"): str.strip,
    (str, "startswith"): str.startswith,
    (str, "endswith"): str.endswith,
    (str, "join"): lambda owner, parts: owner.join(parts),
}

_HANDLERS: dict[type[ast.expr], Callable[[Evaluator, Any, int], Any]] = {
    ast.Constant: Evaluator._constant,
    ast.Name: Evaluator._name,
    ast.List: Evaluator._row,
    ast.Tuple: Evaluator._row,
    ast.Set: Evaluator._row,
    ast.Dict: Evaluator._dict,
    ast.Compare: Evaluator._comparison,
    ast.BoolOp: Evaluator._boolean,
    ast.UnaryOp: Evaluator._unary,
    ast.IfExp: Evaluator._choice,
    ast.Subscript: Evaluator._item,
    ast.JoinedStr: Evaluator._text,
    ast.ListComp: Evaluator._comprehension,
    ast.SetComp: Evaluator._comprehension,
    ast.DictComp: Evaluator._comprehension,
    ast.Call: Evaluator._call,
}


def calls_in(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls in a statement, those of functions within it left out."""
    waiting: list[ast.AST] = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, ast.Call):
            yield each
        if not isinstance(each, ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef):
            waiting.extend(ast.iter_child_nodes(each))
