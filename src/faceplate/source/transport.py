"""Fetches pages and files from hosts that are not trusted, within limits.

Credentials go to nobody but the host that they were stated for. Addresses of the file system are
read here, too, so that an index may as well be a folder. Redirects are followed by hand, since each
step asks anew whom it leads to and what may be said there.
"""

from __future__ import annotations

import os
from functools import cache
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit
from urllib.request import url2pathname

from faceplate.errors import UsageError, clean
from faceplate.source.limits import DOWNLOAD_BYTES, MIB, PAGE_BYTES
from faceplate.source.settings import shown
from faceplate.source.spans import span, whole_size

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping

    import httpx

    from faceplate.source.settings import IndexSettings

# As many as browsers follow.
_REDIRECTS = 20

_STEP = 256 * 1024

# Seconds for a connection to come about; a host that is there answers within one.
_CONNECTING = 5.0

# Seconds that `keyring` may take; it may ask a person.
_KEYRING_PATIENCE = 60


class FetchError(UsageError):
    """Something cannot be fetched; the message says what, without a release before it."""


class NotFoundError(FetchError):
    """The host answers, and has nothing at that address."""


class NoPartsError(FetchError):
    """The host gives files whole, and no parts of them."""


class Received(NamedTuple):
    """What came with the content of an answer.

    Attributes:
        address: Where it comes from in the end, after all redirects.
        kind: Its content type, without parameters; '' for a file.
        size: Bytes of the whole file where a part of it was asked for; else 0.
    """

    address: str
    kind: str
    size: int = 0


class Response(NamedTuple):
    """The answer of a host.

    Attributes:
        address: Where it comes from in the end, after all redirects.
        kind: Its content type, without parameters; '' for a file.
        content: All of it.
    """

    address: str
    kind: str
    content: bytes


