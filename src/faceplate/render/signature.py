"""How a call is written: short for a heading, whole for a code block, stars and slash included."""

from __future__ import annotations

from collections.abc import Sequence

from faceplate.model import Parameter

ELLIPSIS = "···"

_STARS = {"var_positional": "*", "var_keyword": "**"}


def starred(parameter: Parameter) -> str:
    """The name of a parameter as a signature shows it: `args` may be `*args`."""
    return _STARS.get(parameter.kind, "") + parameter.name


def short(path: str, parameters: Sequence[Parameter], named: int = 0) -> str:
    """A call in a few characters.

    Args:
        path: What is called.
        parameters: What it takes.
        named: How many parameters to name before the rest becomes an ellipsis.

    Returns:
        Such as `library.Button(···)`, or `library.Button()` where it takes nothing.
    """
    names = [starred(parameter) for parameter in parameters[:named]]
    if len(parameters) > named:
        names.append(ELLIPSIS)
    return f"{path}({', '.join(names)})"


def whole(
    path: str, parameters: Sequence[Parameter], returns: str | None = None, *, line: int
) -> str:
    """A call with all that is known of it.

    Args:
        path: What is called.
        parameters: What it takes, in order.
        returns: Source of the return annotation, or None.
        line: Number of columns; a longer signature has one parameter a line.

    Returns:
        The signature, in one line or several.
    """
    parts = _parts(parameters)
    end = f") -> {returns}" if returns else ")"
    flat = f"{path}({', '.join(parts)}{end}"
    if not parts or (len(flat) <= line and "\n" not in flat):
        return flat
    return "\n".join([f"{path}(", *("    " + _indented(part) + "," for part in parts), end])


def _parts(parameters: Sequence[Parameter]) -> list[str]:
    parts = []
    slash = star = False
    for parameter in parameters:
        if slash and parameter.kind != "positional_only":
            parts.append("/")
        slash = parameter.kind == "positional_only"
        if parameter.kind == "var_positional":
            star = True
        if parameter.kind == "keyword_only" and not star:
            parts.append("*")
            star = True
        parts.append(_part(parameter))
    if slash:
        parts.append("/")
    return parts


def _part(parameter: Parameter) -> str:
    text = starred(parameter)
    if parameter.annotation is not None:
        text += f": {parameter.annotation}"
    default = parameter.default
    if default is None and not parameter.required and parameter.kind not in _STARS:
        default = "..."
    if default is not None:
        text += f"={default}" if parameter.annotation is None else f" = {default}"
    return text


def _indented(part: str) -> str:
    return part.replace("\n", "\n    ")
