"""A sweep: one bad target costs itself alone, and the same list gives the same tables."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from faceplate.cli.main import main
from faceplate.sweep import engine
from faceplate.sweep.asking import ask
from faceplate.sweep.dataset import connect
from faceplate.sweep.folder import SweepFolder
from faceplate.sweep.questions import QUESTIONS
from faceplate.sweep.tables import TABLES
from faceplate.sweep.work import TargetRequest, run

# What differs from run to run.
_MEASURED = {"seconds", "memory"}


def _tables(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    connection = connect(str(folder))
    tables = {}
    for table, columns in TABLES.items():
        names = ", ".join(f'"{name}"' for name in columns if name not in _MEASURED)
        tables[table] = connection.execute(f"SELECT {names} FROM {table}").fetchall()
    return tables


@pytest.fixture(scope="module")
def swept(libraries: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sweep the libraries."""
    folder = tmp_path_factory.mktemp("sweeps") / "swept"
    assert main(["sweep", str(libraries), "-o", str(folder)]) == 1
    return folder


def test_what_is_broken_is_a_row_with_a_reason(swept: Path) -> None:
    rows = {Path(target).name: reason for target, reason in ask(str(swept), "failed").rows}
    assert set(rows) == {"broken", "torn-1.0-py3-none-any.whl"}
    assert all(rows.values())
    read = ask(str(swept), "SELECT library, components FROM targets WHERE status = 'done'").rows
    assert read == [("dials", 1), ("lamps", 1), ("scripted", 1)]


def test_rows_are_those_of_the_commands(swept: Path, libraries: Path, tmp_path: Path) -> None:
    main(["check", str(libraries / "dials"), "--format", "json", "-o", str(tmp_path / "f.json")])
    findings = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    rows = ask(
        str(swept),
        "SELECT rule, message, file, line FROM findings WHERE target LIKE '%dials' ORDER BY ALL",
    ).rows
    assert rows
    assert rows == sorted(
        (one["rule"], one["message"], "dials/__init__.py", one["line"]) for one in findings
    )


def test_the_same_whatever_the_number_of_workers_and_the_engine(
    swept: Path, libraries: Path, tmp_path: Path
) -> None:
    main(["sweep", str(libraries), "-o", str(tmp_path / "one"), "--workers", "1"])
    assert _tables(tmp_path / "one") == _tables(swept)


def test_shards_are_the_whole(swept: Path, libraries: Path, tmp_path: Path) -> None:
    rows: list[tuple[Any, ...]] = []
    for part in ("1/2", "2/2"):
        folder = tmp_path / part.replace("/", "-")
        main(["sweep", str(libraries), "-o", str(folder), "--shard", part, "--do", "extract"])
        rows += _tables(folder)["components"]
    assert sorted(rows, key=str) == sorted(_tables(swept)["components"], key=str)


@pytest.mark.skipif(os.name != "posix", reason="ends a process by a signal")
def test_a_sweep_that_was_killed_goes_on(swept: Path, libraries: Path, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    command = [sys.executable, "-m", "faceplate", "sweep", str(libraries), "-o", str(folder)]
    process = subprocess.Popen([*command, "--workers", "1"], stderr=subprocess.DEVNULL)
    records = folder / "records.jsonl"
    while process.poll() is None and not (records.exists() and records.read_bytes().count(b"\n")):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = SweepFolder(str(folder)).records()
    assert before
    # What a kill may leave: half of a line, and rows without a record.
    with records.open("ab") as stream:
        stream.write(b'{"target":"')
    assert main(["sweep", "-o", str(folder), "--resume"]) == 1
    after = SweepFolder(str(folder)).records()
    assert {name: after[name] for name in before} == before
    assert _tables(folder) == _tables(swept)


def test_limits_end_a_target_and_the_rest_goes_on(libraries: Path, tmp_path: Path) -> None:
    from faceplate.sweep.targets import SweepTarget

    request = TargetRequest(SweepTarget(str(libraries / "dials")), seconds=0.01)
    with engine.on_this_machine(2) as executor:
        late, done = sorted(
            (
                one.record
                for one in engine.worked(executor, [request, TargetRequest(request.target)], 2)
            ),
            key=lambda record: record.status,
            reverse=True,
        )
    assert "--timeout" in late.reason
    assert done.status == "done"
    little = run(TargetRequest(request.target, megabytes=1)).record
    assert little.status == "failed"
    assert little.reason


def test_a_worker_that_is_lost_is_a_failure(
    libraries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from faceplate.sweep.targets import SweepTarget

    def lost(request: TargetRequest) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr(engine, "run", lost)
    with engine.on_this_machine(1) as executor:
        (outcome,) = engine.worked(executor, [TargetRequest(SweepTarget("dials"))], 1)
    assert outcome.record.status == "failed"
    assert "gone" in outcome.record.reason


def test_every_question_is_answered(swept: Path) -> None:
    for name, question in QUESTIONS.items():
        answer = ask(str(swept), name, ["steps"] if question.about else [])
        assert answer.columns
    assert ask(str(swept), "parameter", ["steps"]).rows[0][1] == "dials.Dial"


def test_the_site_escapes_what_targets_say(swept: Path) -> None:
    pages = [swept / "index.html", *(swept / "libraries").iterdir()]
    assert len(pages) == 4
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "\x1b" not in text
        assert "://" not in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "say with -o DIR"),
        (["-o", "{new}"], "name what to read"),
        (["{libraries}", "-o", "{swept}"], "holds a sweep; go on with it by --resume"),
        (["-o", "{new}", "--resume"], "holds no sweep to go on with"),
        (["rich", "-o", "{swept}", "--resume"], "has another list"),
        (["{libraries}", "-o", "{new}", "--do", "extract,polish"], "--do polish: there are"),
        (["{libraries}", "-o", "{new}", "--shard", "3/2"], "--shard 3/2: write such as 2/5"),
        (["{libraries}", "-o", "{libraries}"], "holds other files"),
        (["{libraries}", "-o", "{new}", "--workers", "0"], "numbers above 0"),
        (["query", "{new}", "drift"], "holds no sweep"),
        (["query", "{swept}", "drif"], "drif is not a question; there are failed, drift"),
        (["query", "{swept}", "parameter"], "asks for a name"),
        (["query", "{swept}", "SELECT nothing FROM nowhere"], "cannot be answered"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    words: list[str],
    message: str,
    swept: Path,
    libraries: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    places = {"new": tmp_path / "new", "swept": swept, "libraries": libraries}
    capsys.readouterr()
    assert main(["sweep", *(word.format(**places) for word in words)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("faceplate: ")
    assert message in line


@pytest.mark.thorough
def test_workers_of_a_cluster_give_the_same(swept: Path, libraries: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        folder = tmp_path / "cluster"
        address = cluster.scheduler_address
        code = main(["sweep", str(libraries), "-o", str(folder), "--scheduler", address])
    assert code == 1
    assert _tables(folder) == _tables(swept)
