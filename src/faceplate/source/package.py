"""A tree of one package in a listing: what every kind of target ends as."""

from __future__ import annotations

from faceplate.errors import UsageError, clean
from faceplate.source.layout import Place
from faceplate.source.limits import SOURCE_FILES
from faceplate.source.listing import Listing, join
from faceplate.source.tree import Tree

# Modules in machine code, on Linux and macOS, and on Windows.
_COMPILED = (".so", ".pyd")


class PackageTree(Tree):
    """The source files of a package or module that a listing shows.

    Attributes:
        holder: Path of the folder of the listing that holds it.
        archive: Path of the archive that it was read from, or None.
    """

    def __init__(
        self, listing: Listing, place: Place, version: str | None, location: str, folder: str | None
    ) -> None:
        """Makes the tree of a place.

        Args:
            listing: What the place lies in; each file is read from it once.
            place: The package or module.
            version: Its version, or None.
            location: Where it was found, for messages.
            folder: Absolute path of the folder on disk that holds it, or None.

        Raises:
            UsageError: If there is no source file.
        """
        if not place.files:
            # Why there is nothing to see is often the first problem of all.
            reason = "".join(f" ({path} {why})" for path, why in listing.problems[:1])
            raise UsageError(
                clean(f"{location}: no source file of {place.name} can be read{reason}")
            )
        problems = list(listing.problems)
        if place.truncated:
            message = f"has more than {SOURCE_FILES} source files; the rest is left out"
            problems.append((place.name, message))
        super().__init__(place.name, version, location, folder, place.files, problems)
        self._listing = listing
        self.archive: str | None = None
        self.holder = place.holder

    def compiled(self) -> list[str]:
        """Lists the compiled modules at the top of the package; sorted."""
        names = self._listing.names(join(self.holder, self.name.replace(".", "/")))
        return sorted(name for name in names if name.endswith(_COMPILED))

    def has_sibling(self, name: str) -> bool:
        """Tells whether an archive holds another package or module of a name beside this one."""
        names = self._listing.names(self.holder) if self.archive else ()
        return name in names or f"{name}.py" in names

    def _load(self, path: str) -> bytes:
        return self._listing.read(join(self.holder, path))
