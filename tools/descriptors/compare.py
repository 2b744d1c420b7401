"""Compare what faceplate says of an app with what its release and the client of that release say.

A script is run twice, by the witness and by faceplate. The witness launches the app, on a port of
its own; faceplate does not, and takes the port that a launch takes first. So in both the address of
the app is replaced by one word before they are compared. Nothing else is.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from descriptors.reading import Knowledge, compare_reading
from faceplate import Client
from faceplate.api.live import run_script
from faceplate.errors import UsageError

WITNESS = Path(__file__).with_name("witness.py")
SECONDS = 240.0
ADDRESS = "http://THE-APP/"


@dataclass
class Outcome:
    """The outcome of one app under one release.

    Attributes:
        app: Name of the app.
        skipped: Why it could not be compared; None if it was.
        endpoints: How many endpoints the release lists.
        compared: How many texts and dicts were compared.
        differences: What differs, a line each.
        knowledge: How much reading the script tells.
    """

    app: str
    skipped: str | None = None
    endpoints: int = 0
    compared: int = 0
    differences: list[str] = field(default_factory=list)
    knowledge: Knowledge = field(default_factory=Knowledge)


def compare(script: Path, python: Path, record: Path | None = None) -> Outcome:
    """Compare one app under one release, as a script and as a running app.

    Args:
        script: The app.
        python: Interpreter of the release's environment.
        record: A folder to write what the release says to, for the tests; None for nowhere.

    Returns:
        The outcome.
    """
    outcome = Outcome("/".join([*script.parts[-3:-1], script.stem]))
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "witness.json"
        with subprocess.Popen(
            [str(python), str(WITNESS), str(script), str(result)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "GRADIO_ANALYTICS_ENABLED": "False"},
            start_new_session=True,
        ) as process:
            try:
                told = _told(process, result)
                if "missing" in told:
                    outcome.skipped = f"the release has no {', '.join(told['missing'])}"
                elif "error" in told:
                    outcome.skipped = f"the release fails: {told['error']}"
                else:
                    _compare(told, script, python, outcome)
                    if record is not None:
                        _record(told, script, record)
            finally:
                process.kill()
    return outcome


def _told(process: subprocess.Popen[bytes], result: Path) -> dict[str, Any]:
    end = time.monotonic() + SECONDS
    while not result.exists():
        if process.poll() is not None and not result.exists():
            return {"error": f"the process ended with exit code {process.returncode}"}
        if time.monotonic() > end:
            return {"error": f"no answer within {SECONDS:g} s"}
        time.sleep(0.05)
    told: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return told


def _compare(told: dict[str, Any], script: Path, python: Path, outcome: Outcome) -> None:
    outcome.endpoints = sum(map(len, told["info"].values()))
    outcome.knowledge = compare_reading(script, python, told["info"])
    outcome.differences += outcome.knowledge.wrong
    theirs = _neutral(told, told["url"])
    try:
        _by_script(theirs, script, python, outcome)
    except UsageError as error:
        outcome.differences.append(f"script: {error}")
    try:
        client = Client(told["url"], timeout=SECONDS)
    except UsageError as error:
        outcome.differences.append(f"url: {error}")
        return
    _client("url", theirs, client, told["url"], outcome)


def _record(told: dict[str, Any], script: Path, folder: Path) -> None:
    """Keep a descriptor, and digests of the texts that the client of its release prints of it.

    Only descriptors without sentences of the library are kept.
    """
    served = _neutral(told["dict"], told["url"])
    if any(_sentences(served)):
        return
    kept = {
        "release": told["version"],
        "app": script.stem,
        "dict": served,
        "texts": {
            every: hashlib.sha256(_neutral(text, told["url"]).encode()).hexdigest()
            for every, text in told["text"].items()
        },
    }
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{script.stem}-{told['version']}.json"
    file.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")


def _sentences(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _sentences(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _sentences(inner, key)
    elif key in ("description", "additional_description") and value:
        yield str(value)


def _by_script(theirs: dict[str, Any], script: Path, python: Path, outcome: Outcome) -> None:
    client = Client(script, python=str(python), timeout=SECONDS)
    url = client.descriptor.url or ""
    _client("script", theirs, client, url, outcome)
    _check("script: get_api_info()", theirs["info"], client.descriptor.info(), url, outcome)
    if theirs["all"] is not None:
        whole = run_script(str(script), python=str(python), seconds=SECONDS, all_endpoints=True)
        _check("script: all endpoints", theirs["all"], whole.info(), url, outcome)


def _client(way: str, theirs: dict[str, Any], client: Client, url: str, outcome: Outcome) -> None:
    for every in (None, True, False):
        text = client.view_api(every, print_info=False, return_format="str")
        _check(f"{way}: view_api({every})", theirs["text"][str(every)], text, url, outcome)
    shown = client.view_api(print_info=False, return_format="dict")
    _check(f"{way}: dict", theirs["dict"], shown, url, outcome)


def _check(what: str, theirs: Any, ours: Any, url: str, outcome: Outcome) -> None:
    outcome.compared += 1
    ours = _neutral(ours, url)
    if isinstance(theirs, str):
        theirs, ours = theirs.split("\n"), ours.split("\n")
    found = list(_differences(theirs, ours, ""))
    outcome.differences += [f"{what}{line}" for line in found]


def _differences(theirs: Any, ours: Any, path: str) -> Iterator[str]:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in {**theirs, **ours}:
            if key in theirs and key in ours:
                yield from _differences(theirs[key], ours[key], f"{path}[{key!r}]")
            else:
                side = "missing" if key in theirs else "too much"
                yield f"{path}[{key!r}]: {side}"
        if list(theirs) != list(ours):
            yield f"{path}: the keys are in another order"
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for number, (one, other) in enumerate(zip(theirs, ours, strict=True)):
            yield from _differences(one, other, f"{path}[{number}]")
    elif repr(theirs) != repr(ours):
        yield f"{path}: {theirs!r} became {ours!r}"


def _neutral(value: Any, url: str) -> Any:
    if isinstance(value, str):
        return value.replace(url, ADDRESS)
    if isinstance(value, dict):
        return {key: _neutral(item, url) for key, item in value.items()}
    if isinstance(value, list):
        return [_neutral(item, url) for item in value]
    return value
