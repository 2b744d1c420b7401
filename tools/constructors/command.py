"""`python tools/constructors`: the comparison, on drawn classes and on installed packages."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from constructors.compare import Outcome, asked, compare
from constructors.sources import modules
from faceplate.cache.store import Store
from faceplate.facts.cached import CachedReader
from faceplate.facts.declarations import ClassFact, FunctionFact
from faceplate.link.library import Library, Symbol
from faceplate.link.pages import Linker
from faceplate.link.signatures import signature_of
from faceplate.public import extract
from faceplate.source import open_target


def drawn(sources: list[str], folder: Path, python: str = sys.executable) -> Outcome:
    """Compare classes of sources: what is read, and what Python says that imports them.

    Args:
        sources: A source for each module.
        folder: An empty folder.
        python: The interpreter that imports them.
    """
    package = folder / "drawn"
    package.mkdir()
    (package / "__init__.py").write_text("")
    for number, source in enumerate(sources):
        (package / f"m{number}.py").write_text(source)
    library = Library(open_target(str(package)), CachedReader(Store(None)))
    linker = Linker(library, {})
    symbols = [symbol for symbol in _declared(library) if symbol.name.startswith("C")]
    answers = asked(python, [str(folder)], (symbol.path for symbol in symbols))
    outcome = Outcome()
    for symbol in symbols:
        made = signature_of(symbol, linker.ancestry)
        before = len(outcome.differences)
        compare(outcome, symbol.path, made.parameters, made.doubts, answers[symbol.path])
        if len(outcome.differences) > before:
            outcome.differences[-1] += "\n" + sources[int(symbol.module.rpartition(".m")[2])]
    return outcome


def _declared(library: Library) -> Iterable[Symbol]:
    for module in library.modules:
        facts = library.module(module)
        for name, fact in (facts.members if facts else {}).items():
            if isinstance(fact, ClassFact | FunctionFact):
                yield Symbol(library, module, name, fact)


def installed(target: str, python: str, site: str) -> Outcome:
    """Compare the public classes and functions of an installed package.

    Args:
        target: Its import name.
        python: The interpreter of its environment.
        site: The folder that holds it.
    """
    manifest = extract(target, search_path=[site], cache=False)
    pages = [page for page in manifest.components if page.kind == "class"]
    answers = asked(python, [], (page.path for page in pages))
    outcome = Outcome()
    for page in pages:
        theirs = answers[page.path]
        home = ".".join(part for part in theirs.get("home", ()) if part)
        if home and home not in (page.path, page.canonical_path):
            # Another thing than the one that was read: a question of names, not of calls.
            theirs = {"missing": home}
        compare(outcome, page.path, page.parameters, page.uncertain, theirs)
    return outcome


def main(arguments: list[str] | None = None) -> int:
    """Compare, print what differs, and return 1 if anything does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", nargs="*", help="import names of installed packages")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that imports")
    parser.add_argument("--site", default="", help="the folder that holds the packages")
    parser.add_argument("--modules", type=int, default=0, help="how many modules to draw")
    parser.add_argument("--seed", type=int, default=0, help="of the draw")
    parser.add_argument("--first", action="store_true", help="draw for the first pydantic")
    options = parser.parse_args(arguments)
    failed = False
    if options.modules:
        with tempfile.TemporaryDirectory() as folder:
            sources = drawn_sources(modules(options.first), options.modules, options.seed)
            outcome = drawn(sources, Path(folder), options.python)
        failed |= _print(f"{options.modules} modules drawn with seed {options.seed}", outcome)
    for package in options.packages:
        try:
            outcome = installed(package, options.python, options.site)
        except Exception as error:  # one package that cannot be asked leaves the others
            print(f"{package}: {type(error).__name__}: {str(error)[:300]}")
            continue
        failed |= _print(package, outcome)
    return int(failed)


def drawn_sources(strategy: st.SearchStrategy[str], count: int, number: int) -> list[str]:
    """Draw sources of modules.

    Args:
        strategy: What draws one.
        count: How many.
        number: The seed.
    """
    sources: list[str] = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(source: str) -> None:
        sources.append(source)

    collect()
    return sources


def _print(name: str, outcome: Outcome) -> bool:
    print(outcome.line(name))
    for sentence, count in outcome.doubts.most_common():
        print(f"  unknown, {count} times: {sentence}")
    for difference in outcome.differences:
        print(f"  different: {difference}")
    return bool(outcome.differences)
