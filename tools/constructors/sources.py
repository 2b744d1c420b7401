"""Draws sources of classes: every library of fields, every way to import it, every kind of option.

A module holds a few classes that build on one another. Not all of them are valid: the order of
fields with and without default is drawn, too. What Python refuses to import is left out.
"""

# ruff: noqa: E501 - a source is easier to read in one line than in pieces
from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[object]], object]

_NAMES = ("a", "b", "c", "size", "_size", "label", "_b", "__p")
_TYPES = ("int", "str", "float", "'int'", "list[int]", "Optional[int]")
_HEAD = "from typing import *\nimport typing as t\nimport typing\n"


def _pick(draw: Draw, *options: str) -> str:
    return str(draw(st.sampled_from(options)))


def _imported(draw: Draw, module: str, *names: str) -> tuple[str, list[str]]:
    """Draw a way to import names; give the statement, and how each is then written."""
    way = _pick(draw, "from", "as", "module", "module as")
    if way == "from":
        return f"from {module} import {', '.join(names)}", list(names)
    if way == "as":
        renamed = [f"{name}_{number}" for number, name in enumerate(names)]
        pairs = zip(names, renamed, strict=True)
        return f"from {module} import {', '.join(f'{a} as {b}' for a, b in pairs)}", renamed
    if way == "module":
        return f"import {module}", [f"{module}.{name}" for name in names]
    return f"import {module} as lib", [f"lib.{name}" for name in names]


def _bases(draw: Draw, number: int, *, most: int = 2) -> list[str]:
    above = [f"C{index}" for index in range(number)]
    if not above:
        return []
    return list(draw(st.lists(st.sampled_from(above), max_size=most, unique=True)))[::-1]  # type: ignore[call-overload]


def _optional(draw: Draw, *options: str) -> list[str]:
    return [option for option in options if draw(st.integers(0, 4)) == 0]


def _statement(draw: Draw, name: str, default: str, extra: tuple[str, ...] = ()) -> str:
    """Draw an annotated statement of a field, or of what is none."""
    annotation = _pick(draw, *_TYPES, *extra)
    kind = draw(st.integers(0, 14))
    if kind == 0:
        annotation = _pick(draw, "ClassVar[int]", "'ClassVar[int]'", "t.ClassVar[int]", "ClassVar")
        return f"    {name}: {annotation} = 1"
    if kind == 1:
        annotation = _pick(draw, "Final[int]", "typing.Final[int]", "'Final[int]'")
    return f"    {name}: {annotation}{default}"


def _class(number: int, head: str, body: list[str], decorator: str = "") -> str:
    return "\n".join(
        [*([decorator] if decorator else []), f"class C{number}{head}:", *body, "    pass"]
    )


def _heading(bases: list[str], *keywords: str) -> str:
    inside = ", ".join([*bases, *keywords])
    return f"({inside})" if inside else ""


def _init(draw: Draw) -> list[str]:
    if draw(st.integers(0, 7)):
        return []
    return [
        f"    def __init__(self, {_pick(draw, 'x', 'x, *args, y=1, **kw', '*, z=2', 'x, /, y')}): pass"
    ]


