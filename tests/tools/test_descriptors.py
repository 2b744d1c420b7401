"""The comparison of descriptors notices what differs, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from descriptors.compare import Outcome, _check, _neutral, _sentences
from descriptors.variations import write_variations


def differences(theirs: object, ours: object) -> list[str]:
    outcome = Outcome("app")
    _check("it", theirs, ours, "http://127.0.0.1:1/", outcome)
    assert outcome.compared == 1
    return outcome.differences


@pytest.mark.parametrize(
    ("theirs", "ours", "said"),
    [
        ("a\nb", "a\nc", "it[1]: 'b' became 'c'"),
        ("a", "a ", "it[0]: 'a' became 'a '"),
        ("a\n", "a", "it: ['a', ''] became ['a']"),
        ({"a": 1}, {}, "it['a']: missing"),
        ({}, {"a": 1}, "it['a']: too much"),
        ({"a": [1]}, {"a": [1.0]}, "it['a'][0]: 1 became 1.0"),
        ({"a": 1}, {"a": True}, "it['a']: 1 became True"),
        ({"a": None}, {"a": ""}, "it['a']: None became ''"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, "it: the keys are in another order"),
        ([1, 2], [1], "it: [1, 2] became [1]"),
    ],
)
def test_what_differs_is_said(theirs: object, ours: object, said: str) -> None:
    assert said in differences(theirs, ours)


def test_only_the_address_of_the_app_may_differ() -> None:
    theirs = _neutral({"a": ["x http://127.0.0.1:2/file=y"]}, "http://127.0.0.1:2/")
    assert differences(theirs, {"a": ["x http://127.0.0.1:1/file=y"]}) == []
    assert differences(theirs, {"a": ["x http://127.0.0.1:3/file=y"]})
    assert differences(theirs, {"a": ["x http://127.0.0.1:1/file=z"]})


def test_sentences_are_found_wherever_they_stand() -> None:
    assert list(_sentences({"a": [{"description": "x"}], "description": ""})) == ["x"]


def test_apps_made_at_random_are_programs_and_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first, second = write_variations(tmp_path, 5), write_variations(tmp_path / "again", 5)
    texts = [path.read_text(encoding="utf-8") for path in first]
    assert texts == [path.read_text(encoding="utf-8") for path in second]
    assert len(set(texts)) == 5
    for text in texts:
        compile(text, "app.py", "exec")
