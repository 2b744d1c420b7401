"""The second reading: it agrees with faceplate on invented packages, and each check can fail."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

import faceplate
from independent.archives import fetched, sources
from independent.command import main
from independent.compare import compare
from independent.expressions import plain
from independent.package import Package
from independent.words import words_of

FILES = {
    "lamps/__init__.py": """
from typing import TYPE_CHECKING

from .parts.bulbs import *
from .shade import Shade as Screen, fold
from . import parts

if TYPE_CHECKING:
    from .shade import Hidden

Lampshade = Screen
__all__ = ["Bulb", "Screen", "Lampshade"]
__all__ += ["fold"]
""",
    "lamps/parts/__init__.py": "",
    "lamps/parts/bulbs.py": '''
from typing import Literal

class Bulb:
    """Gives light.

    Note: Hot after use.

    Args:
        watts (int, optional): Power drawn.
    """

    def __init__(self, watts: "int" = 40, /, *colours: str, dim: Literal["a", 'b'] = "a") -> None:
        """Screws it in.

        Args:
            dim: How far it may be turned down.
        """

def _hidden(): ...
''',
    "lamps/shade.py": '''
class Shade:
    """Keeps the glare away."""

class Hidden: ...

def fold(shade: Shade, times=2 * 3, **rest: object) -> None:
    """Fold it.

    :param shade: What is folded.
    """
''',
}

GRADIO = {
    "glow/__init__.py": "from .glow import Glow\n",
    "glow/glow.py": '''
from gradio.components.base import Component
from gradio.events import EventListener, Events

class Glow(Component):
    """Shines when it is touched."""

    EVENTS = [Events.change, "touched", EventListener("dimmed"), EventListener(event_name="lit")]

    def __init__(self, value: str | None = None, *, _cache: bool = False, **kwargs) -> None:
        """
        Parameters:
            value: What it starts with.
        """
''',
}


def lay(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / next(iter(files)).partition("/")[0]


@pytest.fixture
def lamps(tmp_path: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    package = lay(tmp_path, FILES)
    return msgspec.to_builtins(faceplate.extract(str(package), cache=False)), sources(str(package))


@pytest.fixture
def glow(tmp_path: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    package = lay(tmp_path, GRADIO)
    manifest = faceplate.extract(str(package), search_path=[str(tmp_path)], cache=False)
    return msgspec.to_builtins(manifest), sources(str(package))


def page(manifest: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in manifest["components"] if one["name"] == name)


def test_agrees(lamps: Any) -> None:
    outcome = compare(*lamps)
    assert outcome.differences == []
    assert outcome.counts["pages"] == 4
    assert outcome.counts["parameters"] == 6
    assert outcome.counts["words"] > 25


def test_agrees_on_a_component(glow: Any) -> None:
    outcome = compare(*glow)
    assert outcome.differences == []
    assert outcome.counts["events"] == 4
    assert outcome.counts["parameters"] == 1
    assert outcome.counts["omitted"] == 2


def change(of: str, **values: Any) -> Callable[[dict[str, Any]], None]:
    def apply(manifest: dict[str, Any]) -> None:
        page(manifest, of)["parameters"][0].update(values)

    return apply


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda m: m["components"].remove(page(m, "Bulb")), "Bulb: page: it is public"),
        (lambda m: page(m, "Bulb").update(canonical_path="lamps.Bulb"), "lamps.Bulb: page: the so"),
        (lambda m: page(m, "Bulb")["parameters"].pop(), "('dim', 'keyword_only', \"Literal"),
        (lambda m: page(m, "Bulb")["parameters"].reverse(), "page ('dim'"),
        (lambda m: page(m, "Screen")["parameters"].extend(page(m, "fold")["parameters"]), None),
        (
            lambda m: page(m, "fold")["parameters"].append(page(m, "fold")["parameters"][0]),
            "source has none, page ('shade'",
        ),
        (change("Bulb", name="watt"), "page ('watt'"),
        (change("Bulb", kind="positional_or_keyword"), "page ('watts', 'positional_or_keyword'"),
        (change("Bulb", annotation="str"), "'str', '40')"),
        (change("Bulb", annotation=None), "None, '40')"),
        (change("Bulb", default="4"), "'int', '4')"),
        (change("Bulb", description=""), "words: Power drawn"),
        (lambda m: page(m, "Bulb").update(notes=[]), "words: Hot Note after use"),
        (lambda m: page(m, "Bulb").update(description="Gives light."), "words: Screws in it"),
        (lambda m: page(m, "Screen").update(description="Keeps the"), "words: away glare"),
    ],
)
def test_each_check_can_fail(lamps: Any, damage: Any, found: str | None) -> None:
    damage(lamps[0])
    differences = compare(*lamps).differences
    if found is None:  # a class without a constructor of its own is not held against anything
        assert differences == []
    else:
        assert any(found in line for line in differences), differences


@pytest.mark.parametrize("event", ["change", "touched", "dimmed", "lit"])
def test_a_missing_event_is_found(glow: Any, event: str) -> None:
    events = page(glow[0], "Glow")["events"]
    events[:] = [one for one in events if one["name"] != event]
    (difference,) = compare(*glow).differences
    assert f"event: source {event!r}" in difference


def test_omissions_are_meant_in_one_dialect_only(glow: Any) -> None:
    glow[0]["library"]["dialect"] = "plain"
    differences = compare(*glow).differences
    assert len(differences) == 2
    assert "_cache" in differences[0]
    assert "kwargs" in differences[1]


def test_a_documented_rest_is_no_omission(glow: Any) -> None:
    text = glow[1]["glow/glow.py"]
    glow[1]["glow/glow.py"] = text.replace(b"starts with.", b"starts with.\n            kwargs: V")
    assert any("'kwargs'" in line for line in compare(*glow).differences)


def test_marked_things_are_not_all_that_a_library_offers(glow: Any) -> None:
    """Only where the package publishes something marked does the mark decide what has a page."""
    manifest, files = glow
    files["glow/copied.py"] = b"@document()\nclass Copied: ...\n"
    manifest["components"].clear()
    assert len(compare(manifest, files).differences) == 1
    files["glow/glow.py"] += b"@document('x')\nclass Marked: ...\n"
    files["glow/__init__.py"] += b"from .glow import Marked\n"
    assert compare(manifest, files).differences == [
        "glow.glow.Marked: page: it is public, and has none"
    ]


def test_names() -> None:
    package = Package("lamps", {path: text.encode() for path, text in FILES.items()})
    assert package.public("lamps") == ["Bulb", "Screen", "Lampshade", "fold"]
    assert package.resolve("lamps", "Bulb") == "lamps.parts.bulbs.Bulb"
    assert package.resolve("lamps", "Lampshade") == "lamps.shade.Shade"
    assert package.resolve("lamps", "parts") is None
    assert package.resolve("lamps", "nothing") is None


def test_circles_end() -> None:
    files = {
        "a/__init__.py": b"from .b import *\nfrom .b import x",
        "a/b.py": b"from . import *, x",
    }
    files["a/b.py"] = b"from . import *\nfrom . import x\n"
    package = Package("a", files)
    assert package.resolve("a", "x") is None
    assert package.public("a") == ["x"]


def test_spellings_of_one_expression_are_equal() -> None:
    assert plain("Literal['a']", True) == plain('Literal["a"]', True)
    assert plain("'list[Lamp]'", True) == plain("list['Lamp']", True) == "list[Lamp]"
    assert plain('Annotated[int, Doc("How bright")]', True) == "int"
    assert plain("'list[Lamp]'") == "'list[Lamp]'"
    assert plain("Literal['a']", True) != plain("Literal[a]", True)


def test_headings_and_markers_are_no_words() -> None:
    text = """One.

    Args:
        lamp (int, optional): Two.
    Rows
    ----
    :param shade: Three.
    ```python
    """
    words = [word for word, is_label in words_of(text) if not is_label]
    assert words == ["One", "lamp", "int", "Two", "shade", "Three"]
    assert [word for word, _ in words_of("lamp : int, default 3\n")] == ["lamp", "int", "3"]


def test_a_module_and_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wick.py").write_text("def trim(by: int = 1): ...\n", encoding="utf-8")
    lay(tmp_path, FILES)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert list(sources("wick")) == list(sources(str(tmp_path / "wick.py"))) == ["wick.py"]
    assert set(sources("lamps")) == set(FILES)
    manifest = msgspec.to_builtins(faceplate.extract(str(tmp_path / "wick.py"), cache=False))
    outcome = compare(manifest, sources("wick"))
    assert (outcome.counts["parameters"], outcome.differences) == (1, [])


@pytest.mark.parametrize("kind", ["wheel", "sdist", "folder"])
def test_the_command(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = lay(tmp_path / "lamps-1.0", FILES)
    target = {"wheel": "lamps-1.0-py3-none-any.whl", "sdist": "lamps-1.0.tar.gz"}.get(kind)
    path = tmp_path / target if target else package
    if kind == "wheel":
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in FILES.items():
                archive.writestr(name, text)
    elif kind == "sdist":
        with tarfile.open(path, "w:gz") as archive:
            archive.add(tmp_path / "lamps-1.0", "lamps-1.0")
    assert main([str(path)]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[1].split()[1:4] == ["4", "6", "0"]
    assert "reading" in printed.err


def test_the_command_fails_on_a_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = lay(tmp_path, FILES)
    manifest = faceplate.extract(str(package), cache=False)
    short = msgspec.structs.replace(manifest, components=manifest.components[1:])
    monkeypatch.setattr(faceplate, "extract", lambda *_, **__: short)
    assert main([str(package)]) == 1
    assert "page: it is public, and has none" in capsys.readouterr().out


def test_a_target_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such target"):
        sources(str(tmp_path / "nothing"))


def test_a_wheel_that_is_there_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "Desk_Lamp-1.0-py3-none-any.whl").touch()
    assert fetched("desk-lamp==1.0", tmp_path) == str(tmp_path / "Desk_Lamp-1.0-py3-none-any.whl")
    assert fetched("lamps", tmp_path) == "lamps"


def test_an_expansion_is_not_compared(tmp_path: Path) -> None:
    text = """
from typing import TypedDict, Unpack

class Options(TypedDict, total=False):
    dim: bool

def light(watts: int, **options: Unpack[Options]) -> None: ...
"""
    package = lay(tmp_path, {"lit/__init__.py": text})
    manifest = msgspec.to_builtins(faceplate.extract(str(package), cache=False))
    assert [one["name"] for one in page(manifest, "light")["parameters"]] == ["watts", "dim"]
    assert compare(manifest, sources(str(package))).differences == []
    page(manifest, "light")["parameters"].pop(0)
    assert len(compare(manifest, sources(str(package))).differences) == 1
