"""The apps that guides call and that rules about descriptors look at: names, and what is known.

An app is named as its clients name it, by an address or as `owner/space`, and what it lets clients
call is read from a descriptor saved as JSON. Its script may be named beside it or alone; it is read
as any source is, and run only where the user asks for that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from faceplate.cache.hashing import blake2b
from faceplate.check.guide_files import Guide, shown
from faceplate.errors import UsageError, clean
from faceplate.source.given import content_of

if TYPE_CHECKING:
    from faceplate.api.descriptor import Endpoint

ANY = "*"
# A space: `owner/name`.
_SPACE = re.compile(r"[\w.-]+/[\w.-]+")
# An address of this machine, which has several names: `http://127.0.0.1:7860`.
_LOCAL = re.compile(r"^https?://(?:127\.0\.0\.1|0\.0\.0\.0|localhost)(:\d+)?")
_LARGEST = 64 * 1024 * 1024


class App(NamedTuple):
    """An app.

    Attributes:
        name: How its clients name it; a star for any app that no other name fits.
        file: Path of the descriptor, or of the script where there is no descriptor.
        text: The content of that file.
        endpoints: Its API endpoints; None where only its script is known.
        script: Its script; None if it is not known.
        hidden: Endpoints that its script hides, each with how.
    """

    name: str
    file: str
    text: str
    endpoints: list[Endpoint] | None
    script: Guide | None
    hidden: dict[str, str] = {}  # noqa: RUF012

    def endpoint(self, name: str) -> Endpoint | None:
        """Return the endpoint of a name, with its slash."""
        return next((endpoint for endpoint in self.endpoints or [] if endpoint.name == name), None)

    @property
    def called(self) -> str:
        """What messages call it."""
        return "the app" if self.name == ANY else f"the app `{self.name}`"

    def hides(self, name: str) -> str | None:
        """Say how an endpoint is hidden: `undocumented` or `private`; None if it is not known."""
        endpoint = self.endpoint(name)
        if endpoint is not None:
            return endpoint.visibility if endpoint.visibility != "public" else None
        return self.hidden.get(name)

    def line(self, name: str) -> tuple[int, int]:
        """Return line and column where an endpoint stands in the file, both counted from 1."""
        import json

        return self._position(json.dumps(name), json.dumps(name, ensure_ascii=False))

    def _position(self, *spelled: str) -> tuple[int, int]:
        for spelling in spelled:
            match = re.search(rf"{re.escape(spelling)}\s*:", self.text)
            if match:
                start = match.start()
                return self.text.count("\n", 0, start) + 1, start - self.text.rfind("\n", 0, start)
        return 1, 1


class Apps:
    """All apps that the user names.

    Args:
        listed: The apps.
        fingerprint: A text that is another one where any of their files is.
    """

    def __init__(self, listed: Iterable[App] = (), fingerprint: str = "") -> None:
        self.listed = list(listed)
        self.fingerprint = fingerprint

    @cached_property
    def _named(self) -> dict[str, App]:
        return {spelling: app for app in self.listed for spelling in _spellings(app.name)}

    def of(self, name: str) -> App | None:
        """Return the app that a client names, or None if it is not one of these."""
        app = next(
            (self._named[spelling] for spelling in _spellings(name) if spelling in self._named),
            None,
        )
        return app or self._named.get(ANY)


def load(
    stated: Iterable[tuple[str, str]], run: Callable[[str], list[Endpoint]] | None = None
) -> Apps:
    """Read what is known of apps.

    Args:
        stated: Name and file of each: a descriptor saved as JSON, or a script. An app may have one
            of each.
        run: Runs a script and gives its endpoints; None if scripts are not to be run.

    Raises:
        UsageError: If a file cannot be read, or is neither.
    """
    files: dict[str, dict[str, str]] = {}
    for name, file in stated:
        kind = "script" if file.endswith(".py") else "descriptor"
        kinds = files.setdefault(name, {})
        if kind in kinds:
            raise UsageError(clean(f"app {name}: {kinds[kind]} and {file} are both its {kind}"))
        kinds[kind] = file
    digest = blake2b(digest_size=20)
    apps = []
    for name, kinds in files.items():
        app, content = _app(name, kinds.get("descriptor"), kinds.get("script"), run)
        digest.update(repr((name, kinds, run is not None)).encode("utf-8", "surrogateescape"))
        digest.update(content)
        apps.append(app)
    return Apps(apps, digest.hexdigest() if apps else "")


def _app(
    name: str,
    descriptor: str | None,
    script: str | None,
    run: Callable[[str], list[Endpoint]] | None,
) -> tuple[App, bytes]:
    from faceplate.api.descriptor import read_endpoints
    from faceplate.api.documents import decode

    endpoints = None
    content, text, file = b"", "", ""
    read = None
    if script is not None:
        source = content_of(script, _LARGEST)
        read = Guide(shown(script), source)
        content, text, file = source, read.text, read.file
        if run is not None and descriptor is None:
            endpoints = run(script)
    if descriptor is not None:
        stored = content_of(descriptor, _LARGEST)
        endpoints = read_endpoints(decode(stored, clean(descriptor)), clean(descriptor))
        content += stored
        text, file = stored.decode("utf-8", "replace"), shown(descriptor)
    return App(name, file, text, endpoints, read), content


def _spellings(name: str) -> list[str]:
    """Return the forms in which a client may name an app, as far as one follows from another."""
    plain = name.strip().rstrip("/")
    plain = _LOCAL.sub(r"http://localhost\1", plain)
    plain = plain.removeprefix("https://huggingface.co/spaces/")
    if _SPACE.fullmatch(plain):
        # The host of a space is made of its name, all but letters and digits as hyphens.
        host = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
        return [plain.lower(), f"https://{host}.hf.space"]
    return [plain.lower()]
