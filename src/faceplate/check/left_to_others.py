"""Parameters that a docstring leaves to another: "Same as `Knob`, but turns by itself."."""

from __future__ import annotations

import re

from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.facts.declarations import ClassFact, FunctionFact
from faceplate.link.expressions import name_of
from faceplate.link.library import Symbol
from faceplate.link.names import resolve

# What says that another declaration explains the rest, and its name:
# "Same as :class:`Knob` but ...", "identical to `knobs.turn`", "see `turn` for the parameters".
_SAME = re.compile(
    r"\b(?:(?:the )?same (?:\w+ ){0,2}(?:as|like)|identical to|equivalent to"
    r"|(?:alias|shorthand|shortcut|subset) (?:of|for))\s+"
    r"(?:in |for |of |(?:those|that) of )?(?:the )?(?::[\w:]+:)?`{1,2}[~!.]{0,2}([\w.]+)(?:\(\))?`",
    re.IGNORECASE,
)
_SEE = re.compile(
    r"\bsee (?:also )?(?::[\w:]+:)?`{1,2}[~!.]?([\w.]+)(?:\(\))?`{1,2} for [^.]{0,60}"
    r"\b(?:args|arguments?|parameters?|options?|keywords?|descriptions?|documentation|details?)\b",
    re.IGNORECASE,
)
# "All arguments except `speed` have the same meaning as in another library", "other keywords are
# passed to the constructor".
_REST = re.compile(
    r"\b(?:all|other|remaining|further|rest of the)\s+(?:\w+\s+){0,3}"
    r"(?:arguments|parameters|options|keywords)\b[^.]{0,160}\b(?:same (?:meaning|as|way)|as in"
    r"|as for|see|passed (?:on )?to|forwarded to|identical|described in|documented in)\b",
    re.IGNORECASE,
)
# "Takes the same arguments as `knobs.Knob`, as well as:", whether it can be read or not.
_ALL = re.compile(
    r"\b(?:takes?|accepts?|has|have)\s+(?:all\s+)?(?:of\s+)?the\s+same\s+(?:\w+\s+){0,2}"
    r"(?:arguments|parameters|options|keywords)\s+(?:as|like)\b",
    re.IGNORECASE,
)
# "one more parameter than the args described in `turn`"
_DESCRIBED = re.compile(
    r"\b(?:args|arguments|parameters|keywords|options)\s+(?:that\s+are\s+)?"
    r"(?:described|documented|listed|explained)\s+(?:in|by|for)\s+(?::[\w:]+:)?`"
)
# "See the documentation of knobs for most parameters"
_MOST = re.compile(
    r"\bsee\b[^.]{0,120}?\bfor\s+(?:most|all|(?:the\s+)?(?:other|rest|remaining|further))\b[^.]{0,20}"
    r"\b(?:args|arguments|parameters|keywords|options)\b",
    re.IGNORECASE,
)
# "`angle` and `speed` are parameters of `turn`."
_NAMED = re.compile(
    r"((?:`{1,2}\w+`{1,2}(?:,?\s+and\s+|,\s+)?)+)\s*(?:is|are)\s+(?:the\s+same\s+)?(?:an?\s+)?"
    r"(?:parameters?|arguments?|options?)\s+(?:of|as|in|for)\b"
)
# A former name: 'previously called "velocity"'.
_FORMER = re.compile(
    r"\b(?:previously|formerly|once)\s+(?:called|named|known as)\s+[`'\"]{1,2}(\w+)", re.IGNORECASE
)
# A sentence that sends readers to the attributes: "Any of the attributes below may be passed as
# keyword arguments".
_ATTRIBUTES = re.compile(
    r"\battributes\b[^.]{0,120}\b(?:arguments?|parameters?|constructor|keywords?)\b"
    r"|\b(?:arguments?|parameters?|constructor|keywords?)\b[^.]{0,120}\battributes\b",
    re.IGNORECASE,
)
# "See https://knobs.example for documentation on each input": a word that sends readers away, one
# for all that is taken, and a place.
_SEEING = re.compile(r"\b(?:see|refer to|consult)\b", re.IGNORECASE)
_TAKEN = re.compile(
    r"\b(?:parameters|arguments|args|options|keywords|inputs|each (?:input|parameter|argument)"
    r"|(?:other|remaining|further) (?:properties|fields|attributes))\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\w+://|`|\b(?:documentation|docs|manual|guide)\b", re.IGNORECASE)
