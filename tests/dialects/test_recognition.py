"""What a library is taken for: by what it makes, not by a word that others use as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from faceplate.public import extract

PLAIN = {
    "a data class": (
        "import dataclasses\n\n\n@dataclasses.dataclass\nclass EventListener:\n    id: str\n"
    ),
    "a named tuple": "class EventListener(NamedTuple):\n    id: int\n    handler: object\n",
    "a string of its own": "class EventListener(str):\n    '''Who listens.'''\n",
    "a list of events": "class EventListener:\n    EVENTS = ['click']\n",
    "a class of a docstring": "'''\nclass EventListener(str): ...\n'''\n",
    "a user of gradio": "import gradio as gr\n\n\nclass App:\n    blocks = gr.Blocks()\n",
    "one of many": (
        "import gradio as gr\n\n\nclass Theme(gr.themes.Base): ...\n\n\nclass App: ...\n\n\n"
        "class Store: ...\n"
    ),
}

GRADIO = {
    "a component": ("import gradio as gr\n\n\nclass Knob(gr.Button): ...\n", "extends"),
    "a component by its module": (
        "from gradio.components.base import Component\n\n\nclass Knob(Component): ...\n",
        "extends",
    ),
    "two of three": (
        "import gradio\n\n\nclass A(gradio.Row): ...\n\n\nclass B(A): ...\n\n\nclass C: ...\n",
        "2 of its 3",
    ),
    "a listener that marks": (
        "class EventListener(str): ...\n\n\n@document()\nclass Knob: ...\n",
        "@document",
    ),
    "a factory": (
        "class EventListener(str):\n"
        "    def __init__(self, name, queue=True):\n"
        "        self.listener = self._setup(name, queue)\n\n"
        "    @staticmethod\n"
        "    def _setup(_name, _queue):\n"
        "        def listener(block, fn=None):\n"
        "            '''Listen.'''\n"
        "            return fn\n\n"
        "        return listener\n",
        "makes event listeners",
    ),
}


def read(folder: Path, source: str):
    package = folder / "library"
    package.mkdir()
    (package / "__init__.py").write_text(source)
    return extract(str(package), search_path=[], cache=False).library


@pytest.mark.parametrize("case", PLAIN)
def test_a_bare_marker_is_not_enough(tmp_path: Path, case: str) -> None:
    library = read(tmp_path, PLAIN[case])
    assert library.dialect == "plain"
    assert library.dialect_reason == "No other dialect knows what it declares."


@pytest.mark.parametrize("case", GRADIO)
def test_what_is_made_or_extended_decides(tmp_path: Path, case: str) -> None:
    source, reason = GRADIO[case]
    library = read(tmp_path, source)
    assert library.dialect == "gradio"
    assert reason in library.dialect_reason


def test_verbose_says_what_decided(process, tmp_path: Path) -> None:
    package = tmp_path / "library"
    package.mkdir()
    (package / "__init__.py").write_text(GRADIO["a component"][0])
    for _ in range(2):
        outcome = process("show", package, "--verbose")
        assert "read as gradio: Its public class extends what Gradio offers." in outcome.err
    assert (
        "plain: It was asked for."
        in process("show", package, "--verbose", "--dialect", "plain").err
    )
