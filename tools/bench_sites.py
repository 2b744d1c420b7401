"""Times a site with the pages of a library against its peers, in the same run.

    python tools/bench_sites.py [--peer PYTHON] [--release gradio==6.31.0] [--runs 5]

The peer is mkdocstrings, in this environment or in the one that PYTHON runs in, with the same
version of Material for MkDocs: both make a page for each of the same components. When nothing has
changed, the peer is MkDocs itself with the same number of pages, each a title and two short
sections, which is the least that a page can be. What counts are ratios of the medians of the
processor time of whole processes, and of the most memory they held.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import faceplate
from bench import Usage, measure, unpack
from faceplate.public import extract

LIMITS = {
    "cold": ("faceplate, empty cache", "mkdocstrings", 0.2),
    "nothing changed": ("faceplate, nothing changed", "plain pages", 1.3),
    "memory": ("faceplate, empty cache", "mkdocstrings", 1.0),
}
"""Each ratio: what is measured, the peer, and the most that the ratio may be."""

THEME = """\
site_name: Bench
theme: {name: material, font: false, features: [navigation.footer]}
"""
PLUGIN = """\
plugins:
  - search
  - faceplate:
      library: %s
      groups: {Components: component}
      only_groups: true
"""
PEER = """\
plugins:
  - search
  - mkdocstrings:
      handlers: {python: {paths: [%s], options: {show_source: false}}}
"""
PLAIN = "plugins: [search]\n"


def project(folder: Path, settings: str, pages: dict[str, str]) -> Path:
    """Write a project of MkDocs."""
    (folder / "docs" / "components").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(THEME + settings)
    for name, text in {"index": "# Start\n", **pages}.items():
        (folder / "docs" / f"{name}.md").write_text(text)
    return folder / "mkdocs.yml"


def main() -> int:
    """Measure, print a table, and say whether each ratio keeps its limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "--peer",
        type=Path,
        default=Path(sys.executable),
        help="a Python with mkdocstrings; default: this one",
    )
    parser.add_argument("--release", default="gradio==6.31.0", help="default: %(default)s")
    parser.add_argument("--runs", type=int, default=5, help="default: %(default)s")
    options = parser.parse_args()
    compileall.compile_dir(Path(faceplate.__file__).parent, quiet=2)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        package = unpack(options.release, home / "installed")
        figures = rounds(package, home, options.peer, options.runs)
    return report(figures)


def rounds(package: Path, home: Path, peer: Path, runs: int) -> dict[str, list[Usage]]:
    """Measure everything in turn, several times."""
    manifest = extract(str(package), cache=False)
    components = [one for one in manifest.components if one.group == "component"]
    print(f"{len(components)} components", file=sys.stderr)
    names = [f"components/{one.name}" for one in components]
    extra = ["components/all", "components/events"]
    short = "# Page\n\nA short text.\n\n## One\n\nMore.\n\n## Two\n\nThe end.\n"
    documented = {
        name: f"# {one.name}\n\n::: {one.canonical_path}\n"
        for name, one in zip(names, components, strict=True)
    }
    ours = project(home / "ours", PLUGIN % package, {})
    theirs = project(home / "theirs", PEER % package.parent, documented)
    plain = project(home / "plain", PLAIN, dict.fromkeys([*names, *extra], short))
    cache = home / "cache"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        "FACEPLATE_CACHE": str(cache),
        "NO_MKDOCS_2_WARNING": "1",
    }
    figures: dict[str, list[Usage]] = {}

    def build(what: str, python: str | Path, config: Path) -> None:
        command = [str(python), "-m", "mkdocs", "build", "--quiet", "-f", str(config)]
        figures.setdefault(what, []).append(measure(command, environment))

    build("warm up", sys.executable, ours)
    for number in range(1, runs + 1):
        print(f"round {number} of {runs}", file=sys.stderr)
        shutil.rmtree(cache)
        build("faceplate, empty cache", sys.executable, ours)
        build("faceplate, nothing changed", sys.executable, ours)
        build("plain pages", sys.executable, plain)
        build("mkdocstrings", peer, theirs)
    del figures["warm up"]
    return figures


def report(figures: dict[str, list[Usage]]) -> int:
    """Print what was measured."""
    for what, found in figures.items():
        seconds = statistics.median(one.seconds for one in found)
        memory = statistics.median(one.memory for one in found)
        print(f"{what:30} {seconds * 1000:8.0f} ms {memory:6.0f} MiB")
    failed = 0
    for name, (one, other, limit) in LIMITS.items():
        part = "memory" if name == "memory" else "seconds"
        ratio = statistics.median(getattr(it, part) for it in figures[one]) / statistics.median(
            getattr(it, part) for it in figures[other]
        )
        failed += ratio > limit
        print(f"{name:30} {ratio:8.3f} {limit:6.2f} {'' if ratio <= limit else 'too much'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
