"""Compares what reading a script states with what its release says at run time.

Reading may leave things open: an endpoint that it does not list, a field that is missing or says
nothing. What it states has to be what the release says, value for value.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from faceplate.api.static.reading import read_script
from faceplate.errors import UsageError
from faceplate.script import places

# A label, a type and a Python type have to stand in a descriptor, and in this form say nothing.
_OPEN = ({"type": "Any", "description": ""}, {}, "")
_LISTS = ("parameters", "returns")

# Some releases of Python count how deep they are in a syntax tree for all threads together.
_ONE_AT_A_TIME = threading.Lock()


class Knowledge:
    """How much of the apps of a release reading tells.

    Attributes:
        endpoints: How many endpoints the release lists.
        known: How many of them reading lists.
        fields: How many fields they have.
        stated: How many of these reading states.
        complete: How many apps reading states without leaving anything open, and rightly.
        wrong: What reading states and the release does not, a line each.
    """

    def __init__(self) -> None:
        self.endpoints = self.known = self.fields = self.stated = self.complete = 0
        self.wrong: list[str] = []

    def add(self, other: Knowledge) -> None:
        """Count another app in."""
        for name in ("endpoints", "known", "fields", "stated", "complete"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong


def compare_reading(script: Path, python: Path, info: dict[str, Any]) -> Knowledge:
    """Compare one app.

    Args:
        script: The app.
        python: Interpreter of the release's environment; it may be a script of the shell that puts
            more folders on the path of one.
        info: What the release says.

    Returns:
        What is known, and what is wrong.
    """
    known = Knowledge()
    theirs = info["named_endpoints"]
    try:
        with _ONE_AT_A_TIME:
            descriptor = read_script(str(script), search_path=_path(python)).descriptor
        ours, left = descriptor.info(), descriptor.open
    except UsageError:
        ours, left = {"named_endpoints": {}}, ["all"]
    known.endpoints = len(theirs)
    for name in ours["named_endpoints"]:
        if name not in theirs:
            known.wrong.append(f"reading: {name} is not there")
        else:
            known.known += 1
    for name, endpoint in theirs.items():
        _fields(name, endpoint, ours["named_endpoints"].get(name), known)
    known.complete = int(not left and not known.wrong and known.stated == known.fields)
    return known


def _path(python: Path) -> list[str]:
    text = python.read_bytes()[:4096]
    if not text.startswith(b"#!/bin/sh"):
        return places.of_interpreter(str(python))
    import shlex

    words = shlex.split(text.decode().splitlines()[1])
    paths = words[0].partition("=")[2].split(os.pathsep)
    return [*paths, *places.of_interpreter(words[2])]


def _fields(name: str, theirs: Any, ours: Any, known: Knowledge) -> None:
    for key, value in theirs.items():
        if key not in _LISTS:
            _field(f"{name} {key}", value, ours, key, known)
            continue
        mine = None if ours is None else ours[key]
        if mine is not None and len(mine) != len(value):
            known.wrong.append(f"reading: {name} {key}: {len(mine)} of {len(value)}")
            mine = None
        for place, one in enumerate(value):
            for field, content in one.items():
                where = f"{name} {key}[{place}] {field}"
                _field(where, content, None if mine is None else mine[place], field, known)
    if ours is not None:
        known.wrong += [f"reading: {name} {key}: too much" for key in ours if key not in theirs]


def _field(where: str, theirs: Any, ours: Any, key: str, known: Knowledge) -> None:
    known.fields += 1
    if ours is None or key not in ours or (ours[key] in _OPEN and ours[key] != theirs):
        return
    known.stated += 1
    if repr(ours[key]) != repr(theirs):
        known.wrong.append(f"reading: {where}: {theirs!r} became {ours[key]!r}")
