"""What is said of an app against Python: both releases are run, statement by statement."""

from __future__ import annotations

import ast
import sys
import types
import warnings
from pathlib import Path

import pytest

from faceplate.cache.store import Store
from faceplate.check.codebase import Codebase
from faceplate.check.guide_files import collect
from faceplate.compare.upgrade.analysis import Analysis, analysed, fixed
from faceplate.extraction import opened
from faceplate.source import open_target

OLD = '''
"""Knobs."""
import warnings

__all__ = ["Knob", "Panel", "Wheel", "dial", "slide"]


class Panel:
    """A panel.

    Args:
        theme: How it looks when it is shown.
        title: What stands above it.
    """

    def __init__(self, theme: str = "plain", title: str = "") -> None:
        self.title = title

    def __enter__(self) -> "Panel":
        return self

    def __exit__(self, *error: object) -> None: ...

    def show(self, port: int = 80) -> None:
        """Show it.

        Args:
            port: Where.
        """

    def queue(self, size: int = 0) -> "Panel":
        """Queue.

        Args:
            size: How many may wait.
        """
        return self


class Knob:
    """A knob.

    Args:
        value: Where it points at first, in degrees.
        size: How large it is drawn, in pixels of the screen.
        loud: Whether it clicks.
        mode: How it turns.
        quiet: Has no effect.
    """

    def __init__(
        self,
        value: float = 0,
        size: int = 12,
        loud: bool = False,
        mode: str = "free",
        quiet: bool = False,
    ) -> None: ...

    def turn(self, angle: float = 1, show: bool = True) -> None:
        """Turn it.

        Args:
            angle: How far.
            show: Whether it is shown.
        """
        if show is not True:
            warnings.warn(
                "'show' will be removed. To replicate show=False, use visibility='hidden'.",
                DeprecationWarning,
            )

    def style(self, color: str = "") -> "Knob":
        """Style it. Deprecated: set these arguments in the constructor instead.

        Args:
            color: Its color.
        """
        return self


class Wheel(Knob):
    """A knob by another name."""


def dial(first: int = 1, second: int = 2, third: int = 3) -> int:
    """Dial.

    Args:
        first: The first number that is dialled.
        second: The second one.
        third: The third one.
    """
    return first


def slide(far: int = 1) -> None:
    """Slide.

    Args:
        far: How far.
    """
'''

NEW = '''
"""Knobs."""
import warnings

__all__ = ["Knob", "Panel", "dial"]


class Panel:
    """A panel.

    Args:
        title: What stands above it.
    """

    def __init__(self, title: str = "", **options: object) -> None:
        moved = {name: options.pop(name) for name in ("theme",) if name in options}
        if moved:
            warnings.warn(f"moved to show(): {', '.join(moved)}")
        if options:
            raise TypeError(f"unknown options: {options}")
        self.title = title

    def __enter__(self) -> "Panel":
        return self

    def __exit__(self, *error: object) -> None: ...

    def show(self, port: int = 80, theme: str = "plain") -> None:
        """Show it.

        Args:
            port: Where.
            theme: How it looks.
        """

    def queue(self, size: int = 0) -> "Panel":
        """Queue.

        Args:
            size: How many may wait.
        """
        return self


class Knob:
    """A knob.

    Args:
        value: Where it points at first, in degrees.
        scale: How large it is drawn, in pixels of the screen.
        mode: How it turns.
        color: Its color.
    """

    def __init__(
        self, value: float = 0, scale: int = 12, mode: str = "free", *, color: str = ""
    ) -> None:
        if mode not in ("free", "steps"):
            raise ValueError(f"mode is {mode}")
        if color is not None and color == "gold":
            warnings.warn("gold is dear")

        config = {"mode": mode}
        config["color"] = color
        if "color" not in config:
            raise ValueError("no color")
        rows: list[str] = []
        rows.append(mode)
        if not rows:
            raise ValueError("no rows")
        filled = {}
        _fill(filled)
        if not filled:
            raise ValueError("nothing is filled")

    def turn(self, angle: float = 1, visibility: str = "shown") -> None:
        """Turn it.

        Args:
            angle: How far.
            visibility: Whether it is shown.
        """


def _fill(options: dict[str, int]) -> None:
    options.update(size=1)


def dial(second: int = 2, first: int = 1) -> int:
    """Dial.

    Args:
        first: The first number that is dialled.
        second: The second one.
    """
    return first
'''

