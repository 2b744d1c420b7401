"""A comment that keeps quiet what is not there."""

from __future__ import annotations

from faceplate.check.rule import Rule

RULE = Rule(
    code="FP001",
    name="unused-ignore",
    severity="warning",
    summary="A comment `# faceplate: ignore[...]` keeps no finding quiet, or names a rule that "
    "does not exist.",
    reason="The fault was fixed and the comment stayed; the next fault at that place would go "
    "unseen.",
    advice="Remove the comment, or the code in its brackets that is not needed.",
    bad='''\
def turn(angle: float) -> None:  # faceplate: ignore[FP102]
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
''',
    good='''\
def turn(angle: float) -> None:  # faceplate: ignore[FP102]
    """Turn the knob.

    Args:
        angel: How far, in degrees.
    """
''',
)
