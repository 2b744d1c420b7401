"""The smallest call on a page is one that Python makes."""

from __future__ import annotations

import pytest

import faceplate
from faceplate.render import outline
from faceplate.render.content import CodeBlock

# Values for what has to be passed, by the types of the kit.
VALUES = {"str": '"a"', "int": "1", "float": "1.0", "bool": "True"}


def _calls() -> list[tuple[str, str]]:
    manifest = faceplate.extract("faceplate_kit")
    calls = []
    for component in manifest.components:
        bare = {"example": None}
        page = outline.page(
            faceplate.public.Component(
                **{name: getattr(component, name) for name in component.__struct_fields__} | bare
            ),
            manifest.library,
        )
        for section in page.sections:
            if section.title == "Example":
                code = section.blocks[-1]
                assert isinstance(code, CodeBlock)
                calls.append((component.path, code.text))
    return calls


CALLS = _calls()


@pytest.mark.parametrize(("path", "call"), CALLS, ids=[path for path, _ in CALLS])
def test_a_component_can_be_made_so(path: str, call: str) -> None:
    assert "..." not in call  # the kit's components need nothing
    scope: dict[str, object] = {}
    exec(call, scope)
    assert path.rpartition(".")[2] in scope


def test_every_component_with_events_has_one() -> None:
    manifest = faceplate.extract("faceplate_kit")
    offering = {component.path for component in manifest.components if component.events}
    assert offering == {path for path, _ in CALLS}
