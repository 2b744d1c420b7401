"""A document tree of docutils written as Markdown.

What Markdown has no form for takes the nearest that it has: the items of lists of definitions,
fields and options begin with their term, an admonition is a quote with a title, footnotes are a
list that counts as they do. What stands within a line is written by `spans`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from docutils import nodes

from faceplate.docstrings import marks
from faceplate.docstrings.spans import Spans, numbers

# A line above or below a title: `=====`
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*\s*")
# What a comment such as `.. note: text` begins with: it is a directive that lacks a colon.
_DIRECTIVE = re.compile(r"[\w-]+: ")


def markdown(document: nodes.document) -> str:
    """Return a document as Markdown.

    Args:
        document: What docutils has parsed.
    """
    return "\n\n".join(_Writer(document).blocks(document.children))


class _Writer:
    """A writer of one document."""

    def __init__(self, document: nodes.document) -> None:
        self._numbers = numbers(document)
        self._spans = Spans(document, self._numbers).written
        self._delimiter = ")"

    def blocks(self, content: Iterable[nodes.Node]) -> list[str]:
        """Return blocks, each without empty lines before and after it."""
        written: list[str] = []
        loose: list[nodes.Node] = []
        notes: list[nodes.Element] = []
        for node in [*content, nodes.comment()]:
            if loose and not isinstance(node, (nodes.Text, nodes.Inline)):
                written.append(marks.started(self._spans(loose)))
                loose = []
            if notes and not isinstance(node, nodes.footnote):
                written += self._footnotes(notes)
                notes = []
            if isinstance(node, nodes.footnote):
                notes.append(node)
            elif isinstance(node, (nodes.Text, nodes.Inline)):
                loose.append(node)
            else:
                assert isinstance(node, nodes.Element)
                written += self._block(node)
        return [block for block in written if block.strip()]

    def _block(self, node: nodes.Element) -> list[str]:
        for kind, write in _BLOCKS.items():
            if isinstance(node, kind):
                return write(self, node)
        return self.blocks(node.children)

    def _paragraph(self, node: nodes.Element) -> list[str]:
        return [marks.started(self._spans(node.children))]

    def _title(self, node: nodes.Element) -> list[str]:
        return [marks.strong(self._spans(node.children))]

    def _heading(self, node: nodes.Element) -> list[str]:
        title, *rest = node.children or [nodes.title()]
        return [f"#### {self._spans(title.children)}".rstrip(), *self.blocks(rest)]

    def _code(self, node: nodes.Element) -> list[str]:
        text = node.astext()
        usual = "pycon" if text.lstrip().startswith(">>> ") else ""
        return [marks.fenced(text, node.get("language") or usual)] if text.strip() else []

    def _math(self, node: nodes.Element) -> list[str]:
        return [marks.fenced(node.astext(), "math")]

    def _quote(self, node: nodes.Element) -> list[str]:
        return [marks.quoted("\n\n".join(self.blocks(node.children)))]

    def _attribution(self, node: nodes.Element) -> list[str]:
        return [f"— {self._spans(node.children)}"]

    def _admonition(self, node: nodes.Element) -> list[str]:
        return [marks.quoted("\n\n".join(self.blocks(node.children)))]

    def _bullets(self, node: nodes.Element) -> list[str]:
        return [marks.listed(["- "], [self.blocks(item.children) for item in node.children])]

    def _counted(self, node: nodes.Element) -> list[str]:
        items = [self.blocks(item.children) for item in node.children]
        start = int(node.get("start", 1))
        if node.get("enumtype", "arabic") == "arabic":
            return [self._numbered(start, items)]
        # Markdown counts by figures only, so letters stand at the beginning of the items.
        labels = [
            f"{node['prefix']}{marks.ordinal(number, node['enumtype'])}{node['suffix']}"
            for number in range(start, start + len(items))
        ]
        return [
            marks.listed(
                ["- "], [marks.labelled(*pair) for pair in zip(labels, items, strict=True)]
            )
        ]

    def _numbered(self, start: int, items: Sequence[list[str]]) -> str:
        # A list right after another one is told apart from it by its mark.
        self._delimiter = ")" if self._delimiter == "." else "."
        numbers = [f"{number}{self._delimiter} " for number in range(start, start + len(items))]
        return marks.listed(numbers, items)

    def _definitions(self, node: nodes.Element) -> list[str]:
        items = []
        for item in node.children:
            terms = [child for child in item.children if isinstance(child, nodes.term)]
            label = ", ".join(
                marks.strong(self._spans(term.children).removesuffix(":")) for term in terms
            )
            classifiers = [
                self._spans(child.children)
                for child in item.children
                if isinstance(child, nodes.classifier)
            ]
            label += f" ({', '.join(classifiers)})" if classifiers else ""
            bodies = [child for child in item.children if isinstance(child, nodes.definition)]
            items.append(marks.labelled(f"{label}:", self.blocks(bodies)))
        return [marks.listed(["- "], items)]

    def _fields(self, node: nodes.Element) -> list[str]:
        items = []
        for field in node.children:
            name, body = field.children[0], field.children[1:]
            label = f"{marks.strong(self._spans(name.children))}:"
            items.append(marks.labelled(label, self.blocks(body)))
        return [marks.listed(["- "], items)]

    def _options(self, node: nodes.Element) -> list[str]:
        items = []
        for item in node.children:
            group, description = item.children
            label = ", ".join(marks.code(option.astext()) for option in group.children)
            items.append(marks.labelled(f"{label}:", self.blocks(description.children)))
        return [marks.listed(["- "], items)]

    def _footnotes(self, notes: Sequence[nodes.Element]) -> list[str]:
        """Return footnotes as lists that count as they do."""
        written: list[str] = []
        numbers: list[int] = []
        items: list[list[str]] = []
        for note in notes:
            number = self._numbers.get(id(note)) or 0
            if numbers and number != numbers[-1] + 1:
                written.append(self._numbered(numbers[0], items))
                numbers, items = [], []
            blocks = self.blocks(
                child for child in note.children if not isinstance(child, nodes.label)
            )
            if number:
                numbers.append(number)
                items.append(blocks)
            else:
                written.append(marks.listed(["- "], [marks.labelled("[*]", blocks)]))
        if numbers:
            written.append(self._numbered(numbers[0], items))
        return written

    def _citation(self, node: nodes.Element) -> list[str]:
        label, *rest = node.children
        return [
            marks.listed(
                ["- "], [marks.labelled(f"[{marks.escaped(label.astext())}]", self.blocks(rest))]
            )
        ]

    def _lines(self, node: nodes.Element) -> list[str]:
        def lines(block: nodes.Element, indent: int) -> Iterable[str]:
            """Yield the lines of a block, deeper ones with spaces that do not collapse."""
            for child in block.children:
                if isinstance(child, nodes.line_block):
                    yield from lines(child, indent + 1)
                else:
                    words = self._spans(child.children)
                    yield "&#160;" * 2 * indent + (words or "&#160;")

        return [marks.started("\\\n".join(lines(node, 0)))]

    def _table(self, node: nodes.Element) -> list[str]:
        written = [block for child in node.findall(nodes.title) for block in self._title(child)]
        head = [row for part in node.findall(nodes.thead) for row in part.children]
        body = [row for part in node.findall(nodes.tbody) for row in part.children]
        rows = [self._row(row) for row in [*head, *body]]
        columns = max(map(len, rows), default=0)
        if not head:
            rows.insert(0, [""] * columns)
        lines = ["| " + " | ".join([*row, *[""] * columns][:columns]) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * columns)
        return [*written, "\n".join(lines)] if columns else written

    def _row(self, row: nodes.Node) -> list[str]:
        cells: list[str] = []
        for entry in row.children:
            assert isinstance(entry, nodes.Element)
            # A cell is one line: what stands in it is put behind each other.
            text = " ".join(" ".join(self._words(entry)).split())
            cells += [text.replace("|", "\\|"), *[""] * int(entry.get("morecols", 0))]
        return cells

    def _words(self, node: nodes.Node) -> Iterable[str]:
        """Yield what stands in a block, without the marks of blocks."""
        for child in node.children:
            if isinstance(child, (nodes.literal_block, nodes.doctest_block, nodes.math_block)):
                yield marks.code(child.astext())
            elif isinstance(child, nodes.TextElement) and not isinstance(child, nodes.Inline):
                yield self._spans(child.children)
            elif isinstance(child, (nodes.Text, nodes.Inline)):
                yield self._spans([child])
            else:
                yield from self._words(child)

    def _comment(self, node: nodes.Element) -> list[str]:
        text = node.astext()
        return (
            [marks.started(marks.escaped(" ".join(text.split())))] if _DIRECTIVE.match(text) else []
        )

    def _message(self, node: nodes.Element) -> list[str]:
        """Return what docutils could not read, and would show as it is below its complaint."""
        written = []
        for block in node.findall(nodes.literal_block):
            lines = block.astext().split("\n")
            words = [line for line in lines if not _ADORNMENT.fullmatch(line.strip() or "-")]
            if len(lines) > 3 or not words:
                written.append(marks.fenced("\n".join(lines)))
            else:
                written.append(marks.strong(marks.escaped(" ".join(" ".join(words).split()))))
        return written

    def _nothing(self, node: nodes.Element) -> list[str]:
        return []


_BLOCKS: dict[type[nodes.Node], Callable[[_Writer, nodes.Element], list[str]]] = {
    nodes.section: _Writer._heading,
    nodes.title: _Writer._title,
    nodes.doctest_block: _Writer._code,
    nodes.literal_block: _Writer._code,
    nodes.math_block: _Writer._math,
    nodes.attribution: _Writer._attribution,
    nodes.block_quote: _Writer._quote,
    nodes.admonition: _Writer._admonition,
    nodes.bullet_list: _Writer._bullets,
    nodes.enumerated_list: _Writer._counted,
    nodes.definition_list: _Writer._definitions,
    nodes.field_list: _Writer._fields,
    nodes.option_list: _Writer._options,
    nodes.citation: _Writer._citation,
    nodes.line_block: _Writer._lines,
    nodes.table: _Writer._table,
    nodes.comment: _Writer._comment,
    nodes.system_message: _Writer._message,
    nodes.target: _Writer._nothing,
    nodes.substitution_definition: _Writer._nothing,
    nodes.transition: lambda writer, node: ["---"],
    nodes.paragraph: _Writer._paragraph,
}
