"""All that a module has in which no name is set."""

from .constants import *
