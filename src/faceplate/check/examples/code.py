"""Text that may be Python code: whether it reads as code, and what of it parses.

Code is parsed and never run. What does not parse is kept with the line at which Python stops, so
that a rule can say so where the text declares itself to be Python.
"""

from __future__ import annotations

import ast
import re
import sys
import textwrap
import warnings
from typing import NamedTuple

# The opening of a fence with its language: "```python" or "~~~ {.py}".
_FENCE = re.compile(r"^[ ]*(`{3,}|~{3,})[ ]*\{?\.?([\w+-]*)")
PYTHON = {"", "py", "python", "python3", "pycon"}
_STATEMENT = re.compile(
    r"^(?:(?:import|from|with|def|class|for|if|while|async|await|return|try|else|elif|except) ?\b"
    r"|@\w|\w[\w., ]*=|[\w.]+\()"
)
# A shell, a notebook, code that is left out ("further arguments ..."), what may be left out
# ("turn(angle[, speed])"), a call with what it gives ("turn(3) -> 4"), or a word that stands for
# any ("turn(<angle>)"); a line that marks what stands above it ("^^^^"), or
# a comment in the place of a value ("angle = # any").
NO_PYTHON = re.compile(
    r"^[ ]*(?:[$%!?]|\w+\?$|In \[\d|\.\.\.\s*$|…)|,\s*\.\.\.,?\s*\)"
    r"|^[ ]*[A-Za-z]\w*(?: \w+)+[ ]?\.{3,}\s*$|\[,[ ]?\w"
    r"|^(?![ ]*(?:async )?def\b)[^\n]*\)[ ]*[-=]>[ ]"
    r"|\(\.\.\.\)|^[ ]*\w+ = *#|[=(,\[{ ]<[A-Za-z][\w .-]*>|^[ ]*[~^]{2,}[ ]*$",
    re.MULTILINE,
)
# A line of three dots, which stands for code that is left out.
_DOTS = re.compile(r"^[ ]*\.\.\.[ ]*$", re.MULTILINE)
# What the parser says of a block in which nothing but a comment stands, "# your code".
# What Python says of "f(x) = x + 1".
_FORMULA = "cannot assign to function call"
# What it says of output below code, which is set off.
_DEEPER = "unexpected indent"
_NO_BLOCK = "expected an indented block"
# A header of a block, "for item in items:", and the comment below it.
_COMMENT = re.compile(r"(:[ \t]*(?:#.*)?\n(?:[ \t]*\n)*[ \t]+)#.*$", re.MULTILINE)
# What a later Python reads and this one may not: nested quotes in an f-string, `t"..."`,
# `type Row = list`, `class Row[T]`, `except A, B:`.
_LATER = re.compile(
    r"\b(?:[fF][rR]?|[rR][fF]|t)[\"']|^[ ]*type [A-Za-z]\w*|\b(?:class|def) \w+\[|\bexcept [\w.]+,",
    re.MULTILINE,
)
# What the parser says of code that ends, or begins, in the middle of something.
_CUT = re.compile(r"never closed|unmatched|does not match|unterminated")
_LATEST = (3, 15)
"""The first Python that may read more than that."""
PROMPT = ">>>"
_NO_CODE = ast.Module([], [])


class Fault(NamedTuple):
    """Why code does not parse.

    Attributes:
        message: What Python says.
        line: Line of the code, counted from 1.
    """

    message: str
    line: int


def fence_end(lines: list[str], start: int) -> int | None:
    """Return the line that closes the fence which a line opens, or None if it opens none.

    Args:
        lines: The lines.
        start: Index of the line.
    """
    opened = _FENCE.match(lines[start])
    if opened is None:
        return None
    closing = (number for number in range(start + 1, len(lines)) if opened[1] in lines[number])
    return next(closing, None)


def section(body: list[str], taken_as_code: bool) -> tuple[ast.Module, list[Fault]]:
    """Read a section of examples: doctests, fences, or code as it stands.

    Args:
        body: Its lines.
        taken_as_code: Whether the library prints such sections as code.

    Returns:
        What of it parses, under the numbers of its lines, and what does not.
    """
    if any(_FENCE.match(line) for line in body):
        return fenced(body)
    if any(line.lstrip().startswith(PROMPT) for line in body):
        return doctest(body)
    code = textwrap.dedent("\n".join(body))
    if not code.strip() or not reads_as_python(code.split("\n")):
        return _NO_CODE, []
    tree, fault = parsed(code)
    cut = fault is not None and fault.message != _DEEPER and _is_cut(code, fault)
    sure = taken_as_code or (cut and _is_all_python(code))
    # Three dots on a line are code as well, and no bracket is left open for their sake.
    sketch = NO_PYTHON.search(_DOTS.sub("", code) if cut else code)
    declared = sure and not sketch
    return tree or _NO_CODE, [fault] if fault and declared else []


def _is_cut(code: str, fault: Fault) -> bool:
    """Return whether a bracket or a string is left open, or closed that was not opened."""
    return _CUT.search(fault.message) is not None or any(
        code.count(opening) != code.count(closing) for opening, closing in ("()", "[]", "{}")
    )


