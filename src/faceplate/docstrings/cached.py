"""Docstrings taken apart, each text once: in this run, and from one run to the next.

Taking a docstring apart needs a parser, and the parser takes longer to import than most changes of
a library take to be read. So what was made of the docstrings of a library is kept under their
texts, and the parser is imported when there is a text of which nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from faceplate.cache.code import fingerprint
from faceplate.cache.hashing import blake2b
from faceplate.cache.keys import key
from faceplate.cache.store import Store
from faceplate.docstrings.structure import Parsed, no_tags

if TYPE_CHECKING:
    from faceplate.docstrings.parts import Outline
    from faceplate.docstrings.styles import Style

_MOST_TEXTS = 4096
"""How many docstrings are kept taken apart, so that those of a huge library do not fill memory."""

_parsed_decoder = msgspec.msgpack.Decoder(Parsed)


class Docstrings:
    """The docstrings of one library, taken apart.

    Args:
        store: Where they are kept, taken apart.
        place: Where the library lies.
        dialect: Name of the dialect that knows the tags.
        style: The style they are written in; None to look at each.
        is_tag: Whether the dialect has a tag of that label.
    """

    def __init__(
        self,
        store: Store,
        place: str,
        dialect: str = "",
        style: Style | None = None,
        is_tag: Callable[[str], bool] = no_tags,
    ) -> None:
        self._store = store
        self._place = f"{dialect}\0{place}"
        self._style = style
        self._is_tag = is_tag
        self._styles: dict[str, Style] = {}
        self._last: tuple[str, Outline] | None = None
        self._parsed: dict[str, Parsed] = {}
        self._kept: dict[bytes, msgspec.Raw] | None = None
        self._new: dict[bytes, Parsed] = {}

    def style(self, text: str) -> Style:
        """Return the style that a docstring is read in.

        Args:
            text: The docstring, its indentation cleaned.
        """
        if self._style:
            return self._style
        if text not in self._styles:
            self.outline(text)
        return self._styles[text]

    def parsed(self, text: str) -> Parsed:
        """Take a docstring apart.

        Args:
            text: The docstring, its indentation cleaned.
        """
        if text not in self._parsed:
            if len(self._parsed) >= _MOST_TEXTS:
                self._parsed.clear()
            self._parsed[text] = self._lookup(text)
        return self._parsed[text]

    def outline(self, text: str) -> Outline:
        """Take a docstring apart, with the places of its parts.

        Args:
            text: The docstring, its indentation cleaned.
        """
        if self._last is not None and self._last[0] == text:
            return self._last[1]
        from faceplate.docstrings.reader import read
        from faceplate.docstrings.styles import style_of

        outline = read(text, self._style, self._is_tag)
        if len(self._styles) >= _MOST_TEXTS:
            self._styles.clear()
        self._styles[text] = style_of(outline)
        # Who asks for the parts of a text mostly asks next for what they say.
        self._last = text, outline
        return outline

    def close(self) -> None:
        """Keep what was taken apart, for the next time."""
        if not self._new or self._store.folder is None:
            return
        kept = self._kept or {}
        if len(kept) + len(self._new) > _MOST_TEXTS:
            kept = {}
        self._store.keep("docstrings", self._key(), {**kept, **self._new})

    def _lookup(self, text: str) -> Parsed:
        """Return what a text says: as it is kept from an earlier run, else read now."""
        if self._kept is None:
            self._kept = self._load()
        name = blake2b(f"{self._style}\0{text}".encode(), digest_size=16).digest()
        kept = self._kept.get(name)
        if kept is not None:
            try:
                return _parsed_decoder.decode(kept)
            except msgspec.MsgspecError:
                self._store.damaged.append(self._key())
        from faceplate.docstrings.flattening import flattened

        parsed = flattened(self.outline(text))
        if len(self._new) < _MOST_TEXTS:
            self._new[name] = parsed
        return parsed

    def _load(self) -> dict[bytes, msgspec.Raw]:
        if self._store.folder is None:
            return {}
        return self._store.load("docstrings", self._key(), dict[bytes, msgspec.Raw]) or {}

    def _key(self) -> str:
        return key(fingerprint(self._store), self._place)
