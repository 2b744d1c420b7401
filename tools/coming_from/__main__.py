"""Runs the command: `python tools/coming_from`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coming_from.command import main

sys.exit(main())
