"""Corrects released packages and looks at what became of them.

    python tools/fixes [--list FILE] [--wheels DIR] [--diffs FILE] [RELEASE ...]

Each package is unpacked, and `faceplate check --fix` is called twice. Then every file has to parse,
its syntax tree without docstrings has to be the one it was, the second call must have changed
nothing, no finding may have come, and each word that a docstring lost or gained must have a reason.
With `--diffs`, what changed is written to a file, a docstring at a time, for people to read.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from fixes.accounts import Finding, unaccounted, words
from fixes.docstrings import Text, skeleton, texts

# What the second reading of a package may take, in seconds.
_LIMIT = 900
# Files whose headers may change, for stubs are headers: rules FP305 and FP306.
_STUB = ".pyi"


class Account:
    """What is wrong with the corrected files of a package.

    Attributes:
        faults: One line each.
        changes: The docstrings that changed, each as a difference.
        corrected: How many findings of each rule are there no more.
    """

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.changes: list[str] = []
        self.corrected: Counter[str] = Counter()


def main() -> int:
    """Correct each release, print a line for it and one for each fault."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--list", type=Path, help="a file of releases")
    parser.add_argument("--wheels", type=Path, default=Path("build/wheels"))
    parser.add_argument("--diffs", type=Path, help="write what changed to this file")
    parser.add_argument("releases", nargs="*", help="name==version")
    options = parser.parse_args()
    listed = options.list.read_text(encoding="utf-8").split() if options.list else []
    total = Account()
    for release in [*listed, *options.releases]:
        account = _release(release, options.wheels)
        total.faults += account.faults
        total.changes += account.changes
        total.corrected += account.corrected
        print(
            f"{release}: {account.corrected.total()} findings corrected in {len(account.changes)} "
            f"docstrings, {len(account.faults)} faults",
            flush=True,
        )
        for fault in account.faults:
            print(f"  {fault}", flush=True)
    if options.diffs:
        options.diffs.write_text("\n".join(total.changes), encoding="utf-8")
    print(
        f"together: {total.corrected.total()} findings corrected in {len(total.changes)} "
        f"docstrings, {len(total.faults)} faults: "
        + ", ".join(f"{rule} {count}" for rule, count in sorted(total.corrected.items()))
    )
    return int(bool(total.faults))


def _release(release: str, wheels: Path) -> Account:
    account = Account()
    wheel = _wheel(release, wheels)
    if wheel is None:
        account.faults.append("there is no wheel")
        return account
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        for target in _targets(folder):
            _target(release, folder, target, account)
    return account


def _wheel(release: str, wheels: Path) -> Path | None:
    folder = wheels / release
    if not list(folder.glob("*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary", ":all:", "--dest", str(folder), release]
        subprocess.run(command, check=False, capture_output=True)
    return next(iter(sorted(folder.glob("*.whl"))), None)


def _targets(folder: Path) -> list[Path]:
    """Return the packages and modules that a wheel installs."""
    return sorted(
        path
        for path in folder.iterdir()
        if (path.is_dir() and path.suffix != ".dist-info" and any(path.rglob("*.py")))
        or path.suffix == ".py"
    )


def _target(release: str, folder: Path, target: Path, account: Account) -> None:
    before = _sources(folder)
    found = _findings(folder, target)
    if found is None:
        return
    messages = _check(folder, target, "--fix")
    after = _sources(folder)
    # The second call fixes nothing any more, and says what is left.
    left = _findings(folder, target, "--fix")
    if _sources(folder) != after:
        account.faults.append("a second call changes files once more")
    if left is None:
        account.faults.append(f"the corrected files cannot be checked: {messages}")
        return
    kept = {(each.rule, each.symbol, each.message) for each in left}
    corrected = [each for each in found if (each.rule, each.symbol, each.message) not in kept]
    account.corrected.update(each.rule for each in corrected)
    stated = {(each.rule, each.symbol, each.message) for each in found}
    for each in left:
        if (each.rule, each.symbol, each.message) not in stated:
            account.faults.append(f"new: {each.rule} {each.symbol}: {each.message}")
    library = [set(words(text.text)) for source in before.values() for text in _read(source)]
    for file, source in after.items():
        if source != before.get(file):
            here = [each for each in corrected if Path(each.file).as_posix() == file]
            _file(release, file, before[file], source, here, library, account)


def _file(
    release: str,
    file: str,
    before: str,
    after: str,
    corrected: list[Finding],
    library: list[set[str]],
    account: Account,
) -> None:
    """Hold a changed file against what it was."""
    try:
        trees = ast.parse(before), ast.parse(after)
    except (SyntaxError, ValueError) as error:
        account.faults.append(f"{file} does not parse: {error}")
        return
    pairs = list(zip(texts(before, trees[0]), texts(after, trees[1]), strict=False))
    if skeleton(trees[0]) != skeleton(trees[1]) and not file.endswith(_STUB):
        account.faults.append(f"{file} has another tree")
        return
    for old, new in pairs:
        if old.text == new.text:
            continue
        account.changes.append(_change(release, file, old, new))
        strange = unaccounted(old, new, corrected, library)
        if strange:
            account.faults.append(f"{file}:{old.line} {old.owner}: {' '.join(strange)}")


def _change(release: str, file: str, old: Text, new: Text) -> str:
    header = "\n".join(old.header.split("\n")[:20])
    lines = difflib.unified_diff(old.text.split("\n"), new.text.split("\n"), lineterm="", n=2)
    difference = "\n".join(list(lines)[2:])
    return f"=== {release} {file}:{old.line} {old.owner}\n{header}\n{difference}\n"


def _read(source: str) -> list[Text]:
    try:
        return texts(source, ast.parse(source))
    except (SyntaxError, ValueError):
        return []


def _sources(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "surrogateescape")
        for path in sorted(folder.rglob("*.py*"))
        if path.suffix in (".py", _STUB)
    }


def _findings(folder: Path, target: Path, *options: str) -> list[Finding] | None:
    output = _check(folder, target, "--format", "json", "--show-places", *options)
    try:
        rows = json.loads(output)
    except ValueError:
        return None
    return [
        Finding(*(row[part] for part in ("rule", "symbol", "message", "file", "line")))
        for row in rows
    ]


def _check(folder: Path, target: Path, *options: str) -> str:
    """Call the checker in a folder, and return what it prints."""
    command = [sys.executable, "-m", "faceplate", "check", "--select", "ALL", "--offline"]
    command += ["--search-path", str(folder), *options, target.relative_to(folder).as_posix()]
    called = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=_LIMIT, check=False
    )
    return called.stdout or called.stderr
