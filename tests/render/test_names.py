"""Names by which parts of a page are pointed at."""

from msgspec.structs import replace

from faceplate.model import Attribute, Event, Parameter
from faceplate.render.names import names

from .components import RICH


def test_every_part_has_a_name_that_a_reader_could_guess():
    named = names(RICH)
    assert named.subject == RICH.path
    assert named.parameters["level"] == f"{RICH.path}.level"
    event, argument = RICH.events[0].name, RICH.event_arguments[0].name
    assert named.events[event] == f"{RICH.path}.{event}"
    assert f"{RICH.path}.{event}.{argument}" in named.arguments[argument]
    assert len(named.arguments[argument]) == len(RICH.events)


def test_no_two_parts_share_a_name():
    component = replace(
        RICH,
        parameters=[Parameter("value"), Parameter("click"), Parameter("value")],
        events=[Event("click")],
        attributes=[Attribute("value")],
        methods=[],
        event_arguments=[Parameter("fn")],
    )
    named = names(component)
    assert named.events == {"click": f"{RICH.path}.click"}
    assert named.attributes == {"value": f"{RICH.path}.value"}
    assert named.parameters["click"] == f"{RICH.path}.__init__.click"
    assert named.arguments == {"fn": (f"{RICH.path}.click.fn",)}


def test_what_is_no_name_gets_none():
    named = names(replace(RICH, path='x" onload="alert(1)'))
    assert not any(named)
    parameters = [Parameter('level" onclick="alert(1)')]
    assert not names(replace(RICH, parameters=parameters)).parameters
