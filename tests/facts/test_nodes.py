"""The nodes of a tree, as Python's own walk gives them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import ModuleType

import pytest

from faceplate.facts.nodes import children, walked


@pytest.mark.parametrize("module", [ast, inspect, textwrap])
def test_nodes_are_those_of_the_library(module: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(module))
    nodes = [node for node in ast.walk(tree) if not isinstance(node, ast.expr_context)]
    assert walked(tree) == nodes
    for node in nodes:
        below = ast.iter_child_nodes(node)
        assert children(node) == [each for each in below if not isinstance(each, ast.expr_context)]
