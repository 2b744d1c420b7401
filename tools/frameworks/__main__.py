"""Runs the command."""

from tools.frameworks.command import main

main()
