"""Runs the tool as `python tools/changes`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from changes.command import main

sys.exit(main())
