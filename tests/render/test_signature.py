"""How a call is written."""

import inspect

from hypothesis import given
from hypothesis import strategies as st

from faceplate.model import Parameter
from faceplate.render.signature import short, whole


def test_short_call_names_a_few_parameters():
    parameters = [Parameter("fn"), Parameter("rest", "var_positional")]
    assert short("a.b", []) == "a.b()"
    assert short("a.b", parameters) == "a.b(···)"
    assert short("a.b", parameters, 1) == "a.b(fn, ···)"
    assert short("a.b", parameters, 2) == "a.b(fn, *rest)"


def test_line_as_long_as_allowed_is_not_wrapped():
    parameters = [Parameter("size", annotation="int", default="3")]
    assert whole("a", parameters, line=16) == "a(size: int = 3)"
    assert whole("a", parameters, line=15) == "a(\n    size: int = 3,\n)"
    assert whole("a", parameters, "str", line=10) == "a(\n    size: int = 3,\n) -> str"


def test_call_without_parameters_is_never_wrapped():
    assert whole("a" * 50, [], line=10) == "a" * 50 + "()"


def test_default_that_is_not_known_is_an_ellipsis():
    assert whole("a", [Parameter("b"), Parameter("c", required=True)], line=80) == "a(b=..., c)"


KINDS = [
    "positional_only",
    "positional_or_keyword",
    "var_positional",
    "keyword_only",
    "var_keyword",
]


@given(st.lists(st.sampled_from(KINDS), max_size=7))
def test_marks_are_those_of_python(kinds):
    """A signature written by faceplate is one that Python reads back as the same kinds."""
    kinds = sorted(kinds, key=KINDS.index)
    for once in ("var_positional", "var_keyword"):
        while kinds.count(once) > 1:
            kinds.remove(once)
    parameters = [Parameter(f"p{n}", kind, required=True) for n, kind in enumerate(kinds)]
    namespace = {}
    exec(f"def {whole('call', parameters, line=200)}: pass", namespace)
    read = inspect.signature(namespace["call"]).parameters.values()
    assert [parameter.kind.name.lower() for parameter in read] == kinds
