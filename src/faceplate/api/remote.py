"""Ask a running app for its descriptor, over HTTP.

The app says under `/config` which library it is made with, where its routes are and how it hands
out results, and under `/info` what can be called. That is so for every release of Gradio from 3.x
on, for the kit, and below any prefix. An app that asks for a user gets a password through its own
`/login`, or a token in the header that such tokens go in.

A server is not trusted. All there is takes place within one limit of time; no answer is read beyond
a limit of size, packed or unpacked; and a redirect is followed only to the host that was asked for,
or to one that the caller named, and to a private address only if the caller said so.
"""

from __future__ import annotations

import asyncio
import re
import threading
import zlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from faceplate.api.addresses import addresses, is_private
from faceplate.api.descriptor import Descriptor, read_endpoints
from faceplate.api.documents import decode
from faceplate.errors import UsageError, clean

if TYPE_CHECKING:
    import ssl

    import httpx

_T = TypeVar("_T")

SECONDS = 30.0

_LARGEST = 32 * 1024 * 1024
_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_IN_PAGE = re.compile(rb"window\.gradio_config = (\{.*?\});\s*</script>", re.DOTALL)
# The first release whose client wraps a file with `handle_file`; before it was `file`. Nothing else
# in what the server tells changed with that.
_HANDLE_FILE = (4, 34)


class Access(NamedTuple):
    """How to reach an app, and what it may do with us.

    Attributes:
        token: Bearer token.
        user: User name and password.
        redirects: Other hosts that may be redirected to, such as `example.org` or `example.org:80`.
        private: Whether a redirect may lead to a private address.
    """

    token: str | None = None
    user: tuple[str, str] | None = None
    redirects: tuple[str, ...] = ()
    private: bool = False


def is_url(source: str) -> bool:
    """Whether a source is the address of a running app."""
    return source.lower().startswith(("http://", "https://"))


def fetch(
    url: str,
    access: Access | None = None,
    *,
    seconds: float = SECONDS,
    all_endpoints: bool = False,
) -> Descriptor:
    """Read the descriptor of a running app.

    Args:
        url: Address of the app's page; a user and a password may stand in it.
        access: How to reach it; None for without a user, and without leaving its host.
        seconds: How long it may take, from the first look-up to the last byte.
        all_endpoints: Whether to list undocumented endpoints, too, where the server tells them.

    Returns:
        The descriptor.

    Raises:
        UsageError: If the app cannot be reached, refuses, or answers with what is not a descriptor.
    """
    visit = _Visit(url, access or Access())
    return _waited_for(lambda: visit.descriptor(all_endpoints), visit, seconds)


def fetch_json(url: str, path: str, access: Access, *, seconds: float) -> Any:
    """Read a JSON document of a host that is not an app.

    Args:
        url: Address of the host.
        path: Where the document is.
        access: How to reach it; a user for an app is none for its host.
        seconds: How long it may take.

    Raises:
        UsageError: If it cannot be reached, refuses, or answers with something else.
    """
    visit = _Visit(url, access._replace(user=None))
    return _waited_for(lambda: visit.document(path), visit, seconds)


def _waited_for(work: Callable[[], Awaitable[_T]], visit: _Visit, seconds: float) -> _T:
    """Do the work in a thread: where we are called from, an event loop may be running."""
    outcome: list[_T] = []
    failure: list[BaseException] = []

    async def wait() -> _T:
        try:
            return await asyncio.wait_for(work(), seconds)
        except TimeoutError:
            raise UsageError(f"{visit.shown} did not answer within {seconds:g} s") from None

    def call() -> None:
        try:
            outcome.append(asyncio.run(wait()))
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    thread.join()
    if failure:
        raise failure[0]
    return outcome[0]


def _certificates(url: str) -> ssl.SSLContext | bool:
    """Return what an address is held against: plain http has no certificates to load any for."""
    return False if urlsplit(url).scheme == "http" else _of_the_system()


@cache
def _of_the_system() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context()


class _Answer(NamedTuple):
    status: int
    body: bytes


