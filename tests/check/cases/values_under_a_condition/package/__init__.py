"""Names in backticks behind an "if": values of another parameter, and a parameter that is gone."""


def mark(kind: str, number: str, label: str) -> tuple[str, str, str]:
    """Mark a knob.

    Args:
        kind: Whose mark it is.
        number: Given by `kind`. If `owner` use its number, and if `company` that of the firm.
        label: What stands there. Nothing is shown if `silently` is set.
    """
    return kind, number, label
