"""What a command has to wait for."""

import subprocess
import sys

import pytest

SETUP = """
import sys
from faceplate.model import Component, LibraryInfo, Source
component = Component(name="a", kind="class", path="b.a", canonical_path="b.a",
                      description={description!r}, source=Source("b.py", 1, 2))
from faceplate.render import page
page(component, LibraryInfo("b", None, "plain"), {form!r})
print(*sys.modules)
"""


def modules(program):
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_package_imports_nothing_heavy():
    loaded = modules("import sys, faceplate.render; print(*sys.modules)")
    assert not loaded & {"jinja2", "markdown_it", "msgspec", "nh3", "rich"}


@pytest.mark.parametrize(
    ("form", "description", "not_needed"),
    [
        ("terminal", "Plain words.", {"jinja2", "markdown_it", "nh3", "pygments"}),
        ("terminal", "Some `code`.", {"jinja2", "nh3", "pygments"}),
        ("json", "Some `code`.", {"jinja2", "markdown_it", "nh3", "rich"}),
        ("markdown", "Some `code`.", {"nh3", "rich"}),
        ("rst", "Some `code`.", {"nh3", "rich", "docutils"}),
        ("html", "Some `code`.", {"rich"}),
    ],
)
def test_format_imports_what_it_needs(form, description, not_needed):
    loaded = modules(SETUP.format(form=form, description=description))
    assert not loaded & not_needed
