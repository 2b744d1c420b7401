"""What a call of `faceplate check` names around the library, opened once for all its targets.

Nothing is imported where nothing is named.
"""

from __future__ import annotations

import argparse
import os

from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from faceplate.api.descriptor import Endpoint
    from faceplate.check.apps import Apps
    from faceplate.check.codebase import Codebase
    from faceplate.check.context import Context
    from faceplate.check.guide_files import Guides
    from faceplate.check.live.imported import Imported
    from faceplate.source import Tree


class CheckContext:
    """Guides, apps, an older release, and what may be run.

    Args:
        docs: Folders and files of guides.
        since: A target with an older release, or None.
        apps: Name and file of each app.
        arguments: What the command line says.
    """

    def __init__(
        self,
        docs: Sequence[str],
        since: str | None,
        apps: Sequence[tuple[str, str]],
        arguments: argparse.Namespace,
    ) -> None:
        self._arguments = arguments
        self._guides: Guides | None = None
        self._apps: Apps | None = None
        self._since: Tree | None = None
        self._lines: dict[str, list[str]] = {}
        if docs:
            from faceplate.check.guide_files import collect

            self._guides = collect(docs)
        if apps:
            from faceplate.check.apps import load

            self._apps = load(apps, self._endpoints if arguments.live else None)
        if since is not None:
            from faceplate.source import open_target

            self._since = open_target(since, arguments.search_path)

    def fingerprint(self, tree: Tree) -> str:
        """Give a text that is another one where any of it is.

        Args:
            tree: The target.
        """
        older = self._older(tree)
        parts = [
            os.getcwd() if self._guides or self._apps else "",
            self._guides.fingerprint() if self._guides else "",
            self._apps.fingerprint if self._apps else "",
            older.fingerprint() if older else "",
        ]
        return "\0".join(parts) if any(parts) else ""

    def of(self, tree: Tree) -> Context:
        """Give what the rules hold a target against.

        Args:
            tree: The target.
        """
        from faceplate.check.apps import Apps
        from faceplate.check.context import Context
        from faceplate.check.guide_files import NO_GUIDES

        return Context(
            self._guides or NO_GUIDES,
            self._apps or Apps(),
            self._older(tree),
            self._import if self._arguments.live else None,
        )

    def lines(self, file: str) -> list[str] | None:
        """Give the lines of a guide or of an app's file; None of any other file."""
        if not self._lines:
            for guide in self._guides.files if self._guides else ():
                self._lines[guide.file] = guide.text.split("\n")
            for app in self._apps.listed if self._apps else ():
                self._lines[app.file] = app.text.split("\n")
                if app.script is not None:
                    self._lines[app.script.file] = app.script.text.split("\n")
        return self._lines.get(file)

    def _older(self, tree: Tree) -> Tree | None:
        """Give the older release of a target; None where it is one of another library."""
        return self._since if self._since is not None and self._since.name == tree.name else None

    def check_targets(self, names: Sequence[str]) -> None:
        """Refuse an older release of a library that is not checked.

        Args:
            names: Import names of the targets.

        Raises:
            UsageError: If it is one of none of them.
        """
        if self._since is not None and self._since.name not in names:
            listed = ", ".join(names)
            raise UsageError(
                clean(
                    f"--since {self._since.location}: a release of {self._since.name}, and what is "
                    f"checked is {listed}"
                )
            )

    def _endpoints(self, script: str) -> list[Endpoint]:
        """Run the script of an app, as the user asked."""
        from faceplate.api.live import run_script

        found = run_script(
            script,
            python=self._arguments.python,
            seconds=self._arguments.timeout,
            all_endpoints=True,
        )
        return found.endpoints

    def _import(self, codebase: Codebase) -> Imported:
        from faceplate.check.live.imported import run

        return run(codebase, self._arguments.python, self._arguments.timeout)
