"""Times the Sphinx extension against autodoc on the same components, in the same run.

    python tools/bench_sphinx.py [--release gradio==6.31.0] [--runs 3] [--installed FOLDER]

autodoc imports what it documents, so the release is installed, with all that it needs, into an
environment of its own, unless `--installed` names a `site-packages` folder that has it. Each round
measures both sides, and what counts is the ratio of the medians of the processor time of whole
processes. Both write one page for each component, with the theme that Sphinx has by itself.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import faceplate
from agreement.environments import environment
from bench import Usage, edit, measure, unpack
from faceplate.public import extract

LIMITS = {"cold": 0.20, "memory, cold": 1.0}
"""The most that a ratio to autodoc may be."""

AUTODOC = "{name}\n{line}\n\n.. autoclass:: {path}\n   :members:\n"
OURS = "{name}\n{line}\n\n.. component:: {path}\n"
PLAIN = "{name}\n{line}\n\nNothing.\n"
INDEX = "Components\n==========\n\n.. toctree::\n   :glob:\n\n   pages/*\n"


def project(folder: Path, form: str, components: list[tuple[str, str]], conf: str) -> Path:
    """Write a project with a page for each component."""
    (folder / "pages").mkdir(parents=True)
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    (folder / "index.rst").write_text(INDEX, encoding="utf-8")
    for name, path in components:
        text = form.format(name=name, line="=" * len(name), path=path)
        (folder / "pages" / f"{path}.rst").write_text(text, encoding="utf-8")
    return folder


def build(folder: Path, environment: dict[str, str]) -> Usage:
    """Build a project."""
    command = [sys.executable, "-m", "sphinx", "-Q", "-b", "html", folder, folder / "built"]
    return measure([str(one) for one in command], environment)


def rounds(scratch: Path, release: str, installed: Path, runs: int) -> dict[str, list[Usage]]:
    """Measure everything in turn, several times."""
    site, cache = scratch / "site", scratch / "cache"
    package = unpack(release, site)
    found = extract(package.name, search_path=[str(site)], cache=False).components
    components = [(one.name, one.path) for one in found if one.group == "component"]
    reading = (
        'extensions = ["faceplate.sites.sphinx"]\n'
        f"faceplate_targets = [{package.name!r}]\nfaceplate_search_path = [{str(site)!r}]\n"
    )
    importing = 'extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon"]\n'
    ours = project(scratch / "ours", OURS, components, reading)
    autodoc = project(scratch / "autodoc", AUTODOC, components, importing)
    plain = project(scratch / "plain", PLAIN, components, "")
    usual = {**os.environ, "FACEPLATE_CACHE": str(cache)}
    with_library = {**usual, "PYTHONPATH": str(installed), "GRADIO_ANALYTICS_ENABLED": "False"}
    print(f"{len(components)} components", file=sys.stderr)
    change = edit(package)
    figures: dict[str, list[Usage]] = {}

    def note(what: str, folder: Path, environment: dict[str, str]) -> None:
        figures.setdefault(what, []).append(build(folder, environment))

    for number in range(1, runs + 1):
        print(f"round {number} of {runs}", file=sys.stderr)
        for folder in (ours / "built", autodoc / "built", plain / "built", cache):
            shutil.rmtree(folder, ignore_errors=True)
        note("autodoc, cold", autodoc, with_library)
        note("faceplate, cold", ours, usual)
        note("faceplate, nothing changed", ours, usual)
        change(number)
        note("faceplate, one file changed", ours, usual)
        change(0)
        note("Sphinx alone, as many pages", plain, usual)
    return figures


def report(release: str, figures: dict[str, list[Usage]]) -> int:
    """Print the table; give the exit code."""
    seconds = {
        what: statistics.median(one.seconds for one in all_) for what, all_ in figures.items()
    }
    memory = {what: statistics.median(one.memory for one in all_) for what, all_ in figures.items()}
    runs = len(figures["autodoc, cold"])
    print(f"{release}, Python {platform.python_version()}, medians of {runs} rounds")
    for what, value in seconds.items():
        print(f"  {what:42} {value * 1000:7.0f} ms {memory[what]:7.0f} MiB")
    ratios = {
        "cold": seconds["faceplate, cold"] / seconds["autodoc, cold"],
        "memory, cold": memory["faceplate, cold"] / memory["autodoc, cold"],
    }
    print("ratios to autodoc, and what they may be")
    for what, ratio in ratios.items():
        verdict = "" if ratio <= LIMITS[what] else "TOO MUCH"
        print(f"  {what:42} {ratio:7.3f}    {LIMITS[what]:5.2f}  {verdict}")
    return int(any(ratio > LIMITS[what] for what, ratio in ratios.items()))


def main() -> int:
    """Measure, print a table, and say whether each ratio keeps its limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--release", default="gradio==6.31.0", help="default: %(default)s")
    parser.add_argument("--runs", type=int, default=3, help="default: %(default)s")
    parser.add_argument("--installed", type=Path, metavar="FOLDER", help="where the release is")
    options = parser.parse_args()
    name, _, version = options.release.partition("==")
    installed = options.installed
    if installed is None:
        python = Path(environment(name, version, Path("build/environments") / version))
        installed = next(python.parent.parent.glob("lib/python*/site-packages"))
    # An installation compiles what it installs; a checkout that was just edited would not be.
    compileall.compile_dir(Path(faceplate.__file__).parent, quiet=2)
    with tempfile.TemporaryDirectory() as scratch:
        figures = rounds(Path(scratch), options.release, installed, options.runs)
    return report(options.release, figures)


if __name__ == "__main__":
    sys.exit(main())
