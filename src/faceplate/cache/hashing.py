"""The one hash function in use.

`hashlib` sets up OpenSSL before it hands out this very function, which costs a run on which nothing
changed a tenth of its time; so it is taken from where `hashlib` has it.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # pragma: no cover - another implementation of Python
    from hashlib import blake2b

__all__ = ["blake2b"]
"""Keys and fingerprints are BLAKE2b digests of 16 or 20 bytes."""