class Transport:
    """What fetches, by the settings of this machine.

    Args:
        settings: Where from, and how.
    """

    def __init__(self, settings: IndexSettings) -> None:
        self._settings = settings
        self._clients: dict[bool, httpx.Client] = {}
        self._credentials: list[tuple[SplitResult, tuple[str, str]]] = []
        for address in (*settings.first, *settings.merged, *settings.links):
            parts = urlsplit(address)
            if parts.username is not None:
                user = (unquote(parts.username), unquote(parts.password or ""))
                self._credentials.append((parts, user))
        for address, name, password in settings.users:
            self._credentials.append((urlsplit(address), (name, password)))

    def close(self) -> None:
        """Let go of all connections."""
        for client in self._clients.values():
            client.close()

    def page(self, address: str, accept: str = "*/*") -> Response:
        """Fetch a page.

        Args:
            address: Where it is: http, https, file, or a path.
            accept: The content types that can be read, as in the header.

        Raises:
            NotFoundError: If there is nothing.
            FetchError: If it cannot be had.
        """
        parts: list[bytes] = []
        received = self._stream(address, parts.append, PAGE_BYTES, {"Accept": accept})
        return Response(received.address, received.kind, b"".join(parts))

    def download(self, address: str, write: Callable[[bytes], object]) -> None:
        """Fetch a file, piece by piece.

        Args:
            address: Where it is: http, https, file, or a path.
            write: Takes each piece.

        Raises:
            NotFoundError: If there is nothing.
            FetchError: If it cannot be had.
        """
        self._stream(address, write, DOWNLOAD_BYTES, {"Accept-Encoding": "identity"})

    def part(self, address: str, start: int, length: int) -> tuple[bytes, int]:
        """Fetch a part of a file.

        Args:
            address: Where the file is: http or https.
            start: Where the part begins; negative for the last bytes, however many there are.
            length: Bytes to fetch; not looked at where `start` is negative.

        Returns:
            The part, which is shorter where the file ends within it, and bytes of the whole file.

        Raises:
            NoPartsError: If the host gives no parts, or others than it was asked for.
            NotFoundError: If there is nothing.
            FetchError: If it cannot be had.
        """
        pieces: list[bytes] = []
        headers = {"Accept-Encoding": "identity", "Range": span(start, length)}
        length = -start if start < 0 else length
        received = self._stream(address, pieces.append, length, headers)
        content = b"".join(pieces)
        if len(content) != min(length, received.size - max(start, 0)):
            raise NoPartsError(
                clean(f"{_host(address)} gives less than the part that is asked for")
            )
        return content, received.size

    def _stream(
        self,
        address: str,
        write: Callable[[bytes], object],
        limit: int,
        headers: Mapping[str, str],
    ) -> Received:
        path = file_path(address)
        if path is not None:
            _copy(path, write, limit)
            return Received(address, "")
        if self._settings.offline:
            raise FetchError(
                f"{self._settings.offline} forbids the network; fetch it once without that, or "
                "give a file"
            )
        for _ in range(_REDIRECTS):
            following = self._answer(address, write, limit, headers)
            if isinstance(following, Received):
                return following
            if urlsplit(following).scheme not in ("http", "https"):
                raise FetchError(clean(f"{_host(address)} leads to {shown(following)[:200]}"))
            address = following
        raise FetchError(clean(f"{_host(address)} leads from one address to the next"))

    def _answer(
        self,
        address: str,
        write: Callable[[bytes], object],
        limit: int,
        headers: Mapping[str, str],
    ) -> Received | str:
        """Ask once.

        Returns:
            What came; or the address that the host sends us to.
        """
        import httpx

        parts = urlsplit(address)
        plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        user = self._user(parts)
        try:
            while True:
                with self._client(parts).stream(
                    "GET", plain, headers=dict(headers), auth=user
                ) as response:
                    asked = self._asked(parts, user) if response.status_code == 401 else None
                    if asked is None:
                        return _received(response, write, limit)
                    user = asked
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise FetchError(_unreachable(address, error)) from None

    def _client(self, parts: SplitResult) -> httpx.Client:
        """Return the client for a host, which looks at certificates unless the host is trusted."""
        import httpx

        trusted = {parts.hostname, f"{parts.hostname}:{parts.port}"} & {*self._settings.trusted}
        # Plain http has no certificates, and to load those of the system takes longer than to ask.
        checks = parts.scheme != "http" and not trusted
        client = self._clients.get(checks)
        if client is None:
            settings = self._settings
            client = self._clients[checks] = httpx.Client(
                verify=_believed(settings.certificate or os.environ.get("REQUESTS_CA_BUNDLE"))
                if checks
                else False,
                proxy=settings.proxy,
                timeout=httpx.Timeout(
                    settings.patience, connect=min(_CONNECTING, settings.patience)
                ),
                headers={"User-Agent": "faceplate"},
            )
        return client

    def _user(self, parts: SplitResult) -> tuple[str, str] | None:
        """Return user and password for an address, from addresses stated, else from netrc."""
        if parts.username is not None:
            return unquote(parts.username), unquote(parts.password or "")
        near = [
            (_common(stated.path, parts.path), user)
            for stated, user in self._credentials
            if _origin(stated) == _origin(parts)
        ]
        if near:
            return max(near, key=lambda entry: entry[0])[1]
        return _from_netrc(parts.hostname or "")

    def _asked(self, parts: SplitResult, user: tuple[str, str] | None) -> tuple[str, str] | None:
        """Ask `keyring` for a password, once for each host, if that is set up."""
        if not self._settings.keyring or (user and user[1]):
            return None
        import subprocess

        name = user[0] if user else "__token__"
        service = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        try:
            answer = subprocess.run(
                ["keyring", "get", service, name],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_KEYRING_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        password = answer.stdout.strip()
        if answer.returncode or not password:
            return None
        self._credentials.insert(0, (parts, (name, password)))
        return name, password


def file_path(address: str) -> str | None:
    """Return the path of an address in the file system; None for one of the network."""
    parts = urlsplit(address)
    if parts.scheme == "file":
        return url2pathname(unquote(parts.path) if os.name != "nt" else parts.path)
    return None if parts.scheme in ("http", "https") else address


def _copy(path: str, write: Callable[[bytes], object], limit: int) -> None:
    try:
        with open(path, "rb") as stream:
            for piece in _bounded(iter(lambda: stream.read(_STEP), b""), limit, path):
                write(piece)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise NotFoundError(clean(f"{path}: no such file")) from None
    except OSError as error:
        raise FetchError(clean(f"{path} cannot be read: {error.strerror}")) from None


def _received(
    response: httpx.Response, write: Callable[[bytes], object], limit: int
) -> Received | str:
    address = str(response.url)
    status = response.status_code
    if response.has_redirect_location:
        return urljoin(address, response.headers["Location"])
    if status in (404, 410):
        raise NotFoundError(clean(f"{_host(address)} has nothing there"))
    if status in (401, 403, 407):
        raise FetchError(_denied(address, status))
    asked = response.request.headers.get("Range")
    size = 0
    if asked is not None and status in (200, 206, 416):
        size = (status == 206 and whole_size(response.headers, asked, limit)) or 0
        if not size:
            raise NoPartsError(clean(f"{_host(address)} does not give the part that is asked for"))
    elif status != 200:
        raise FetchError(clean(f"{_host(address)} answers {status}; try again later"))
    for piece in _bounded(response.iter_bytes(_STEP), limit, _host(address)):
        write(piece)
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Received(address, kind, size)


def _bounded(pieces: Iterator[bytes], limit: int, place: str) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise FetchError(clean(f"{place} gives more than {limit // MIB} MiB"))
        yield piece


@cache
def _believed(certificate: str | None) -> ssl.SSLContext:
    """Return what tells honest hosts: the certificates of a file, else those of the system."""
    import ssl

    try:
        if certificate and os.path.isdir(certificate):
            return ssl.create_default_context(capath=certificate)
        if certificate:
            return ssl.create_default_context(cafile=certificate)
    except (OSError, ssl.SSLError) as error:
        raise FetchError(clean(f"{certificate}: no certificates to be read: {error}")) from None
    context = ssl.create_default_context()
    if not context.get_ca_certs():
        # Some builds of Python do not know where their system keeps certificates.
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def _from_netrc(host: str) -> tuple[str, str] | None:
    import netrc

    names = (os.environ.get("NETRC"), "~/.netrc", "~/_netrc")
    for name in filter(None, names):
        try:
            entry = netrc.netrc(os.path.expanduser(name)).authenticators(host)
        except (OSError, netrc.NetrcParseError, UnicodeDecodeError):
            continue
        return (entry[0], entry[2]) if entry else None
    return None


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    try:
        port = parts.port
    except ValueError:
        port = None
    return parts.scheme, parts.hostname, port or {"http": 80, "https": 443}.get(parts.scheme)


def _common(path: str, other: str) -> int:
    """Count the folders that two paths begin with together."""
    parts = zip(path.split("/"), other.split("/"), strict=False)
    return next((count for count, (a, b) in enumerate(parts) if a != b), 100)


def _host(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2]


def _denied(address: str, status: int) -> str:
    return clean(
        f"{_host(address)} wants a user and a password ({status}); state them in the address of "
        "the index, in netrc, or in keyring, as for pip or uv"
    )


def _unreachable(address: str, error: Exception) -> str:
    import httpx

    reason = "no answer in time" if isinstance(error, httpx.TimeoutException) else str(error)
    return clean(
        f"{_host(address)} cannot be reached ({reason[:200] or type(error).__name__}); "
        "check the network, the proxy and the settings of the index, or give a file"
    )
