"""Where a target ends and the name of a component begins."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from faceplate.errors import UsageError
from faceplate.source import split_target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gradio", ("gradio", None)),
        ("gradio:LogoutButton", ("gradio", "LogoutButton")),
        ("gradio:Button.click", ("gradio", "Button.click")),
        ("gradio==4.16.0", ("gradio==4.16.0", None)),
        ("gradio==4.16.0:LogoutButton", ("gradio==4.16.0", "LogoutButton")),
        ("x.whl:Button", ("x.whl", "Button")),
        ("./src/x:Button", ("./src/x", "Button")),
        ("./a:b/x.whl", ("./a:b/x.whl", None)),
        ("./a:b/x.whl:Button", ("./a:b/x.whl", "Button")),
        ("C:\\x", ("C:\\x", None)),
        ("C:\\x\\y.whl", ("C:\\x\\y.whl", None)),
        ("C:\\x\\y.whl:Button", ("C:\\x\\y.whl", "Button")),
        ("C:/x", ("C:/x", None)),
        ("C:/x:Button", ("C:/x", "Button")),
        ("https://example.org/x.whl", ("https://example.org/x.whl", None)),
        ("", ("", None)),
    ],
)
def test_spellings(text, expected):
    assert split_target(text) == expected


def test_a_file_that_exists_keeps_its_colons(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a:b", "a:b:c"):
        Path(name).touch()
        assert split_target(f"./{name}") == (f"./{name}", None)
        assert split_target(f"./{name}:Button") == (f"./{name}", "Button")
    assert split_target("./a:d") == ("./a", "d")


def test_a_single_letter_is_a_drive_where_there_are_drives(monkeypatch):
    assert split_target("C:x") == ("C", "x")
    monkeypatch.setattr(os, "name", "nt")
    assert split_target("C:x") == ("C:x", None)
    assert split_target("C:x:Button") == ("C:x", "Button")


@pytest.mark.parametrize(
    "text", ["gradio:", ":Button", ":", "gradio:Log out", "gradio:a-b", "gradio:a..b", "x:\x1b[2J"]
)
def test_what_is_neither(text, one_line):
    with pytest.raises(UsageError, match="colon") as caught:
        split_target(text)
    one_line(str(caught.value))
