"""The text that clients of releases printed of descriptors that their apps served.

The recordings hold the descriptors as they came, and digests of the texts. They are made by
`python tools/descriptors RELEASE --record tests/api/recorded`, which asks the release and its own
client; nothing in them was written by hand.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from faceplate import Client

RECORDED = sorted(Path(__file__).with_name("recorded").glob("*.json"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture(params=RECORDED, ids=lambda path: path.stem)
def recorded(request: pytest.FixtureRequest) -> Any:
    return json.loads(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def client(recorded: Any, tmp_path: Path) -> Client:
    saved = tmp_path / "descriptor.json"
    saved.write_text(json.dumps(recorded["dict"]), encoding="utf-8")
    return Client(saved)


def test_there_are_recordings_of_every_generation() -> None:
    releases = {path.stem.rpartition("-")[2].partition(".")[0] for path in RECORDED}
    assert releases == {"3", "4", "5", "6"}


@pytest.mark.parametrize("every", [None, True, False])
def test_the_text_is_that_of_the_client_of_the_release(
    recorded: Any, client: Client, every: bool | None
) -> None:
    text = client.view_api(every, print_info=False, return_format="str")
    assert digest(text) == recorded["texts"][str(every)], text


def test_the_dict_is_that_of_the_client_of_the_release(recorded: Any, client: Client) -> None:
    assert client.view_api(print_info=False, return_format="dict") == recorded["dict"]


def test_any_other_text_is_noticed(recorded: Any, client: Client) -> None:
    text = client.view_api(print_info=False, return_format="str")
    assert digest(text + " ") != recorded["texts"]["None"]
