"""A library with a class of its own name."""

from package.parts import Package as Package
