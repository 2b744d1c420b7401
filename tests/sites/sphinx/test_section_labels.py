"""Labels that another extension makes of the titles of sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites.conftest import LAMPS
from sites.sphinx.project import Project

INDEX = """\
Lamps
=====

Source
------

What I wrote, see :ref:`Source`.

.. autocomponents:: lamps
   :toctree:
"""


@pytest.mark.parametrize("processes", ["1", "2"])
@pytest.mark.parametrize("first", ["before", "after"])
def test_sections_of_components_take_no_label(tmp_path: Path, processes: str, first: str) -> None:
    names = ["faceplate.sites.sphinx", "sphinx.ext.autosectionlabel"]
    project = Project(tmp_path)
    project.configure(
        faceplate_targets=[str(LAMPS)],
        faceplate_pages="api",
        extensions=("sphinx.ext.autosectionlabel",),
    )
    if first == "after":
        conf = project.source / "conf.py"
        text = conf.read_text().replace(repr(names), repr(names[::-1]))
        assert repr(names[::-1]) in text
        conf.write_text(text)
    project.write({"index.rst": INDEX})
    done = project.build("html", "-W", "-j", processes)
    assert done.code == 0, done.warnings
    written = (tmp_path / "html" / "index.html").read_text()
    assert 'class="reference internal" href="#source"><span class="std std-ref">Source' in written
    page = (tmp_path / "html" / "api" / "lamps.Lamp.html").read_text()
    assert "Event listeners" in page
    assert "colour" in page
