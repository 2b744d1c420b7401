"""Imports the fixtures and asks Python itself: each page must say what Python says.

Faceplate never imports what it reads, so this is a second way to the same answers: where a name
leads, in which order bases are asked, what a call takes.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib
import inspect
import re
import sys
import typing
from collections.abc import Iterator
from enum import EnumType
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from faceplate.cache.store import Store
from faceplate.facts.cached import CachedReader
from faceplate.link.library import Library
from faceplate.link.names import find
from faceplate.link.pages import Linker
from faceplate.model import Component, Manifest, Parameter
from faceplate.public import extract
from faceplate.source import open_target

FIXTURES = Path(__file__).parents[1] / "fixtures"
NOT_FOR_PYTHON = {
    "names/circle_of_names",
    "names/foreign",
    "names/only_from_elsewhere",
    "inheritance/impossible_order",
    "inheritance/circular_bases",
    "fields/models",
    "fields/table_models",
    "inheritance/unknown_bases",
    "gradio/custom_alone",
    "gradio/payloads",
    "gradio/unclear_events",
    "shiny/inputs",
    "signatures/stubs_alone",
    "streamlit/commands",
}
"""Cases that Python cannot import, or only with a package that the tests do not install."""

CASES = sorted(
    f"{case.parent.name}/{case.name}"
    for case in FIXTURES.glob("*/*")
    if (case / "package/__init__.py").exists() and not (case / "beside").exists()
)
IMPORTED = [name for name in CASES if name not in NOT_FOR_PYTHON]

KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: "positional_only",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "positional_or_keyword",
    inspect.Parameter.VAR_POSITIONAL: "var_positional",
    inspect.Parameter.KEYWORD_ONLY: "keyword_only",
    inspect.Parameter.VAR_KEYWORD: "var_keyword",
}
PLAIN = (type, object)


class Case:
    """A fixture, read by faceplate and imported by Python."""

    def __init__(self, name: str) -> None:
        self.folder = FIXTURES / name
        self.manifest: Manifest = extract(str(self.folder / "package"), search_path=[], cache=False)
        self.package: ModuleType = importlib.import_module("package")

    def object(self, path: str) -> Any:
        """Follow a dotted path as a user would."""
        found: Any = self.package
        for part in path.split(".")[1:]:
            if not hasattr(found, part):
                importlib.import_module(f"{found.__name__}.{part}")
            found = getattr(found, part)
        return found

    def pages(self) -> Iterator[tuple[Component, Any]]:
        for component in self.manifest.components:
            yield component, self.object(component.path)

    def classes(self) -> Iterator[tuple[Component, type]]:
        return ((page, one) for page, one in self.pages() if isinstance(one, type))

    def namespaces(self) -> list[dict[str, Any]]:
        return [vars(module) for module in modules().values()]


def modules() -> dict[str, ModuleType]:
    return {
        name: module
        for name, module in sys.modules.items()
        if name == "package" or name.startswith("package.")
    }


@pytest.fixture(params=IMPORTED)
def case(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    assert not modules()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.syspath_prepend(str(FIXTURES / request.param))
    try:
        yield Case(request.param)
    finally:
        for name in modules():
            del sys.modules[name]


@pytest.mark.parametrize("name", sorted(NOT_FOR_PYTHON))
def test_what_python_refuses_is_still_read(name: str) -> None:
    assert name in CASES
    manifest = extract(str(FIXTURES / name / "package"), search_path=[], cache=False)
    assert manifest.components or manifest.problems


def test_paths_lead_where_python_says(case: Case) -> None:
    for component, one in case.pages():
        for alias in component.aliases:
            found = case.object(alias)
            assert (typing.get_origin(found) or found) == one
        assert component.path.endswith(f".{component.name}")
        if not is_declared(one):
            assert not hasattr(one, "__name__")
            continue
        assert f"{one.__module__}.{one.__qualname__}" == component.canonical_path
        if isinstance(one, type):
            assert one.__qualname__.count(".") == component.name.count(".")


def test_members_are_inherited_from_where_python_finds_them(case: Case) -> None:
    pages = {component.path: component for component in case.manifest.components}
    for component, one in case.classes():
        own = {member.name for member in (*component.methods, *component.attributes)}
        own |= {event.name for event in component.events}
        for part in component.inherited:
            owner = case.object(part.owner)
            listed = pages[part.owner]
            shown = {member.name for member in (*listed.methods, *listed.attributes)}
            shown |= {path.rpartition(".")[2] for path in pages if path.startswith(part.owner)}
            assert owner in one.__mro__[1:]
            assert set(part.members) <= shown - own
            for name in part.members:
                assert inspect.getattr_static(one, name) is inspect.getattr_static(owner, name)


def test_properties_say_whether_they_can_be_set(case: Case) -> None:
    for component, one in case.classes():
        for attribute in component.attributes:
            found = inspect.getattr_static(one, attribute.name, None)
            if isinstance(found, property):
                assert attribute.settable is (found.fset is not None)


@pytest.mark.parametrize("case", [name for name in IMPORTED if "gradio" not in name], indirect=True)
def test_every_public_name_has_a_page(case: Case) -> None:
    listed = getattr(case.package, "__all__", None)
    names = [name for name in vars(case.package) if name[0] != "_"] if listed is None else listed
    pages = {component.canonical_path for component in case.manifest.components}
    missing = []
    for name in names:
        one = getattr(case.package, name)
        home = getattr(one, "__module__", "") or ""
        if inspect.isroutine(one) or isinstance(one, type):
            known = home == "package" or home.startswith("package.")
            if f"{home}.{one.__qualname__}" in pages:
                assert known, name
            elif known:
                missing.append(name)
    assert len(missing) == sum(told_of(case.manifest)), missing


def told_of(manifest: Manifest) -> Iterator[int]:
    """Yield how many names the problems of a manifest say to be bound as a module runs."""
    for problem in manifest.problems:
        stated = re.search(r"names are known: (.*) made by a call", problem.message)
        if stated:
            counts: list[str] = re.findall(r"(one|\d+) (?:class|function)", stated[1])
            yield sum(1 if count == "one" else int(count) for count in counts)
        elif named := re.search(r"names are known: ((?:`\w+`(?:, )?)+) from", problem.message):
            yield named[1].count(", ") + 1


def test_bases_and_their_order(case: Case) -> None:
    library = Library(open_target(str(case.folder / "package")), CachedReader(Store(None)))
    ancestry = Linker(library, {}).ancestry
    for component, one in case.classes():
        symbol = find(library, component.canonical_path)
        assert symbol is not None
        expected = [
            f"{base.__module__}.{base.__qualname__}"
            for base in one.__mro__
            if base.__module__.split(".")[0] == "package"
        ]
        if not typing.is_typeddict(one):  # its bases are erased
            assert [base.path for base in ancestry.order(symbol)] == expected
            assert len(component.bases) == len(getattr(one, "__orig_bases__", one.__bases__)) or (
                component.bases == [] and one.__bases__ == (object,)
            )


def test_the_first_line_of_a_docstring_leads_the_page(case: Case) -> None:
    for component, one in case.pages():
        said = (inspect.getdoc(one) or "").split("\n")[0].strip()
        if isinstance(one, type) and not any(
            base.__doc__ for base in one.__mro__ if base.__module__.startswith("package")
        ):
            continue
        if not is_declared(one) or (isinstance(one, type) and not speaks_like_python(one)):
            continue
        is_marked = ":" in said or "`_" in said
        if not is_marked and not dataclasses.is_dataclass(one):
            assert component.description.startswith(said)


def test_names_kinds_and_what_is_required(case: Case) -> None:
    checked = 0
    for component, one in case.pages():
        expected = signature(one)
        if expected is None or component.uncertain:
            continue
        actual = [(one.name, one.kind, one.required) for one in component.parameters]
        said = [
            (name, KINDS[stated.kind], is_required(stated)) for name, stated in expected.items()
        ]
        if case.manifest.library.dialect == "gradio":  # which keeps these to itself
            actual = [parameter for parameter in actual if parameter[0] != "kwargs"]
            said = [one for one in said if one[0] != "kwargs" and one[0][0] != "_"]
        assert actual == said
        checked += 1
    assert checked or not any(component.parameters for component in case.manifest.components)


def test_defaults(case: Case) -> None:
    for component, one in case.pages():
        expected = signature(one) or {}
        for parameter in component.parameters:
            if parameter.name in expected:
                stated = default_of(one, parameter.name, expected[parameter.name])
                if stated is inspect.Parameter.empty:
                    assert parameter.default is None
                else:
                    assert_same(stated, parameter.default, case)
                if parameter.constant is not None:
                    assert_same(stated, parameter.constant, case)


def test_annotations(case: Case) -> None:
    for component, one in case.pages():
        if component.uncertain:
            continue
        for parameter in component.parameters:
            hint = hint_of(one, parameter)
            if hint is inspect.Parameter.empty:
                assert parameter.annotation is None
            elif isinstance(hint, str):
                assert folded(parameter.annotation) == folded(hint)
            else:
                assert parameter.annotation is not None
                assert any(hint == found for found in evaluated(parameter.annotation, case))


def signature(one: Any) -> dict[str, inspect.Parameter] | None:
    """Ask Python what a call takes; None where it cannot say."""
    if typing.is_typeddict(one):
        return {
            name: inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=inspect.Parameter.empty if name in one.__required_keys__ else None,
            )
            for name in typing.get_type_hints(one)
        }
    if isinstance(one, EnumType):
        # The others make an enumeration, and take none of its members.
        return {"value": inspect.signature(EnumType.__call__).parameters["value"]}
    if isinstance(one, type) and not constructors(one) and not takes_calls(type(one)):
        return {} if one.__mro__[1:] == (object,) else None
    if hasattr(one, "__deprecated__"):  # its constructor is wrapped
        return None
    if isinstance(one, type) and {"__init__", "__new__"} <= set(vars(one)):
        return None  # Python shows `__new__`, which mostly takes anything
    if not callable(one):
        return None
    try:
        found = dict(inspect.signature(one).parameters)
    except ValueError:
        return None
    last = next(reversed(found.values()), None)
    unpacked = last and last.kind == last.VAR_KEYWORD and last.annotation is not last.empty
    return None if unpacked else found


def is_declared(one: Any) -> bool:
    """Say whether something is a class or a function, and no object made of one."""
    return isinstance(one, type) or inspect.isroutine(one)


def speaks_like_python(one: type) -> bool:
    """Say whether the words of a class are its own, or all that speaks for it is public."""
    constructor = vars(one).get("__init__")
    if vars(one).get("__doc__") is not None:
        return True
    speaking = [base for base in one.__mro__[1:-1] if vars(base).get("__doc__") is not None]
    return not (constructor and constructor.__doc__) and not any(
        base.__name__.startswith("_") for base in speaking
    )


def takes_calls(metaclass: type) -> bool:
    """Say whether a call of a class goes through a method that its library wrote."""
    return any("__call__" in vars(base) for base in metaclass.__mro__ if base not in PLAIN)


def constructors(one: type) -> list[Any]:
    named = [vars(base).get(name) for base in one.__mro__ for name in ("__init__", "__new__")]
    plain = [getattr(function, "__func__", function) for function in named]
    return [function for function in plain if inspect.isfunction(function)] or (
        [one] if hasattr(one, "__struct_fields__") else []
    )


def is_required(stated: inspect.Parameter) -> bool:
    variadic = stated.kind in (stated.VAR_POSITIONAL, stated.VAR_KEYWORD)
    return stated.default is stated.empty and not variadic


def default_of(one: Any, name: str, stated: inspect.Parameter) -> Any:
    if typing.is_typeddict(one):
        return inspect.Parameter.empty
    if dataclasses.is_dataclass(one):
        field = one.__dataclass_fields__.get(name)
        if field is not None and field.default_factory is not dataclasses.MISSING:
            return field.default_factory()
    if repr(stated.default) == "<factory>":
        return next(
            field.default_factory() for field in msgspec.structs.fields(one) if field.name == name
        )
    return stated.default


def hint_of(one: Any, parameter: Parameter) -> Any:
    """Ask Python for a resolved annotation; text where it cannot be resolved."""
    if typing.is_typeddict(one):
        return typing.get_type_hints(one)[parameter.name]
    found = (signature(one) or {}).get(parameter.name)
    if found is None or found.annotation is inspect.Parameter.empty:
        return inspect.Parameter.empty if found else parameter.annotation
    with_fields = dataclasses.is_dataclass(one) or hasattr(one, "_fields")
    owner = one if with_fields or not isinstance(one, type) else (constructors(one) or [one])[0]
    if not is_declared(one):
        while isinstance(owner, functools.partial):
            owner = owner.func
        owner = owner if inspect.isroutine(owner) else owner.__call__
    try:
        hint = typing.get_type_hints(owner, include_extras=True)[parameter.name]
    except (NameError, KeyError):
        hint = found.annotation
    return hint.type if isinstance(hint, dataclasses.InitVar) else without_texts(hint)


def without_texts(hint: Any) -> Any:
    """Take texts out of an annotation, as a page does, which shows them as descriptions."""
    if typing.get_origin(hint) is not typing.Annotated:
        return hint
    rest = [one for one in hint.__metadata__ if type(one).__name__ != "Doc"]
    return typing.Annotated[(hint.__origin__, *rest)] if rest else hint.__origin__


def evaluated(source: str, case: Case) -> Iterator[Any]:
    for names in case.namespaces():
        try:
            holder = type("Holder", (), {"__annotations__": {"it": source}})
            yield typing.get_type_hints(holder, dict(names), include_extras=True)["it"]
        except NameError:
            continue


def assert_same(expected: Any, source: str | None, case: Case) -> None:
    assert source is not None
    for names in case.namespaces():
        try:
            found = eval(source, dict(names))
        except NameError:
            continue
        if inspect.isfunction(expected) and expected.__name__ == "<lambda>":
            assert found.__code__.co_code == expected.__code__.co_code
            return
        if found == expected:
            return
    raise AssertionError(f"{source} is nowhere {expected!r}")


def folded(text: str | None) -> str:
    return "".join((text or "").split()).replace('"', "'")
