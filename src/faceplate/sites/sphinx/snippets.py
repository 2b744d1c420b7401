"""The code of one call in several languages, of which a browser shows one at a time.

To every builder these are boxes with titles and blocks of code, one below the other. Only pages for
browsers get buttons to choose with; they work without a script, and a script lets one choice hold
for the whole page, and copies.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from faceplate.sites.sphinx.blocks import code_block

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

LANGUAGES = {"python": "python", "javascript": "javascript", "curl": "bash"}
"""Each language of the code to the name of its lexer."""

_TITLES = {"python": "Python", "javascript": "JavaScript", "curl": "cURL"}


class Snippets(nodes.container):
    """A call in several languages; `place` is an identifier that nothing else has."""


class SnippetNode(nodes.container):
    """A call in one language."""


class SnippetTitle(nodes.rubric):
    """The name of a language, where the code of all is shown."""


def snippets(codes: Mapping[str, str], place: str) -> list[nodes.Node]:
    """Give the nodes of a call.

    Args:
        codes: Languages, each with the code in it.
        place: An identifier that no other call on any page has.
    """
    made = []
    for language, code in codes.items():
        title = SnippetTitle("", _TITLES[language], classes=["faceplate-language"])
        block = code_block(code, LANGUAGES[language])
        content = [title, block] if len(codes) > 1 else [block]
        made.append(SnippetNode("", *content, language=language, classes=["code-in", language]))
    if not made:
        return []
    return [Snippets("", *made, place=place, classes=["faceplate-snippets"])]


def setup(app: Sphinx) -> None:
    """Say how browsers get these nodes; other writers take them for the boxes that they are.

    Args:
        app: The project.
    """
    app.add_node(Snippets, html=(_open_snippets, _close))
    app.add_node(SnippetNode, html=(_open_snippet, _close))
    app.add_node(SnippetTitle, html=(_open_title, _close_title))


def _is_page(writer: HTML5Translator) -> bool:
    """Say whether a browser shows what is written; a book has no buttons."""
    return not writer.builder.tags.has("epub")


def _open_snippets(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append(writer.starttag(node, "div"))
    languages = [one["language"] for one in node.findall(SnippetNode)]
    if len(languages) < 2 or not _is_page(writer):
        return
    place = escape(node["place"])
    buttons = "".join(
        f'<input type="radio" name="{place}" id="{place}-{one}" value="{one}"'
        f"{' checked' if one == languages[0] else ''}>"
        f'<label for="{place}-{one}">{_TITLES[one]}</label>'
        for one in languages
    )
    writer.body.append(f'<fieldset class="languages"><legend>Show code in</legend>{buttons}')
    writer.body.append("</fieldset>\n")


def _open_snippet(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append(writer.starttag(node, "div"))


def _open_title(writer: HTML5Translator, node: nodes.rubric) -> None:
    if _is_page(writer):
        raise nodes.SkipNode
    writer.visit_rubric(node)


def _close_title(writer: HTML5Translator, node: nodes.rubric) -> None:
    writer.depart_rubric(node)


def _close(writer: HTML5Translator, _: Any) -> None:
    writer.body.append("</div>\n")
