"""The order in which importing a library runs its modules is the one that Python takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from faceplate.cache.store import Store
from faceplate.facts.cached import CachedReader
from faceplate.link.library import Library
from faceplate.link.sequence import import_order
from faceplate.source import open_target

LIBRARIES: dict[str, dict[str, str]] = {
    "one after the other": {
        "__init__": "from library import b\nimport library.a\nfrom .c import thing\n",
        "a": "",
        "b": "",
        "c": "thing = 1\n",
    },
    "what a module needs comes before it": {
        "__init__": "from .a import *\n",
        "a": "from library.b import (\n    x,  # and, not: c\n    y as z,\n)\n",
        "b": "import os, library.c as c\nx = y = 1\n",
        "c": "",
        "never": "",
    },
    "packages come before what they hold": {
        "__init__": "import library.inner.deep.one\n",
        "inner/__init__": "from . import two\n",
        "inner/two": "",
        "inner/deep/__init__": "from ...three import x\n",
        "inner/deep/one": "",
        "three": "x = 1\n",
    },
    "circles": {
        "__init__": "from library import a, b\n",
        "a": "import library.b\n",
        "b": "import library.c\n",
        "c": "import library.a\n",
    },
    "not at the margin": {
        "__init__": "def f():\n    import library.a\n\n\nimport library.b\n",
        "a": "",
        "b": "'''\nfrom nowhere import nothing\n'''\n",
    },
    "names that are no modules": {
        "__init__": "from library.a import b, c\n",
        "a/__init__": "c = 1\n",
        "a/b": "",
        "c": "",
    },
    "a line end of another system": {
        "__init__": "from library.a import x\r\nfrom library.b import (\r\n    y,\r\n)\r\n",
        "a": "x = 1\r\n",
        "b": "y = 1\r\n",
    },
}


@pytest.mark.parametrize("read", [False, True], ids=["scanned", "read"])
@pytest.mark.parametrize("name", LIBRARIES)
def test_it_is_that_of_python(name: str, read: bool, tmp_path: Path) -> None:
    """Each module tells its name as it ends; modules are looked at with and without a parser."""
    folder = tmp_path / "library"
    for module, code in LIBRARIES[name].items():
        file = folder / f"{module}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(code.encode())
    library = Library(open_target(str(folder)), CachedReader(Store(None)))
    if read:
        for module in library.modules:
            library.module(module)
    found = import_order(library)
    for module, code in LIBRARIES[name].items():
        (folder / f"{module}.py").write_bytes(f"{code}\nprint(__name__)\n".encode())
    done = subprocess.run(
        [sys.executable, "-B", "-c", "import library"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert sorted(found, key=lambda one: found[one]) == done.stdout.split()
