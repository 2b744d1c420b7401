"""What an installed distribution says of itself, as installers write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from faceplate.cli.distribution import documentation, version


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        ([], ""),
        (["Source, https://example.org/code"], ""),
        (["Documentation, https://example.org/docs/"], "https://example.org/docs"),
        (["Source, https://a.example", "documentation,https://b.example"], "https://b.example"),
        (["Documentation, http://example.org"], ""),
        (["Documentation, javascript:alert(1)"], ""),
        (["Documentation"], ""),
    ],
)
def test_the_address_is_that_of_the_metadata(
    urls: list[str], expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "faceplate-3.2.1.dist-info"
    folder.mkdir()
    lines = ["Metadata-Version: 2.1", "Name: faceplate", "Version: 3.2.1"]
    lines += [f"Project-URL: {url}" for url in urls]
    (folder / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert version() == "3.2.1"
    assert documentation() == expected
