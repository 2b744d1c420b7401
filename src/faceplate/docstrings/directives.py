"""Directives of reStructuredText as blocks of text. None of them runs, reads a file or a clock.

Of a directive that is not known the argument and the content are kept as what they are: text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from docutils import nodes

# Directives with a title of their own above their content.
_ADMONITIONS = re.compile(
    r"attention|caution|danger|error|hint|important|note|seealso|tip|todo|warning"
)
_TITLES = {"seealso": "See also"}
# What the directives of Sphinx about versions are called on a page.
_VERSIONS = {
    "versionadded": "Added in version",
    "versionchanged": "Changed in version",
    "deprecated": "Deprecated since version",
    "deprecated-removed": "Deprecated since version",
    "versionremoved": "Removed in version",
}
# The argument of these, if they have one, is the language.
_CODE = {
    "code": "",
    "code-block": "",
    "sourcecode": "",
    "doctest": "pycon",
    "ipython": "python",
    "math": "math",
    "parsed-literal": "",
    "plot": "python",
    "productionlist": "",
    "raw": "",
    "testcode": "python",
    "testoutput": "",
}
# The argument of these says how a page is made, and is not a part of what it says.
_SETTINGS = re.compile(
    r"class|container|contents|cssclass|currentmodule|default-role|highlight|ifconfig|index"
    r"|meta|module|only|py:currentmodule|py:module|role|rst-class|sectnum|tabularcolumns"
)
# Options of the directives of docutils and Sphinx. A field of another name below a directive, such
# as `:param x: ...` below a note, is a part of what it says.
_OPTION_NAMES = """
    abbr abstractmethod align alt async backlinks canonical caption class classmethod
    collapsible context date-format delim dedent depth deprecated emphasize-lines encoding
    escape figclass figwidth file final force format header header-rows height hide
    include-source keepspace label lineno-match lineno-start linenos link loading local locale
    ltrim members module name no-index noindex noindexentry nofigs nowrap number-lines open
    options order platform prefix property pyversion quote rtrim scale show-inheritance
    show-source-link skipif start staticmethod stub-columns suffix synopsis target titlesonly
    trim trim-doctest-flags type undoc-members url value width widths
