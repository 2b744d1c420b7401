"""The source files of the pages that `faceplate_pages` asks for, one for each component.

Sphinx reads documents from files, so there is a file for each page; it holds a title and one
directive. It is written only if its text is new, so that nothing is out of date by it, and it is
deleted with the component. No file is touched that does not begin with our mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from faceplate.errors import UsageError
from faceplate.render.names import is_name

if TYPE_CHECKING:
    from faceplate.model import Component
    from faceplate.sites.sphinx.project import Project

_MARK = "Written by faceplate; what is changed here is lost."
_FORMS = {
    ".rst": (f".. {_MARK}\n", "{title}\n{line}\n\n.. component:: {path}\n"),
    ".md": (f"% {_MARK}\n", "# {title}\n\n```{{component}} {path}\n```\n"),
}


def document_of(folder: str, component: Component) -> str:
    """Name the document of a component; capitals make a difference on every file system.

    Args:
        folder: Folder of the pages, below that of the sources.
        component: The component.
    """
    name = component.path
    short = name.rpartition(".")[2]
    return f"{folder}/{name}" if not short.islower() else f"{folder}/{name}-{component.kind}"


def write(project: Project, sources: Path, suffixes: Iterable[str]) -> None:
    """Write the files, and delete those of components that are no more.

    Args:
        project: The libraries.
        sources: Folder of the sources.
        suffixes: The suffixes that the project's source files have.

    Raises:
        UsageError: If a file cannot be written.
    """
    folder = project.options.pages
    if folder is None:
        return
    suffix = next((one for one in _FORMS if one in set(suffixes)), None)
    if suffix is None:
        raise UsageError("faceplate_pages needs .rst or .md among the suffixes of source files")
    mark, form = _FORMS[suffix]
    texts: dict[Path, str] = {}
    for library in project.libraries:
        for component in library.components:
            if is_name(component.path):
                title = re.sub(r"([_*\\`])", r"\\\1", component.name)
                text = form.format(
                    title=title, line="=" * max(4, 2 * len(title)), path=component.path
                )
                texts[sources / f"{document_of(folder, component)}{suffix}"] = f"{mark}\n{text}"
    try:
        (sources / folder).mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
            _write(file, text)
        for file in (sources / folder).iterdir():
            if file.suffix in _FORMS and file not in texts and _is_ours(file):
                file.unlink()
    except OSError as error:
        raise UsageError(
            f"faceplate_pages: {error.filename} cannot be written: {error.strerror}"
        ) from None


def _write(file: Path, text: str) -> None:
    if file.is_file():
        if file.read_text(encoding="utf-8", errors="replace") == text:
            return
        if not _is_ours(file):
            raise UsageError(
                f"faceplate_pages: {file} is not one of its files; move it, or name another folder"
            )
    file.write_text(text, encoding="utf-8")


def _is_ours(file: Path) -> bool:
    with file.open(encoding="utf-8", errors="replace") as stream:
        return _MARK in stream.readline()
