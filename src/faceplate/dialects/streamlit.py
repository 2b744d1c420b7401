"""The dialect of Streamlit: commands, which are methods under the names that assignments give them.

A function that is handed to `on_change=` or the like gets what `args=` and `kwargs=` hold, so an
event has no payload of its own.
"""

from __future__ import annotations

from typing import ClassVar

from faceplate.dialects.functions import FunctionDialect


class StreamlitDialect(FunctionDialect):
    """Makes the pages of Streamlit and of packages that declare components."""

    name: ClassVar[str] = "streamlit"
    packages: ClassVar[tuple[str, ...]] = ("streamlit",)
    core: ClassVar[tuple[str, ...]] = ("streamlit.delta_generator.DeltaGenerator",)
    makers_of_components: ClassVar[tuple[str, ...]] = (
        "declare_component(",
        "components.v2.component(",
    )
