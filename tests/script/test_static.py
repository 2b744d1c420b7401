"""Descriptors of scripts that are read: what they state is what running the script states."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faceplate.api.live import run_script
from faceplate.api.static.reading import Reading, read_script
from faceplate.errors import UsageError

DEMO = Path(__file__).parents[2] / "src" / "faceplate_kit" / "demo.py"
# What has to stand in a descriptor says nothing in this form.
OPEN = {"label": "", "type": {}, "python_type": {"type": "Any", "description": ""}}
APP = """\
    import faceplate_kit as kit

    def f(name, times: int = 1):
        \"\"\"Do it.

        Args:
            name: What.
        \"\"\"
        return name

    async def later(x=None):
        return x

    class Callable:
        def __call__(self, x):
            return x

    with kit.Blocks(title="Names") as demo:
        boxes = [kit.Textbox(label=f"Box {n}") for n in range(2)]
        number, out = kit.Number(3, label="Number"), kit.Markdown()
        button = kit.Button("Go")
        for name in (None, "f_1", "f", "My Name/x!", ""):
            button.click(f, [boxes[0], number], out, api_name=name)
        button.click(lambda a, *rest: a, boxes, out)
        button.click(later, boxes[0], out, show_api=False)
        button.click(Callable(), boxes[1], out).then(f, [*boxes], out)
        button.click(f, boxes, out, api_name=False)
        kit.Radio(["a", "b"], label="One").change(later, boxes[:1], kit.JSON())

    if __name__ == "__main__":
        demo.launch()
    """

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a script."""
    import textwrap

    def make(source: str, name: str = "app.py") -> Path:
        path = tmp_path / name
        path.write_text(textwrap.dedent(source), encoding="utf-8")
        return path

    return make


def stated(info: dict[str, Any]) -> dict[str, Any]:
    """The fields of a descriptor by their place, those that say nothing left out."""
    found = {}
    for name, endpoint in info["named_endpoints"].items():
        for key, value in endpoint.items():
            if key not in ("parameters", "returns"):
                found[name, key] = value
                continue
            found[name, key] = len(value)
            for place, one in enumerate(value):
                for field, content in one.items():
                    if OPEN.get(field) != content:
                        found[name, key, place, field] = content
    return found


def names(reading: Reading) -> list[str]:
    return list(reading.descriptor.info()["named_endpoints"])


def test_the_demo_of_the_kit_is_read_as_it_runs() -> None:
    reading = read_script(str(DEMO))
    live = run_script(str(DEMO))
    told, real = stated(reading.descriptor.info()), stated(live.info())
    assert [(key, value) for key, value in told.items() if real.get(key) != value] == []
    assert names(reading) == list(live.info()["named_endpoints"])
    assert len(told) > 0.95 * len(real)
    assert reading.descriptor.library == live.library


def test_names_and_visibility_are_those_of_the_library(write: Write) -> None:
    script = str(write(APP))
    for everything in (False, True):
        reading = read_script(script, all_endpoints=everything)
        live = run_script(script, all_endpoints=everything)
        assert stated(reading.descriptor.info()) == stated(live.info())
        assert names(reading) == list(live.info()["named_endpoints"])
        assert reading.descriptor.open == []
    assert reading.descriptor.title == "Names"


