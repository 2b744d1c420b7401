"""Names that a module gives on demand: what can be followed, and that the rest is told."""

from __future__ import annotations

import ast
import builtins
import time
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceplate.facts.declarations import ImportFact
from faceplate.facts.on_demand import on_demand
from faceplate.facts.reader import read

FOLLOWED = {
    "attach": (
        "import lazy_loader as lazy\n\n"
        "__getattr__, __dir__, __all__ = lazy.attach(\n"
        "    __name__, ['parts'], {'knobs': ['Knob', 'Dial']}\n)\n",
        {"parts": ".parts", "Knob": ".knobs.Knob", "Dial": ".knobs.Dial"},
    ),
    "attach by keywords": (
        "from lazy_loader import attach\n\n"
        "_MAP: dict = {'knobs.round': ['Knob']}\n"
        "_more = {'Lever': 'other.levers.Lever'}\n"
        "getattr, __dir__, __all__ = attach(__name__, submod_attrs=_MAP, **_more)\n",
        {"Knob": ".knobs.round.Knob", "Lever": "other.levers.Lever"},
    ),
    "a chain of questions": (
        "def __getattr__(name):\n"
        "    if name == 'Knob':\n"
        "        from .knobs import Knob\n"
        "        return Knob\n"
        "    elif name in ('Dial', 'Lever'):\n"
        "        import importlib\n"
        "        return getattr(importlib.import_module('.parts', __package__), name)\n"
        "    raise AttributeError(name)\n",
        {"Knob": ".knobs.Knob", "Dial": ".parts.Dial", "Lever": ".parts.Lever"},
    ),
    "a map that is looked through": (
        "from importlib import import_module\n\n"
        "_MAP = {'knobs': ('Knob', 'Dial')}\n\n\n"
        "def __getattr__(name):\n"
        "    for module, names in _MAP.items():\n"
        "        if name in names:\n"
        "            value = getattr(import_module(f'{__name__}.{module}'), name)\n"
        "            globals()[name] = value\n"
        "            return value\n"
        "    raise AttributeError\n",
        {"Knob": ".knobs.Knob", "Dial": ".knobs.Dial"},
    ),
    "paths with a colon": (
        "from importlib import import_module\n\n"
        "_MAP = {'Knob': 'shop.knobs:Knob'}\n\n\n"
        "def __getattr__(name):\n"
        "    path = _MAP.get(name)\n"
        "    if path is None:\n"
        "        raise AttributeError(name)\n"
        "    module, attribute = path.split(':')\n"
        "    return getattr(import_module(module), attribute)\n",
        {"Knob": "shop.knobs.Knob"},
    ),
}

UNKNOWN = {
    "a function elsewhere": "def __getattr__(name):\n    return _find(name)\n",
    "a map that is made": (
        "names = scan()\n__getattr__, _, _ = lazy.attach(__name__, None, names)\n"
    ),
    "names that are made": "for name in scan():\n    globals()[name] = make(name)\n",
    "a computed list": "__all__ = [name for name in dir() if name[0] != '_']\n",
    "an update": "globals().update(scan())\n",
    "a call that adds names": "builder.build(TEXT, 'lamp_pb2', globals())\n",
    "a function that binds names": (
        "def start():\n    global knob, dial  # once\n    from parts import knob\n    dial = 1\n"
    ),
    "several functions": (
        "def first():\n    global knob\n    x, knob = 1, 2\n\n\n"
        "def second():\n    global dial\n\n    def dial():\n        pass\n"
    ),
    "a call that adds names to a name": "_names = globals()\nbuilder.build(TEXT, _names)\n",
}


@pytest.mark.parametrize("case", FOLLOWED)
def test_what_is_written_out_is_followed(case: str) -> None:
    source, expected = FOLLOWED[case]
    facts = read(source.encode())
    targets = {
        name: fact.target
        for name, fact in facts.members.items()
        if isinstance(fact, ImportFact) and name in expected
    }
    assert targets == expected
    assert facts.is_lazy
    assert facts.unknown == []


@pytest.mark.parametrize("case", UNKNOWN)
def test_what_is_not_is_told_with_its_line(case: str) -> None:
    source = f"'''Some module.'''\n\n{UNKNOWN[case]}"
    [entry] = read(source.encode()).unknown
    assert "\n" not in entry.reason
    assert source.split("\n")[entry.line - 1].strip()


LISTS = {
    "names of what is declared": "__all__ = (Knob.__name__, turn.__name__)\n",
    "one more by its name": "__all__ = ['Knob']\n__all__.append(turn.__name__)\n",
    "a loop over a list": "__all__ = ['Knob']\nfor name in ['turn']:\n    __all__.append(name)\n",
    "a loop over all names": (
        "__all__ = ['turn']\nfor name, value in list(globals().items()):\n"
        "    if isinstance(value, type):\n        __all__.append(name)\n"
    ),
    "a sum of a loop over all names": (
        "__all__ = []\nfor name in dir():\n    if name[0] != '_':\n        __all__ += [name]\n"
    ),
    "a generator": "__all__ = []\n__all__.extend(value.__name__ for value in (Knob, turn))\n",
    "a comprehension added": "__all__ = ['Knob']\n__all__ += [turn.__name__ for _ in range(1)]\n",
    "a sorted list": "__all__ = sorted(['turn', 'Knob'])\n",
    "a list in a `while`": ("__all__ = []\nwhile not __all__:\n    __all__.append('Knob')\n"),
    "a list in a `with`": (
        "import io\n__all__ = ['Knob']\nwith io.StringIO('turn') as file:\n"
        "    __all__ += file.read().split()\n"
    ),
    "one taken away": "__all__ = ['Knob', 'turn']\n__all__.remove('turn')\n",
    "one taken away by its place": "__all__ = ['Knob', 'turn']\n__all__.pop(1)\n",
    "one put first": "__all__ = ['Knob']\n__all__.insert(0, 'turn')\n",
}


