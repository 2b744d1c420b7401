"""What the annotations of a decorator promise: that a call takes what the function takes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_typed_to_keep(function: _Function) -> bool:
    """Return whether annotations promise that a call takes the same names.

    `(function: F) -> F` does, `(function: Callable[P, A]) -> Callable[P, B]` does, and so does a
    factory with `-> Callable[[F], F]`.

    Args:
        function: The decorator.
    """
    first = next(iter([*function.args.posonlyargs, *function.args.args]), None)
    given = _taken(first.annotation) if first is not None else None
    results = list(_alternatives(function.returns))
    return bool(results) and all(
        _is_same(given, result) or _is_factory(result) for result in results
    )


def _taken(annotation: ast.expr | None) -> ast.expr | None:
    """Return what stands beside None in `F | None`."""
    rest = list(_alternatives(annotation))
    return rest[0] if len(rest) == 1 else None


def _alternatives(annotation: ast.expr | None) -> Iterator[ast.expr]:
    """Yield the members of a union but for None, those of a quoted one as well."""
    if isinstance(annotation, ast.Constant):
        if isinstance(annotation.value, str):
            try:
                yield from _alternatives(ast.parse(annotation.value, mode="eval").body)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return
    elif isinstance(annotation, ast.BinOp):
        yield from _alternatives(annotation.left)
        yield from _alternatives(annotation.right)
    elif isinstance(annotation, ast.Subscript) and _last(annotation.value) in (
        "Union", "Optional",
    ):  # fmt: skip
        members = annotation.slice
        for member in members.elts if isinstance(members, ast.Tuple) else [members]:
            yield from _alternatives(member)
    elif annotation is not None:
        yield annotation


def _is_same(given: ast.expr | None, result: ast.expr) -> bool:
    if given is None:
        return False
    if isinstance(given, ast.Name) and isinstance(result, ast.Name):
        # A variable of types; a class is not a promise.
        return given.id == result.id and given.id not in ("Callable", "object", "Any", "type")
    before, after = _arguments(given), _arguments(result)
    return before is not None and after is not None and ast.dump(before) == ast.dump(after)


def _is_factory(result: ast.expr) -> bool:
    """Return whether a result is a decorator that keeps what it is given: `Callable[[F], F]`."""
    taken = _arguments(result)
    if not isinstance(taken, ast.List) or len(taken.elts) != 1:
        return False
    assert isinstance(result, ast.Subscript)
    assert isinstance(result.slice, ast.Tuple)
    return _is_same(taken.elts[0], result.slice.elts[1])


def _arguments(annotation: ast.expr) -> ast.expr | None:
    """Return the `P` of `Callable[P, R]`; None for anything else, and for `Callable[..., R]`."""
    if not isinstance(annotation, ast.Subscript) or _last(annotation.value) != "Callable":
        return None
    members = annotation.slice
    if not isinstance(members, ast.Tuple) or len(members.elts) != 2:
        return None
    first = members.elts[0]
    return None if isinstance(first, ast.Constant) else first


def _last(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]
