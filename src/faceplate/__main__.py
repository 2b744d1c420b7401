"""`python -m faceplate` is the command `faceplate`."""

from faceplate.cli.main import run

run()
