"""Reads an installed library, has it introspected in its own environment, and counts what agrees.

    python -m tools.frameworks PYTHON LIBRARY [LIBRARY...]

`PYTHON` is the interpreter of an environment in which the libraries are installed; faceplate need
not be there. The manifest is handed to a probe of the dialect, which imports the library, asks its
own introspection, and says for each row whether the manifest agrees. What differs is listed by
kind.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import msgspec

from faceplate.public import extract

PROBES = Path(__file__).parent / "probes"
SHARED = dict.fromkeys(("streamlit", "solara", "shiny"), "functions")
SHOWN = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", help="interpreter of an environment that has the libraries")
    parser.add_argument("libraries", nargs="+", help="import names")
    parser.add_argument("--all", action="store_true", help="list every difference")
    arguments = parser.parse_args()
    found = subprocess.run(
        [arguments.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    for library in arguments.libraries:
        compare(arguments.python, library, found, arguments.all)


def compare(python: str, library: str, place: str, everything: bool) -> None:
    manifest = extract(library, search_path=[place])
    dialect = manifest.library.dialect
    print(f"{library} {manifest.library.version}: {dialect}. {manifest.library.dialect_reason}")
    probe = PROBES / f"{SHARED.get(dialect, dialect)}.py"
    if not probe.exists():
        print("  there is no probe of this dialect")
        return
    done = subprocess.run(
        [python, str(probe), library],
        input=msgspec.json.encode(manifest),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        print(done.stderr.decode(), file=sys.stderr)
        return
    # Some libraries print to standard output as they are imported.
    rows = json.loads(done.stdout.rstrip().rpartition(b"\n")[2])
    for subject in dict.fromkeys(row[0] for row in rows):
        verdicts = Counter(row[3] for row in rows if row[0] == subject)
        whole = sum(verdicts.values())
        agreed = verdicts["agrees"]
        print(f"  {subject}: {agreed} of {whole} ({agreed / whole:.2%})")
        for verdict, count in verdicts.most_common():
            if verdict == "agrees":
                continue
            print(f"    {verdict}: {count}")
            differing = [row for row in rows if row[0] == subject and row[3] == verdict]
            for row in differing if everything else differing[:SHOWN]:
                ours, theirs = (str(value)[:60] for value in row[4:6])
                print(f"      {row[1]} {row[2]}: {ours!r}; at run time {theirs!r}")
