"""All that another module has."""

from .functions import *
