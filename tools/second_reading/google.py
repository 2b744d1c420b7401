"""Google style: a heading with a colon, and an indented block below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from second_reading.entries import Entry, bare, without_markers
from second_reading.heads import LONGEST_HEAD, Head, head
from second_reading.text import block_end, block_of, following, indentation, joined

HEADINGS = {
    **dict.fromkeys(
        (
            *("arg", "args", "argument", "arguments", "param", "params", "parameter", "parameters"),
            *("keyword args", "keyword arguments", "other args", "other arguments"),
            *("other parameters", "kwargs", "keyword parameters", "optional args", "inputs"),
        ),
        "parameters",
    ),
    **dict.fromkeys(("attribute", "attributes"), "attributes"),
    **dict.fromkeys(("return", "returns"), "returns"),
    **dict.fromkeys(("yield", "yields"), "yields"),
    **dict.fromkeys(("raise", "raises", "exceptions"), "raises"),
    **dict.fromkeys(("warn", "warns"), "warns"),
    **dict.fromkeys(("receive", "receives"), "receives"),
}
_HEADING = re.compile(r"\s*([A-Za-z]+(?: [A-Za-z]+)?)\s*:\s*$")
_BULLET = re.compile(r"[-*+•]\s+(?=\S)")
# What is left of a type without brackets and quotes: `Tuple`, `a.B or None`, `list of str`, ``.
_NAMES_OF_TYPES = re.compile(
    r"(?:[A-Za-z_][\w.]*)?(?:\s*(?:\||,| or | of )\s*[A-Za-z_][\w.]*)*\s*$"
)
_INNERMOST = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}")
_QUOTING = re.compile(r":[\w:]+:(?=`)|[`~]")
# `ValueError`, ":exc:`ValueError`", `KeyError, ValueError`
_ERRORS = r"(?::[\w:]+:)?[`~]*[A-Za-z_][\w.]*`*"
_ERROR = re.compile(rf"{_ERRORS}(?:\s*(?:,|\||/| or )\s*{_ERRORS})*$")
_ERROR_NAME = re.compile(r"\S*(?:Error|Exception|Warning)`*$|[`~]*(?:\w+\.)*[A-Z]\w+`*$")
_SPACED = re.compile(r"[\w`*]+ \(")


def heading(lines: list[str], index: int) -> str | None:
    """Return the family of the section whose heading a line is, or None."""
    match = _HEADING.match(lines[index])
    family = HEADINGS.get(match[1].lower()) if match else None
    if family is None:
        return None
    first = following(lines, index + 1)
    if first == len(lines):
        return None
    if indentation(lines[first]) > indentation(lines[index]) or _is_flat(lines, index, family):
        return family
    return None


def _is_flat(lines: list[str], index: int, family: str) -> bool:
    """Say whether entries with types stand right below a heading, without indentation."""
    below = lines[index + 1]
    if family not in ("parameters", "attributes") or indentation(below) != indentation(
        lines[index]
    ):
        return False
    parsed = head(below.strip())
    return parsed is not None and parsed.sure and bool(parsed.type)


def section(lines: list[str], index: int, family: str) -> tuple[list[Entry], int]:
    """Read the section whose heading stands at a line.

    Returns:
        Its entries, and the line behind it.
    """
    end = block_end(lines, index + 1, indentation(lines[index]))
    start = following(lines, index + 1)
    if end <= start:
        end = next((at for at in range(start, len(lines)) if not lines[at].strip()), len(lines))
    block = block_of(lines, start, end)
    if family in ("parameters", "attributes"):
        return list(named(block, start, family, "google")), end
    if family in ("raises", "warns"):
        return list(_errors(block, start, family)), end
    return list(_results(block, start, family)), end


def named(block: list[str], start: int, family: str, style: str) -> Iterator[Entry]:
    """Yield the entries of a block; a line at its margin that is not a head goes on with the last.

    Args:
        block: Lines without their margin.
        start: The line of the docstring where they begin.
        family: Of the section.
        style: Of the section.
    """
    heads = list(_heads(block))
    for position, (index, parsed) in enumerate(heads):
        end = heads[position + 1][0] if position + 1 < len(heads) else len(block)
        source = "\n".join([_unmarked(block[index]), *block[index + 1 : end]])
        text = joined(source[parsed.end :].split("\n"))
        for name in parsed.names:
            yield Entry(family, name, without_markers(parsed.type), text, style, start + index)


def _heads(block: list[str]) -> Iterator[tuple[int, Head]]:
    """Yield each line at the margin that begins an entry; a head may take several lines."""
    index = 0
    while index < len(block):
        line = block[index]
        source = "\n".join([_unmarked(line), *block[index + 1 : index + LONGEST_HEAD]])
        parsed = head(source) if line.strip() and line[0] != " " else None
        if parsed:
            yield index, parsed
            index += source.count("\n", 0, parsed.end)
        index += 1


def _unmarked(line: str) -> str:
    """Return a line without the bullet that it may begin with."""
    bullet = _BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def _errors(block: list[str], start: int, family: str) -> Iterator[Entry]:
    """Yield what a section of exceptions or warnings states."""
    heads: list[tuple[int, str, str]] = []
    for index, line in enumerate(block):
        if not line.strip() or line[0] == " ":
            continue
        label, mark, text = _split(_unmarked(line))
        label = label.strip().strip("*")
        if _ERROR.match(label) and (mark or not heads or _ERROR_NAME.match(label)):
            heads.append((index, label, text))
        elif not heads:
            heads.append((index, "", line))
    for position, (index, label, text) in enumerate(heads):
        end = heads[position + 1][0] if position + 1 < len(heads) else len(block)
        whole = joined([text, *block[index + 1 : end]])
        yield Entry(family, "", bare(label), whole, "google", start + index)


def _results(block: list[str], start: int, family: str) -> Iterator[Entry]:
    """Yield what a section of results states: mostly one, several where each line names one."""
    margin = [line for line in block if line.strip() and line[0] != " "]
    heads = [head(_unmarked(line)) for line in margin]
    several = len(heads) > 1 and all(
        parsed and parsed.sure and len(parsed.names) == 1 for parsed in heads
    )
    # `logits (Tensor): text` names a result; in `list(Tensor): text` all is the type. Lines below
    # it that begin with no head go on with the text.
    single = heads[0] if not any(heads[1:]) else None
    if several or (single and single.type and _SPACED.match(_unmarked(margin[0]))):
        yield from named(block, start, family, "google")
    else:
        yield result(block, start, family, "google")


def result(block: list[str], start: int, family: str, style: str) -> Entry:
    """Return what one result states: `type: text`, or a text."""
    first = _unmarked(block[0])
    label, mark, text = _split(first)
    if mark and _is_type(label.strip()):
        return Entry(family, "", label.strip(), joined([text, *block[1:]]), style, start)
    return Entry(family, "", "", joined([first, *block[1:]]), style, start)


def _is_type(label: str) -> bool:
    """Say whether a label is a type: `list[str]`, ":class:`~a.B`", `{A: int} or None`."""
    earlier, text = "", _QUOTING.sub("", label)
    while text != earlier:
        earlier, text = text, _INNERMOST.sub("", text)
    return bool(label) and bool(_NAMES_OF_TYPES.match(text))


def _split(line: str) -> tuple[str, str, str]:
    """Split a line at the first colon that stands outside brackets and at the end of a word."""
    depth = 0
    for index, character in enumerate(line):
        depth += (character in "([{") - (character in ")]}")
        if character == ":" and depth <= 0 and line[index + 1 : index + 2] in ("", " "):
            return line[:index], ":", line[index + 1 :]
    return line, "", ""
