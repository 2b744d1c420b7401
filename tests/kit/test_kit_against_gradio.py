"""The same apps in the kit and in Gradio: names, settings and descriptors are the same.

`measured/` holds what releases of Gradio said; `tools/measured.py` asks them.
"""

from __future__ import annotations

import functools
import json
import warnings
from pathlib import Path
from typing import Any

import kit_apps
import pytest

import faceplate_kit as kit

MEASURED = Path(__file__).with_name("measured")
APPS = json.loads((MEASURED / "apps.json").read_text(encoding="utf-8"))["answer"]
PARAMETERS = json.loads((MEASURED / "parameters.json").read_text(encoding="utf-8"))["answer"]


def built(make: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return make(kit)


def through_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def test_all_apps_were_measured() -> None:
    assert list(APPS) == [make.__name__ for make in kit_apps.APPS]


@pytest.mark.parametrize("make", kit_apps.APPS)
def test_events(make: Any) -> None:
    assert through_json(kit_apps.events(built(make))) == APPS[make.__name__]["events"]


@pytest.mark.parametrize("make", kit_apps.APPS)
def test_endpoints(make: Any) -> None:
    assert through_json(kit_apps.endpoints(built(make))) == APPS[make.__name__]["endpoints"]


def test_parameters() -> None:
    # The docstring of a partial function is that of `partial`, which Python words as it likes.
    words = " ".join(str(functools.partial.__doc__).split())
    expected = {**PARAMETERS, "/partial": [words, PARAMETERS["/partial"][1]]}
    assert through_json(kit_apps.parameters(built(kit_apps.documented))) == expected


@pytest.mark.parametrize("make", kit_apps.APPS)
def test_no_endpoint_is_lost(make: Any) -> None:
    app = built(make)
    names = [one.api_name for one in app.dependencies if one.api_name]
    assert len(names) == len(set(names))
    public = [one for one in app.dependencies if one.fn and one.visibility == "public"]
    assert len(app.get_api_info()["named_endpoints"]) == len(public)
