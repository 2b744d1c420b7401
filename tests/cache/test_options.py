"""An entry that was made with some options is never used for others."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceplate.cache.keys import key
from faceplate.cache.results import ResultCache
from faceplate.cache.store import Store
from faceplate.extraction import read
from faceplate.options import ReadingOptions
from faceplate.source import open_target

texts = st.text(alphabet="ab',= \0\n|N", max_size=4)
values = st.none() | texts | st.lists(texts, max_size=3).map(tuple)
options = st.builds(
    lambda stated: ReadingOptions(**stated),
    st.fixed_dictionaries(dict.fromkeys(ReadingOptions.__slots__, values)),
)


def fields(stated: ReadingOptions) -> tuple[Any, ...]:
    return tuple(getattr(stated, name) for name in ReadingOptions.__slots__)


def test_each_option_is_a_field() -> None:
    assert list(inspect.signature(ReadingOptions).parameters) == list(ReadingOptions.__slots__)


@given(options, options)
def test_two_sets_of_options_have_two_texts(one: ReadingOptions, other: ReadingOptions) -> None:
    assert (str(one) == str(other)) == (fields(one) == fields(other))


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_two_lists_of_parts_have_two_keys(one: list[str], other: list[str]) -> None:
    assert (key(*one) == key(*other)) == (one == other)


parts = st.tuples(texts, texts, texts)


@given(parts, parts)
def test_a_result_is_that_of_its_target_options_and_form(
    tmp_path_factory: pytest.TempPathFactory,
    one: tuple[str, str, str],
    other: tuple[str, str, str],
) -> None:
    store = Store(str(tmp_path_factory.mktemp("store")))

    def cache(target: str, stated: str) -> ResultCache:
        return ResultCache(store, target, stated, lambda name: "-")

    target, stated, form = one
    cache(target, stated).put(form, b"content", ["a problem"], {})
    kept = cache(*other[:2]).get(other[2])
    assert kept == ((["a problem"], b"content") if one == other else None)


def package(folder: Path) -> Path:
    """Make a package that is another one for each dialect and each docstring style."""
    folder = folder / "dials"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "class Dial:\n"
        '    """A dial.\n\n    Args:\n        a: In Google style.\n\n    Parameters\n'
        "    ----------\n    b\n        In NumPy style.\n\n    :param c: In Sphinx style.\n"
        '    """\n\n    def __init__(self, a=1, b=2, c=3): ...\n\n\n'
        'class Knob:\n    """A knob."""\n'
    )
    return folder


@given(
    st.lists(
        st.builds(
            ReadingOptions,
            dialect=st.sampled_from([None, "plain", "gradio"]),
            docstring_style=st.sampled_from([None, "google", "numpy", "sphinx"]),
            groups=st.sampled_from([None, (), ("dials",), ("other",)]),
        ),
        max_size=6,
    )
)
def test_what_is_read_with_a_cache_is_what_is_read_without(
    tmp_path_factory: pytest.TempPathFactory, stated: list[ReadingOptions]
) -> None:
    folder = tmp_path_factory.mktemp("library")
    target = str(package(folder))
    store = Store(str(folder / "cache"))
    for one in stated:
        tree = open_target(target, [])
        assert read(tree, store, [], one).json() == read(tree, Store(None), [], one).json(), one
