"""What a stub declares, held against what the reader of modules makes of the same bytes."""

from __future__ import annotations

import pytest

from faceplate.facts.reader import SourceError, read
from faceplate.facts.stubs import read_stub

METHOD = '''\
    def {name}(self,
        fn: Callable[..., object] | None = None,
        *,
        mode: Literal["once", "always"] = "once",
    
        ) -> None:
        """
        Parameters:
            fn: What to call.
        
        """
        ...
'''  # noqa: W293

STUBS = {
    "methods that repeat": "class Knob:\n"
    + METHOD.format(name="turn")
    + "\n"
    + METHOD.format(name="press"),
    "no line end": "class Knob:\n" + METHOD.format(name="turn").rstrip(),
    "decorated": "class Knob:\n    @property\n    def angle(self) -> int: ...\n"
    "    @classmethod\n    def make(cls, /, a, *rest, b=1, **more): ...\n",
    "nested": "class Panel:\n    class Knob:\n        def turn(self) -> None: ...\n",
    "a method in a docstring": 'class Knob:\n    """Do as here:\n\n    def turn(self, angle):\n'
    '        return angle\n    """\n    def press(self) -> None: ...\n',
    "overloads": "from typing import overload\n\n\nclass Knob:\n    @overload\n"
    "    def turn(self, a: int) -> int: ...\n    @overload\n"
    "    def turn(self, a: int, b: int) -> str: ...\n",
    "conditions": "import sys\nif sys.version_info > (3, 11):\n    def turn(angle: int): ...\n"
    "else:\n    def press(): ...\n",
    "text beyond ASCII": "class Knob:\n    def turn(self, sign: str = 'ä', other: int = 3): ...\n",
    "single quotes": "class Knob:\n    def turn(self):\n        '''Turn.'''\n"
    "    def press(self, a): ...\n",
}


@pytest.mark.parametrize("stub", STUBS.values(), ids=STUBS)
def test_as_the_reader_of_modules(stub: str) -> None:
    content = stub.encode()
    assert read_stub(content).members == read(content).members


@pytest.mark.parametrize("stub", [b"def (:\n", b"\0", b"# coding: no-such\n", b"\xff\n"])
def test_what_is_no_source(stub: bytes) -> None:
    with pytest.raises(SourceError):
        read_stub(stub)
