"""What readers note."""


def note(reader: object, names: list[str]) -> None:
    """Note the fields.

    Args:
        reader: Who read them.
        names: Their names.
    """
    reader.fields_seen = names
