"""Characters that a reader cannot see."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceplate.characters import json_escaped, legible, visible
from faceplate.model import Shortcut


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b31m\x07\x00\x7f", "\\x9b31m\\x07\\x00\\x7f"),
        ("a\u202eb\u2066c\u2069", "a\\u202eb\\u2066c\\u2069"),
        ("zero\u200bwidth\ufeff\u00ad", "zero\\u200bwidth\\ufeff\\xad"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\tb", "a   b"),
        ("a\u2028b\x85c\x0cd", "a\\u2028b\\x85c\\x0cd"),
        ("half \ud83d", "half \\ud83d"),
        ("a\u200db", "a\\u200db"),
    ],
)
def test_unseen_characters_become_their_escapes(text, seen):
    assert visible(text) == seen


@pytest.mark.parametrize(
    "text", ["", "a\nb", "naïve 漢字 ✈️", "👩‍🚀 in space", "می‌خواهم", "a\u00a0b"]
)
def test_what_can_be_seen_stays(text):
    assert visible(text) == text


@given(st.text())
def test_visible_text_stays_as_it_is(text):
    assert visible(visible(text)) == visible(text)


def test_every_text_of_a_struct_is_made_legible():
    assert legible([Shortcut("a\x1b", "b", "c\x1b"), {"\x1b": "\x1b"}]) == [
        Shortcut("a\\x1b", "b", "c\\x1b"),
        {"\\x1b": "\\x1b"},
    ]


@given(st.text())
def test_escaped_json_says_the_same(text):
    document = json_escaped(json.dumps([text], ensure_ascii=False))
    assert json.loads(document) == [text]
    assert visible(document) == document.replace("\t", " ")
