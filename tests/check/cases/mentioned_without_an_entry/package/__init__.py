"""Parameters that have no entry: prose speaks of them, another entry, their type, or nothing."""


def turn(knob, angle, speed, limit, way):
    """Turn `knob` until it stands still.

    :param angle: How far, at most `limit`.
    :type speed: float
    """
    return knob, angle, speed, limit, way


def load(query, database, path):
    """Load rows, once for each.

    Query what there is, and move rows from one database to another.

    :param path: Where to look, by the path.
    """
    return query, database, path
