"""One visit to a server: what it knows of us, and what it answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from faceplate.api.documents import decode
from faceplate.api.remote import failures
from faceplate.api.remote.access import Access
from faceplate.api.remote.gate import Gate
from faceplate.api.remote.transfer import Answer, OutgoingRequest, send
from faceplate.api.remote.urls import base_and_user
from faceplate.errors import UsageError, clean

_REDIRECTS = 5
_LONGEST_PATH = 1000
# With these a form is sent again; with the others it was taken.
_SENT_AGAIN = (307, 308)


class RefusedError(UsageError):
    """A server refuses.

    Args:
        message: What is shown.
        status: The status of its answer.
    """

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Visit:
    """One visit to a server.

    Args:
        url: Its address; a user and a password may stand in it.
        access: How to reach it, and what it may do with us.
        stated: Whether a server has stated the address, and not the caller.

    Attributes:
        base: The address below which its routes are.
        shown: The same, for messages.
    """

    def __init__(self, url: str, access: Access, *, stated: bool = False) -> None:
        self.base, user = base_and_user(url)
        self.shown = clean(self.base)
        if access.token and not (access.token.isascii() and access.token.isprintable()):
            raise UsageError("the token holds characters that no token may hold")
        self._access = access
        self._user = access.user or user
        self._gate = Gate(self.base, access, stated=stated)
        self._cookies: dict[str, str] = {}

    async def log_in(self) -> None:
        """Sign in, if there is a user to sign in."""
        if self._user is None:
            return
        form = dict(zip(("username", "password"), self._user, strict=True))
        answer = await self._ask("POST", "login", form)
        if answer.status in (400, 401, 403, 422):
            raise RefusedError(f"{self.shown} refuses the user name or the password", answer.status)
        if answer.status in (404, 405):
            raise RefusedError(
                f"{self.shown} has no /login for a user name and a password; "
                "leave them out, or give --token",
                answer.status,
            )
        if answer.status >= 400:
            raise self.refusal(answer, "login")

    async def get(self, path: str) -> Answer:
        """Ask for something below the address.

        Args:
            path: Where it is.

        Raises:
            RefusedError: If the server asks who we are.
            UsageError: If nobody answers.
        """
        answer = await self._ask("GET", path)
        if answer.status in (401, 403):
            raise RefusedError(self.wants_user(), answer.status)
        return answer

    async def document(self, path: str) -> Any:
        """Ask for a JSON document below the address.

        Args:
            path: Where it is.

        Raises:
            RefusedError: If it is not given.
            UsageError: If it is no JSON.
        """
        answer = await self.get(path)
        if answer.status != 200:
            raise self.refusal(answer, path)
        return decode(answer.body, f"{self.shown}{clean(path)}")

    def stated(self, path: str) -> str:
        """Return a path that a server has stated, if it may lead there.

        Args:
            path: Such as `gradio_api/info`.

        Raises:
            UsageError: If it leads elsewhere, which the caller did not allow.
        """
        if len(path) > _LONGEST_PATH:
            raise UsageError(f"{self.shown} states a path of {len(path):,} characters")
        self._gate.target(self.base, path, "has its interface at")
        return path

    def refusal(self, answer: Answer, path: str) -> RefusedError:
        """Return the error that says what an answer means.

        Args:
            answer: The answer, whose status is not 200.
            path: What was asked for.
        """
        place = f"{self.shown}{clean(path)}"
        meaning = failures.meaning(answer.status, answer.wait)
        told = f"{place} answers with status {answer.status}"
        return RefusedError(f"{told}: {meaning}" if meaning else told, answer.status)

    def wants_user(self) -> str:
        """Return what is said where a server asks who we are."""
        if self._user or self._access.token:
            return f"{self.shown} does not let this user in; check the token or the user"
        return f"{self.shown} asks who you are; give --token or --auth"

    async def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        """Make a request, and follow redirects as far as they may be followed."""
        url = urljoin(self.base, path)
        for _ in range(_REDIRECTS + 1):
            answer = await self._send(method, url, form)
            if answer.location is None:
                return answer
            if form is not None and answer.status not in _SENT_AGAIN:
                return answer  # a login that redirects has let us in; its page is not needed
            url = self._gate.target(url, answer.location)
            if form is not None and not self._gate.is_home(url):
                raise UsageError(f"{self.shown} redirects its /login to another host")
        raise UsageError(f"{self.shown} redirects more than {_REDIRECTS} times")

    async def _send(self, method: str, url: str, form: dict[str, str] | None) -> Answer:
        home = self._gate.is_home(url)
        headers = {}
        if home and self._access.token:
            headers["Authorization"] = f"Bearer {self._access.token}"
        if home and self._cookies:
            headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in self._cookies.items())
        places, extensions = await self._gate.places(url)
        answer = await send(
            OutgoingRequest(method, url, places, headers, form, extensions, proxies=places == [url])
        )
        if home:
            self._cookies |= answer.cookies
        return answer
