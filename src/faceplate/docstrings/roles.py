"""Roles of reStructuredText as what a reader can use: names, code, links or plain words."""

from __future__ import annotations

import re
from urllib.parse import quote

from docutils import nodes

# :func:`the lamp <lamps.turn>`
_TITLED = re.compile(r"(?P<title>.+?)\s*(?<!\\)<(?P<target>[^<>]+)>", re.DOTALL)
# `lamps.turn`, `.turn`, `turn()`
_DOTTED = re.compile(r"\.*[^\W\d]\w*(?:\.[^\W\d]\w*)*(?:\(\))?")

# Roles of Sphinx whose text is the name of something in Python.
_OF_NAMES = re.compile(
    r"any|attr|attribute|class|const|data|deco|exc|exception|func|function|meth|method|mod"
    r"|module|obj|property|type"
)
# Roles whose text is typed or shown as it is.
_OF_CODE = re.compile(
    r"bin|c|code|command|cpp|default|envvar|file|kbd|keyword|literal|makevar|math|newsgroup"
    r"|option|program|regexp|samp|token|js"
)
_OF_STRESS = {"emphasis": nodes.emphasis, "strong": nodes.strong, "dfn": nodes.emphasis}
# Roles of raised and lowered text, which Markdown has no form for: `x^2`
_RAISED = {"sup": "^", "superscript": "^", "sub": "_", "subscript": "_"}
# A PEP has four digits in its address, and both may be followed by the name of a section.
_DOCUMENTS = {
    "pep": ("PEP", "https://peps.python.org/pep-{:04d}/"),
    "rfc": ("RFC", "https://datatracker.ietf.org/doc/html/rfc{}"),
}
# `8`, `8#imports`
_NUMBER = re.compile(r"(\d{1,5})(?:#([\w.-]*))?")


def reference(words: str, target: str) -> nodes.reference:
    """Return the node of a cross reference.

    Args:
        words: What it shows, as code.
        target: The dotted name that it leads to.
    """
    return nodes.reference("", "", nodes.literal("", words), crossref=target)


def node(role: str, text: str) -> nodes.Node:
    """Return what an interpreted text stands for.

    Args:
        role: The role, without its colons; empty for a text that has none.
        text: The text between the backticks.
    """
    text = " ".join(text.split())
    domain, _, last = role.lower().rpartition(":")
    if not role or domain in ("c", "cpp", "js", "rst"):
        return nodes.literal("", text)
    match = _TITLED.fullmatch(text)
    title, target = (match["title"], match["target"]) if match else ("", text)
    if _OF_NAMES.fullmatch(last) or domain == "py":
        return _named(title, target.strip())
    if last in _DOCUMENTS:
        return _document(last, title, target)
    if last in _OF_STRESS:
        return _OF_STRESS[last]("", text)
    if last in _RAISED:
        return nodes.Text(_RAISED[last] + text)
    if _OF_CODE.fullmatch(last):
        return nodes.literal("", title or text)
    if text.isdecimal():  # :issue:`12` says nothing without its role
        return nodes.Text(f"{last} {text}")
    return nodes.Text(title or text.removeprefix("!").removeprefix("~"))


def _named(title: str, target: str) -> nodes.Node:
    """Return a reference to a name of Python, by the rules of Sphinx for its marks."""
    if target.startswith("!"):
        return nodes.literal("", title or target[1:].removeprefix("~"))
    short = target.startswith("~")
    target = target.removeprefix("~").strip()
    shown = target.rpartition(".")[2] if short else target.removeprefix(".")
    if not _DOTTED.fullmatch(target):
        return nodes.Text(title) if title else nodes.literal("", shown or target)
    name = target.removesuffix("()").lstrip(".")
    if title:
        return nodes.reference("", title, crossref=name)
    return reference(shown.lstrip("."), name)


def _document(role: str, title: str, target: str) -> nodes.Node:
    """Return a link to a PEP or an RFC."""
    label, address = _DOCUMENTS[role]
    match = _NUMBER.fullmatch(target.strip())
    if match is None:
        return nodes.Text(title or f"{label} {target}")
    section = f"#{quote(match[2])}" if match[2] else ""
    words = title or f"{label} {int(match[1])}"
    return nodes.reference("", words, refuri=address.format(int(match[1])) + section)