@pytest.mark.parametrize("case", LISTS)
def test_a_list_is_what_python_makes_of_it_or_is_told_to_be_computed(case: str) -> None:
    source = f"class Knob:\n    pass\n\n\ndef turn():\n    pass\n\n\n{LISTS[case]}"
    held: dict[str, Any] = {}
    exec(source, held)
    facts = read(source.encode())
    if facts.unknown:
        [entry] = facts.unknown
        assert source.split("\n")[entry.line - 1].strip()
    else:
        assert facts.exports == list(held["__all__"])


@pytest.mark.parametrize(
    "source",
    [
        "knob = None\n\n\ndef start():\n    global knob\n    knob = 1\n",
        "def start():\n    global _knob\n    _knob = 1\n",
        "def start():\n    global knob\n    return knob == 1\n",
        "def start():\n    '''Set a\n    global state\n    of things.'''\n",
    ],
)
def test_what_a_function_does_not_make_public_is_not_told(source: str) -> None:
    assert read(source.encode()).unknown == []


@pytest.mark.parametrize(
    "source",
    [
        "__all__ = ['a']\n" + "__all__ = __all__ + __all__\n" * 60 + "__all__.remove('b')\n",
        "x = ['a'] + ['b']\n" + "x += x\n" * 60 + "__all__ = sorted(x)\n",
        "__all__ = [a for a in 'abcdefghij'" + " for a in 'abcdefghij'" * 12 + "]\n",
        "x = [" + "'a', " * 2000 + "]\nfor a in x:\n"
        "    for b in x:\n        for c in x:\n            pass\n__all__ = list(x)\n",
        "def start():\n" + "".join(f"    global a{n}\n    b\n" for n in range(3000)),
        "def __getattr__(name):\n    return " + "(" * 80 + "name" + ")" * 80 + "\n",
    ],
)
def test_a_hostile_module_costs_little(source: str) -> None:
    before = time.process_time()
    read(source.encode())
    assert time.process_time() - before < 5


NAMES = st.sampled_from(["__all__", "names", "table", "module", "name"])
VALUES = st.recursive(
    st.sampled_from(
        ["'Knob'", "'Dial'", "0", "None", "[]", "{}", "['Knob']", "{'Knob': ['Dial']}", "scan()"]
    )
    | NAMES,
    lambda inner: st.one_of(
        st.builds("[{}, {}]".format, inner, inner),
        st.builds("({} + {})".format, inner, inner),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("{}.part".format, NAMES),
        st.builds("sorted({})".format, inner),
        st.builds("[name for name in {}]".format, inner),
        st.builds("{{name: 1 for name in {}}}".format, inner),
        st.builds("({} if {} in {} else {})".format, inner, inner, inner, inner),
    ),
    max_leaves=4,
)
TARGETS = st.one_of(
    NAMES,
    st.builds("{}[{}]".format, NAMES, VALUES),
    st.builds("{}.part".format, NAMES),
    st.builds("{}.part[{}]".format, NAMES, VALUES),
    st.builds("{}, {}".format, NAMES, NAMES),
)
STATEMENTS = st.one_of(
    st.builds("{} = {}".format, TARGETS, VALUES),
    st.builds("{} = {} = {}".format, NAMES, TARGETS, VALUES),
    st.builds("{} += {}".format, NAMES, VALUES),
    st.builds("del {}".format, TARGETS),
    st.builds(
        "{}.{}({})".format, NAMES, st.sampled_from(["append", "extend", "update", "remove"]), VALUES
    ),
    st.builds("import {}".format, NAMES),
    st.builds("from parts import {}".format, NAMES),
    st.builds("for name in {}:\n    {} = {}".format, VALUES, TARGETS, VALUES),
    st.builds("if {}:\n    {} = {}".format, VALUES, TARGETS, VALUES),
    st.builds("globals()[{}] = {}".format, VALUES, VALUES),
    st.builds("globals().update({})".format, VALUES),
)


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@settings(max_examples=300, deadline=None)
@given(st.lists(STATEMENTS, min_size=1, max_size=8))
def test_whatever_a_module_does_ends_in_a_value_that_python_has_or_in_none(
    statements: list[str],
) -> None:
    code = "\n".join(["__all__ = []", *statements])
    found = on_demand(ast.parse(code), code, True)
    held: dict[str, Any] = {"__builtins__": {**vars(builtins), "__import__": _parts}}
    try:
        exec(code, held)
    except Exception:
        return  # such a module is imported by nobody, so it has no names that could be wrong
    if found.exports is not None:
        assert found.exports == list(held["__all__"])


def _parts(name: str, *_: object) -> SimpleNamespace:
    """Stand in for `__import__`: a module with each of the names."""
    names = ("__all__", "names", "table", "module", "name", "part")
    return SimpleNamespace(**{entry: SimpleNamespace(part=entry) for entry in names})
