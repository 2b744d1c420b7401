"""Where code stands in guides, held against the tools that know the markup."""

from __future__ import annotations

import json
import time

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given
from hypothesis import strategies as st

from faceplate.check.guides import markdown, notebook, restructured
from faceplate.check.guides.notebook import NotANotebookError
from faceplate.check.guides.pieces import GuideContent

RST = """\
Title
=====

A paragraph with ``code`` in it::

    first = 1

    second = 2

Then a list:

* An item

  ::

      third = 3

* Another::

      fourth = 4

>>> fifth = 5
>>> sixth = 6

.. code-block:: python
   :class: x

   seventh = 7

.. code:: python

   eighth = 8

.. note::

   Within::

      ninth = 9

   ``inner = 10``

..
   A comment::

      no = 11

.. A comment of one line
"""


def blocks(content: GuideContent) -> list[str]:
    return ["\n".join(one.lines).strip() for one in content.pieces if not one.inline]


def test_what_docutils_takes_for_code_is_found() -> None:
    tree = publish_doctree(RST, settings_overrides={"report_level": 5})
    known = [
        one.astext().strip()
        for one in tree.findall(
            lambda node: isinstance(node, nodes.literal_block | nodes.doctest_block)
        )
    ]
    assert len(known) == 7
    content = restructured.read(RST)
    assert sorted(blocks(content)) == sorted(known)
    literals = [one.astext() for one in tree.findall(nodes.literal)]
    assert [one.lines[0] for one in content.pieces if one.inline] == literals


@pytest.mark.parametrize("read", [markdown.read, restructured.read])
def test_each_line_of_code_is_where_it_says(read) -> None:
    text = RST if read is restructured.read else MARKDOWN
    lines = text.split("\n")
    content = read(text)
    assert len(content.pieces) > 5
    for piece in content.pieces:
        for code, spot in zip(piece.lines, piece.spots, strict=True):
            assert lines[spot.line - 1][spot.column - 1 :].startswith(code)


MARKDOWN = """\
# Title {#own-id}

A `span`, and ``another ` one`` over
lines with `third` and `third` again.

```python title="a.py" hl_lines="1"
first = 1
```

- item

  ~~~ {.python #x .numberLines}
  second = 2
    indented = 3
  ~~~

> ```py
> third = 3
> ```

1. one

    ```python
    fourth = 4
    ```

=== "Tab"

    ```python
    fifth = 5
    ```

````{tip}
```{code-cell} ipython3
:tags: [x]

sixth = 6
```
````

    seventh = 7

| a | `b` |
| - | --- |
| c | `d` |

```{eval-rst}
.. nothing::
```

````markdown
```python
no = 1
```
````
"""


def test_the_code_of_markdown() -> None:
    content = markdown.read(MARKDOWN)
    python = [one for one in content.pieces if one.is_python]
    assert [one.strip() for piece in python for one in piece.lines if one.strip()] == [
        "first = 1",
        "second = 2",
        "indented = 3",
        "third = 3",
        "fourth = 4",
        "fifth = 5",
        "sixth = 6",
    ]
    spans = [one.lines[0] for one in content.pieces if one.inline]
    assert spans == ["span", "another ` one", "third", "third", "b", "d"]
    assert {"own-id", "x"} <= content.anchors
    assert content.headings == ["Title"]


def test_places_in_a_notebook() -> None:
    cells = [
        {
            "cell_type": "markdown",
            "source": ["é `a` and `b`\n", "text\n", "```python\n", "x = 1\n", "```"],
        },
        {"cell_type": "raw", "source": "x = 1"},
        {"cell_type": "code", "source": ["x = 1\n", "\n", 'y = "\\t é"\n', "x = 1"]},
        {"cell_type": "code", "source": "x = 1\nz = 2"},
    ]
    for ascii_only in (True, False):
        text = json.dumps({"cells": cells, "metadata": {}}, indent=1, ensure_ascii=ascii_only)
        lines = text.split("\n")
        content = notebook.read(text)
        assert len(content.pieces) == 5
        for piece in content.pieces:
            for number, code in enumerate(piece.lines, 1):
                for column in range(len(code)) if ascii_only is False else ():
                    spot = piece.at(number, column)
                    shown = json.dumps(code[column], ensure_ascii=False)[1:-1]
                    assert lines[spot.line - 1][spot.column - 1 :].startswith(shown)
        third = content.pieces[3]
        assert lines[third.spots[0].line - 1].strip().startswith('"x = 1')
        assert third.spots[0].line < third.spots[2].line < third.spots[3].line


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"cells": 3}', "[" * 100_000])
def test_what_is_no_notebook(text: str) -> None:
    with pytest.raises(NotANotebookError):
        notebook.read(text)


@pytest.mark.parametrize(
    "cells", [[None], [3], [{}], [{"cell_type": "code", "source": [1, None]}], [{"source": {}}]]
)
def test_cells_that_are_none(cells: list[object]) -> None:
    assert notebook.read(json.dumps({"cells": cells})).pieces == []


@given(st.text(alphabet="`~>{}-:. \n\tab=#*|[]()<!", max_size=120))
def test_no_text_stops_a_reader(text: str) -> None:
    for read in (markdown.read, restructured.read):
        for piece in read(text).pieces:
            assert len(piece.lines) == len(piece.spots)
            assert all(one.line >= 1 and one.column >= 1 for one in piece.spots)


@pytest.mark.parametrize(
    "text",
    [
        "`" * 50_000,
        "> " * 5_000 + "x",
        "- " * 5_000,
        "::\n\n" * 20_000,
        "[" * 50_000,
        "```{note}\n" * 5_000,
    ],
    ids=["backticks", "quotes", "lists", "literals", "brackets", "directives"],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    start = time.process_time()
    markdown.read(text)
    restructured.read(text)
    assert time.process_time() - start < 10