@st.composite
def dataclasses_(draw: Draw, module: str = "dataclasses") -> str:
    """Draw dataclasses of the standard library."""
    statement, (make, field, keyword_only) = _imported(
        draw, "dataclasses", "dataclass", "field", "KW_ONLY"
    )
    init_var = "dataclasses.InitVar"
    parts = [_HEAD, "import dataclasses, functools", statement, f"keyed = functools.partial({make}, kw_only=True)",
             f"def model(cls): return {make}(cls, order=True)",
             f"def configured(**options):\n    def wrap(cls): return {make}(cls, **options)\n    return wrap",
             f"def listed(**more): return {field}(default_factory=list, **more)"]  # fmt: skip
    for number in range(draw(st.integers(1, 4))):  # type: ignore[call-overload]
        options = _optional(
            draw, "kw_only=True", "init=False", "slots=True", "frozen=False", "eq=True"
        )
        decorator = _pick(
            draw,
            f"@{make}({', '.join(options)})",
            f"@{make}",
            "@keyed",
            "@model",
            "@configured(kw_only=True)",
            "",
        )
        defaults = ("", "", " = 1", f" = {field}()", f" = {field}(default=2)", f" = {field}(default_factory=list)",
                    f" = {field}(init=False)", f" = {field}(default=1, init=False)", f" = {field}(kw_only=True)",
                    f" = {field}(kw_only=False, default=3)", " = listed()", " = listed(kw_only=True)")  # fmt: skip
        extra = (f"{init_var}[int]", f"'{init_var}[int]'")
        body = [
            _statement(draw, name, _pick(draw, *defaults), extra)
            for name in draw(st.lists(st.sampled_from(_NAMES), max_size=4, unique=True))  # type: ignore[call-overload]
        ]
        if draw(st.integers(0, 5)) == 0:
            body.insert(len(body) // 2, f"    _: {keyword_only}")
        parts.append(
            _class(number, _heading(_bases(draw, number)), [*body, *_init(draw)], decorator)
        )
    return "\n".join(parts)


@st.composite
def attrs_(draw: Draw) -> str:
    """Draw classes of attrs, in both spellings."""
    old = draw(st.booleans())
    if old:
        statement, (make, ib, factory) = _imported(draw, "attr", "s", "ib", "Factory")
    else:
        statement, (make, frozen, ib, factory) = _imported(
            draw, _pick(draw, "attrs", "attr"), "define", "frozen", "field", "Factory"
        )
    parts = [_HEAD, statement]
    for number in range(draw(st.integers(1, 4))):  # type: ignore[call-overload]
        options = _optional(
            draw,
            "kw_only=True",
            "init=False",
            "auto_attribs=True",
            "collect_by_mro=True",
            "slots=False",
            "force_kw_only=True",
        )
        decorator = f"@{make}({', '.join(options)})"
        if not options and draw(st.booleans()):
            decorator = f"@{make}" if old else f"@{_pick(draw, make, frozen)}"
        first = f" = {ib}(1)" if old else f" = {ib}(default=1)"
        defaults = (f" = {ib}()", first, f" = {ib}(factory=list)", f" = {ib}(default={factory}(list))", f" = {ib}(kw_only=True)",
                    f" = {ib}(init=False)", f" = {ib}(alias='named')", f" = {ib}(default=None, alias='q')", " = 5", "")  # fmt: skip
        body = []
        for name in draw(st.lists(st.sampled_from(_NAMES), max_size=4, unique=True)):  # type: ignore[call-overload]
            default = _pick(draw, *defaults)
            bare = default.startswith(f" = {ib}") and draw(st.booleans())
            body.append(f"    {name}{default}" if bare else _statement(draw, name, default))
            if bare and name == "a" and default.endswith("()"):
                body += ["    @a.default", "    def _(self): return 1"]
        parts.append(
            _class(number, _heading(_bases(draw, number)), [*body, *_init(draw)], decorator)
        )
    return "\n".join(parts)


_MODEL_NAMES = ("a", "b", "c", "size", "label", "max_size", "_hidden")


@st.composite
def pydantic_(draw: Draw, first: bool = False) -> str:
    """Draw models of pydantic."""
    statement, (model, field, private) = _imported(
        draw, "pydantic", "BaseModel", "Field", "PrivateAttr"
    )
    parts = [_HEAD, statement, "import pydantic", "Alias = pydantic.BaseModel"]
    if not first:
        parts.append("from pydantic.alias_generators import to_camel, to_pascal")
    for number in range(draw(st.integers(1, 4))):  # type: ignore[call-overload]
        bases = _bases(draw, number) or [_pick(draw, model, "Alias")]
        defaults = ("", "", " = 1", f" = {field}()" if not first else "", f" = {field}(3, ge=0)", f" = {field}(...)",
                    f" = {field}(default_factory=list)", f" = {field}(default=None, alias='named')",
                    f" = {field}(..., alias='not-a-name')", f" = {field}(alias='q')",
                    f" = {field}(default=1, validation_alias='v')" if not first else "",
                    f" = {field}(default=1, description='text')")  # fmt: skip
        body = []
        for name in draw(st.lists(st.sampled_from(_MODEL_NAMES), max_size=4, unique=True)):  # type: ignore[call-overload]
            default = _pick(draw, *defaults)
            if name.startswith("_"):
                default = _pick(draw, "", " = 1", f" = {private}(default=1)")
            extra = (
                ()
                if first
                else (f"Annotated[int, {field}(ge=1)]", f"Annotated[int, {field}(alias='w')]")
            )
            body.append(_statement(draw, name, default, extra))
        config = draw(st.integers(0, 5))
        populate = "allow_population_by_field_name" if first else "populate_by_name"
        if config == 0:
            body.append(
                f"    class Config:\n        {_pick(draw, 'extra = ' + repr('allow'), populate + ' = True')}"
            )
        elif config == 1 and not first:
            body.append(
                f"    model_config = pydantic.ConfigDict({_pick(draw, 'alias_generator=to_camel', 'alias_generator=to_pascal', 'extra=' + repr('allow'), 'frozen=True')})"
            )
        elif config == 2 and not first:
            body.append("    model_config = {'extra': 'ignore', 'populate_by_name': True}")
        init = draw(st.integers(0, 9))
        if init == 0:
            body.append("    def __init__(self, x, **data): pass")
        elif init == 1:
            body.append("    def __init__(self, x, y=1): pass")
        parts.append(_class(number, _heading(bases), body))
    return "\n".join(parts)


@st.composite
def pydantic_dataclasses(draw: Draw) -> str:
    """Draw dataclasses of pydantic."""
    parts = [
        _HEAD,
        "from pydantic.dataclasses import dataclass",
        "from pydantic import Field",
        "import dataclasses",
    ]
    defaults = ("", " = 1", " = Field(3)", " = Field(default_factory=list)", " = Field(default=1, alias='named')",
                " = Field(default=2, kw_only=True)", " = dataclasses.field(default=2)", " = Field(default=1, init=False)")  # fmt: skip
    for number in range(draw(st.integers(1, 3))):  # type: ignore[call-overload]
        body = [
            _statement(draw, name, _pick(draw, *defaults))
            for name in draw(st.lists(st.sampled_from(("a", "b", "size")), max_size=3, unique=True))  # type: ignore[call-overload]
        ]
        decorator = _pick(draw, "@dataclass", "@dataclass(kw_only=True)")
        parts.append(_class(number, _heading(_bases(draw, number, most=1)), body, decorator))
    return "\n".join(parts)


@st.composite
def structs(draw: Draw) -> str:
    """Draw structs of msgspec."""
    statement, (struct, field) = _imported(draw, "msgspec", "Struct", "field")
    parts = [_HEAD, statement]
    defaults = (
        "",
        "",
        " = 1",
        " = []",
        f" = {field}(default=2)",
        f" = {field}(default_factory=list)",
        f" = {field}(name='N')",
        f" = {field}(default=1, name='M')",
    )
    for number in range(draw(st.integers(1, 4))):  # type: ignore[call-overload]
        bases = _bases(draw, number) or [struct]
        body = [
            _statement(draw, name, _pick(draw, *defaults))
            for name in draw(st.lists(st.sampled_from(_NAMES[:-1]), max_size=4, unique=True))  # type: ignore[call-overload]
        ]
        options = _optional(
            draw, "kw_only=True", "rename='camel'", "tag=True", "frozen=False", "omit_defaults=True"
        )
        parts.append(_class(number, _heading(bases, *options), body))
    return "\n".join(parts)


@st.composite
def tuples(draw: Draw) -> str:
    """Draw named tuples, by class and by call."""
    statement, (named,) = _imported(draw, "typing", "NamedTuple")
    second, (called,) = _imported(draw, "collections", "namedtuple")
    parts = [_HEAD, statement, second.replace(" as lib", " as tuples"), "import collections"]
    called = called.replace("lib.", "tuples.")
    names = draw(
        st.lists(st.sampled_from(("a", "b", "c", "d")), min_size=1, max_size=4, unique=True)
    )
    count = len(names)  # type: ignore[arg-type]
    ahead = draw(st.integers(0, count))
    body = [
        f"    {name}: int{' = 1' if number >= ahead else ''}" for number, name in enumerate(names)
    ]  # type: ignore[arg-type, operator]
    parts.append(_class(0, f"({named})", body))
    stated = _pick(
        draw, repr(" ".join(names)), repr(names), repr(", ".join(names)), repr(tuple(names))
    )  # type: ignore[arg-type]
    options = _pick(
        draw, "", ", defaults=[1]", ", defaults=(None,)", ", rename=True", ", module='m'"
    )
    parts.append(f"C1 = {called}('C1', {stated}{options})")
    parts.append(
        f"class C2({called}('C2', {stated}{options})):\n    "
        + _pick(draw, "pass", "def __new__(cls, q, *r): ...", "def more(self): ...")
    )
    parts.append(
        f"C3 = {named}('C3', {[(name, int) for name in names]})".replace("<class 'int'>", "int")
    )  # type: ignore[attr-defined]
    parts.append(
        "class C4(C0):\n    "
        + _pick(draw, "pass", "def __new__(cls, q, *r): ...", "def __init__(self, z): ...")
    )
    return "\n".join(parts)


@st.composite
def dictionaries(draw: Draw) -> str:
    """Draw typed dictionaries, by class and by call."""
    module = _pick(draw, "typing", "typing_extensions")
    statement, (typed, required, optional) = _imported(
        draw, module, "TypedDict", "Required", "NotRequired"
    )
    parts = [_HEAD, statement, "from typing_extensions import ReadOnly"]
    for number in range(draw(st.integers(1, 4))):  # type: ignore[call-overload]
        bases = _bases(draw, number) or [typed]
        body = [
            f"    {name}: {_pick(draw, 'int', f'{required}[int]', f'{optional}[int]', f'Annotated[{optional}[int], 3]')}"
            for name in draw(st.lists(st.sampled_from(_NAMES[:4]), max_size=4, unique=True))  # type: ignore[call-overload]
        ]
        parts.append(_class(number, _heading(bases, *_optional(draw, "total=False")), body))
    total = _pick(draw, "", ", total=False")
    parts.append(
        f"C9 = {typed}('C9', {{'a': int, 'b': {optional}[str], 'in': {required}[int]}}{total})"
    )
    return "\n".join(parts)


_DECORATORS = """
import functools, contextlib, enum, typing
class Meta(type):
    pass
class Called(type):
    def __call__(cls, one, *, two=2): ...
def kept(function): return function
def wrapped(function):
    @functools.wraps(function)
    def inner(*args, **kwargs): return function(*args, **kwargs)
    return inner
def changed(function):
    def inner(self, only, *, this=1): return function(self)
    return inner
def optioned(flag):
    def decorate(function):
        @functools.wraps(function)
        def inner(*args, **kwargs): ...
        return inner
    return decorate
def hidden(function):
    def inner(*args, **kwargs): return function(*args, **kwargs)
    return inner
def marked(cls): return cls
"""

_FUNCTIONS = """
class C9(enum.Enum):
    A = 1
    def __init__(self, q): ...
@typing.overload
def C8(a: int) -> int: ...
@typing.overload
def C8(a: str, b: int) -> str: ...
def C8(a, b=None): ...
@contextlib.contextmanager
def C7(a, *, b=1): yield
@functools.lru_cache(maxsize=3)
def C6(q, r=2): ...
@functools.wraps(C8)
def C5x(*args, **kwargs): ...
"""


@st.composite
def constructors(draw: Draw) -> str:
    """Draw plain classes: `__init__`, `__new__`, metaclasses, diamonds, decorators."""
    parts = [_DECORATORS]
    headers = (
        "self",
        "self, a",
        "self, a, b=1",
        "self, *, k",
        "self, a, /, b=2, *args, k=3, **kw",
        "self, *args, **kwargs",
    )
    for number in range(draw(st.integers(2, 5))):  # type: ignore[call-overload]
        body = []
        for name in _optional(draw, "__init__", "__new__", "__init__"):
            decorator = _pick(
                draw,
                "",
                "",
                "    @kept\n",
                "    @wrapped\n",
                "    @changed\n",
                "    @optioned(True)\n",
                "    @hidden\n",
            )
            decorator = decorator if name == "__init__" else ""
            body.append(f"{decorator}    def {name}({_pick(draw, *headers)}): ...")
        metaclass = _optional(draw, "metaclass=Meta", "metaclass=Called")[:1]
        parts.append(
            _class(
                number,
                _heading(_bases(draw, number, most=3), *metaclass),
                body,
                _pick(draw, "", "", "@marked"),
            )
        )
    parts.append(_FUNCTIONS)
    return "\n".join(parts)


def modules(first: bool = False) -> st.SearchStrategy[str]:
    """Draw one module.

    Args:
        first: Whether it is for the first release of pydantic.
    """
    if first:
        drawn: st.SearchStrategy[str] = pydantic_(first=True)
    else:
        drawn = st.one_of(
            dataclasses_(), attrs_(), pydantic_(), pydantic_dataclasses(), structs(), tuples(),
            dictionaries(), constructors(), dataclasses_(), attrs_(),
        )  # fmt: skip
    heads = st.sampled_from(("", "", "from __future__ import annotations\n"))
    return st.tuples(heads, drawn).map(_headed)


def _headed(parts: tuple[str, str]) -> str:
    head, source = parts
    # Python forgets what `Required` says where annotations are postponed.
    return source if "TypedDict" in source else head + source
