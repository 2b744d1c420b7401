"""Texts of strangers as source code: they come out of it as what they were, and as nothing else."""

import ast
import json
import shlex
import subprocess
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from faceplate.api.view import literals

TEXTS = st.text(st.characters(codec=None)) | st.sampled_from(
    ["", "'", '"', "\\", "\n", "\r\n", "\x00", "\u202e", "\u2028", "\ud800", "\U000e0041", "é😀"]
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)  # fmt: skip


def hides(text):
    return any(unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp") for one in text)


@given(PLAIN | st.tuples(TEXTS) | st.binary())
@example({"a": [1, ("b",), "\u202e"]})
def test_python_reads_back_what_was_written(value):
    written = literals.python(value)
    assert ast.literal_eval(written) == value
    assert not hides(written)


@given(PLAIN)
def test_json_reads_back_what_was_written(value):
    written = literals.as_json(value)
    assert json.loads(written) == value
    assert not hides(written)


@given(TEXTS)
def test_a_shell_takes_it_as_one_word(text):
    assert shlex.split(literals.shell(text)) == [text]


@pytest.mark.parametrize("text", ["$(id)", "`id`", "a'b", "!!", "* ~ $HOME", 'a"b', "-n", "\\"])
def test_bash_takes_it_as_one_word(text):
    command = ["bash", "-c", f"printf %s {literals.shell(text)}"]
    assert subprocess.run(command, capture_output=True, text=True).stdout == text


def test_what_has_no_literal_is_written_as_its_text():
    class Odd:
        def __str__(self):
            return 'x"); boom("'

    assert ast.literal_eval(literals.python([Odd()])) == ['x"); boom("']
    assert json.loads(literals.as_json([Odd(), {1, 2}, float("nan"), (1,)])) == [
        'x"); boom("', [1, 2], None, [1],
    ]  # fmt: skip
    assert eval(literals.python(float("inf"))) == float("inf")


@given(TEXTS)
def test_a_word_is_a_name_or_is_refused(text):
    if literals.python_name(text):
        ast.parse(f"f({literals.word(text)}=1)")
    else:
        with pytest.raises(ValueError, match="not a name"):
            literals.word(text)


@pytest.mark.parametrize("text", ["class", "lambda", "None", "1a", "a b", "a=1,b", "", None, 3])
def test_these_are_no_names(text):
    assert not literals.python_name(text)
