"""reStructuredText read by docutils, with nothing in it that could act, and written as Markdown.

docutils is a parser and a program: its directives include files and run code, and a project such
as Sphinx registers more of them for the whole process. So no directive and no role of a registry is
ever looked up; `directives` and `roles` say what each becomes. Files are not inserted, no transform
runs, nothing is reported.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from docutils import frontend, nodes, utils
from docutils.parsers import rst
from docutils.parsers.rst import states
from docutils.statemachine import string2lines

from faceplate.docstrings import directives, roles
from faceplate.docstrings.doctree import markdown
from faceplate.docstrings.marks import fenced
from faceplate.docstrings.misspellings import fixed

# docutils takes a few milliseconds for a long docstring, and seconds for one that is made to be
# slow; the longest bodies of libraries that were looked at have some 20,000 characters.
_LONGEST = 60_000
# Marks that open something which nothing closes are looked for up to the end of their paragraph.
_MOST_OPENED = 4_000
_OPENING = re.compile(r"(?<![\w*`|_])[*`|_\[]")
# What stands deeper than this, or is nested by more marks in one line, is no text for people.
_DEEPEST = 60
_NESTED = re.compile(r"(?m)^[ \t]*(?:(?:[-*+•]|\(?\w{1,4}[.)]|:\w+:)[ \t]+){12}")

# ```python, at any margin
_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})[ \t]*([\w+#.-]*)[^`]*$")
# `- item`, `2. item`
_LIST = re.compile(r"([ ]*)(?:[-*+]|\d{1,3}[.)])[ ]+\S")
_DIRECTIVE = re.compile(r"[ ]*\.\. ")  # a directive, a comment or a target
_BEHIND_WORDS = re.compile(r"(?<=\S)[ ]+\.\. ([a-z]+)::(?=[ ]+\S)")  # It is old. .. note:: Dust.
# `:width: 40`, an option of a directive
_FIELD = re.compile(r":(?![: ])([^:\n]*[^:\s])(?<!\\):(?:[ ]+(.*)|$)")


# Libraries describe the same argument in a hundred methods, and an attribute is asked for twice.
@lru_cache(maxsize=2_048)
def written(text: str) -> str:
    """Return reStructuredText as Markdown.

    Args:
        text: The body of a docstring, without its indentation.

    Returns:
        The same content; a text that is too long or too deep to be read stands in a fence.
    """
    text = text.replace("\0", "\ufffd")
    if (
        len(text) > _LONGEST
        or len(_OPENING.findall(text)) > _MOST_OPENED
        or _NESTED.search(text)
        or _depth(text) > _DEEPEST
    ):
        return fenced(text)
    try:
        return markdown(_parsed(_adapted(text)))
    except RecursionError:
        return fenced(text)


def _depth(text: str) -> int:
    """Return how many levels of indentation the lines of a text have at most."""
    margins: list[int] = []
    deepest = 0
    for line in text.split("\n"):
        if line.strip():
            indent = len(line) - len(line.lstrip())
            while margins and margins[-1] >= indent:
                margins.pop()
            margins.append(indent)
            deepest = max(deepest, len(margins))
    return deepest


def _adapted(text: str) -> str:
    """Return a text in which what is written in Markdown stands as reStructuredText.

    Fences become blocks of code, and a list that follows its paragraph at once is set off.
    """
    lines: list[str] = []
    fence, margin = "", ""
    verbatim: int | None = None
    doctest = False
    for line in text.expandtabs(8).split("\n"):
        match = _FENCE.match(line)
        if fence:
            if match is not None and match[2].startswith(fence) and not match[3]:
                fence = ""
                lines.append("")
            else:
                lines.append(f"   {line}" if line.startswith(margin) else f"{margin}   {line}")
            continue
        indent = len(line) - len(line.lstrip())
        if verbatim is not None and line.strip() and indent <= verbatim:
            verbatim = None
        doctest = bool(line.strip()) and (doctest or line.lstrip().startswith(">>> "))
        if verbatim is None and not doctest:
            if match is None:
                line = _fixed(line)
            if match is not None:
                margin, fence = match[1], match[2]
                lines += ["", f"{margin}.. code-block:: {match[3]}".rstrip(), ""]
                continue
            if _opens_list(line, lines[-1] if lines else ""):
                lines.append("")
            if line.rstrip().endswith("::") or _DIRECTIVE.match(line):
                verbatim = indent
        lines.append(line)
    return "\n".join(lines)


def _fixed(line: str) -> str:
    """Return a line of text with its misspelt roles put right, and no directive behind words."""
    if "`" in line:
        line = fixed(line, "\\ ")
    return _BEHIND_WORDS.sub(_words, line) if " .. " in line else line


def _words(match: re.Match[str]) -> str:
    title = directives.title_of(match[1])
    return f" {title}" if title else match[0]


def _opens_list(line: str, before: str) -> bool:
    """Return whether a line begins a list that Markdown sees and reStructuredText does not."""
    match = _LIST.match(line)
    if match is None or not before.strip():
        return False
    indent = len(before) - len(before.lstrip())
    above = _LIST.match(before)
    return indent < len(match[1]) if above else indent == len(match[1])


def _interpreted(rawsource: str, text: str, role: str | None, lineno: int) -> Any:
    return [roles.node(role or "", utils.unescape(text))], []


class _States(dict[str, Any]):
    """The states of a machine by name, each made as it is entered: most texts enter two of fifteen.

    Args:
        machine: The machine that asks for them.
        state_classes: The classes of all its states.
    """

    def __init__(self, machine: Any, state_classes: Iterable[type]) -> None:
        super().__init__()
        self._machine = machine
        self._classes = {state.__name__: state for state in state_classes}

    def __missing__(self, name: str) -> Any:
        state = self[name] = self._classes[name](self._machine, self._machine.debug)
        if getattr(self._machine, "memo", None) is not None:  # it runs already
            state.runtime_init()
        return state


class _Lazy:
    """What the machines of the parser share: their states are made when they are needed."""

    def add_states(self, state_classes: Iterable[type]) -> None:
        """Take the classes of all states."""
        machine: Any = self
        machine.states = _States(self, state_classes)


class _Machine(_Lazy, states.RSTStateMachine):
    """What goes through a whole text."""


class _NestedMachine(_Lazy, states.NestedStateMachine):
    """What goes through a part of it."""


class _Inert:
    """What the states of the parser share: the directives of this package only."""

    explicit = copy.copy(states.Body.explicit)
    nested_sm = _NestedMachine
    nested_sm_cache: list[Any] = []  # noqa: RUF012 - docutils, too, keeps machines for the next text

    def __init__(self, state_machine: Any, debug: bool = False) -> None:
        super().__init__(state_machine, debug)  # type: ignore[call-arg]
        self.nested_sm_kwargs = {"state_classes": _state_classes(), "initial_state": "Body"}

    def add_initial_transitions(self) -> None:
        """Bind the transitions of the class, which docutils works out for each state anew."""
        kind: Any = type(self)
        transitions = kind.__dict__.get("kept_transitions")
        if transitions is None:
            super().add_initial_transitions()  # type: ignore[misc]
            kind.kept_transitions = [
                (name, pattern, following)
                for name in self.transition_order
                for pattern, _, following in (self.transitions[name],)
            ]
            return
        self.transition_order: list[str] = [name for name, _, _ in transitions]
        self.transitions: dict[str, tuple[Any, Any, str]] = {
            name: (pattern, getattr(self, name), following)
            for name, pattern, following in transitions
        }

    def directive(self, match: re.Match[str], **presets: Any) -> tuple[list[nodes.Node], bool]:
        """Return the nodes of a directive, and whether a blank line ends it."""
        state: Any = self
        block, _, offset, blank = state.state_machine.get_first_known_indented(
            match.end(), strip_top=False
        )
        while block and not block[-1].strip():
            block.trim_end()
        head = next((i for i, line in enumerate(block) if i and not line.strip()), len(block))
        first = next((i for i in range(head) if _FIELD.match(block[i])), head)
        options = {}
        for line in block[first:head]:
            if field := _FIELD.match(line):
                options[field[1].lower()] = (field[2] or "").strip()
        start = head + 1
        if not options.keys() <= directives.OPTIONS:
            options, start = {}, first

        def parsed(lines: Any, place: int) -> list[nodes.Node]:
            """Return lines, given with their place, as blocks."""
            box = nodes.Element()
            state.nested_parse(lines, offset + place, box)
            return list(box.children)

        def inline(text: str) -> list[nodes.Node]:
            """Return a text as what stands within a line."""
            return list(state.inline_text(" ".join(text.split()), 0)[0])

        written = directives.Written(
            match[1].lower(), block[:first], options, block[start:], parsed, inline, start
        )
        return directives.blocks_of(written), blank


def _inert_directive(
    state: _Inert, match: re.Match[str], **presets: Any
) -> tuple[list[nodes.Node], bool]:
    return state.directive(match, **presets)


_Inert.explicit.constructs = [
    (_inert_directive if method is states.Body.directive else method, pattern)
    for method, pattern in states.Body.explicit.constructs
]


@lru_cache(maxsize=1)
def _state_classes() -> tuple[type, ...]:
    """Return the states of docutils, under the names by which they refer to each other."""
    return tuple(type(state.__name__, (_Inert, state), {}) for state in states.state_classes)


@lru_cache(maxsize=1)
def _settings() -> Any:
    settings = frontend.get_default_settings(rst.Parser)
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.report_level = settings.halt_level = 5  # nothing is severe enough
    settings.warning_stream = False
    settings.line_length_limit = _LONGEST * 2
    settings.syntax_highlight = "none"
    settings.smart_quotes = False
    settings.language_code = "en"
    return settings


# Inliners that no text is read with now; their patterns take longer to compile than most texts.
_INLINERS: list[Any] = []


def _inliner() -> Any:
    """Return what reads marks within lines, with the roles of this package only."""
    inliner: Any = states.Inliner()
    inliner.interpreted = _interpreted
    inliner.init_customizations(_settings())
    inliner.init_customizations = lambda settings: None
    return inliner


def _parsed(text: str) -> nodes.document:
    document = utils.new_document("", copy.copy(_settings()))
    machine = _Machine(state_classes=_state_classes(), initial_state="Body")
    try:
        inliner = _INLINERS.pop()
    except IndexError:
        inliner = _inliner()
    machine.run(string2lines(text, convert_whitespace=True), document, inliner=inliner)
    machine.unlink()
    _INLINERS.append(inliner)
    return document
