"""Gradio and the custom components that extend it, from release 3.50 on.

Which form a library uses (mixins or `EVENTS`, labels or methods for behaviour, one way or another
to set the group) is seen in its source; no release number is looked at.
"""

from faceplate.dialects.gradio.dialect import GradioDialect

__all__ = ["GradioDialect"]
