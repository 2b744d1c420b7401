"""The report as JUnit XML: a test case for each finding, which failed."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

from faceplate.check.reports.report import Report

# What XML 1.0 cannot hold; control characters and surrogates are gone already.
_REFUSED = re.compile("[\ufffe\uffff]")


def write(report: Report) -> str:
    """Write one suite; where nothing was found, it has one case, which passed."""
    count = len(report.items)
    suite = Xml.Element(
        "testsuite",
        name="faceplate check",
        tests=str(count or 1),
        failures=str(count),
        errors="0",
        skipped="0",
    )
    for item in report.items:
        finding = item.finding
        place = f"{finding.file}:{finding.line}:{finding.column}"
        case = Xml.SubElement(
            suite,
            "testcase",
            classname=_text(finding.file),
            name=_text(f"{finding.rule} {finding.symbol or finding.file}"),
            file=_text(finding.file),
            line=str(finding.line),
        )
        failure = Xml.SubElement(
            case, "failure", type=finding.severity, message=_text(finding.message)
        )
        failure.text = _text(f"{place}: {finding.rule} {finding.name}: {finding.message}")
    if not report.items:
        Xml.SubElement(suite, "testcase", classname="faceplate", name="check")
    suites = Xml.Element("testsuites")
    suites.append(suite)
    Xml.indent(suites)
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return declaration + Xml.tostring(suites, encoding="unicode") + "\n"


def _text(text: str) -> str:
    return _REFUSED.sub("\ufffd", text)
