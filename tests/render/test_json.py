"""The JSON form."""

import json

import msgspec
import pytest

from faceplate.model import Component, Manifest
from faceplate.render import listing, page

from .components import ATTACKS, LIBRARY, MANIFEST, RICH, hostile, hostile_manifest


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_json_reads_back_as_the_same_struct(text):
    component, manifest = hostile(text), hostile_manifest(text)
    written = page(component, LIBRARY, "json")
    assert msgspec.json.decode(written, type=Component) == component
    assert json.loads(written) == json.loads(json.dumps(msgspec.to_builtins(component)))
    assert msgspec.json.decode(listing(manifest, "json"), type=Manifest) == manifest


def test_json_is_the_form_of_the_model_indented_by_two():
    encoded = msgspec.json.format(msgspec.json.encode(RICH), indent=2).decode()
    assert page(RICH, LIBRARY, "json") == encoded + "\n"
    assert '\n      "class": "lamps.Dimmer",' in encoded
    assert listing(MANIFEST, "json").startswith('{\n  "format": "faceplate-manifest/1",')


def test_half_a_surrogate_pair_is_replaced():
    assert json.loads(page(hostile("a\ud83db"), LIBRARY, "json"))["name"] == "a\ufffdb"
