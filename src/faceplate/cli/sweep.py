"""`faceplate sweep`: read many libraries, and ask what holds for all of them."""

from __future__ import annotations

import argparse
import os
import sys
import time

from faceplate.cli.request import declare_offline
from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faceplate.sweep.folder import Plan, SweepFolder
    from faceplate.sweep.work import TargetOutcome, TargetRequest

_QUERY = "query"
_TASKS = ("extract", "check", "diff")
_SECONDS = 120.0
_MEGABYTES = 500

# Seconds between two lines of progress where standard error is no terminal.
_QUIET = 30.0


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "list",
        metavar="LIST",
        nargs="*",
        help="what to read: targets, names of projects, files with a target a line, lock files, "
        "folders of archives or checkouts, index:PATTERN for projects of the index such as "
        "'index:gradio-*', releases:NAME for every final release",
    )
    parser.add_argument("-o", "--output", metavar="DIR", help="the folder of the sweep")
    parser.add_argument(
        "--do",
        metavar="TASKS",
        default="extract,check",
        help="what to do with each target, with commas between: extract, check, diff (against the "
        "release before it in releases:NAME) (default: %(default)s)",
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on with the sweep in DIR; what is finished is not done again",
    )
    parser.add_argument(
        "--retry", action="store_true", help="with --resume, do targets that failed again, too"
    )
    parser.add_argument(
        "--shard",
        metavar="I/N",
        help="read only the I-th of N parts of the list, such as 2/5, for jobs that share it",
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        type=int,
        default=os.cpu_count() or 1,
        help="how many targets to read at once (default: one for each processor)",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="let the workers of a Dask cluster read them; the address of its scheduler",
    )
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=float,
        default=_SECONDS,
        help="how long a target may take (default: %(default)g)",
    )
    parser.add_argument(
        "--memory",
        metavar="MB",
        type=int,
        default=_MEGABYTES,
        help="how much memory a target may take (default: %(default)s)",
    )
    parser.add_argument(
        "--search-path",
        action="append",
        metavar="TARGET",
        help="as for faceplate extract; repeatable",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="form of the answer of a query (default: %(default)s)",
    )
    declare_offline(parser)
    parser.epilog = (
        "faceplate sweep query DIR QUESTION [WORD] asks a sweep that is finished, by SQL or by the "
        "name of a question; without one it lists them. DIR/tables holds the data set, "
        "DIR/index.html the list of libraries. Exit code 1 means that some targets could not be "
        "read; the table 'targets' says why."
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    words = arguments.list
    if words and words[0] == _QUERY:
        return _query(words[1:], arguments.format)
    if arguments.output is None:
        raise UsageError("say with -o DIR where the sweep is kept")
    if arguments.workers < 1 or arguments.timeout <= 0 or arguments.memory < 1:
        raise UsageError("--workers, --timeout and --memory are numbers above 0")
    from faceplate.sweep import dataset, site
    from faceplate.sweep.folder import SweepFolder

    folder = SweepFolder(arguments.output)
    plan = _plan(arguments, folder)
    finished = folder.records()
    if arguments.retry:
        finished = {name: record for name, record in finished.items() if record.status == "done"}
    requests = [
        _request(arguments, plan, target) for target in plan.targets if target.name not in finished
    ]
    if finished:
        count = len(plan.targets) - len(requests)
        print(f"faceplate: {count} of {len(plan.targets)} are finished already", file=sys.stderr)
    try:
        _sweep(arguments, folder, requests)
        form = dataset.gather(folder)
        start = site.write(folder)
    except OSError as error:
        reason = clean(f"{arguments.output} cannot be written: {error.strerror or error}")
        raise UsageError(f"{reason}; what is finished is kept, go on with --resume") from None
    records = folder.records()
    failed = sum(record.status == "failed" for record in records.values())
    print(
        f"faceplate: {len(records) - failed} of {len(plan.targets)} read, {failed} failed; "
        f"tables as {form} in {clean(arguments.output)}/tables, list in {clean(start)}",
        file=sys.stderr,
    )
    if form == "jsonl":
        from faceplate.extras import install_line

        print(f"faceplate: for Parquet and questions: {install_line('sweep')}", file=sys.stderr)
    return int(failed > 0)


def _plan(arguments: argparse.Namespace, folder: SweepFolder) -> Plan:
    """Return what to do: what was begun, or what the words name."""
    from faceplate.sweep.folder import Plan
    from faceplate.sweep.targets import targets

    if folder.exists and not arguments.resume:
        raise UsageError(
            clean(
                f"{arguments.output} holds a sweep; go on with it by --resume, or give another DIR"
            )
        )
    if folder.exists:
        plan = folder.plan()
        if arguments.list and targets(arguments.list) != plan.targets and not arguments.shard:
            raise UsageError(
                clean(f"the sweep in {arguments.output} has another list; leave LIST out to go on")
            )
        return plan
    if arguments.resume:
        raise UsageError(clean(f"{arguments.output} holds no sweep to go on with"))
    if not arguments.list:
        raise UsageError("name what to read, such as index:gradio-* or a file with a target a line")
    listed = targets(arguments.list)
    if arguments.shard:
        listed = listed[_shard(arguments.shard)]
        if not listed:
            raise UsageError(f"--shard {arguments.shard}: the list is too short for this part")
    tasks = tuple(task.strip() for task in arguments.do.split(",") if task.strip())
    for task in tasks:
        if task not in _TASKS:
            raise UsageError(clean(f"--do {task}: there are {', '.join(_TASKS)}"))
    if not tasks:
        raise UsageError(f"--do: name one of {', '.join(_TASKS)}")
    plan = Plan(listed, tasks)
    folder.begin(plan)
    return plan


def _shard(words: str) -> slice:
    part, _, count = words.partition("/")
    if not (part.isdecimal() and count.isdecimal() and 1 <= int(part) <= int(count)):
        raise UsageError(clean(f"--shard {words}: write such as 2/5, for the second of five parts"))
    return slice(int(part) - 1, None, int(count))


def _request(arguments: argparse.Namespace, plan: Plan, target: object) -> TargetRequest:
    from faceplate.sweep.targets import SweepTarget
    from faceplate.sweep.work import TargetRequest

    assert isinstance(target, SweepTarget)
    search_path = None if arguments.search_path is None else tuple(arguments.search_path)
    return TargetRequest(target, plan.tasks, search_path, arguments.timeout, arguments.memory)


def _sweep(
    arguments: argparse.Namespace, folder: SweepFolder, requests: Sequence[TargetRequest]
) -> None:
    from faceplate.sweep import engine

    if not requests:
        return
    if arguments.scheduler:
        with engine.on_a_cluster(arguments.scheduler) as (executor, threads):
            _keep(folder, engine.worked(executor, requests, threads), len(requests))
        return
    with engine.on_this_machine(arguments.workers) as executor:
        outcomes = engine.worked(executor, requests, arguments.workers)
        _keep(folder, outcomes, len(requests))


def _keep(folder: SweepFolder, outcomes: Iterator[TargetOutcome], count: int) -> None:
    """Keep what comes out, and say how far it is."""
    start = told = time.monotonic()
    failed = 0
    is_terminal = sys.stderr.isatty()
    for number, outcome in enumerate(outcomes, 1):
        folder.add(outcome)
        failed += outcome.record.status == "failed"
        now = time.monotonic()
        if not is_terminal and now - told < _QUIET:
            continue
        told = now
        rate = number / max(now - start, 0.001)
        line = (
            f"{number} of {count}, {failed} failed, {60 * rate:.1f} a minute, "
            f"{(count - number) / rate / 60:.0f} min left"
        )
        print(
            f"\r\x1b[K{line}" if is_terminal else line,
            end="" if is_terminal else "\n",
            file=sys.stderr,
            flush=True,
        )
    if is_terminal:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _query(words: list[str], form: str) -> int:
    """QueryAnswer a question."""
    from faceplate.sweep.questions import QUESTIONS

    if not words:
        raise UsageError("faceplate sweep query DIR QUESTION: name the folder of a sweep")
    path, *rest = words
    if not rest:
        for name, question in QUESTIONS.items():
            print(f"{name:<13} {question.words}{f' ({question.about})' if question.about else ''}")
        return 0
    from faceplate.sweep.asking import ask

    answer = ask(path, rest[0], rest[1:])
    if form == "json":
        import json

        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        print(json.dumps(rows, indent=2, default=str))
        return 0
    table = [answer.columns, *([_cell(value) for value in row] for row in answer.rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
    return 0


def _cell(value: object) -> str:
    return "" if value is None else clean(str(value))
