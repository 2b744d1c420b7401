"""The pages of the kit, in the formats of a site."""

from __future__ import annotations

from pathlib import Path

import faceplate

SUFFIXES = {"markdown": "md", "html": "html"}
"""Format to the suffix of its files."""

Made = tuple[str, int, Path]
"""What was made, how many, and where."""


def write(manifest: faceplate.Manifest, folder: Path) -> list[Made]:
    """Write the page of each component and the list of all, in each format.

    Args:
        manifest: The kit.
        folder: Where to write; each format has a folder of its own there.
    """
    made = []
    for form, suffix in SUFFIXES.items():
        place = folder / form
        place.mkdir(parents=True, exist_ok=True)
        (place / f"index.{suffix}").write_text(faceplate.listing(manifest, form), encoding="utf-8")
        for component in manifest.components:
            page = faceplate.page(component, manifest.library, form)
            (place / f"{component.name}.{suffix}").write_text(page, encoding="utf-8")
        made.append((f"pages in {form}", len(manifest.components), place))
    return made
