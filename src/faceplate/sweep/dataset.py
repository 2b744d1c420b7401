"""The data set of a sweep: a table for each kind of row, as Parquet or as lines of JSON.

Rows are copied from target to target in the order of the list, so that the same targets give the
same tables, whoever worked on them and in which order they were finished.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import msgspec

from faceplate.errors import UsageError, clean
from faceplate.sweep.folder import SweepFolder
from faceplate.sweep.tables import TABLES, TableRow

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from faceplate.sweep.work import TargetRecord

_TABLES = "tables"


def gather(folder: SweepFolder) -> str:
    """Write the tables of a sweep.

    Args:
        folder: The sweep.

    Returns:
        `parquet`, or `jsonl` where DuckDB is not installed.
    """
    place = os.path.join(folder.path, _TABLES)
    os.makedirs(place, exist_ok=True)
    _write_lines(folder, place)
    if not _has_duckdb():
        return "jsonl"
    connection = _connected()
    try:
        for table, columns in TABLES.items():
            lines = os.path.join(place, f"{table}.jsonl")
            written = os.path.join(place, f"{table}.parquet")
            connection.execute(
                f"COPY (SELECT * FROM read_json(?, format = 'newline_delimited', "
                f"columns = {_typed(columns)}, maximum_object_size = 67108864)) "
                f"TO '{_quoted(written)}' (FORMAT parquet, COMPRESSION zstd)",
                [lines],
            )
            os.remove(lines)
    finally:
        connection.close()
    return "parquet"


def connect(path: str) -> DuckDBPyConnection:
    """Open the data set of a sweep: a view for each table.

    Args:
        path: The folder of the sweep.

    Returns:
        The connection; what it answers can be had as Arrow, too.

    Raises:
        UsageError: If there is no data set, or DuckDB is not installed.
    """
    SweepFolder(path).plan()
    if not _has_duckdb():
        from faceplate.extras import install_line

        raise UsageError(f"questions need DuckDB: {install_line('sweep')}")
    connection = _connected()
    for table, columns in TABLES.items():
        start = os.path.join(path, _TABLES, table)
        if os.path.isfile(f"{start}.parquet"):
            source = f"read_parquet('{_quoted(start)}.parquet')"
        elif os.path.isfile(f"{start}.jsonl"):
            source = (
                f"read_json('{_quoted(start)}.jsonl', format = 'newline_delimited', "
                f"columns = {_typed(columns)})"
            )
        else:
            connection.close()
            raise UsageError(
                clean(f"{path} is not finished; go on with faceplate sweep -o {path} --resume")
            )
        connection.execute(f'CREATE VIEW "{table}" AS SELECT * FROM {source}')
    return connection


def _write_lines(folder: SweepFolder, place: str) -> None:
    encode = msgspec.json.Encoder().encode
    records = folder.records()
    streams = {table: open(os.path.join(place, f"{table}.jsonl"), "wb") for table in TABLES}  # noqa: SIM115
    try:
        for target in folder.plan().targets:
            record = records.get(target.name)
            if record is None:
                continue
            streams["targets"].write(encode(_of_record(record)) + b"\n")
            for line in folder.rows(target.name):
                row = msgspec.json.decode(line, type=TableRow)
                names = list(TABLES[row.table])
                values = dict(zip(names, (target.name, *row.values), strict=True))
                streams[row.table].write(encode(values) + b"\n")
    finally:
        for stream in streams.values():
            stream.close()


def _of_record(record: TargetRecord) -> dict[str, Any]:
    fields = msgspec.to_builtins(record)
    return {name: fields[name] for name in TABLES["targets"]}


def _has_duckdb() -> bool:
    from importlib.util import find_spec

    return find_spec("duckdb") is not None


def _connected() -> DuckDBPyConnection:
    import duckdb

    return duckdb.connect(":memory:")


def _typed(columns: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: '{kind}'" for name, kind in columns.items()) + "}"


def _quoted(path: str) -> str:
    return path.replace("'", "''")
