"""How much a target may hold before faceplate stops believing it.

A target may come from strangers, so whatever is read of it is bounded by what is really read, never
by what a header promises. Each number is far above what any honest library was seen to hold and far
below what hurts a small machine.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from faceplate.model import Problem

MIB = 1024 * 1024

#: Bytes of one source file; the largest hand-written modules are below a tenth of it.
FILE_BYTES = 8 * MIB

#: Bytes of all source files of one target together.
TOTAL_BYTES = 512 * MIB

#: Bytes of source files in a folder that are held in memory at once; those that had to go are read
#: again. All of gradio 6.31.0 takes 5 MiB.
HELD_BYTES = 64 * MIB

#: Source files of one package.
SOURCE_FILES = 20_000

#: Entries seen while a folder is walked, and members of an archive, of whatever kind.
ENTRIES = 200_000

#: Bytes that are read from an archive at once: bounds the directory of a zip file and the headers
#: of a tar file, which the standard library takes into memory whole.
CHUNK_BYTES = 24 * MIB

#: An archive may expand to this many times its own size (source text comes to about 4) ...
EXPANSION = 100

#: ... or to this many bytes if that is more, as tiny archives may well be very repetitive ...
EXPANSION_FLOOR = 64 * MIB

#: ... but a stream that has to be expanded from front to back never to more than this.
EXPANSION_CEILING = 2048 * MIB

#: Bytes of one file that is fetched; the largest wheels on the public index come close to it ...
DOWNLOAD_BYTES = 1024 * MIB

#: ... and of one page of an index; the longest there lists 20,000 files in about 10 MiB.
PAGE_BYTES = 64 * MIB

#: Parts of one archive that are fetched, and bytes of them together, before the whole is taken for
#: what costs less; a wheel of 180 modules takes about five parts.
PARTS = 200
PART_BYTES = 128 * MIB

#: Levels of folders, and characters of a path, inside a target.
DEPTH = 64
PATH_CHARACTERS = 1024

#: Problems reported for one target; after that they are only counted.
PROBLEMS = 100


def expansion(size: int) -> int:
    """Say how many bytes may come out of an archive.

    Args:
        size: Bytes of the archive itself.

    Returns:
        Bytes that it may expand to.
    """
    return min(EXPANSION_CEILING, max(EXPANSION_FLOOR, EXPANSION * size))


def limited(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems up to the limit for one target, each once, and how many more there are.

    Those of the library as a whole, which have no file, come first: they explain most.
    """
    from faceplate.model import Problem

    unique = sorted(dict.fromkeys(problems), key=lambda problem: bool(problem.file))
    more = len(unique) - PROBLEMS
    if more <= 0:
        return list(dict.fromkeys(problems))
    return [*unique[:PROBLEMS], Problem("", None, f"{more} more such problems")]