def test_nothing_of_what_is_read_runs(write: Write, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    leave = f"open({str(mark)!r}, 'w').close()"
    write(
        f"""\
        {leave}
        class Panel:
            {leave}
            def __init__(self, name):
                {leave}
                self.name = name
            def launch(self):
                {leave}
            def get_api_info(self):
                exec({leave!r})
                endpoint = {{"parameters": [], "returns": [], "show_api": True}}
                return {{"named_endpoints": {{"/" + self.name: endpoint}}}}
        """,
        "marking.py",
    )
    script = write(
        f"""\
        import os, marking
        {leave}
        os.system({f"touch {mark}"!r})
        eval({leave!r})
        __import__("os").mkdir({str(mark)!r})
        demo = marking.Panel("a")
        demo.launch()
        """
    )
    assert names(read_script(str(script))) == ["/a"]
    assert not mark.exists()


def test_what_only_a_run_tells_is_left_out_and_said(write: Write) -> None:
    script = write(
        """\
        import os, random
        import faceplate_kit as kit

        def f(x):
            return x

        with kit.Blocks() as demo:
            box = kit.Textbox(label=os.environ.get("LABEL", "x"))
            button = kit.Button()
            button.click(f, box, box)
            button.click(f, box, box, api_name=os.environ.get("NAME"))
            button.click(f, box, box)
            button.click(f, box, box, api_name="other")
        """
    )
    reading = read_script(str(script))
    info = reading.descriptor.info()["named_endpoints"]
    assert "/f" in info
    assert "/f_1" not in info, "the name before it may be f_1, too"
    assert info["/f"]["parameters"][0]["label"] == ""
    left = reading.descriptor.open
    assert left is not None
    assert any(one.place == f"{script}:12" for one in left)
    assert any("the name of an endpoint is" in one.reason for one in left)
    assert all("\n" not in one.line() for one in left)


def test_a_condition_that_is_not_known_is_read_both_ways(write: Write) -> None:
    script = write(
        """\
        import os
        import faceplate_kit as kit

        def f(x):
            return x

        with kit.Blocks() as demo:
            one, two = kit.Textbox(label="One"), kit.Textbox(label="Two")
            button = kit.Button()
            if os.environ.get("DEBUG"):
                one.label = "Debug"
                level = 1
            else:
                level = 2
            button.click(f, one, two, api_name="first")
            if level > 0 and os.path.exists("more"):
                button.click(f, two, one, api_name="second")
            button.click(f, two, one, api_name="third")

        if os.environ.get("SHARE"):
            demo.launch(share=True)
        else:
            demo.launch()
        """
    )
    reading = read_script(str(script))
    info = reading.descriptor.info()["named_endpoints"]
    assert "/second" not in info
    assert info["/first"]["parameters"][0]["label"] == ""
    assert info["/first"]["returns"][0]["label"] == "Two"
    assert reading.descriptor.open


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("while True:\n    pass", "too long"),
        ("x = 'a' * 10 ** 12\ny = 'b'\nfor _ in range(60):\n    y += y", "no app"),
        ("y = ('b',)\nfor _ in range(60):\n    y += y", "too large"),
        ("x = 10 ** 10 ** 10\nz = 1 << 10 ** 9", "no app"),
        ("def f(n):\n    return f(n + 1)\nf(0)", "too deeply"),
        ("x = '%999999999d' % 1\ny = f'{1:>999999999}'\nz = 'a'.ljust(10 ** 9)", "no app"),
        ("for x in range(10 ** 12):\n    pass", "too many turns"),
        ("x = " + "(" * 5000 + ")" * 5000, "app.py"),
        ("x = " + "-" * 20000 + "1", "app.py"),
        ("x = [" + "1," * 100000 + "]", "no app"),
        ("demo = (", "line"),
        ("# coding: nothing\n", "app.py"),
        ("x = 1\0", "app.py"),
        ("def g():\n    while True:\n        yield 1\nlist(g())", "no app"),
        ("import sys\nwhile sys.argv:\n    while sys.argv:\n        x = 1", "no app"),
        ("raise SystemExit('a\\nb')", "SystemExit"),
    ],
)
def test_hostile_scripts_end_in_one_line(write: Write, source: str, said: str) -> None:
    script = write("import faceplate_kit as kit\n" + source)
    with pytest.raises(UsageError) as caught:
        read_script(str(script), seconds=3)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_library_that_is_nowhere_is_named(write: Write) -> None:
    script = write("import surely_not_installed\ndemo = surely_not_installed.Blocks()")
    with pytest.raises(UsageError, match=r"surely_not_installed.*--library"):
        read_script(str(script))
    with pytest.raises(UsageError, match="no such interpreter"):
        read_script(str(script), python="/nowhere/bin/python")


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "openapi", "mcp", "python"])
def test_every_form_is_written_of_what_was_read(faceplate: Any, write: Write, form: str) -> None:
    outcome = faceplate("api", "--static", write(APP), "--format", form)
    assert (outcome.code, outcome.err) == (0, "")
    assert "f_1" in outcome.out
    if form in ("json", "openapi", "mcp"):
        json.loads(outcome.out)


