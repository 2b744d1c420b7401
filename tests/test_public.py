"""What programs import from `faceplate`."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path
from types import FunctionType

import msgspec
import pytest

import faceplate
from faceplate import model

METERS = '''"""Meters."""


class Meter:
    """A meter.

    Args:
        low: The lowest value shown.
        pace: How fast.
    """

    def __init__(self, low, high=100): ...
'''


@pytest.fixture
def meters(tmp_path: Path) -> str:
    package = tmp_path / "meters"
    package.mkdir()
    (package / "__init__.py").write_text(METERS)
    return str(package)


def test_all_names_are_listed_and_there() -> None:
    assert dir(faceplate) == sorted(faceplate.__all__)
    for name in faceplate.__all__:
        assert getattr(faceplate, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'extrakt'"):
        faceplate.extrakt  # noqa: B018
    assert faceplate.__version__ == metadata.version("faceplate")


@pytest.mark.parametrize("name", ["Meter", "meters.Meter"])
def test_a_manifest_knows_its_components_by_name(meters: str, name: str) -> None:
    manifest = faceplate.extract(meters)
    component = manifest[name]
    assert isinstance(component, faceplate.Component)
    assert component.path == "meters.Meter"
    assert name in manifest


def test_what_is_not_there_is_a_key_error(meters: str) -> None:
    manifest = faceplate.extract(meters)
    assert "Knob" not in manifest
    assert 3 not in manifest
    with pytest.raises(KeyError, match="Knob"):
        manifest["Knob"]


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "rst", "json"])
def test_a_component_writes_the_page_of_the_command(meters: str, form: str, faceplate_) -> None:
    page = faceplate.extract(meters)["Meter"].page(form)
    assert page == faceplate_("show", f"{meters}:Meter", "--format", form).out


@pytest.fixture
def faceplate_(request: pytest.FixtureRequest):
    return request.getfixturevalue("faceplate")


def test_a_copy_says_how_its_page_is_written(meters: str) -> None:
    manifest = faceplate.extract(meters)
    copy = msgspec.structs.replace(manifest["Meter"], name="Other")
    with pytest.raises(faceplate.UsageError, match=r"faceplate\.page\(component, library"):
        copy.page()


def test_its_json_is_that_of_the_model(meters: str) -> None:
    manifest = faceplate.extract(meters)
    text = msgspec.json.encode(manifest)
    assert msgspec.json.encode(msgspec.json.decode(text, type=model.Manifest)) == text
    assert msgspec.json.decode(text, type=faceplate.Manifest) == manifest


def test_check_gives_the_findings_of_the_command(meters: str, faceplate_) -> None:
    findings = faceplate.check(meters, select=["FP1"])
    stated = msgspec.json.decode(
        faceplate_("check", meters, "--select", "FP1", "--format", "json").out
    )
    assert [(finding.rule, finding.line) for finding in findings] == [
        (finding["rule"], finding["line"]) for finding in stated
    ]
    assert {"FP101", "FP102"} <= {finding.rule for finding in findings}
    left = faceplate.check(meters, select=["FP1"], ignore=["FP101"])
    assert {finding.rule for finding in left} == {finding.rule for finding in findings} - {"FP101"}


def test_check_takes_guides(meters: str, tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("```python\nimport meters\n\nmeters.Meter(1, hihg=2)\n```\n")
    findings = faceplate.check(meters, docs=[str(tmp_path / "guide.md")])
    assert any("hihg" in finding.message for finding in findings)


@pytest.mark.parametrize(
    "first", ["", "import faceplate.check.runner", "from faceplate import check"]
)
def test_check_can_be_called_whatever_was_imported_first(first: str, meters: str) -> None:
    program = f"{first}\nimport faceplate\nprint(len(faceplate.check({meters!r})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) >= 2


def test_importing_it_imports_nothing_else() -> None:
    program = (
        "import sys; before = set(sys.modules); import faceplate; dir(faceplate)\n"
        "print(sorted(set(sys.modules) - before - {'faceplate'}))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(Path(faceplate.__file__).parents[1])},
    )
    assert done.stdout.strip() in ("[]", "['__future__']"), done.stderr


def test_extract_is_a_function_with_its_own_documentation() -> None:
    assert isinstance(faceplate.extract, FunctionType)
    assert faceplate.extract.__doc__
