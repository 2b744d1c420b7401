"""The dialect of Shiny: functions that make inputs and outputs, and renderers."""

from __future__ import annotations

from typing import ClassVar

from faceplate.dialects.functions import FunctionDialect


class ShinyDialect(FunctionDialect):
    """Makes the pages of Shiny and of packages of its inputs and outputs."""

    name: ClassVar[str] = "shiny"
    packages: ClassVar[tuple[str, ...]] = ("shiny",)
    core: ClassVar[tuple[str, ...]] = ("shiny.session._session.Session", "shiny.session.Session")
    makers_of_components: ClassVar[tuple[str, ...]] = (
        "@module.ui",
        "input_handler.input_handlers.add(",
        "resolve_id(",
        "output_transformer",
    )
