"""What a call of an object takes: that of its `__call__`, or what a partial function leaves."""

from __future__ import annotations

from msgspec.structs import replace

from faceplate.link.assignments import ModuleObject, PartialCall
from faceplate.link.expressions import double_quoted
from faceplate.link.inheritance import Ancestry
from faceplate.link.signatures import Signature, method_signature, signature_of
from faceplate.model import Parameter

_BY_PLACE = ("positional_only", "positional_or_keyword")


def value_signature(value: ModuleObject | PartialCall, ancestry: Ancestry) -> Signature:
    """Return what a call of an object or a partial function takes; nothing if it cannot be called.

    Args:
        value: What an assignment makes.
        ancestry: The linearisations of the library.
    """
    if isinstance(value, PartialCall):
        signature = signature_of(value.function, ancestry)
        return signature._replace(parameters=_left(signature.parameters, value))
    call = ancestry.known_member(value.owner, "__call__")
    if call is None or call.function is None:
        return Signature([], None, {})
    return method_signature(call, ancestry)


def _left(parameters: list[Parameter], value: PartialCall) -> list[Parameter]:
    """Return the parameters that `functools.partial` leaves, as `inspect.signature` tells them.

    What is bound by keyword may still be passed, by keyword only, and so what comes after it.
    """
    places = value.positional
    left: list[Parameter] = []
    by_keyword = False
    for parameter in parameters:
        takes_place = parameter.kind in _BY_PLACE
        if places and takes_place:
            places -= 1
        elif parameter.name in value.keywords and parameter.kind != "positional_only":
            by_keyword |= takes_place
            default = double_quoted(value.keywords[parameter.name])
            left.append(
                replace(
                    parameter, kind="keyword_only", default=default, constant=None, required=False
                )
            )
        elif not by_keyword or parameter.kind in ("keyword_only", "var_keyword"):
            left.append(parameter)
        elif takes_place:
            left.append(replace(parameter, kind="keyword_only"))
    return left
