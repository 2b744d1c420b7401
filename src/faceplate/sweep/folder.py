"""The folder of a sweep: its plan, a record for each target that is finished, and the rows of each.

A target is finished once its record stands in `records.jsonl`, a line that is written in one go
after its rows are in place. What a sweep that was killed had not finished, the next one does again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import msgspec

from faceplate.cache.keys import key
from faceplate.errors import UsageError, clean
from faceplate.sweep.targets import SweepTarget
from faceplate.sweep.work import TargetOutcome, TargetRecord, Task

_PLAN, _RECORDS, _ROWS = "plan.json", "records.jsonl", "rows"


class Plan(msgspec.Struct, frozen=True):
    """What a sweep does.

    Attributes:
        targets: The targets in order.
        tasks: What is done to each.
    """

    targets: list[SweepTarget]
    tasks: tuple[Task, ...]


class SweepFolder:
    """A sweep on disk.

    Args:
        path: The folder.

    Attributes:
        path: The folder.
    """

    def __init__(self, path: str) -> None:
        self.path = path

    @property
    def exists(self) -> bool:
        """Whether there is a sweep in the folder."""
        return os.path.isfile(os.path.join(self.path, _PLAN))

    def plan(self) -> Plan:
        """Return what the sweep does.

        Raises:
            UsageError: If there is no sweep in the folder.
        """
        try:
            with open(os.path.join(self.path, _PLAN), "rb") as stream:
                return msgspec.json.decode(stream.read(), type=Plan)
        except (OSError, msgspec.MsgspecError):
            raise UsageError(
                clean(f"{self.path} holds no sweep; make one with faceplate sweep LIST -o DIR")
            ) from None

    def begin(self, plan: Plan) -> None:
        """Write down what the sweep does.

        Raises:
            UsageError: If the folder cannot be written, or holds something else.
        """
        try:
            if os.path.isdir(self.path) and os.listdir(self.path):
                raise UsageError(clean(f"{self.path} holds other files; give a folder of its own"))
            os.makedirs(os.path.join(self.path, _ROWS))
            _written(os.path.join(self.path, _PLAN), msgspec.json.encode(plan))
        except OSError as error:
            raise UsageError(
                clean(f"{self.path} cannot be written: {error.strerror or error}")
            ) from None

    def records(self) -> dict[str, TargetRecord]:
        """Return the records of the targets that are finished, by target."""
        records: dict[str, TargetRecord] = {}
        try:
            with open(os.path.join(self.path, _RECORDS), "rb") as stream:
                for line in stream:
                    try:
                        record = msgspec.json.decode(line, type=TargetRecord)
                    except msgspec.MsgspecError:
                        continue  # written in part when the sweep was killed
                    records[record.target] = record
        except FileNotFoundError:
            pass
        return records

    def add(self, outcome: TargetOutcome) -> None:
        """Keep what came out of a target: its rows, then its record.

        Raises:
            OSError: If there is no room for it.
        """
        _written(self._rows(outcome.record.target), outcome.rows)
        line = msgspec.json.encode(outcome.record) + b"\n"
        with open(os.path.join(self.path, _RECORDS), "ab") as stream:
            # A line that was cut off ends here.
            if stream.tell() and not self._ends_in_a_line():
                line = b"\n" + line
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())

    def rows(self, target: str) -> Iterator[bytes]:
        """Yield the rows of a target, as lines of JSON."""
        try:
            with open(self._rows(target), "rb") as stream:
                yield from stream
        except FileNotFoundError:
            return

    def _rows(self, target: str) -> str:
        return os.path.join(self.path, _ROWS, f"{key(target)}.jsonl")

    def _ends_in_a_line(self) -> bool:
        with open(os.path.join(self.path, _RECORDS), "rb") as stream:
            stream.seek(-1, os.SEEK_END)
            return stream.read(1) == b"\n"


def _written(path: str, content: bytes) -> None:
    """Write a file as a whole: there is the one before, or all of the new one."""
    with open(f"{path}.part", "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(f"{path}.part", path)
