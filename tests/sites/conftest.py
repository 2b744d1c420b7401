"""A small library, and a site of it that most tests look at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sites.building import Site, mkdocs

LAMPS = Path(__file__).parent / "library" / "lamps"

START = """\
# Start

See [lamps.Lamp.press][], [`lamps.Dimmer`][], [how bright][lamps.Dimmer.level], [Lamp.dim][] and
`[lamps.Lamp][]`. The event is [lamps.Dimmer.release.fn][], the parameter
[lamps.Dimmer.__init__.release][].

[own][lamps.Mine]

[lamps.Mine]: https://mine.example

```faceplate
parameters: lamps.Lamp
only: colour, value
```

- In a list:

    ```faceplate
    event arguments: lamps.Lamp
    ```

````md
```faceplate
parameters: lamps.Dimmer
```
````
"""


@pytest.fixture(autouse=True, scope="session")
def quiet() -> Iterator[None]:
    """Keep the theme from writing about itself."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    yield


@pytest.fixture
def lamps(tmp_path: Path) -> Path:
    """Give a copy of the library that a test may change."""
    return Path(shutil.copytree(LAMPS, tmp_path / "library" / "lamps"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a site of the library."""
    folder = tmp_path_factory.mktemp("site")
    options = {
        "library": str(LAMPS),
        "cache": False,
        "source_url": "https://lamps.example/source/{file}#L{line}-L{end_line}",
        "edit_url": "https://lamps.example/edit/{file}",
    }
    return mkdocs(
        folder, options, {"index.md": START, "more/deep.md": "# Deep\n\n[lamps.Lamp][]\n"}
    )
