"""The dialect of Solara: functions that are marked as components, and values that are reactive."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from faceplate.dialects.functions import FunctionDialect
from faceplate.model import Facets, Parameter

# What is handed over as `value=size` is read and set through the object.
_REACTIVE = ("Reactive[", "ValueBase[")


class SolaraDialect(FunctionDialect):
    """Makes the pages of Solara and of packages of its components."""

    name: ClassVar[str] = "solara"
    packages: ClassVar[tuple[str, ...]] = ("solara",)
    core: ClassVar[tuple[str, ...]] = ("solara.reactive", "solara.component")
    makers_of_components: ClassVar[tuple[str, ...]] = (
        "@solara.component",
        "@sl.component",
        "@solara.value_component",
    )

    def with_facets(self, parameter: Parameter) -> Parameter:
        """Return a parameter that takes a reactive value as one that is bound both ways."""
        if not any(kind in (parameter.annotation or "") for kind in _REACTIVE):
            return parameter
        return replace(parameter, facets=Facets(access=("settable", "observable", "two-way")))
