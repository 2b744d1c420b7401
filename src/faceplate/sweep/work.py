"""What is done to one target, in a process of its own that ends with its time and its memory.

    python -m faceplate.sweep.work REQUEST RESULT

The process reads the request, works, and writes its rows, then its record, into the folder of the
result. A target that is broken or hostile costs itself alone.
"""

from __future__ import annotations

import os
import re
import resource
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from faceplate.errors import UsageError, clean
from faceplate.sweep.tables import TableRow
from faceplate.sweep.targets import SweepTarget

if TYPE_CHECKING:
    from faceplate.compare.change import Change
    from faceplate.source import Tree

Task = Literal["extract", "check", "diff"]
TASKS: tuple[Task, ...] = ("extract", "check", "diff")
"""What can be done to a target. `diff` is against the release before it, where the list has one."""

_RECORD, _ROWS = "record.json", "rows.jsonl"
# The name of a project on an index.
_PROJECT = re.compile(r"[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?")


class TargetRequest(msgspec.Struct, frozen=True):
    """What is asked of a process.

    Attributes:
        target: The target.
        tasks: What to do.
        search_path: Where import names and companions are looked for; None for the environment.
        seconds: How long it may take.
        megabytes: How much memory it may take.
    """

    target: SweepTarget
    tasks: tuple[Task, ...] = ("extract", "check")
    search_path: tuple[str, ...] | None = None
    seconds: float = 120.0
    megabytes: int = 500


class TargetRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a target in the end.

    Attributes:
        target: The target as it was named.
        status: Whether it was read.
        reason: Why it was not; empty where it was.
        library: Import name of the library.
        version: Its version, where it states one.
        dialect: How it was read.
        components: How many components, classes and functions it has.
        parameters: How many parameters these take.
        described: How many of those are described.
        events: How many events there are.
        findings: How many findings; None where nothing was checked.
        changes: How many changes since the release before; None where nothing was compared.
        breaking: How many of these break calls.
        problems: How many problems there were in reading it.
        seconds: Wall time.
        cpu: Processor time.
        memory: The most memory it took, in MiB.
    """

    target: str
    status: Literal["done", "failed"]
    reason: str = ""
    library: str = ""
    version: str | None = None
    dialect: str = ""
    components: int = 0
    parameters: int = 0
    described: int = 0
    events: int = 0
    findings: int | None = None
    changes: int | None = None
    breaking: int | None = None
    problems: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0


class TargetOutcome(NamedTuple):
    """What a process leaves.

    Attributes:
        record: What is known of the target.
        rows: Its rows, a line of JSON each.
    """

    record: TargetRecord
    rows: bytes


def run(request: TargetRequest) -> TargetOutcome:
    """Do the work in a process of its own, and end it where it goes beyond a limit.

    Args:
        request: What to do.
    """
    from faceplate.api.process import Run

    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faceplate-sweep-") as folder:
        asked = os.path.join(folder, "request.json")
        with open(asked, "wb") as stream:
            stream.write(msgspec.json.encode(request))
        process = Run([sys.executable, "-m", __name__, asked, folder], request.megabytes)
        try:
            wrong = process.wait(request.seconds)
        finally:
            process.end()
        try:
            with open(os.path.join(folder, _RECORD), "rb") as stream:
                record = msgspec.json.decode(stream.read(), type=TargetRecord)
            with open(os.path.join(folder, _ROWS), "rb") as stream:
                rows = stream.read()
        except (OSError, msgspec.MsgspecError):
            code = process.process.returncode
            reason = wrong or f"its process ended with {code}{process.last_words()}"
            record, rows = failure(request, reason), b""
    return TargetOutcome(msgspec.structs.replace(record, seconds=time.monotonic() - start), rows)


def _worked(request: TargetRequest) -> TargetOutcome:
    """Do the work in this process."""
    rows: list[TableRow] = []
    try:
        record = _read(request, rows)
    except UsageError as error:
        record, rows = failure(request, str(error)), []
    except RecursionError:
        record, rows = failure(request, "it is nested too deeply"), []
    except MemoryError:
        record, rows = failure(request, "it takes more memory than there is"), []
    except Exception as error:
        fault = f"a fault of faceplate itself ({type(error).__name__}: {error})"
        record, rows = failure(request, fault), []
    encode = msgspec.json.Encoder().encode
    return TargetOutcome(record, b"".join(encode(row) + b"\n" for row in rows))


def failure(request: TargetRequest, reason: str) -> TargetRecord:
    """Return the record of a target that could not be read.

    Args:
        request: What was asked.
        reason: Why it could not.
    """
    return TargetRecord(target=request.target.name, status="failed", reason=clean(reason))


def _read(request: TargetRequest, rows: list[TableRow]) -> TargetRecord:
    from faceplate.cache.folder import cache_folder
    from faceplate.cache.store import Store
    from faceplate.extraction import read
    from faceplate.sweep.tables import of_change, of_finding, of_manifest

    store = Store(cache_folder())
    search_path = None if request.search_path is None else list(request.search_path)
    tree = _opened(request.target.name, search_path)
    manifest = read(tree, store, search_path).manifest()
    if not manifest.components:
        messages = [problem.message for problem in manifest.problems if not problem.file]
        raise UsageError(messages[-1] if messages else "it offers nothing public")
    if "extract" in request.tasks:
        rows += of_manifest(manifest)
    findings = changes = None
    if "check" in request.tasks:
        from faceplate.check.runner import check
        from faceplate.check.settings import CheckSettings

        findings = check(tree, store, CheckSettings(), search_path=search_path).findings
        rows += map(of_finding, findings)
    before = request.target.before
    if "diff" in request.tasks and before is not None:
        from faceplate.compare.components import compare

        older = read(_opened(before, search_path), store, search_path).manifest()
        changes = compare(older, manifest).changes
        rows += (of_change(change, before) for change in changes)
    parameters = [
        parameter
        for component in manifest.components
        for taken in (component.parameters, *(method.parameters for method in component.methods))
        for parameter in taken
    ]
    described = [parameter for parameter in parameters if parameter.description.strip()]
    return TargetRecord(
        target=request.target.name,
        status="done",
        library=manifest.library.name,
        version=manifest.library.version,
        dialect=manifest.library.dialect,
        components=len(manifest.components),
        parameters=len(parameters),
        described=len(described),
        events=sum(len(component.events) for component in manifest.components),
        findings=None if findings is None else len(findings),
        changes=None if changes is None else len(changes),
        breaking=None if changes is None else _breaking(changes),
        problems=len(manifest.problems),
    )


def _breaking(changes: list[Change]) -> int:
    return sum(change.level == "breaking" for change in changes)


def _opened(name: str, search_path: list[str] | None) -> Tree:
    """Open a target; a bare name that the environment does not know is that of a project."""
    from faceplate.source import open_target

    try:
        return open_target(name, search_path)
    except UsageError:
        if not _PROJECT.fullmatch(name) or os.path.exists(name):
            raise
    from faceplate.source.fetching import newest

    return open_target(newest(name, ""), search_path)


def _most_memory(stated: int) -> float:
    """Return the most memory that this process had, in MiB.

    Args:
        stated: The same as `getrusage` has it: in bytes on macOS, else in KiB. On Linux it counts
            what the process had before it became this program, which is that of who started it.
    """
    try:
        with open("/proc/self/status", "rb") as stream:
            for line in stream:
                if line.startswith(b"VmHWM:"):  # `VmHWM:     46372 kB`
                    return int(line.split()[1]) / (1 << 10)
    except (OSError, ValueError, IndexError):
        pass
    return stated / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main(arguments: list[str]) -> int:
    """Run the process.

    Args:
        arguments: Path of the request, and the folder for the result.
    """
    asked, folder = arguments
    with open(asked, "rb") as stream:
        request = msgspec.json.decode(stream.read(), type=TargetRequest)
    outcome = _worked(request)
    with open(os.path.join(folder, _ROWS), "wb") as stream:
        stream.write(outcome.rows)
    used = resource.getrusage(resource.RUSAGE_SELF)
    record = msgspec.structs.replace(
        outcome.record, cpu=used.ru_utime + used.ru_stime, memory=_most_memory(used.ru_maxrss)
    )
    # The record comes last: where there is one, the rows are whole.
    with open(os.path.join(folder, _RECORD), "wb") as stream:
        stream.write(msgspec.json.encode(record))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
