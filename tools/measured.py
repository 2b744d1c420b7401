"""Asks releases of Gradio what the kit is held against.

`tests/kit/kit_apps.py` writes a family of apps once, for both libraries. This tool builds them with
Gradio, in an environment of its own for each release, and keeps what the release says of them: the
names of the endpoints, their parameters, the settings of the events. The tests compare the kit with
that, so they need neither Gradio nor a network.

    python tools/measured.py            say which files differ from what the releases say
    python tools/measured.py --write    write them
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from agreement.environments import environment

TESTS = Path(__file__).resolve().parents[1] / "tests" / "kit"
QUESTIONS = {"apps": "4.16.0", "parameters": "5.50.0"}
"""What is asked, and which release is the first that the kit follows in it."""
SECONDS = 300


def main() -> int:
    """Measure, and compare or write.

    Returns:
        0 if all files hold what the releases say, or have been written; else 1.
    """
    parser = argparse.ArgumentParser(description="Ask Gradio what the kit is held against.")
    parser.add_argument("--write", action="store_true", help="write what differs")
    parser.add_argument("--environments", type=Path, default=Path("build/environments"))
    arguments = parser.parse_args()
    differing = []
    for question, release in QUESTIONS.items():
        python = environment("gradio", release, arguments.environments / release)
        run = subprocess.run(
            [python, TESTS / "kit_apps.py", question],
            capture_output=True,
            check=True,
            timeout=SECONDS,
        )
        text = _written(release, json.loads(run.stdout))
        file = TESTS / "measured" / f"{question}.json"
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            differing.append(file.name)
            if arguments.write:
                file.write_text(text, encoding="utf-8")
    print(f"{', '.join(differing) or 'nothing'} differs")
    return 1 if differing and not arguments.write else 0


def _written(release: str, answer: dict[str, object]) -> str:
    lines = [
        f"  {json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}"
        for name, one in answer.items()
    ]
    return f'{{"release": "{release}", "answer": {{\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    sys.exit(main())
