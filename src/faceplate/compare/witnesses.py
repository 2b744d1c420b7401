"""Calls that show a change: the older release accepts them, the newer one does not."""

from __future__ import annotations

from inspect import Parameter as Formal
from inspect import Signature

from faceplate.model import Parameter

_KINDS = {
    "positional_only": Formal.POSITIONAL_ONLY,
    "positional_or_keyword": Formal.POSITIONAL_OR_KEYWORD,
    "var_positional": Formal.VAR_POSITIONAL,
    "keyword_only": Formal.KEYWORD_ONLY,
    "var_keyword": Formal.VAR_KEYWORD,
}


def passing(path: str, old: list[Parameter], new: list[Parameter], shown: Parameter) -> str | None:
    """Return a call that passes a parameter, and besides it only what has to be passed.

    Args:
        path: What is called.
        old: What the older release takes.
        new: What the newer one takes.
        shown: The parameter of the older one that is passed.

    Returns:
        The call as source; None where the newer release accepts it, too.
    """
    if shown.kind in ("var_positional", "var_keyword"):
        return None
    positional = [one for one in old if one.kind == "positional_only"]
    last = max((n for n, one in enumerate(positional) if one.required or one is shown), default=-1)
    by_position = positional[: last + 1]
    by_name = [
        one
        for one in old
        if one.kind in ("positional_or_keyword", "keyword_only") and (one.required or one is shown)
    ]
    names = [one.name for one in by_name]
    if not accepts(old, len(by_position), names) or accepts(new, len(by_position), names):
        return None
    words = [*map(_value, by_position), *(f"{one.name}={_value(one)}" for one in by_name)]
    return f"{path}({', '.join(words)})"


def accepts(parameters: list[Parameter], count: int, names: list[str]) -> bool:
    """Say whether a call can be made, by Python's own rules.

    Args:
        parameters: What is taken.
        count: How many arguments are passed by position.
        names: Which are passed by name.
    """
    try:
        signature = Signature(
            [Formal(one.name, _KINDS[one.kind], default=_default(one)) for one in parameters]
        )
        signature.bind(*range(count), **dict.fromkeys(names))
    except (TypeError, ValueError):
        return False
    return True


def _default(parameter: Parameter) -> object:
    has_default = not parameter.required and not parameter.kind.startswith("var_")
    return None if has_default else Formal.empty


def _value(parameter: Parameter) -> str:
    """Return the default, which is a value that the parameter takes; else a placeholder."""
    return "..." if parameter.default is None or parameter.required else parameter.default
