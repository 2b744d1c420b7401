"""Run as `python tools/upgrades`, which puts this folder, not its parent, on the path."""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from upgrades.command import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
