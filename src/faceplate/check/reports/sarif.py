"""The report as SARIF 2.1.0, the exchange format of static analysis."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec

from faceplate.check.reports.report import Report, ReportedFinding
from faceplate.check.rule import Rule
from faceplate.check.rules import RULES

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

# The page of all rules, with the heading of each, "FP102 unknown-parameter", as its anchor.
_PAGE = "reference/rules/"


def write(report: Report) -> str:
    """Write one run, with the page of each rule that spoke."""
    spoken = {item.finding.rule for item in report.items}
    rules = [rule for rule in RULES if rule.code in spoken]
    indices = {listed.code: index for index, listed in enumerate(rules)}
    driver: dict[str, Any] = {"name": "faceplate"}
    driver["rules"] = [_rule(rule, report.documentation) for rule in rules]
    if report.version:
        driver["version"] = report.version
    if report.documentation:
        driver["informationUri"] = report.documentation
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, indices) for item in report.items],
    }
    content = msgspec.json.encode({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})
    return msgspec.json.format(content, indent=2).decode() + "\n"


def _rule(rule: Rule, documentation: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {rule.reason}"},
        "help": {"text": rule.advice},
        "defaultConfiguration": {"level": rule.severity},
    }
    if documentation:
        described["helpUri"] = f"{documentation}/{_PAGE}#{rule.code.lower()}-{rule.name}"
    return described


def _result(item: ReportedFinding, indices: dict[str, int]) -> dict[str, Any]:
    finding = item.finding
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(finding.file)},
            "region": {"startLine": finding.line, "startColumn": finding.column},
        }
    }
    if finding.symbol:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.symbol}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": indices[finding.rule],
        "level": finding.severity,
        "message": {"text": _text(finding.message)},
        "locations": [location],
        "partialFingerprints": {"faceplateFinding/v1": item.fingerprint},
    }
    if finding.cause:
        result["properties"] = {"cause": finding.cause}
    if item.fix:
        result["fixes"] = [_fix(item)]
    return result


def _fix(item: ReportedFinding) -> dict[str, Any]:
    """Write what would fix a finding; what it puts in is source, not a message."""
    return {
        "description": {"text": f"Fix {item.finding.rule} {item.finding.name}"},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": quote(item.finding.file)},
                "replacements": [
                    {
                        "deletedRegion": {
                            "startLine": replacement.line,
                            "startColumn": replacement.column,
                            "endLine": replacement.end_line,
                            "endColumn": replacement.end_column,
                        },
                        "insertedContent": {"text": replacement.text},
                    }
                    for replacement in item.fix
                ],
            }
        ],
    }


def _text(text: str) -> str:
    """Quote a message: braces are doubled, and what would be a link is none."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
