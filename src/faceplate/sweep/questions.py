"""Questions to a data set that are asked again and again, by name."""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """A question.

    Attributes:
        words: What it asks.
        sql: The same in SQL; `?` stands for what is asked about.
        about: What `?` stands for; empty for nothing.
    """

    words: str
    sql: str
    about: str = ""


QUESTIONS: dict[str, Question] = {
    "failed": Question(
        "which targets could not be read, and why",
        "SELECT target, reason FROM targets WHERE status = 'failed' ORDER BY target",
    ),
    "drift": Question(
        "findings per thousand parameters of each target, the most first",
        "SELECT target, findings, parameters, "
        "round(1000.0 * findings / greatest(parameters, 1), 1) AS per_thousand "
        "FROM targets WHERE findings IS NOT NULL ORDER BY per_thousand DESC, target",
    ),
    "undocumented": Question(
        "parameters without a description, by target",
        "SELECT target, parameters - described AS undocumented, parameters, "
        "round(100.0 * (parameters - described) / greatest(parameters, 1), 1) AS percent "
        "FROM targets WHERE status = 'done' ORDER BY percent DESC, target",
    ),
    "rules": Question(
        "findings of each rule, and in how many targets",
        "SELECT rule, name, count(*) AS findings, count(DISTINCT target) AS targets "
        "FROM findings GROUP BY rule, name ORDER BY findings DESC, rule",
    ),
    "events": Question(
        "events by name: how many components offer them, in how many targets",
        "SELECT name, count(*) AS components, count(DISTINCT target) AS targets "
        "FROM events GROUP BY name ORDER BY components DESC, name",
    ),
    "dialects": Question(
        "how the targets were read",
        "SELECT dialect, count(*) AS targets, sum(components) AS components "
        "FROM targets WHERE status = 'done' GROUP BY dialect ORDER BY targets DESC",
    ),
    "breaking": Question(
        "changes that break calls, by release",
        'SELECT target, "before", path, message, places FROM changes '
        "WHERE level = 'breaking' ORDER BY target, path, kind",
    ),
    "parameter": Question(
        "who takes a parameter of a name, with its type and default",
        "SELECT target, owner, annotation, default_value FROM parameters WHERE name = ? "
        "UNION ALL SELECT target, owner || ' (events)', annotation, default_value "
        "FROM event_arguments WHERE name = ? ORDER BY target, owner",
        "a name, such as show_api",
    ),
    "deprecated": Question(
        "what is deprecated, by target",
        "SELECT target, path, kind FROM components WHERE deprecated ORDER BY target, path",
    ),
}
"""Each question by its name."""