class _Visit:
    """One visit to an app: where it is, what it knows of us, and what it said so far."""

    def __init__(self, url: str, access: Access) -> None:
        self.base, user = _base(url)
        self.shown = clean(self.base)
        self.access = access
        self.user = access.user or user
        self.origin = _origin(self.base)
        self.known: dict[str, list[str]] = {}
        self.cookies: dict[str, str] = {}

    async def descriptor(self, all_endpoints: bool) -> Descriptor:
        """Ask for all that a descriptor holds."""
        if self.user:
            await self._log_in(*self.user)
        config = await self._config()
        prefix = config.get("api_prefix")
        prefix = prefix.strip("/") if isinstance(prefix, str) else ""
        below = f"{prefix}/" if prefix else ""
        info = await self.document(f"{below}info")
        served = read_endpoints(info, f"{self.shown}{below}info")
        endpoints = served
        if all_endpoints:
            path = f"{below}info?all_endpoints=true"
            endpoints = read_endpoints(await self.document(path), f"{self.shown}{path}")
        version = config.get("version")
        version = version.strip() if isinstance(version, str) else None
        numbers = tuple(map(int, re.findall(r"\d+", version or "")[:2]))
        library, title = config.get("library"), config.get("title")
        protocol = config.get("protocol")
        return Descriptor(
            endpoints=endpoints,
            served=served,
            library=library if isinstance(library, str) else None,
            version=version,
            title=title if isinstance(title, str) else "",
            url=self.base,
            api_prefix=f"/{prefix}" if prefix else "",
            protocol=protocol if isinstance(protocol, str) else None,
            file_function="file" if (4,) < numbers < _HANDLE_FILE else "handle_file",
        )

    async def _log_in(self, name: str, password: str) -> None:
        answer = await self._ask("POST", "login", {"username": name, "password": password})
        if answer.status in (400, 401, 403):
            raise UsageError(f"{self.shown} refuses the user name or the password")
        if answer.status == 404:
            raise UsageError(f"{self.shown} has no /login for a user name and a password")
        if answer.status >= 400:
            raise UsageError(f"{self.shown}login answers with status {answer.status}")

    async def _config(self) -> dict[str, Any]:
        answer = await self._ask("GET", "config")
        self._refused(answer)
        if answer.status == 200 and not answer.body.lstrip().startswith(b"<"):
            config = decode(answer.body, f"{self.shown}config")
        else:
            page = await self._ask("GET", "")
            self._refused(page)
            match = _IN_PAGE.search(page.body)
            if match is None:
                raise UsageError(
                    f"{self.shown} is not an app that describes itself: "
                    f"it answers {self.shown}config with status {answer.status}"
                )
            config = decode(match[1], f"the configuration in {self.shown}")
        if not isinstance(config, dict):
            raise UsageError(f"{self.shown}config is not an object")
        if config.get("auth_required"):
            raise UsageError(self._wants_user())
        return config

    async def document(self, path: str) -> Any:
        """Ask for a JSON document below the address.

        Args:
            path: Where it is.
        """
        answer = await self._ask("GET", path)
        self._refused(answer)
        if answer.status != 200:
            raise UsageError(f"{self.shown}{clean(path)} answers with status {answer.status}")
        return decode(answer.body, f"{self.shown}{clean(path)}")

    def _refused(self, answer: _Answer) -> None:
        if answer.status in (401, 403):
            raise UsageError(self._wants_user())
        if answer.status == 429:
            raise UsageError(f"{self.shown} asks for fewer requests; try again later")

    def _wants_user(self) -> str:
        if self.user or self.access.token:
            return f"{self.shown} does not let this user in"
        return f"{self.shown} asks who you are; give --token or --auth"

    async def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> _Answer:
        """Make a request, and follow redirects as far as they may be followed."""
        url = urljoin(self.base, path)
        for _ in range(_REDIRECTS + 1):
            answer, target = await self._request(method, url, form)
            if target is None:
                return answer
            if form is not None:
                return answer  # a login that redirects has let us in; its page is not needed
            target = self._target(url, target)
            self._may_follow(url, target)
            url = target
        raise UsageError(f"{self.shown} redirects more than {_REDIRECTS} times")

    def _target(self, url: str, location: str) -> str:
        """The address that a redirect names."""
        try:
            target = urljoin(url, location)
            _origin(target)
        except (ValueError, UsageError):
            where = clean(without_user(location))[:100]
            raise UsageError(
                f"{self.shown} redirects to {where}, which is not an address"
            ) from None
        return target

    def _may_follow(self, url: str, target: str) -> None:
        parts = urlsplit(target)
        shown = clean(f"{parts.scheme}://{parts.hostname or ''}")
        if parts.scheme not in _PORTS or not parts.hostname:
            raise UsageError(
                f"{self.shown} redirects to {shown}, which is not an address on the web"
            )
        if urlsplit(url).scheme == "https" and parts.scheme == "http":
            raise UsageError(f"{self.shown} redirects from https to http, which is not followed")
        host, port = parts.hostname, _origin(target)[2]
        if self._is_home(target):
            return
        if not {host, f"{host}:{port}"} & {name.lower() for name in self.access.redirects}:
            place = host if port == _PORTS[parts.scheme] else f"{host}:{port}"
            raise UsageError(
                f"{self.shown} redirects to another host; "
                f"to follow it, give --allow-redirects {clean(place)}"
            )

    def _is_home(self, url: str) -> bool:
        """Whether an address is of the host that was asked for, perhaps over https now."""
        origin = _origin(url)
        if origin == self.origin:
            return True
        return (
            origin[1] == self.origin[1]
            and (self.origin[0], self.origin[2]) == ("http", 80)
            and ((origin[0], origin[2]) == ("https", 443))
        )

    async def _request(
        self, method: str, url: str, form: dict[str, str] | None
    ) -> tuple[_Answer, str | None]:
        """Make one request; give the answer, and where it redirects to."""
        import httpx

        home = self._is_home(url)
        headers = {
            "Host": urlsplit(url).netloc.rpartition("@")[2],
            "Accept": "application/json, */*",
            "Accept-Encoding": "gzip",
        }
        if home and self.access.token:
            headers["Authorization"] = f"Bearer {self.access.token}"
        if home and self.cookies:
            headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        shown = clean(urlunsplit((*urlsplit(url)[:3], "", "")))
        places, extensions = await self._places(url)
        try:
            async with httpx.AsyncClient(
                timeout=None, trust_env=places == [url], verify=_certificates(url)
            ) as client:
                response = await _first(
                    client,
                    [
                        client.build_request(
                            method, place, headers=headers, data=form, extensions=extensions
                        )
                        for place in places
                    ],
                )
                try:
                    if home:
                        self.cookies |= {
                            key: value or "" for key, value in response.cookies.items()
                        }
                    if response.is_redirect and "location" in response.headers:
                        return _Answer(response.status_code, b""), response.headers["location"]
                    return _Answer(response.status_code, await _read(response, shown)), None
                finally:
                    await response.aclose()
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            reason = clean(str(error) or type(error).__name__)
            raise UsageError(f"{shown} cannot be reached: {reason}") from None

    async def _places(self, url: str) -> tuple[list[str], dict[str, Any]]:
        """Where to connect to: addresses that were looked up and judged, not the host's name.

        They are looked up once for each host, so that a name cannot come to stand for another
        address between two requests. Only a proxy is told the name of the host asked for.
        """
        scheme, host, port = _origin(url)
        home = self._is_home(url)
        if home and _proxied(scheme, host):
            return [url], {}
        if host not in self.known:
            self.known[host] = await addresses(host, port)
        found = self.known[host]
        hidden = next((one for one in found if is_private(one)), None)
        if hidden is not None and not home and not self.access.private:
            raise UsageError(
                f"{self.shown} redirects to {clean(host)}, which is the private address {hidden}; "
                "to follow it, give --allow-private"
            )
        parts = urlsplit(url)
        literals = [f"[{one}]" if ":" in one else one for one in found]
        places = [
            urlunsplit((scheme, f"{literal}:{port}", parts.path, parts.query, ""))
            for literal in literals
        ]
        return places, {"sni_hostname": host} if scheme == "https" else {}


