"""The survey: it judges what comes of reading invented packages, and goes on where it stopped."""

from __future__ import annotations

import io
import sys
import tarfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from survey import reading
from survey.command import main, report
from survey.measuring import Run, run
from survey.reading import Reading, faults_of


def archive(folder: Path, name: str, files: dict[str, str]) -> None:
    with tarfile.open(folder / f"{name}-1.0.tar.gz", "w:gz") as file:
        for path, text in files.items():
            member = tarfile.TarInfo(f"{name}-1.0/{path}")
            member.size = len(text.encode())
            file.addfile(member, io.BytesIO(text.encode()))


def test_a_package_is_read_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive(tmp_path, "lamps", {"lamps/__init__.py": "class Lamp: ...\n"})
    results = tmp_path / "results.jsonl"
    arguments = ["lamps==1.0", "--wheels", str(tmp_path), "--results", str(results)]
    assert main(arguments) == 0
    assert "packages read                          1" in capsys.readouterr().out
    written = results.read_bytes()
    (tmp_path / "lamps-1.0.tar.gz").unlink()
    assert main(arguments) == 0
    assert results.read_bytes() == written


def test_a_process_is_measured(tmp_path: Path) -> None:
    script = "import sys; sys.stderr.write('dark'); sys.exit(3)"
    used = run([sys.executable, "-c", script], tmp_path / "out", {})
    assert (used.code, used.message) == (3, "dark")
    assert used.seconds > 0
    assert used.memory > 1


def test_memory_of_who_starts_a_process_is_not_counted(tmp_path: Path) -> None:
    held = bytearray(300 << 20)
    held[:: 1 << 10] = b"x" * len(range(0, len(held), 1 << 10))
    assert run([sys.executable, "-c", ""], tmp_path / "out", {}).memory < 100


GOOD = Run(0, 1.0, 1.0, 50.0, "")
MANIFEST = b'{"components": [{}]}'


@pytest.mark.parametrize(
    ("change", "cold", "fault"),
    [
        ({}, MANIFEST, None),
        ({"code": 1}, MANIFEST, "exit"),
        ({"code": 2}, b"", "silent"),
        ({"code": 2, "message": "no such file"}, b"", None),
        ({"code": 1, "message": "Traceback (most recent call last)\nE"}, b"", "traceback"),
        ({"seconds": reading.SECONDS + 1}, MANIFEST, "time"),
        ({"memory": reading.MEMORY + 1}, MANIFEST, "memory"),
        ({}, b"no JSON", "manifest"),
        ({}, b'{"components": []}', "empty"),
        ({"message": "only compiled modules"}, b'{"components": []}', None),
    ],
)
def test_each_fault_is_seen(change: dict[str, object], cold: bytes, fault: str | None) -> None:
    values = {"code": 0, "seconds": 1.0, "waited": 1.0, "memory": 50.0, "message": ""} | change
    used = Run(**values)  # type: ignore[arg-type]
    runs = {"cold": used, "warm": GOOD, "check": GOOD}
    kinds = {text.partition(":")[0] for text in faults_of(runs, cold, cold)}
    assert fault in kinds if fault else kinds == set()


def test_another_manifest_is_seen() -> None:
    runs = dict.fromkeys(("cold", "warm", "check"), GOOD)
    assert faults_of(runs, MANIFEST, MANIFEST + b" ") == [
        "warm: the second manifest is another than the first"
    ]


def test_the_report_counts_faults() -> None:
    runs = dict.fromkeys(("cold", "warm", "check"), GOOD)
    readings = [
        Reading("lamps==1.0", runs, 3, 0, []),
        Reading("shades==1.0", runs, 0, 0, ["empty: 0 objects, and no reason"]),
    ]
    text = report(readings, ["gone==1.0"])
    assert "without objects                        1" in text
    assert "fault: empty                           1" in text
    assert "gone==1.0" in text
