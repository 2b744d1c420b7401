"""What is asked of the reading of a script, as it goes to the process that reads it."""

from __future__ import annotations

import os
import sys

from faceplate.cache.keys import key
from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

SECONDS = 60.0
MEGABYTES = 512
"""Seven times what reading a small app takes, so there is room for one with 300 events."""
# The folder that faceplate itself is imported from, four levels above this file.
_HOME = os.path.abspath(os.path.join(__file__, *[os.pardir] * 4))
_LARGEST = 4 * 1024 * 1024
# Which places are asked for a release, and how, is said in variables of these names.
_CONSULTED = ("FACEPLATE_", "PIP_", "UV_", "HOME", "XDG_")


class ScriptRequest:
    """One reading of a script.

    Args:
        script: Path of the script.
        name: Name of the variable that holds the app; None for the app that the script launches,
            else for its only one.
        library: The library to read it with, as any target; None for the one that the script
            imports.
        python: An interpreter in whose environment the library is looked for; it is not run.
        seconds: How much processor time it may take; None for a minute.
        megabytes: How much memory it may take; None for the usual limit.
        all_endpoints: Whether to list undocumented endpoints, too, where the library tells them.
        targets: Libraries that are read instead of those of the same name in the environment.
        search_path: Where packages are looked for before the path of this Python.
    """

    def __init__(
        self,
        script: str,
        name: str | None = None,
        library: str | None = None,
        python: str | None = None,
        seconds: float | None = None,
        megabytes: int | None = None,
        all_endpoints: bool = False,
        targets: Sequence[str] = (),
        search_path: Sequence[str] = (),
    ) -> None:
        self.script = script
        self.name = name
        self.library = library
        self.python = python
        self.seconds = seconds or SECONDS
        self.megabytes = megabytes or MEGABYTES
        self.all_endpoints = all_endpoints
        self.targets = [*targets]
        self.library_path = [*search_path]
        self.search_path = [*search_path, *sys.path]

    def fields(self) -> dict[str, Any]:
        """Return what the process that reads the script has to be told."""
        return {**vars(self), "imports": self._imports()}

    def _imports(self) -> list[str]:
        """Return the folders that faceplate and what it needs are imported from.

        Those of the script, and the current one, are only read.
        """
        read = {os.path.realpath(os.curdir), os.path.realpath(os.path.dirname(self.script) or ".")}
        path = [entry for entry in sys.path if os.path.realpath(entry or ".") not in read]
        return [*path, _HOME]

    def check(self) -> None:
        """Refuse a script that is not read, before a process is started for it.

        Raises:
            UsageError: If the file is not there, is none, or is too large.
        """
        shown = clean(self.script)
        try:
            size = os.stat(self.script).st_size
        except OSError as error:
            raise UsageError(f"{shown} cannot be read: {error.strerror or error}") from None
        if size > _LARGEST:
            raise UsageError(f"{shown} is larger than {_LARGEST >> 20} MB, which is not read")

    def key(self, code: str) -> str:
        """Return the key of what is kept of this reading.

        The files that are read, the script among them, are no part of it: which these are is known
        only once they were read.

        Args:
            code: The fingerprint of the code.
        """
        consulted = [item for item in os.environ.items() if item[0].startswith(_CONSULTED)]
        return key(code, os.getcwd(), repr(sorted(vars(self).items())), repr(sorted(consulted)))
