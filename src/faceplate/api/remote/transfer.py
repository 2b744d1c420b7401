"""One request and its answer, of which no more is read than its limit, packed or unpacked."""

from __future__ import annotations

import zlib
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from faceplate.api.remote import failures
from faceplate.errors import UsageError, clean

if TYPE_CHECKING:
    import ssl

    import httpx

_LARGEST = 32 * 1024 * 1024
# How much of an address a message shows.
_SHOWN = 300
# What `zlib` calls the form of each encoding: 31 for gzip, 15 for its own.
_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class OutgoingRequest(NamedTuple):
    """A request.

    Attributes:
        method: `GET` or `POST`.
        url: The address, with the name of its host.
        places: The same with the numbers to connect to, in order.
        headers: Headers beside those that every request has.
        form: Fields of a form, or None.
        extensions: What a connection needs to know.
        proxies: Whether the proxies of the environment are used.
    """

    method: str
    url: str
    places: list[str]
    headers: dict[str, str]
    form: dict[str, str] | None = None
    extensions: dict[str, Any] | None = None
    proxies: bool = False


class Answer(NamedTuple):
    """An answer.

    Attributes:
        status: Its status.
        body: Its body, of an answer with status 200 alone.
        location: Where it redirects to, or None.
        cookies: The cookies that it sets.
        wait: For how many seconds it asks to wait, or None.
    """

    status: int
    body: bytes = b""
    location: str | None = None
    cookies: dict[str, str] = {}  # noqa: RUF012 (never changed)
    wait: str | None = None


async def send(request: OutgoingRequest) -> Answer:
    """Make a request.

    Args:
        request: The request.

    Raises:
        UsageError: If nobody answers, or with what is no answer.
    """
    import httpx

    shown = clean(urlunsplit((*urlsplit(request.url)[:3], "", "")))[:_SHOWN]
    headers = {
        "Host": urlsplit(request.url).netloc.rpartition("@")[2],
        "Accept": "application/json, */*",
        "Accept-Encoding": "gzip",
        **request.headers,
    }
    try:
        async with httpx.AsyncClient(
            timeout=None, trust_env=request.proxies, verify=certificates(request.url)
        ) as client:
            response = await _first(
                client,
                [
                    client.build_request(
                        request.method,
                        place,
                        headers=headers,
                        data=request.form,
                        extensions=request.extensions,
                    )
                    for place in request.places
                ],
            )
            try:
                return await _answer(response, shown)
            finally:
                await response.aclose()
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        raise UsageError(f"{shown} cannot be reached: {failures.reason(error)}") from None


def certificates(url: str) -> ssl.SSLContext | bool:
    """Return what an address is held against: plain http has no certificates to load any for.

    Args:
        url: The address.
    """
    return False if urlsplit(url).scheme == "http" else _of_the_system()


@cache
def _of_the_system() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context()


async def _first(client: httpx.AsyncClient, requests: list[httpx.Request]) -> httpx.Response:
    """Return the response to the first request that finds somebody to answer it."""
    import httpx

    for request in requests[:-1]:
        with suppress(httpx.ConnectError):
            return await client.send(request, stream=True)
    return await client.send(requests[-1], stream=True)


async def _answer(response: httpx.Response, shown: str) -> Answer:
    """Read what counts of a response; the body of a refusal does not."""
    answer = Answer(
        response.status_code,
        cookies={
            cookie.name: cookie.value
            for cookie in response.cookies.jar
            # Others cannot be sent back.
            if cookie.value is not None and f"{cookie.name}{cookie.value}".isascii()
        },
        wait=response.headers.get("retry-after"),
    )
    if response.is_redirect and "location" in response.headers:
        return answer._replace(location=response.headers["location"])
    if response.status_code == 200:
        return answer._replace(body=await _read(response, shown))
    return answer


async def _read(response: httpx.Response, shown: str) -> bytes:
    """Return the body of a response, unpacked, and never more of it than the limit."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in _PACKED and encoding != "identity":
        named = clean(encoding)[:100]
        raise UsageError(f"{shown} answers in the encoding {named!r}, not asked for")
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
