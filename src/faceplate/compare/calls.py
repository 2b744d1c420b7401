"""What changed in a call: parameters that came, went, were renamed, or take something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, get_args

from faceplate.compare.annotations import union
from faceplate.compare.change import Change, Level
from faceplate.compare.deprecation import is_deprecated
from faceplate.compare.renames import renamed
from faceplate.compare.witnesses import passing
from faceplate.model import Parameter, ParameterKind

_POSITIONAL = ("positional_only", "positional_or_keyword")
_BY_NAME = ("positional_or_keyword", "keyword_only")

_ORDER = get_args(ParameterKind)
"""How parameters follow each other in a call."""

_Make = Callable[[str, Level, str | None, str | None, str], Change]
"""Makes a change of one parameter: what changed, level, old, new, and the words of the message."""


class Call(NamedTuple):
    """Something that is called, in one release.

    Attributes:
        path: Its public path.
        parameters: What it takes.
        noun: What a parameter of it is called in messages and kinds.
    """

    path: str
    parameters: list[Parameter]
    noun: str = "parameter"

    @property
    def kind(self) -> str:
        """The noun as the beginning of a kind."""
        return self.noun.replace(" ", "-")


def taken(parameters: list[Parameter], hidden: list[str]) -> list[Parameter]:
    """Return what a call takes, with what its library keeps to itself as far as that takes any.

    Args:
        parameters: What the page shows.
        hidden: What it does not show, such as `**kwargs`.
    """
    rests = [
        Parameter(name.lstrip("*"), "var_keyword" if name.startswith("**") else "var_positional")
        for name in hidden
        if name.startswith("*")
    ]
    if not rests:
        return parameters
    return sorted([*parameters, *rests], key=lambda parameter: _ORDER.index(parameter.kind))


def compared(old: Call, new: Call) -> Iterator[Change]:
    """Yield what changed in a call.

    Args:
        old: The call in the older release.
        new: The same call in the newer one.
    """
    before = {parameter.name: parameter for parameter in old.parameters}
    after = {parameter.name: parameter for parameter in new.parameters}
    gone = [parameter for name, parameter in before.items() if name not in after]
    fresh = [parameter for name, parameter in after.items() if name not in before]
    if rest := _spelled_out(gone, fresh):
        words = f"`**{rest}` names {_keys(fresh)} now, for type checkers"
    elif rest := _spelled_out(fresh, gone):
        words = f"`**{rest}` no longer names {_keys(gone)}"
    if rest:
        path = f"{new.path}.{rest}"
        yield Change(f"{new.kind}-type", "typing", path, None, None, words, places=(new.path,))
        gone, fresh = (
            [one for one in listed if one.kind != "var_keyword" and not _is_key(one)]
            for listed in (gone, fresh)
        )
    replaced = _in_place(old, new, {one.name for one in gone}, {one.name for one in fresh})
    gone = [parameter for parameter in gone if parameter.name not in replaced]
    fresh = [parameter for parameter in fresh if parameter.name not in replaced.values()]
    names = renamed(gone, fresh) | replaced
    for parameter in gone:
        if parameter.name in names:
            yield _renamed(old, new, parameter, after[names[parameter.name]])
        else:
            yield _removed(old, new, parameter)
    for parameter in fresh:
        if parameter.name not in names.values():
            yield _added(new, parameter, _rest(old.parameters, "keyword_only") is not None)
    for name, parameter in before.items():
        other = after.get(names.get(name, name))
        if other is not None:
            yield from _changed(old, new, parameter, other)
    yield from _order(old, new, names)


def _spelled_out(rests: list[Parameter], keys: list[Parameter]) -> str | None:
    """Return the name of a `**options` of which `Unpack[Options]` tells the keys on the other side.

    Python takes any keyword for both.
    """
    if not any(map(_is_key, keys)):
        return None
    return next((rest.name for rest in rests if rest.kind == "var_keyword"), None)


def _is_key(parameter: Parameter) -> bool:
    """Say whether a parameter is a key of `**options` that may be left out: it has no default."""
    return parameter.kind == "keyword_only" and not parameter.required and parameter.default is None


def _keys(parameters: list[Parameter]) -> str:
    return _listed([one.name for one in parameters if _is_key(one)])


def _in_place(old: Call, new: Call, gone: set[str], fresh: set[str]) -> dict[str, str]:
    """Return the new names of parameters that nobody can pass by name, so that all calls hold."""
    before, after = (
        [one for one in call.parameters if one.kind in _POSITIONAL] for call in (old, new)
    )
    return {
        one.name: other.name
        for one, other in zip(before, after, strict=False)
        if one.kind == "positional_only" and one.name in gone and other.name in fresh
    }


def _rest(parameters: list[Parameter], kind: str) -> str | None:
    """Return what takes any number of arguments of a kind, `*` or `**`; None without one."""
    rest, sign = {
        "positional_only": ("var_positional", "*"),
        "keyword_only": ("var_keyword", "**"),
    }.get(kind, ("", ""))
    return sign if any(parameter.kind == rest for parameter in parameters) else None


def _removed(old: Call, new: Call, parameter: Parameter) -> Change:
    rest = _rest(new.parameters, parameter.kind)
    level: Level = "breaking" if rest is None else "behaviour"
    message = f"{old.noun} `{parameter.name}` was removed"
    if rest is not None:
        message += f", and is still accepted by `{rest}`"
    return Change(
        f"{old.kind}-removed",
        level,
        f"{new.path}.{parameter.name}",
        parameter.default,
        None,
        message,
        places=(new.path,),
        witness=passing(old.path, old.parameters, new.parameters, parameter),
        announced=is_deprecated(parameter.description),
    )


def _renamed(old: Call, new: Call, parameter: Parameter, other: Parameter) -> Change:
    return Change(
        f"{old.kind}-renamed",
        "breaking",
        f"{new.path}.{other.name}",
        parameter.name,
        other.name,
        f"{old.noun} `{parameter.name}` is now `{other.name}`",
        places=(new.path,),
        witness=passing(old.path, old.parameters, new.parameters, parameter),
        announced=is_deprecated(parameter.description),
    )


def _added(new: Call, parameter: Parameter, caught: bool) -> Change:
    level: Level = "breaking" if parameter.required else "addition"
    must = ", and has to be passed" if parameter.required else ""
    if not parameter.required and caught:
        must = ", which `**` took before"
    return Change(
        f"{new.kind}-added",
        level,
        f"{new.path}.{parameter.name}",
        None,
        parameter.default,
        f"{new.noun} `{parameter.name}` was added{must}",
        places=(new.path,),
    )


def _changed(old: Call, new: Call, parameter: Parameter, other: Parameter) -> Iterator[Change]:
    path, noun, kind = f"{new.path}.{other.name}", new.noun, new.kind

    def change(
        what: str, level: Level, before: str | None, after: str | None, words: str
    ) -> Change:
        message = f"{noun} `{other.name}` {words}"
        return Change(f"{kind}-{what}", level, path, before, after, message, places=(new.path,))

    yield from _passed(parameter, other, change)
    if parameter.required != other.required:
        if other.required:
            yield change("required", "breaking", parameter.default, None, "has to be passed now")
        else:
            words = f"may be left out now, and is then {_shown(other.default)}"
            yield change("optional", "addition", None, other.default, words)
    elif parameter.default != other.default:
        words = f"is {_shown(other.default)} by default, and was {_shown(parameter.default)}"
        yield change("default", "behaviour", parameter.default, other.default, words)
    yield from _typed(parameter, other, change)
    if _squeezed(parameter.description) != _squeezed(other.description):
        text = (parameter.description, other.description)
        yield change("text", "text", *text, "is described in other words")


def _passed(parameter: Parameter, other: Parameter, make: _Make) -> Iterator[Change]:
    if parameter.kind == other.kind:
        return
    lost = []
    if parameter.kind in _POSITIONAL and other.kind not in _POSITIONAL:
        lost.append("by position")
    if parameter.kind in _BY_NAME and other.kind not in _BY_NAME:
        lost.append("by name")
    words = f"can no longer be passed {' or '.join(lost)}" if lost else "can be passed in more ways"
    level: Level = "breaking" if lost else "addition"
    yield make("kind", level, parameter.kind, other.kind, words)


def _typed(parameter: Parameter, other: Parameter, make: _Make) -> Iterator[Change]:
    before, after = union(parameter.annotation), union(other.annotation)
    if before == after:
        return
    stated = (parameter.annotation, other.annotation)
    if before is None or after is None:
        words = "is annotated now" if before is None else "is not annotated any more"
        yield make("type", "typing", *stated, words)
        return
    # Where any text is taken, a literal beside it is a hint, and its end refuses nothing.
    gone = sorted(before.choices - after.choices) if "str" not in after.types else []
    fresh = sorted(after.choices - before.choices) if "str" not in before.types else []
    if gone and after.choices:
        yield make("choices", "breaking", *stated, f"no longer takes {_listed(gone)}")
    elif fresh and before.choices:
        yield make("choices", "addition", *stated, f"takes {_listed(fresh)}, too")
    if before.types != after.types or (before.choices and not after.choices):
        yield make("type", "typing", *stated, f"is `{stated[1]}`, and was `{stated[0]}`")


def _order(old: Call, new: Call, names: dict[str, str]) -> Iterator[Change]:
    """Yield a change where a call by position reaches other parameters than before."""
    after = {parameter.name: parameter for parameter in new.parameters}
    kept = [
        names.get(parameter.name, parameter.name)
        for parameter in old.parameters
        if parameter.kind in _POSITIONAL
        and (other := after.get(names.get(parameter.name, parameter.name))) is not None
        and other.kind in _POSITIONAL
    ]
    now = [parameter.name for parameter in new.parameters if parameter.kind in _POSITIONAL]
    before = [parameter.name for parameter in old.parameters if parameter.kind in _POSITIONAL]
    words = None
    if now[: len(kept)] != kept:
        number = next(i for i, name in enumerate(kept) if now[i : i + 1] != [name])
        words = (
            f"{new.noun}s are in another order from number {number + 1} on, where `{now[number]}` "
            f"stands and `{before[number]}` stood"
        )
    elif len(now) > len(before) and _rest(old.parameters, "positional_only"):
        words = f"`{now[len(before)]}` takes by position what `*` took"
    if words is not None:
        was, now_stated = (f"({', '.join(names)})" for names in (before, now))
        kind = f"{new.kind}-order"
        yield Change(kind, "breaking", new.path, was, now_stated, words, places=(new.path,))


def _listed(choices: list[str]) -> str:
    return ", ".join(f"`{choice}`" for choice in choices)


def _shown(default: str | None) -> str:
    return "not given" if default is None else f"`{default}`"


def _squeezed(text: str) -> str:
    return " ".join(text.split())
