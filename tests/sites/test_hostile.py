"""Docstrings made to do harm: a site of them is whole, and nothing in it acts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mkdocs.exceptions import Abort

import faceplate
from sites.building import Site, mkdocs, search_entries

HARM = {
    "script": "<script>alert(1)</script><svg onload=alert(1)>",
    "handler": '<img src=x onerror=alert(1)> "onmouseover="alert(1)',
    "address": "[a](javascript:alert(1)) [b](data:text/html,x) <javascript:alert(1)>",
    "open": "</div></article></main></body></html><!-- <![CDATA[ <textarea> <style>",
    "markdown": "```\\n# open\\n\\n~~~\\n| a | b\\n\\n[x]: javascript:alert(1)\\n\\n![a][x]",
    "template": "{{ 7 * 7 }} {% raw %} {# gone #} ${7*7} --8<-- '/etc/passwd'",
    "rest": ".. raw:: html\\n\\n   <b>x</b>\\n\\n|sub| `role`_ ::",
    "unseen": "a\\u202eb\\u200bc\\x1b[31m\\x07\\u2066d",
    "fence": "```faceplate\\nparameters: attack.script\\n```\\n\\n[attack.script][]",
    "long": "A" * 1_000_000,
    "words": "x " * 300_000,
}


def library(folder: Path) -> Path:
    """Write a library in which each class says one of these in every docstring."""
    package = folder / "attack"
    package.mkdir()
    parts = []
    for name, text in HARM.items():
        parts.append(
            f"class {name.capitalize()}:\n    '''{text}\n\n    Args:\n"
            f"        value: {text[:2000]}\n    '''\n"
            f"    def __init__(self, value: str = {text[:200]!r}): ...\n"
            f"    def act(self, size: int = 1):\n        '''{text[:2000]}\n        '''\n"
        )
    (package / "__init__.py").write_text("\n\n".join(parts), encoding="utf-8")
    return package


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("attacked")
    options = {"library": str(library(folder)), "cache": False, "dialect": "plain"}
    page = "# Start\n\n" + "".join(
        f"```faceplate\nparameters: attack.{name.capitalize()}\n```\n\n" for name in HARM
    )
    return mkdocs(folder, options, {"index.md": page})


def test_site_is_whole(attacked: Site) -> None:
    assert attacked.log == []
    assert attacked.broken() == []
    for name in HARM:
        page = attacked.page(f"components/{name}")
        assert page.anchors.count(f"attack.{name.capitalize()}.value") == 1
        assert page.anchors.count("source") == 1
        assert page.elements[-1][0] in ("script", "a", "span", "div")
        text = attacked.text(f"components/{name}/index.html")
        assert text.count("</article>") == text.count("</body>") == 1


def test_nothing_in_it_acts(attacked: Site, tmp_path: Path) -> None:
    plain = mkdocs(tmp_path, {"library": str(empty(tmp_path))}, {"index.md": "# Start\n"})
    scripts = {attrs.get("src", "") for tag, attrs in plain.page("").elements if tag == "script"}
    usual = {tag for tag, _ in plain.page("components/nothing").elements} | {"blockquote"}
    usual |= {"em", "strong", "ol", "hr", "br", "table", "caption", "thead", "tbody", "tr", "td"}
    usual |= {"th", "pre", "code", "ul", "li", "h3", "h4"}
    for page in attacked.pages():
        assert {tag for tag, _ in page.elements} <= usual, page.file
        for tag, attrs in page.elements:
            assert not [name for name in attrs if name.startswith("on")], (page.file, tag)
            for name in ("href", "src", "action", "formaction"):
                assert not attrs.get(name, "").lower().startswith(("javascript:", "data:"))
            if tag == "script" and "src" in attrs:
                assert attrs["src"].rpartition("/")[2] in {
                    one.rpartition("/")[2] for one in scripts
                }
            if tag == "img":
                raise AssertionError(attrs)


def empty(folder: Path) -> Path:
    package = folder / "empty"
    package.mkdir()
    source = "class Nothing:\n    '''Is.'''\n    def __init__(self, a=1): ...\n"
    (package / "__init__.py").write_text(source)
    return package


def test_what_they_say_is_shown_as_it_stands(attacked: Site) -> None:
    assert "<script>alert(1)</script>" in attacked.page("components/script").words
    assert "{{ 7 * 7 }} {% raw %} {# gone #} ${7*7}" in attacked.page("components/template").words
    assert "root:" not in attacked.page("components/template").words
    assert "a\\u202eb\\u200bc\\x1b[31m" in attacked.page("components/unseen").words
    for page in attacked.pages():
        assert not set(page.words) & set("\u202e\u2066\u200b\x1b\x07"), page.file
    assert "A" * 1_000_000 in attacked.page("components/long").words


def test_search_holds_no_markup_of_theirs(attacked: Site) -> None:
    for entry in search_entries(attacked).values():
        if entry["location"].startswith("components/"):
            assert "<" not in entry["text"]
            assert "<" not in entry["title"]


def test_lists_for_language_models_and_markdown_hold_no_live_markup(attacked: Site) -> None:
    reader = MarkdownIt("commonmark", {"html": True})
    for path in ("llms.txt", *(f"components/{name}.md" for name in HARM)):
        shown = reader.render(attacked.text(path))
        assert not re.search(r"<(script|img|svg|style|textarea|iframe)\b", shown), path
        assert not re.search(r"""(href|src)=["']?\s*(javascript|data):""", shown), path


@pytest.mark.parametrize(
    "source", ["def broken(:\n", "\0", "class A:\n" + " " * 99, "x = " + "(" * 5000]
)
def test_a_library_that_cannot_be_read_is_warned_of_and_no_traceback(
    tmp_path: Path, source: str
) -> None:
    package = tmp_path / "odd"
    package.mkdir()
    (package / "__init__.py").write_text("class Fine:\n    '''Is.'''\n")
    (package / "broken.py").write_text(source)
    options = {"library": str(package), "dialect": "plain"}
    try:
        site = mkdocs(tmp_path, options, {"index.md": "# Start\n"})
    except Abort:
        raise AssertionError("the rest of the library has to be shown") from None
    assert "Fine" in site.page("components").words
    assert [line for line in site.log if "FP973" in line]


def test_a_template_that_forgets_to_escape_lets_nothing_act(tmp_path: Path) -> None:
    shipped = Path(faceplate.__file__).parent / "render" / "templates" / "blocks.html"
    careless = shipped.read_text("utf-8").replace("{{ part.text }}", "{{ part.text|safe }}")
    assert "|safe" in careless
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "blocks.html").write_text(careless, "utf-8")
    options = {
        "library": str(library(tmp_path)),
        "templates": "mine",
        "cache": False,
        "dialect": "plain",
    }
    site = mkdocs(tmp_path, options, {"index.md": "# Start\n"})
    for name in ("script", "handler", "open"):
        for tag, attrs in site.page(f"components/{name}").elements:
            assert tag not in ("textarea", "img")
            assert not [one for one in attrs if one.startswith("on")]
        assert "alert(1)</script>" not in site.text(f"components/{name}/index.html")
