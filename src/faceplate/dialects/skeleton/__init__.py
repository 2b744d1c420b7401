"""A project with a new dialect, to begin with: it works once it is installed."""

from __future__ import annotations

import keyword
import os
import re
from pathlib import Path
from string import Template

from faceplate.errors import UsageError, clean

_HERE = Path(__file__).parent
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def begin(name: str, base: str, folder: str) -> list[str]:
    """Write a project with a dialect.

    Args:
        name: Name of the dialect, in lower case.
        base: Dotted path of the class that components extend, such as `lumen.lamps.Lamp`.
        folder: Where to write it; it must not exist yet.

    Returns:
        Paths of the files.

    Raises:
        UsageError: If the names are none, or the folder cannot be written.
    """
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise UsageError(
            clean(f"{name} is no name for a dialect; take lower-case letters, digits and _")
        )
    parts = base.split(".")
    if len(parts) < 2 or not all(map(_is_identifier, parts)):
        raise UsageError(
            clean(f"--base {base}: give the whole path of a class, such as lumen.lamps.Lamp")
        )
    words = {
        "name": name,
        "base": base,
        "package": parts[0],
        "project": f"faceplate-{name.replace('_', '-')}",
        "module": f"faceplate_{name}",
        "class_": "".join(part.capitalize() for part in name.split("_")) + "Dialect",
        "files": _library(parts),
    }
    files = {
        "pyproject.toml": "pyproject.toml.txt",
        f"{words['module']}.py": "dialect.py.txt",
        f"test_{words['module']}.py": "test.py.txt",
    }
    try:
        os.makedirs(folder)
        for file, template in files.items():
            text = Template((_HERE / template).read_text(encoding="utf-8")).substitute(words)
            (Path(folder) / file).write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(clean(f"{folder} cannot be written: {reason}")) from None
    return [os.path.join(folder, file) for file in files]


def _is_identifier(word: str) -> bool:
    return word.isidentifier() and not keyword.iskeyword(word)


def _library(parts: list[str]) -> str:
    """Return the files of a small library, as entries of a dictionary."""
    *modules, base = parts
    declared = f"class {base}:\n    pass\n"
    example = (
        f"\n\nclass Example({base}):\n    def on_change(self, callback):\n"
        '        """Call a function when the value changes."""\n'
    )
    files = {f"{'/'.join(modules[: end + 1])}/__init__.py": "" for end in range(len(modules))}
    start = f"{modules[0]}/__init__.py"
    if len(modules) == 1:
        files[start] = declared + example
    else:
        home = f"{'/'.join(modules[:-1])}/{modules[-1]}.py"
        files.pop(f"{'/'.join(modules)}/__init__.py")
        files[home] = declared
        files[start] = f"from {'.'.join(modules)} import {base}\n{example}"
    return "\n".join(f"    {file!r}: {source!r}," for file, source in files.items())
