"""Run with `python tools/mutations`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mutations.command import main

if __name__ == "__main__":
    sys.exit(main())
