"""The documentation group of a declaration.

Three ways are in use: the decorator names the group, a call above in the same module sets it, or
the module decides it. The table for the last way is a fact about Gradio's own packages; it stands
in `gradio_client`, which is another distribution, so it is stated here.
"""

from __future__ import annotations

from faceplate.link.expressions import call_of, keyword, literal_string, name_of
from faceplate.link.library import Symbol

_BY_MODULE = (
    ("gradio._simple_templates", "component"),
    ("gradio.server", "block"),
    ("gradio.block", "block"),
    ("gradio.chat", "chatinterface"),
    ("gradio.component", "component"),
    ("gradio.events", "helpers"),
    ("gradio.data_classes", "helpers"),
    ("gradio.exceptions", "helpers"),
    ("gradio.external", "helpers"),
    ("gradio.flag", "flagging"),
    ("gradio.helpers", "helpers"),
    ("gradio.interface", "interface"),
    ("gradio.layout", "layout"),
    ("gradio.route", "routes"),
    ("gradio.theme", "themes"),
    ("gradio_client.", "py-client"),
    ("gradio.utils", "helpers"),
    ("gradio.renderable", "renderable"),
    ("gradio.validators", "validators"),
    ("gradio.caching", "helpers"),
)


def group_of(symbol: Symbol) -> str | None:
    """Give the documentation group of a decorated class or function, or None."""
    for decorator in getattr(symbol.fact, "decorators", ()):
        called = call_of(decorator) if name_of(decorator).endswith("document") else None
        stated = literal_string(keyword(called[1], "documentation_group")) if called else None
        if stated is not None:
            return stated
    facts = symbol.library.module(symbol.module)
    above = [
        call.argument
        for call in (facts.calls if facts else ())
        if call.function.endswith("set_documentation_group") and call.line < symbol.source.line
    ]
    if above:
        return above[-1]
    return next((group for start, group in _BY_MODULE if symbol.module.startswith(start)), None)
