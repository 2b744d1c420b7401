"""Functions that a loop makes."""

import sys

for _name in ("sin" + "e", "cos" + "ine"):
    setattr(sys.modules[__name__], _name, len)
