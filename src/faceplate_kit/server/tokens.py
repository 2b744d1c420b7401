"""What the server signs, so that it knows it again: a page that it has made, and who is signed in.

Everything is signed with a secret of this very run of the app, so nothing of another app, or of an
earlier run, is taken. The token of a page says that its bearer was given the page: that is what
lets it trigger private events. It holds off calls by name, by index and by URL, and pages of other
origins, which cannot read ours. It does not hold off a program that fetches the page, keeps its
cookie and sends both back as a browser would: whoever may use the page may do what the page does.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict

from itsdangerous import BadData, URLSafeTimedSerializer

_SIGNED_IN = 10_000


class Tokens:
    """The signatures of one run of an app.

    Args:
        page_seconds: How long the token of a page is good.
        sign_in_seconds: How long somebody stays signed in.
    """

    def __init__(self, page_seconds: float, sign_in_seconds: float) -> None:
        secret = secrets.token_bytes(32)
        self._page = URLSafeTimedSerializer(secret, salt="page")
        self._browser = URLSafeTimedSerializer(secret, salt="browser")
        self._person = URLSafeTimedSerializer(secret, salt="person")
        self._page_seconds = int(page_seconds)
        self._sign_in_seconds = int(sign_in_seconds)
        self._people: OrderedDict[str, tuple[str, float]] = OrderedDict()

    def browser(self) -> str:
        """Give a new value for the cookie that ties a page to the browser that fetched it."""
        return str(self._browser.dumps(secrets.token_urlsafe(16)))

    def is_browser(self, cookie: str | None) -> bool:
        """Whether a cookie is one that `browser` gave."""
        return cookie is not None and self._opened(self._browser, cookie, None) is not None

    def session(self) -> str:
        """Give a new name for the session of a page."""
        return secrets.token_urlsafe(16)

    def page(self, session: str, cookie: str) -> str:
        """Give the token of a page.

        Args:
            session: The session of the page.
            cookie: The cookie of the browser that the page goes to.
        """
        return str(self._page.dumps([session, cookie]))

    def is_page(self, token: str | None, session: str | None, cookie: str | None) -> bool:
        """Whether a token is that of a page, with this session, in this browser."""
        if token is None or session is None or not self.is_browser(cookie):
            return False
        return self._opened(self._page, token, self._page_seconds) == [session, cookie]

    def sign_in(self, username: str) -> str:
        """Note that somebody is signed in, and give the value for the cookie."""
        number = secrets.token_urlsafe(16)
        self._people[number] = (username, time.monotonic() + self._sign_in_seconds)
        while len(self._people) > _SIGNED_IN:
            self._people.popitem(last=False)
        return str(self._person.dumps(number))

    def username(self, cookie: str | None) -> str | None:
        """Say who is signed in, or None."""
        number = self._opened(self._person, cookie, self._sign_in_seconds) if cookie else None
        username, until = self._people.get(str(number), (None, 0.0))
        return username if time.monotonic() < until else None

    def sign_out(self, cookie: str | None) -> None:
        """End a sign-in, so that no copy of its cookie is good any more."""
        number = self._opened(self._person, cookie, None) if cookie else None
        self._people.pop(str(number), None)

    @staticmethod
    def _opened(signer: URLSafeTimedSerializer, text: str, seconds: int | None) -> object:
        try:
            return signer.loads(text, max_age=seconds)
        except BadData:
            return None
