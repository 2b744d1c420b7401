"""Questions to a sweep, and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from faceplate.errors import UsageError, clean
from faceplate.sweep.dataset import connect
from faceplate.sweep.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence


class QueryAnswer(NamedTuple):
    """The answer to a question.

    Attributes:
        columns: The names of its columns.
        rows: Its rows.
    """

    columns: list[str]
    rows: list[tuple[Any, ...]]


def ask(path: str, question: str, about: Sequence[str] = ()) -> QueryAnswer:
    """Ask a sweep.

    Args:
        path: Its folder.
        question: The name of a question, or SQL.
        about: What the question is about, where it asks for something.

    Raises:
        UsageError: If there is no such question, or the SQL is wrong.
    """
    ready = QUESTIONS.get(question)
    if ready is None and not any(character.isspace() for character in question):
        raise UsageError(clean(f"{question} is not a question; there are {', '.join(QUESTIONS)}"))
    sql = question if ready is None else ready.sql
    wanted = 0 if ready is None else bool(ready.about)
    if len(about) != wanted:
        raise UsageError(
            f"the question {question!r} asks for {ready.about}"
            if ready is not None and ready.about
            else "this question is about nothing more; leave the last words out"
        )
    connection = connect(path)
    import duckdb

    try:
        cursor = connection.execute(sql, [*about] * sql.count("?") if about else [])
        columns = [str(column[0]) for column in cursor.description or ()]
        return QueryAnswer(columns, cursor.fetchall())
    except duckdb.Error as error:
        raise UsageError(clean(f"the question cannot be answered: {error}")) from None
    finally:
        connection.close()
