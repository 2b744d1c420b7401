"""What changes how a library is read, whoever asks: the command line, a site, or a program."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from faceplate.docstrings.styles import Style


class ReadingOptions:
    """The options of reading, which are never changed.

    Whatever is read depends on each of them, so `str` of them all is part of the key of what is
    kept. An option that is added here is in it from the start. A class by hand, since this is on
    the way of runs that have no time to import what makes others.

    Args:
        dialect: Name of the dialect; None to look at the library.
        docstring_style: `google`, `numpy` or `sphinx`; None to find out.
        groups: Documentation groups whose pages are made; None for all, and those of no group.
    """

    __slots__ = ("dialect", "docstring_style", "groups")

    def __init__(
        self,
        dialect: str | None = None,
        docstring_style: Style | None = None,
        groups: Sequence[str] | None = None,
    ) -> None:
        self.dialect = dialect
        self.docstring_style = docstring_style
        self.groups = None if groups is None else tuple(groups)

    @classmethod
    def of(cls, stated: object) -> ReadingOptions:
        """Return the options that are attributes of something, such as the arguments of a command.

        Args:
            stated: What has an attribute for each option that it states.
        """
        return cls(**{name: getattr(stated, name, None) for name in cls.__slots__})

    def __str__(self) -> str:
        """Return all options with their values, in a form in which no two are the same."""
        return ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
