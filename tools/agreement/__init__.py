"""Does the manifest agree with the library's own runtime generator?

    python tools/agreement 4.16.0 6.31.0 [--environments DIR] [--verbose] [--json FILE]

Faceplate reads a wheel without importing it. The peer is `generate_documentation()`, which imports
everything. For each release this tool makes a virtual environment, asks the generator there
(`probe.py`), reads the wheel, compares every value (`compare.py`), sorts each difference into a
kind that is meant or `unexplained` (`kinds.py`), and prints a table (`report.py`). The exit code
is 1 if anything is unexplained.
"""
