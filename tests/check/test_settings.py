"""Which rules run, how much they matter, and where they keep quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from check.libraries import TURN, codes, findings, package
from faceplate.check.rules import RULES
from faceplate.check.settings import CheckSettings, find
from faceplate.errors import UsageError


def chosen(*select: str, ignore: tuple[str, ...] = ()) -> list[str]:
    rules = CheckSettings(select or ("default",), ignore).rules(RULES)
    return [rule.code for rule in rules if not rule.unasked or rule.code in select or not select]


def test_what_is_on_by_itself() -> None:
    assert chosen() == [one.code for one in RULES if one.usual]
    assert any(not one.usual for one in RULES)


def test_selectors() -> None:
    asked = [one.code for one in RULES if not one.unasked]
    assert chosen("ALL") == chosen("all") == asked
    assert chosen("FP3") == [one.code for one in RULES if one.code.startswith("FP3")]
    assert chosen("fp102") == chosen("unknown-parameter") == ["FP102"]
    assert chosen("FP1", ignore=("FP10",)) == [
        one.code for one in RULES if one.code.startswith("FP11")
    ]
    off = next(one for one in RULES if not one.usual)
    assert off.code in chosen("default", off.code)
    assert off.code not in chosen()


def test_what_runs_unasked() -> None:
    unasked = [rule for rule in RULES if rule.unasked]
    assert [rule.name for rule in unasked] == ["unread-file"]
    assert unasked[0] in CheckSettings(("FP102",)).rules(RULES)
    for name in ("FP002", "unread-file", "FP0", "ALL"):
        assert unasked[0] not in CheckSettings(("FP102",), (name,)).rules(RULES)


@pytest.mark.parametrize("selector", ["FP99", "FP1x", "F", "", "unknown", "FP1021", "*"])
def test_a_selector_that_fits_no_rule(selector: str) -> None:
    for option, settings in {
        "select": CheckSettings((selector,)),
        "ignore": CheckSettings(ignore=(selector,)),
        "severity": CheckSettings(severity=((selector, "error"),)),
        "per-file-ignores": CheckSettings(per_file=(("*", (selector,)),)),
        "per-symbol-ignores": CheckSettings(per_symbol=(("*", (selector,)),)),
    }.items():
        with pytest.raises(UsageError, match=f"{option}: .* is not a rule"):
            settings.rules(RULES)


def test_the_nearest_rule_is_named() -> None:
    with pytest.raises(UsageError, match=r"did you mean unknown-parameter\?"):
        find("unknown-paramter", RULES)
    with pytest.raises(UsageError, match="faceplate explain"):
        find("zzz", RULES)


def test_severity(tmp_path: Path) -> None:
    target = package(tmp_path, TURN)

    def levels(*severity: tuple[str, str]) -> list[str]:
        return [one.severity for one in findings(target, settings=CheckSettings(severity=severity))]

    assert levels() == ["warning", "warning"]
    assert levels(("FP102", "note"), ("FP1", "error")) == ["error", "note"]
    assert levels(("FP1", "note")) == ["note", "note"]
    with pytest.raises(UsageError, match="none of error, warning, note"):
        levels(("FP102", "fatal"))


def test_places(tmp_path: Path) -> None:
    target = package(tmp_path, TURN)
    rest = codes(findings(target, settings=CheckSettings(per_file=(("knobs/*.py", ("FP101",)),))))
    assert rest == ["FP102"]
    rest = codes(findings(target, settings=CheckSettings(per_symbol=(("knobs.t*", ("FP102",)),))))
    assert rest == ["FP101"]
    for other in (
        CheckSettings(per_file=(("dials/*", ("ALL",)),)),
        CheckSettings(per_symbol=(("x", ("ALL",)),)),
    ):
        assert len(findings(target, settings=other)) == 2
