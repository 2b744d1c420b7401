"""Sites in several languages: the plugin `i18n` builds a site once for each of them.

It keeps no page that exists in memory only, so pages are added after it has chosen its files; and
what is built for any but the first language stands in a folder of that language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class Language(NamedTuple):
    """The language that a site is built for.

    Attributes:
        is_one_of_several: Whether the site is built once for each of several languages.
        folder: Folder of its pages, with a slash at its end; empty for the first language.
    """

    is_one_of_several: bool = False
    folder: str = ""


def language(config: MkDocsConfig) -> Language:
    """Return the language that a site is built for now.

    Args:
        config: The configuration of the site.
    """
    plugin: Any = config.plugins.get("i18n")
    if plugin is None:
        return Language()
    # It begins with the first language, which it does not name before it is asked for its options.
    current = getattr(plugin, "current_language", None)
    is_first = current is None or plugin.is_default_language_build
    return Language(True, "" if is_first else f"{current}/")
