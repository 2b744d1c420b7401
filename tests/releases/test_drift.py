"""What the checker finds on released libraries: drift that is really there, each kind by its count.

The figures were counted in the releases by other means, by asking the imported library. Where the
checker counts otherwise, the reason stands beside it.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from faceplate.cache.store import Store
from faceplate.check.finding import Finding
from faceplate.check.runner import check
from faceplate.check.settings import CheckSettings
from faceplate.source import open_target

pytestmark = pytest.mark.releases


@pytest.fixture(scope="module")
def found(release: Callable[[str], Any]) -> Callable[[str, str], list[Finding]]:
    @functools.cache
    def every(version: str) -> list[Finding]:
        tree = open_target(release(version).wheel, [])
        return check(tree, Store(None), CheckSettings(), search_path=[]).findings

    return lambda version, rule: [one for one in every(version) if one.rule == rule]


def symbols(findings: list[Finding]) -> list[str]:
    return sorted(one.symbol for one in findings)


Found = Callable[[str, str], list[Finding]]


def test_undocumented_parameters_of_constructors(found: Found) -> None:
    counts = Counter(one.symbol for one in found("6.31.0", "FP101"))
    expected = {
        "gradio.LoginButton": 17,
        "gradio.DeepLinkButton": 16,
        "gradio.ClearButton": 4,
        "gradio.Dropdown": 2,
        "gradio.DateTime": 2,
        "gradio.JSON": 2,
        "gradio.FileExplorer": 2,
    }
    assert {name: counts[name] for name in expected} == expected


def test_arguments_of_listeners_without_a_text(found: Found) -> None:
    messages = [one.message for one in found("6.31.0", "FP307")]
    assert len(messages) == 2
    assert any("`time_limit`" in one for one in messages)
    assert any("`stream_every`" in one for one in messages)


def test_stubs_offer_what_is_refused(found: Found) -> None:
    # The stubs have 212 methods that take `every`: one of the two others is not an event, and
    # the other stands in the stub of a class that is not a component.
    refused = found("6.31.0", "FP305")
    assert len(refused) == 210
    assert all("`every`" in one.message for one in refused)


def test_a_text_that_was_copied(found: Found) -> None:
    (one,) = found("6.31.0", "FP111")
    assert one.symbol == "gradio.SelectData"
    assert "`col_value`" in one.message


def test_an_event_that_is_declared_twice(found: Found) -> None:
    # `Audio` lists one of its events twice as well.
    assert symbols(found("6.31.0", "FP303")) == ["gradio.Audio", "gradio.events.Events"]


def test_examples(found: Found) -> None:
    fences = symbols(found("6.31.0", "FP404"))
    assert fences == ["gradio.HTML", "gradio.Navbar", "gradio.WorkflowCanvas"]
    assert symbols(found("6.31.0", "FP605")) == ["gradio.LikeData"]
    (one,) = found("6.31.0", "FP602")
    assert one.symbol == "gradio.Blocks.queue"
    assert "`label`" in one.message
    # `Accordion` has the same fault as the two that were known.
    outside = symbols(found("6.31.0", "FP606"))
    assert outside == ["gradio.Accordion", "gradio.Group", "gradio.Walkthrough"]


def test_the_three_faults_of_the_page_of_logout_button(found: Found) -> None:
    def of_button(rule: str) -> list[Finding]:
        return [one for one in found("4.16.0", rule) if one.symbol == "gradio.LogoutButton"]

    (note,) = of_button("FP401")
    assert "Note" in note.message
    (behaviour,) = of_button("FP308")
    assert "as input" in behaviour.message
    (text,) = [one for one in of_button("FP201") if "`value`" in one.message]
    assert "callable" in text.message
