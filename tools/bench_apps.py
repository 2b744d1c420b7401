"""Times `faceplate api` of a script against the library itself, in the same run.

    python tools/bench_apps.py PYTHON [--runs 3] [--events 300]

PYTHON is the interpreter of an environment with a release of Gradio. The other side imports the
release, runs the script without its launch, and asks for `get_api_info()`. Each round measures all
sides in turn, and the ratios of the medians of processor time count.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from bench import Usage, measure

SAME, COLD = 0.03, 0.6
"""The most that may be, of the library's own time: with nothing changed, with an empty cache."""
EVENTS = 2.0
"""The most seconds that the events after the first may take."""
_SCRIPT = """\
import gradio as gr


def greet(name, times):
    return name * times


with gr.Blocks() as demo:
    name = gr.Textbox(label="Name")
    times = gr.Slider(0, 10, label="Times")
    for number in range({events}):
        gr.Button(str(number)).click(greet, [name, times], name, api_name=f"event_{{number}}")

if __name__ == "__main__":
    demo.launch()
"""
_OWN = "import runpy, sys; runpy.run_path(sys.argv[1])['demo'].get_api_info()"


def main() -> int:
    """Measure, print, and say whether each limit is kept."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("python", type=os.path.abspath)
    parser.add_argument("--runs", type=int, default=3, help="default: %(default)s")
    parser.add_argument("--events", type=int, default=300, help="default: %(default)s")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        figures = _rounds(options.python, Path(scratch), options.runs, options.events)
    seconds = {
        name: statistics.median(one.seconds for one in runs) for name, runs in figures.items()
    }
    memory = {name: statistics.median(one.memory for one in runs) for name, runs in figures.items()}
    for name, value in seconds.items():
        print(f"{name:32} {value:8.3f} s {memory[name]:8.0f} MiB")
    own = seconds["the library itself"]
    rows = [
        ("nothing changed", seconds["nothing changed"] / own, SAME),
        ("empty cache", seconds["empty cache"] / own, COLD),
        ("events after the first, in s", seconds["many events"] - seconds["empty cache"], EVENTS),
    ]
    for what, value, limit in rows:
        print(f"{what:32} {value:8.3f} {limit:8.2f}  {'' if value <= limit else 'TOO MUCH'}")
    return int(any(value > limit for _, value, limit in rows))


def _rounds(python: str, folder: Path, runs: int, events: int) -> dict[str, list[Usage]]:
    apps = folder / "apps"
    apps.mkdir()
    script, many = apps / "app.py", apps / "many.py"
    script.write_text(_SCRIPT.format(events=1))
    many.write_text(_SCRIPT.format(events=events))
    environment = {**os.environ, "FACEPLATE_CACHE": str(folder / "cache")}
    # A checkout compiles itself in its first run.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "faceplate", "api", "--python", python]
    sides = {
        "the library itself": [python, "-c", _OWN, str(script)],
        "empty cache": [*command, "--no-cache", str(script)],
        "nothing changed": [*command, str(script)],
        "many events": [*command, "--no-cache", str(many)],
    }
    for side in ("the library itself", "nothing changed"):
        measure(sides[side], environment)
    figures: dict[str, list[Usage]] = {side: [] for side in sides}
    for _ in range(runs):
        for side, words in sides.items():
            figures[side].append(measure(words, environment))
    return figures


if __name__ == "__main__":
    sys.exit(main())
