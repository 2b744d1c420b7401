"""Google style: a heading with a colon, and an indented block below it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from second_reading.entries import Entry, bare, without_markers
from second_reading.heads import Head, closing, head
from second_reading.text import block_end, following, indentation, joined

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
# A type as people write it before the colon of a result: `list[str]`, `Tuple[int, ...] or None`.
_TYPE = r"[`~:]*[A-Za-z_][\w.]*`?(?:\[[^\]]*(?:\[[^\]]*\][^\]]*)*\])?"
RESULT_TYPE = re.compile(rf"{_TYPE}(?:\s*(?:\||,| or | of )\s*{_TYPE}|\([^()]*\))*$")
_ERROR = re.compile(r"(:(?:py:)?\w+:)?[`~]*[A-Za-z_][\w.]*`*(?:\s*(?:,|\||/| or )\s*(:(?:py:)?\w+:)?[`~]*[A-Za-z_][\w.]*`*)*$")


def heading(lines: list[str], index: int) -> str | None:
    """Return the family of the section whose heading a line is, or None."""
    match = _HEADING.match(lines[index])
    family = HEADINGS.get(match[1].lower()) if match else None
    if family is None:
        return None
    first = following(lines, index + 1)
    if first == len(lines) or indentation(lines[first]) <= indentation(lines[index]):
        return None
    return family


def section(lines: list[str], index: int, family: str) -> tuple[list[Entry], int]:
    """Read the section whose heading stands at a line.

    Returns:
        Its entries, and the line behind it.
    """
    end = block_end(lines, index + 1, indentation(lines[index]))
    start = following(lines, index + 1)
    margin = indentation(lines[start])
    block = [line[min(margin, indentation(line)) :] if line.strip() else "" for line in lines[start:end]]
    if family in ("parameters", "attributes"):
        return list(named(block, start, family, "google")), end
    if family in ("raises", "warns"):
        return list(errors(block, start, family)), end
    return list(results(block, start, family)), end


def named(block: list[str], start: int, family: str, style: str) -> Iterator[Entry]:
    """Yield the entries of a block; a line at its margin that is no head goes on with the last."""
    heads = [(index, parsed) for index in range(len(block)) if (parsed := _head_at(block, index))]
    for position, (index, parsed) in enumerate(heads):
        end = heads[position + 1][0] if position + 1 < len(heads) else len(block)
        source = "\n".join(block[index:end])
        offset = len(source) - len(_unmarked(source))
        text = joined(source[offset + parsed.end :].split("\n"))
        for name in parsed.names:
            yield Entry(family, name, without_markers(parsed.type), text, style, start + index)


def _unmarked(line: str) -> str:
    bullet = _BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def _head_at(block: list[str], index: int) -> Head | None:
    line = block[index]
    if not line.strip() or line[0] == " ":
        return None
    if index and _inside_head(block, index):
        return None
    return head("\n".join([_unmarked(line), *block[index + 1 : index + 10]]))


def _inside_head(block: list[str], index: int) -> bool:
    """Say whether a line at the margin still stands in the brackets of the entry above."""
    for start in range(index - 1, max(index - 6, -1), -1):
        line = _unmarked(block[start])
        opening = line.find("(")
        if line and line[0] != " " and opening > 0 and head("\n".join([line, *block[start + 1 : start + 10]])):
            end = closing("\n".join([line, *block[start + 1 : start + 10]]), opening)
            return "\n".join([line, *block[start + 1 : start + 10]]).count("\n", 0, max(end, 0)) >= index - start
    return False


def errors(block: list[str], start: int, family: str) -> Iterator[Entry]:
    """Yield what a section of exceptions or warnings states."""
    heads: list[tuple[int, str, str]] = []
    for index, line in enumerate(block):
        if not line.strip() or line[0] == " ":
            continue
        label, mark, text = _unmarked(line).partition(":") if not line.lstrip("-* ").startswith(":") else _after_role(_unmarked(line))
        label = label.strip().removesuffix(" -").strip("*")
        if _ERROR.match(label) and (mark or not heads or label.endswith(("Error", "Exception", "Warning"))):
            heads.append((index, label, text))
        elif not heads:
            heads.append((index, "", line))
    for position, (index, label, text) in enumerate(heads):
        end = heads[position + 1][0] if position + 1 < len(heads) else len(block)
        yield Entry(family, "", bare(label), joined([text, *block[index + 1 : end]]), "google", start + index)


def _after_role(line: str) -> tuple[str, str, str]:
    """Split a head that begins with a role at the colon behind it."""
    end = line.find("`", line.find("`") + 1)
    label, mark, text = line[end + 1 :].partition(":")
    return line[: end + 1] + label, mark, text


def results(block: list[str], start: int, family: str) -> Iterator[Entry]:
    """Yield what a section of results states: mostly one, several where each line names one."""
    margin = [index for index, line in enumerate(block) if line.strip() and line[0] != " "]
    heads = [_head_at(block, index) for index in margin]
    several = len(margin) > 1 and all(parsed and parsed.sure and len(parsed.names) == 1 for parsed in heads)
    # `logits (Tensor): text` names a result; in `list(Tensor): text` all is the type.
    first = heads[0] if len(margin) == 1 else None
    if several or (first and first.type and re.match(r"[\w`*]+ \(", _unmarked(block[0]))):
        yield from named(block, start, family, "google")
    else:
        yield result(block, start, family, "google")


def result(block: list[str], start: int, family: str, style: str) -> Entry:
    """Return what one result states: `type: text`, or a text."""
    first = _unmarked(block[0])
    label, mark, text = _after_role(first) if first.startswith(":") else _split_type(first)
    if mark and RESULT_TYPE.match(label.strip()):
        return Entry(family, "", label.strip(), joined([text, *block[1:]]), style, start)
    return Entry(family, "", "", joined([first, *block[1:]]), style, start)


def _split_type(line: str) -> tuple[str, str, str]:
    """Split a line at the first colon outside brackets."""
    depth = 0
    for index, character in enumerate(line):
        depth += (character in "([{") - (character in ")]}")
        if character == ":" and depth <= 0 and line[index + 1 : index + 2] in ("", " "):
            return line[:index], ":", line[index + 1 :]
    return line, "", ""