def test_a_module_beside_the_script_is_a_part_of_the_app(write: Write) -> None:
    write(
        'import os\nLABEL = os.environ.get("LABEL", "x")\nMORE = "MORE" in os.environ\n', "own.py"
    )
    script = write(
        """\
        import faceplate_kit as kit
        f = lambda text: text
        from own import LABEL, MORE

        with kit.Blocks() as demo:
            box = kit.Textbox(label=LABEL)
            box.change(f, box, box, api_name="length")
            if MORE:
                box.change(f, box, box, api_name="more")
        """
    )
    descriptor = read_script(str(script)).descriptor
    assert descriptor.info()["named_endpoints"]["/length"]["parameters"][0]["label"] == ""
    assert {one.endpoint for one in descriptor.open or []} == {"/length", "/more"}


def test_an_app_that_no_name_of_the_script_holds_is_found(write: Write) -> None:
    script = write(
        """\
        import elsewhere
        import faceplate_kit as kit
        f = lambda text: text

        def serve():
            with kit.Blocks() as blocks:
                box = kit.Textbox(label="In")
                box.change(f, box, box, api_name="length")
            elsewhere.serve("/")

        serve()
        """
    )
    reading = read_script(str(script))
    assert (names(reading), reading.descriptor.open) == (["/length"], [])


def test_what_goes_into_code_that_is_not_read_is_named(write: Write) -> None:
    script = write(
        """\
        import elsewhere
        import faceplate_kit as kit
        f = lambda text: text

        with kit.Blocks() as demo:
            box = kit.Textbox(label="In")
            elsewhere.furnish(box)
            box.change(f, box, box, api_name="length")
        """
    )
    descriptor = read_script(str(script)).descriptor
    assert descriptor.info()["named_endpoints"]["/length"]["parameters"][0]["label"] == ""
    assert any("Textbox goes into code that is not read" in one.reason for one in descriptor.open)


def test_what_is_beside_a_library_that_somebody_names_is_not_known(write: Write) -> None:
    script = write(
        """\
        import faceplate_kit as kit
        f = lambda text: text

        try:
            import httpx
        except ImportError:
            httpx = None

        with kit.Blocks() as demo:
            box = kit.Textbox(label="Few" if httpx is None else "Many")
            box.change(f, box, box, api_name="length")
        """
    )
    for library, label in ((None, "Many"), ("faceplate_kit", "")):
        info = read_script(str(script), library=library).descriptor.info()
        assert info["named_endpoints"]["/length"]["parameters"][0]["label"] == label


TEXTS = [
    "Path(__file__).read_text()",
    '(Path(__file__).parent / "app.py").read_text().strip()',
    "open(__file__).read()",
    'open(os.path.join(".", __file__), encoding="utf-8").readlines()[0]',
    '"".join(open(__file__))',
    "[line for line in open(__file__)][0]",
    "sys.version",
    'importlib.metadata.version("pytest")',
    "pytest.__version__",
    'sorted(os.listdir("/"))[0]',
    'subprocess.check_output(["echo", "x"]).decode()',
    'base64.b64encode(open(__file__, "rb").read()).decode()',
    '"a" + os.environ.get("HOME", "x")',
    '"a %s" % os.environ',
    '"a" + open(__file__).read()',
    "listed(os.environ)",
    '"x" * 900_000 + "y" * 900_000',
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_only_a_run_gives_is_no_function_that_adds_an_endpoint(
    write: Write, text: str
) -> None:
    script = str(
        write(
            f"""\
            import base64, importlib.metadata, os, subprocess, sys
            from pathlib import Path

            import pytest
            import faceplate_kit as kit

            def listed(values):
                text = "<ul>"
                for value in values:
                    text += f"<li>{{value}}</li>"
                return text + "</ul>"

            with kit.Blocks() as demo:
                shown = kit.Textbox({text}, label="Shown")
                kit.Button("Go").click(lambda name: name, shown, shown, api_name="go")
            """
        )
    )
    reading = read_script(script)
    assert names(reading) == list(run_script(script).info()["named_endpoints"]) == ["/go"]
    # The text itself is left open, and nothing beside it.
    assert {left.endpoint for left in reading.descriptor.open or []} <= {"/go"}