def fenced(body: list[str]) -> tuple[ast.Module, list[Fault]]:
    """Read the fences of a section; lines outside are left blank, so that lines keep their numbers.

    A fence that names no language is read too, and may be anything.

    Args:
        body: The lines of the section.

    Returns:
        What of it parses, under the numbers of its lines, and what does not.
    """
    statements: list[ast.stmt] = []
    faults: list[Fault] = []
    number = 0
    while number < len(body):
        end = fence_end(body, number)
        if end is None:
            number += 1
            continue
        language = (_FENCE.match(body[number]) or [""] * 3)[2].lower()
        inner = body[number + 1 : end]
        before = number + 1
        number = end + 1
        if language not in PYTHON:
            continue
        if any(line.lstrip().startswith(PROMPT) for line in inner):
            tree, failures = doctest(inner)
            statements += [ast.increment_lineno(statement, before) for statement in tree.body]
            faults += [Fault(unparsed.message, unparsed.line + before) for unparsed in failures]
            continue
        code = "\n" * before + textwrap.dedent("\n".join(inner))
        module, fault = parsed(code)
        statements += module.body if module else []
        if fault and language and not NO_PYTHON.search(code):
            faults.append(fault)
    return ast.Module(statements, []), faults


def doctest(body: list[str]) -> tuple[ast.Module, list[Fault]]:
    """Read a session: each stretch between blank lines by itself.

    Some write further lines without a prompt; they are read as well where nothing else parses.

    Args:
        body: The lines of the session.

    Returns:
        What of it parses, under the numbers of its lines, and what does not.
    """
    statements: list[ast.stmt] = []
    faults: list[Fault] = []
    start = 0
    while start < len(body):
        end = start
        while end < len(body) and body[end].strip():
            end += 1
        stretch = body[start:end]
        if any(line.lstrip().startswith(PROMPT) for line in stretch):
            code = "\n" * start + "\n".join(_prompted(stretch, further=False))
            tree, fault = parsed(code)
            if tree is None:
                whole = "\n" * start + "\n".join(_prompted(stretch, further=True))
                tree, _ = parsed(whole)
            statements += tree.body if tree else _one_by_one(code.split("\n"), stretch, start)
            sketched = "..." in code or any("(...)" in line for line in stretch)
            sound = reads_as_python(code.split("\n")) and not sketched
            if tree is None and fault and sound and not NO_PYTHON.search(code):
                faults.append(fault)
        start = end + 1
    return ast.Module(statements, []), faults


def _one_by_one(lines: list[str], stretch: list[str], start: int) -> list[ast.stmt]:
    """Return what parses of the entries of a session that does not parse as a whole.

    Args:
        lines: The code, with blank lines ahead of it.
        stretch: The session.
        start: Number of its first line.
    """
    begins = [place for place, line in enumerate(stretch) if line.lstrip().startswith(PROMPT)]
    statements: list[ast.stmt] = []
    for place, end in zip(begins, [*begins[1:], len(stretch)], strict=True):
        entry = lines[start + place : start + end]
        tree, _ = parsed("\n" * (start + place) + "\n".join(entry))
        statements += tree.body if tree is not None else []
    return statements


def _prompted(stretch: list[str], further: bool) -> list[str]:
    kept = []
    prompt = False
    indent = min(len(line) - len(line.lstrip()) for line in stretch)
    for line in stretch:
        text = line.strip()
        prompt = text.startswith(PROMPT) or (prompt and text.startswith("..."))
        kept.append(text[4:] if prompt else line[indent:] if further else "")
        prompt = prompt or further
    return kept


def reads_as_python(lines: list[str]) -> bool:
    """Return whether most lines at the margin begin as statements do.

    Args:
        lines: The lines of what may be code.
    """
    starts = [line for line in lines if line and not line[0].isspace()]
    usual = sum(1 for line in starts if _STATEMENT.match(line) or line[0] in ")]}#")
    return bool(starts) and usual * 2 >= len(starts)


def _is_all_python(code: str) -> bool:
    """Return whether several lines stand at the margin, and each begins as a statement does."""
    starts = [line for line in code.split("\n") if line and not line[0].isspace()]
    return len(starts) > 1 and all(_STATEMENT.match(line) or line[0] in ")]}#" for line in starts)


def parsed(code: str) -> tuple[ast.Module | None, Fault | None]:
    """Parse code, of which nothing runs.

    A comment alone in a block says what stands there, and is taken for it.

    Args:
        code: The code.

    Returns:
        The tree if it parses, else why it does not, where Python says so.
    """
    tree, fault = _compiled(code)
    if fault is not None and fault.message.startswith(_NO_BLOCK):
        filled, rest = _compiled(_COMMENT.sub(r"\1...", code))
        if rest is None or rest.line > fault.line:
            return filled, rest
    return tree, fault


def _compiled(code: str) -> tuple[ast.Module | None, Fault | None]:
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = compile(code, "<example>", "exec", flags, dont_inherit=True)
    except SyntaxError as error:
        if _FORMULA in str(error.msg):
            # "f(x) = max(x, 0)" is mathematics.
            return None, None
        line = min(error.lineno or 1, code.count("\n") + 1)
        if sys.version_info < _LATEST and _LATER.search(code.split("\n")[line - 1]):
            return None, None
        return None, Fault(str(error.msg), line)
    except (ValueError, RecursionError, MemoryError):
        return None, None
    assert isinstance(tree, ast.Module)
    return tree, None