async def _first(client: httpx.AsyncClient, requests: list[httpx.Request]) -> httpx.Response:
    """The response to the first request that finds somebody to answer it."""
    import httpx

    for request in requests[:-1]:
        with suppress(httpx.ConnectError):
            return await client.send(request, stream=True)
    return await client.send(requests[-1], stream=True)


def _proxied(scheme: str, host: str) -> bool:
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    return bool(proxies.get(scheme) or proxies.get("all")) and not proxy_bypass(host)


async def _read(response: httpx.Response, shown: str) -> bytes:
    """The body of an answer, unpacked, and never more of it than the limit."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in _PACKED and encoding != "identity":
        raise UsageError(f"{shown} answers in the encoding {clean(encoding)!r}, not asked for")
    unpack = zlib.decompressobj(_PACKED[encoding]) if encoding in _PACKED else None
    body = bytearray()
    begun = False
    async for piece in response.aiter_raw():
        begun = True
        if unpack is None:
            body += piece
        else:
            try:
                body += unpack.decompress(piece, _LARGEST + 1 - len(body))
            except zlib.error:
                raise UsageError(f"{shown} answers with damaged data") from None
        if len(body) > _LARGEST:
            raise UsageError(f"{shown} answers with more than {_LARGEST >> 20} MB")
    if unpack is not None and begun and not unpack.eof:
        raise UsageError(f"{shown} answers with damaged data")
    return bytes(body)


def _base(url: str) -> tuple[str, tuple[str, str] | None]:
    """The address below which an app's routes are, and the user that stood in it."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{clean(without_user(url))} is not an address: {error}") from None
    if not host:
        raise UsageError(f"{clean(without_user(url))} is not an address: it names no host")
    literal = f"[{host}]" if ":" in host else host
    place = literal if port is None else f"{literal}:{port}"
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    user = None
    if parts.username is not None:
        user = (unquote(parts.username), unquote(parts.password or ""))
    return urlunsplit((parts.scheme.lower(), place, path, "", "")), user


def without_user(url: str) -> str:
    """An address without the user and the password that may stand in it.

    Args:
        url: Any text.
    """
    return re.sub(r"//[^/]*@", "//", url)


def _origin(url: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        scheme = parts.scheme.lower()
        return scheme, (parts.hostname or "").rstrip("."), parts.port or _PORTS.get(scheme, 0)
    except ValueError:
        raise UsageError(f"{clean(without_user(url))} is not an address") from None