APPS = {
    "what stays": """
        import knobs
        knob = knobs.Knob(3, mode="steps")
        knob.turn(angle=4)
        """,
    "renamed": """
        import knobs
        knob = knobs.Knob(size=3)
        """,
    "its default": """
        from knobs import Knob
        knob = Knob(loud=False)
        other = Knob(loud=True)
        """,
    "no effect": """
        from knobs import Knob as K
        knob = K(
            value=3,
            quiet=True,
        )
        """,
    "another value": """
        import knobs as k
        knob = k.Knob()
        knob.turn(3, show=False)
        knob.turn(3, show=True)
        """,
    "a value that is refused": """
        import knobs
        knob = knobs.Knob(mode="wild")
        """,
    "moved to another call": """
        import knobs
        with knobs.Panel(theme="dark") as panel:
            knob = knobs.Knob()
        panel.queue().show(port=3)
        """,
    "an option that is unknown": """
        import knobs
        panel = knobs.Panel(colour="red")
        """,
    "by position": """
        import knobs
        number = knobs.dial(1, 2, 3)
        """,
    "names": """
        import knobs
        wheel = knobs.Wheel(3)
        """,
    "imports": """
        from knobs import Wheel
        wheel = Wheel(3)
        """,
    "a method that went": """
        import knobs
        knob = knobs.Knob(3).style(color="red")
        """,
    "a function that went": """
        from knobs import slide
        """,
    "what warns": """
        import knobs
        panel = knobs.Panel(theme="dark")
        """,
    "a chain": """
        import knobs
        knobs.Panel("a").queue(size=1).show(theme=3, harbour=4)
        """,
}
FIXED = {
    "renamed",
    "no effect",
    "another value",
    "moved to another call",
    "names",
    "imports",
    "a method that went",
}


def codebase(folder: Path, state: str, source: str) -> Codebase:
    package = folder / state / "knobs"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(source)
    target = opened(open_target(str(package)), Store(None))
    return Codebase(target.library, target.speaker, target.speaker.linker())


def module(source: str) -> types.ModuleType:
    made = types.ModuleType("knobs")
    exec(compile(source, "knobs", "exec"), made.__dict__)
    return made


def outcomes(app: str, source: str, monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """Give what Python does with each statement; those after one that fails have their names."""
    monkeypatch.setitem(sys.modules, "knobs", module(source))
    names: dict[str, object] = {}
    told: dict[int, str] = {}

    def run(statement: ast.stmt, code: ast.Module) -> None:
        with warnings.catch_warnings(record=True) as given:
            warnings.simplefilter("always")
            try:
                exec(compile(code, "app", "exec"), names)
            except NameError:
                return
            except Exception:
                told[statement.lineno] = "fails"
                return
        if given:
            told[statement.lineno] = "warns"

    for statement in ast.parse(app).body:
        if isinstance(statement, ast.With):
            item = statement.items[0]
            bind = ast.copy_location(
                ast.Assign([item.optional_vars], item.context_expr), item.context_expr
            )
            run(statement, ast.fix_missing_locations(ast.Module([bind], [])))
            for inner in statement.body:
                run(inner, ast.Module([inner], []))
        else:
            run(statement, ast.Module([statement], []))
    return told


def statement_of(app: str, line: int) -> int:
    tree = ast.parse(app)
    inner = [each for node in tree.body if isinstance(node, ast.With) for each in node.body]
    rows = [node for node in [*tree.body, *inner] if node.lineno <= line]
    return max(rows, key=lambda node: node.lineno).lineno


def written(folder: Path, source: str) -> tuple[str, str]:
    lines = source.strip("\n").split("\n")
    margin = len(lines[0]) - len(lines[0].lstrip())
    text = "\n".join(line[margin:] for line in lines).rstrip() + "\n"
    (folder / "app.py").write_text(text)
    return str(folder / "app.py"), text


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Codebase, Codebase]:
    folder = tmp_path_factory.mktemp("releases")
    return codebase(folder, "old", OLD), codebase(folder, "new", NEW)


