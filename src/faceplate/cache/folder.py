"""Where faceplate keeps what it can make again: facts of files, and releases it fetched.

One rule for all parts, in a module of its own because the parts that need it know nothing of each
other. `platformdirs` takes longer to import than a warm run has time for, so it is only asked where
the environment says nothing.
"""

from __future__ import annotations

import os


def cache_folder() -> str:
    """Names the cache folder; it need not exist yet.

    Returns:
        Absolute path: `FACEPLATE_CACHE` of the environment if that is set and not empty, else the
        user's cache folder of this operating system.
    """
    chosen = os.environ.get("FACEPLATE_CACHE")
    if chosen:
        return os.path.abspath(os.path.expanduser(chosen))
    from platformdirs import user_cache_dir

    return user_cache_dir("faceplate", appauthor=False)