"""
OPTIONS = frozenset(_OPTION_NAMES.split())


class Written(NamedTuple):
    """A directive as it is written.

    Attributes:
        name: Its name in lower case.
        head: The lines of its argument.
        options: Its options.
        content: The lines of its content.
        parsed: Reads lines, given with their place, as blocks.
        inline: Reads a text as what stands within a line.
        place: Index of the first line of the content.
    """

    name: str
    head: Any
    options: dict[str, str]
    content: Any
    parsed: Callable[[Any, int], list[nodes.Node]]
    inline: Callable[[str], list[nodes.Node]]
    place: int

    @property
    def argument(self) -> str:
        """The argument in one line."""
        return " ".join(" ".join(self.head).split())

    def blocks(self) -> list[nodes.Node]:
        """Return the content, read as blocks."""
        return self.parsed(self.content, self.place)


def title_of(name: str) -> str:
    """Return the words that a directive stands for where it stands in a line; empty for others.

    Args:
        name: Its name.
    """
    if _ADMONITIONS.fullmatch(name):
        return f"{_TITLES.get(name, name.capitalize())}:"
    return _VERSIONS.get(name, "")


def blocks_of(written: Written) -> list[nodes.Node]:
    """Return the blocks that a directive stands for.

    Args:
        written: The directive.
    """
    name = written.name.rpartition(":")[2] if written.name.startswith("py:") else written.name
    if _ADMONITIONS.fullmatch(name) or name == "admonition":
        return [_admonition(written, name)]
    if name in _VERSIONS:
        return _version(written, name)
    if name in _CODE:
        return _code(written, name)
    if name in ("image", "figure"):
        return _image(written)
    if name in ("replace", "unicode"):
        return _substitution(written, name)
    if name == "list-table":
        return [*_title(written), *_list_table(written)]
    if name == "csv-table":
        return [*_title(written), *_csv_table(written)]
    if _SETTINGS.fullmatch(name):
        return written.blocks()
    return [*_title(written, stressed=name in ("rubric", "topic")), *written.blocks()]


def _title(written: Written, *, stressed: bool = True) -> list[nodes.Node]:
    words = written.inline(written.argument)
    if not words:
        return []
    content = [nodes.strong("", "", *words)] if stressed else words
    return [nodes.paragraph("", "", *content)]


def _admonition(written: Written, name: str) -> nodes.Element:
    if name == "admonition":
        title = nodes.title("", "", *written.inline(written.argument))
        return nodes.admonition("", title, *written.blocks())
    title = nodes.title("", _TITLES.get(name, name.capitalize()))
    first = written.parsed(written.head, 0) if written.argument else []
    return nodes.admonition("", title, *first, *written.blocks())


def _version(written: Written, name: str) -> list[nodes.Node]:
    version, _, text = written.argument.partition(" ")
    blocks = written.blocks()
    words = [f"{_VERSIONS[name]} {version}"]
    remark = written.inline(text)
    if not remark and blocks and isinstance(blocks[0], nodes.paragraph):
        remark = list(blocks.pop(0).children)
    mark = ": " if remark else "."
    return [nodes.paragraph("", "", nodes.Text(words[0] + mark), *remark), *blocks]


def _code(written: Written, name: str) -> list[nodes.Node]:
    language = _CODE[name]
    lines = [*written.content]
    if name in ("math", "parsed-literal", "productionlist", "raw"):
        # What stands behind the directive is a part of what it shows, but for the format of `raw`.
        lines = [*written.head, *lines] if name != "raw" else lines
    else:
        language = (written.argument.split() or [language])[0] if name != "plot" else language
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        # A block without code has nothing but the words behind its name.
        return _title(written, stressed=False)
    if "rst" in language.lower() or "rest" in language.lower():
        language = "rst"
    return [nodes.literal_block(text, text, language=language)]


def _image(written: Written) -> list[nodes.Node]:
    address = "".join(written.argument.split())
    words = written.options.get("alt") or address.rpartition("/")[2] or address
    image = nodes.reference("", words, refuri=address)
    if written.name == "figure":
        return [nodes.paragraph("", "", image), *written.blocks()]
    return [image]


def _substitution(written: Written, name: str) -> list[nodes.Node]:
    text = " ".join([written.argument, *written.content])
    if name == "replace":
        return written.inline(text)
    return [nodes.Text(" ".join(map(_character, text.split())))]


def _character(word: str) -> str:
    """Return a character that is written as its number, such as `0xA9` or `U+00A9`."""
    digits = word.lower().removeprefix("u+").removeprefix("0x").removeprefix("x")
    try:
        code = int(digits, 16)
    except ValueError:
        return word
    usual = digits != word.lower() and code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if usual else word


def _list_table(written: Written) -> list[nodes.Node]:
    blocks = written.blocks()
    rows = [
        [list(cell.children) for cell in item.children[0].children]
        for block in blocks
        if isinstance(block, nodes.bullet_list)
        for item in block.children
        if isinstance(item, nodes.list_item)
        and len(item.children) == 1
        and isinstance(item.children[0], nodes.bullet_list)
    ]
    listed = sum(len(block.children) for block in blocks if isinstance(block, nodes.bullet_list))
    if len(rows) != listed or len(blocks) != 1:
        return blocks
    return [_table(rows, _number(written.options.get("header-rows", "")))]


def _csv_table(written: Written) -> list[nodes.Node]:
    header = written.options.get("header", "")
    lines = [*([header] if header else []), *(line for line in written.content if line.strip())]
    count = _number(written.options.get("header-rows", "")) + bool(header)
    try:
        cells = list(csv.reader(lines, skipinitialspace=True))
    except csv.Error:
        text = "\n".join(lines)
        return [nodes.literal_block(text, text)] if text.strip() else []
    rows = [[[nodes.paragraph("", "", *written.inline(cell))] for cell in row] for row in cells]
    return [_table(rows, count)] if rows else []


def _number(text: str) -> int:
    """Return a number of header rows; what is none, or is too long to be meant, is 0."""
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _table(rows: Sequence[Sequence[Iterable[nodes.Node]]], header: int) -> nodes.Element:
    row_nodes = [nodes.row("", *(nodes.entry("", *cell) for cell in row)) for row in rows]
    group = nodes.tgroup("", cols=max(map(len, rows), default=0))
    if header and row_nodes[:header]:
        group += nodes.thead("", *row_nodes[:header])
    group += nodes.tbody("", *row_nodes[header:])
    return nodes.table("", group)