def said(analysis: Analysis, app: str) -> dict[int, str]:
    told: dict[int, str] = {}
    for impact in analysis.report.impacts:
        if impact.outcome != "changes":
            line = statement_of(app, impact.line)
            told[line] = "fails" if "fails" in (impact.outcome, told.get(line)) else "warns"
    return told


@pytest.mark.parametrize("case", APPS)
def test_what_is_said_of_an_app_is_what_python_does(
    case: str,
    releases: tuple[Codebase, Codebase],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, app = written(tmp_path, APPS[case])
    analysis = analysed(*releases, collect([path]))
    happened = outcomes(app, NEW, monkeypatch)
    assert said(analysis, app) == happened
    assert analysis.report.calls + analysis.report.names > 0


@pytest.mark.parametrize("case", sorted(FIXED))
def test_a_fixed_app_runs_with_the_newer_release(
    case: str,
    releases: tuple[Codebase, Codebase],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, app = written(tmp_path, APPS[case])
    assert outcomes(app, NEW, monkeypatch)
    contents, analysis, count = fixed(*releases, collect([path]))
    now = next(iter(contents.values())).decode()
    assert count
    assert outcomes(now, NEW, monkeypatch) == {}
    assert not said(analysis, now)


def test_what_python_does_not_run_is_left_to_when_it_runs(
    releases: tuple[Codebase, Codebase], tmp_path: Path
) -> None:
    path, _ = written(tmp_path, "import knobs\ndef work():\n    return knobs.Knob(size=3)\n")
    impacts = analysed(*releases, collect([path])).report.impacts
    assert [(impact.within, impact.outcome) for impact in impacts] == [("work", "fails")]


@pytest.mark.parametrize(
    "use",
    [
        "try:\n    knob = knobs.Knob(size=3)\nexcept TypeError:\n    knob = None\n",
        "if hasattr(knobs, 'Wheel'):\n    knob = knobs.Wheel(3)\n",
    ],
)
def test_a_use_that_the_code_guards_is_named_as_not_looked_at(
    use: str, releases: tuple[Codebase, Codebase], tmp_path: Path
) -> None:
    path, _ = written(tmp_path, f"import knobs\n{use}")
    report = analysed(*releases, collect([path])).report
    assert not report.impacts
    assert report.unclear


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_all_else_of_a_fixed_file_stays(
    newline: str, mark: bytes, releases: tuple[Codebase, Codebase], tmp_path: Path
) -> None:
    app = "import knobs  # \u00e4\n\n\nknob = knobs.Knob( size=3,value = 4 )  # \u00fc\n"
    before = mark + app.replace("\n", newline).encode()
    path = tmp_path / "app.py"
    path.write_bytes(before)
    contents, _, _ = fixed(*releases, collect([str(path)]))
    assert next(iter(contents.values())) == before.replace(b"size=", b"scale=")


def test_a_file_in_two_kinds_of_line_ends_is_named_and_left_alone(
    releases: tuple[Codebase, Codebase], tmp_path: Path
) -> None:
    path = tmp_path / "app.py"
    path.write_bytes(b"import knobs\r\nknob = knobs.Knob(size=3)\n")
    contents, analysis, count = fixed(*releases, collect([str(path)]))
    assert (contents, count) == ({}, 0)
    assert [impact.fixable for impact in analysis.report.impacts] == [False]


@pytest.mark.parametrize("case", ["its default", "a chain"])
def test_what_nothing_takes_the_place_of_is_left_out_where_that_is_asked_for(
    case: str,
    releases: tuple[Codebase, Codebase],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, app = written(tmp_path, APPS[case])
    kept, _, _ = fixed(*releases, collect([path]))
    left = next(iter(kept.values())).decode() if kept else app
    assert outcomes(left, NEW, monkeypatch)
    contents, _, _ = fixed(*releases, collect([path]), (), True)
    assert outcomes(next(iter(contents.values())).decode(), NEW, monkeypatch) == {}
