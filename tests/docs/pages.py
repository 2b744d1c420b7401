"""Runs the shell blocks of a page as a reader would who pastes them one after another.

A block of `sh` is run; a block of `text` right after it is what it prints, in which an ellipsis
stands for anything. A block with a title is a file of that name. A comment above a block, such as
`<!-- exit 2 -->`, says that it ends with that code; then its standard error counts too.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(
    r"(?:<!-- exit (?P<code>\d+) -->\n)?"
    r'^(?P<fence>`{3,})(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^(?P=fence)$',
    re.DOTALL | re.MULTILINE,
)
_END = "\x1e"
# Most modules of what a reader installs are never imported, so pip need not compile them.
_PIP = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_COMPILE": "1"}


@dataclass
class Block:
    """A fenced block of a page, and what it should print."""

    language: str
    title: str | None
    text: str
    line: int
    code: int = 0
    output: str | None = None


def blocks(page: Path) -> list[Block]:
    """Give the blocks of a page that a reader runs or saves, in order."""
    text = page.read_text(encoding="utf-8")
    found: list[Block] = []
    end = 0
    for match in _FENCE.finditer(text):
        language, title = match["language"], match["title"]
        line = text.count("\n", 0, match.start()) + 1
        if language == "text" and found and not text[end : match.start()].strip():
            found[-1].output = match["text"]
        elif language == "sh" or title:
            found.append(Block(language, title, match["text"], line, int(match["code"] or 0)))
            end = match.end()
    return found


def run(page: Path, folder: Path, environment: dict[str, str]) -> None:
    """Run a page in a folder, and compare what it prints.

    Args:
        page: A page of the documentation.
        folder: Where its reader is.
        environment: Variables to set beside those of this process.

    Raises:
        AssertionError: If a block ends or prints otherwise than the page says.
    """
    listed = blocks(page)
    script = ["set -eu -o pipefail"]
    for block in listed:
        if block.title is not None:
            script += [f"mkdir -p $(dirname {block.title})", f"cat > {block.title} <<'FILE_ENDS'"]
            script += [block.text + "FILE_ENDS", "code=0"]
        elif block.code:
            script += ["set +e", "{", block.text, "} 2>&1", "code=$?", "set -e"]
        else:
            script += [block.text, "code=0"]
        script.append(f"printf '%s%s{_END}' '{_END}' \"$code\"")
    variables = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=folder,
        env=variables | _PIP | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    parts = done.stdout.split(_END)
    for index, block in enumerate(listed):
        place = f"{page.name}:{block.line}"
        # Where the shell stopped, what it printed is the last part, and there is no code.
        printed, code = [*parts[2 * index : 2 * index + 2], "", ""][:2]
        assert code, f"{place} stopped with code {done.returncode}:\n{printed}\n{done.stderr}"
        assert int(code) == block.code, f"{place} ended with code {code}:\n{printed}"
        if block.output is not None:
            assert fits(block.output, printed), f"{place} printed:\n{printed}"


def fits(shown: str, printed: str) -> bool:
    """Say whether output is what a page shows.

    An ellipsis stands for anything, and white space and the length of rules do not count: how wide
    a column is may change, what stands in it may not.
    """
    pattern = ".*?".join(re.escape(part) for part in squeezed(shown).split("…"))
    return re.fullmatch(pattern, squeezed(printed), re.DOTALL) is not None


def squeezed(text: str) -> str:
    """Give a text with one space for any white space, and none beside an ellipsis."""
    text = re.sub(r"─+", "─", re.sub(r"\s+", " ", text))
    return re.sub(r" ?… ?", "…", text).strip()