_QUOTED = re.compile(r"`[~!.]{0,2}([\w.]+)(?:\(\))?`")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z:`])|\n[ \t]*\n")
# An entry of a star or of dots: "* : *", "...: As for `turn`".
_STAR = re.compile(r"[ \t]*(?:\*|\.{3})[ \t]*(?::|$)")

# A line that is filled in when the module is imported: "{{shared_arguments}}", "%(shared)s".
_TEMPLATE = re.compile(r"^[ \t]*(?:\{{1,2}\w+\}{1,2}|%\(\w+\)s|\$\{?\w+\}?)[ \t]*$", re.MULTILINE)


# What sets a docstring to anything but another one: `knob.__doc__ = text`, not `= turn.__doc__`.
_WRITTEN = re.compile(
    r"\.__doc__[ \t]*(?:[+%]=|=(?!=)(?![ \t]*[\w.]+\.__doc__[ \t]*$))", re.MULTILINE
)
# The name of a decorator that was not read, "@docfiller", "@Appender(texts)", but "@document".
_WRITER = re.compile(r"(?i)doc(?!ument$)|^append|^substitut")


def is_left_to_another(unit: Unit, name: str) -> bool:
    """Return whether a docstring says where a parameter is explained, or is filled in later.

    Args:
        unit: The declaration.
        name: The parameter.
    """
    if unit.once("is filled in", lambda: _is_filled_in(unit)):
        return True
    for docstring in unit.docstrings:
        text = docstring.outside()
        if unit.is_class and "ttributes" in text and _ATTRIBUTES.search(text):
            return True
        if any(f"`{name}`" in match[1] for match in _NAMED.finditer(text)):
            return True
        most = _MOST.search(docstring.fact.text)
        if _DESCRIBED.search(text) or (most and _sends(unit, most[0], name)):
            return True
        if _REST.search(text) or _ALL.search(text) or _speaks_for_the_rest(docstring):
            return True
        if _TEMPLATE.search(docstring.fact.text):
            return True
        if any(match[1] == name for match in _FORMER.finditer(docstring.fact.text)):
            return True
        prose = "\n".join(line for line in text.split("\n") if line[:1] != " ")
        if any(_sends(unit, sentence, name) for sentence in _SENTENCES.split(prose)):
            return True
        for pattern in (_SAME, _SEE):
            if any(_takes(unit, match[1], name) for match in pattern.finditer(text)):
                return True
    return False


def _is_filled_in(unit: Unit) -> bool:
    """Return whether a decorator, or a statement of the module, writes the docstring anew."""
    sources = unit.codebase.sources
    if sources.holds(unit.file, "__doc__"):
        own = re.escape(unit.symbol.name)
        written = re.compile(rf"^[ \t]*{own}\.__doc__[ \t]*[+%]?=")
        if any(map(written.match, sources.lines(unit.file))):
            return True
    return any(_writes(unit, decorator) for decorator in unit.fact.decorators)


def _writes(unit: Unit, decorator: str) -> bool:
    """Return whether a decorator sets `__doc__`, or has the name of one that does."""
    path = name_of(decorator)
    definition = resolve(unit.symbol.library, unit.symbol.module, path)
    if definition is None or not isinstance(definition.fact, ClassFact | FunctionFact):
        return _WRITER.search(path.rpartition(".")[2]) is not None
    lines = unit.codebase.sources.lines(definition.source.file)
    fact = definition.fact
    return any(map(_WRITTEN.search, lines[fact.line - 1 : fact.end_line]))


def _speaks_for_the_rest(docstring: UnitDocstring) -> bool:
    """Return whether an entry of a star stands for all that have none: "* : see `turn`"."""
    return any(
        _STAR.match(line)
        for part in docstring.sections
        if part.kind == "parameters"
        for line in part.body
    )


def _sends(unit: Unit, sentence: str, name: str) -> bool:
    """Return whether a sentence sends readers elsewhere for what a function takes.

    Where that is a declaration of the library, it has to take the parameter, too.
    """
    if not (_SEEING.search(sentence) and _TAKEN.search(sentence) and _PLACE.search(sentence)):
        return False
    named = [path for path in _QUOTED.findall(sentence) if _declaration(unit, path) is not None]
    return not named or any(_takes(unit, path, name) for path in named)


def _takes(unit: Unit, path: str, name: str) -> bool:
    """Return whether a declaration of the library that is named takes a parameter."""
    symbol = _declaration(unit, path)
    if symbol is None:
        return False
    if isinstance(symbol.fact, ClassFact):
        _, parameters = unit.codebase.linker.taken(symbol)
        # A field that is passed by its alias is one of the class all the same.
        return any(each.name == name for each in parameters) or symbol.member(name) is not None
    function = symbol.function
    return function is not None and any(each.name == name for each in function.parameters)


def _declaration(unit: Unit, path: str) -> Symbol | None:
    """Return what a name stands for in the module of a unit, or in its class."""
    own = unit.owner
    if own is not None and "." not in path and (member := own.member(path)) is not None:
        return member
    return resolve(unit.symbol.library, unit.symbol.module, path)
