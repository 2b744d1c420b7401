"""What the words of a list stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from faceplate.errors import UsageError
from faceplate.sweep.targets import SweepTarget, targets

LISTS = {
    "packages.txt": ("# a comment\n\nrich\nclick==8.1\n", ["rich", "click==8.1"]),
    "requirements.txt": (
        "click==8.1.7 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n"
        "rich[jupyter]==13.0 ; python_version > '3.8'  # why\n",
        ["click==8.1.7", "rich==13.0"],
    ),
    "uv.lock": (
        'version = 1\n[[package]]\nname = "own"\nversion = "0"\nsource = { editable = "." }\n'
        '[[package]]\nname = "rich"\nversion = "13.0"\nsource = { registry = "x" }\n',
        ["rich==13.0"],
    ),
    "poetry.lock": ('[[package]]\nname = "rich"\nversion = "13.0"\n', ["rich==13.0"]),
    "pylock.toml": ('[[packages]]\nname = "rich"\nversion = "13.0"\n', ["rich==13.0"]),
}


@pytest.mark.parametrize("file", LISTS)
def test_a_file_stands_for_what_it_lists(file: str, tmp_path: Path) -> None:
    text, names = LISTS[file]
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert targets([str(tmp_path / file)]) == list(map(SweepTarget, names))


def test_a_folder_stands_for_what_is_in_it_and_a_project_for_itself(libraries: Path) -> None:
    names = [Path(target.name).name for target in targets([str(libraries)])]
    assert names == ["broken", "dials", "lamps", "scripted", "torn-1.0-py3-none-any.whl"]
    assert targets([str(libraries / "dials")]) == [SweepTarget(str(libraries / "dials"))]


def test_each_target_comes_once(libraries: Path) -> None:
    words = [str(libraries / "dials"), "rich", str(libraries), "rich"]
    names = [target.name for target in targets(words)]
    assert len(names) == len(set(names)) == 6


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("list.txt", b"rich >= 2\n", r"list.txt:1: rich >= 2: neither a target nor an exact"),
        ("list.txt", b"\xff\xfe", "not UTF-8"),
        ("list.txt", b"# nothing\n", "no target in it"),
        ("uv.lock", b"[[package", "not TOML"),
        ("uv.lock", b"package = 3\n", "no target in it"),
        ("pylock.toml", b'packages = [1, {name = 2, version = "1"}]\n', "no target in it"),
    ],
)
def test_what_is_no_list_is_said(file: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / file).write_bytes(content)
    with pytest.raises(UsageError, match=message):
        targets([str(tmp_path / file)])


def test_an_index_in_a_folder_lists_projects_and_releases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "simple"
    for name in ("gradio-one", "gradio-two", "other"):
        (index / name).mkdir(parents=True)
        files = [
            f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
            for version in ("1.0", "1.10", "1.9", "2.0a1")
        ]
        links = "".join(f'<a href="{file}">{file}</a>' for file in files)
        (index / name / "index.html").write_text(f"<!doctype html>{links}", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", index.as_uri())
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "UV_INDEX_URL", "UV_DEFAULT_INDEX"):
        monkeypatch.delenv(name, raising=False)
    assert [target.name for target in targets(["index:gradio_*"])] == ["gradio-one", "gradio-two"]
    assert targets(["releases:gradio-one"]) == [
        SweepTarget("gradio-one==1.0"),
        SweepTarget("gradio-one==1.9", "gradio-one==1.0"),
        SweepTarget("gradio-one==1.10", "gradio-one==1.9"),
    ]
