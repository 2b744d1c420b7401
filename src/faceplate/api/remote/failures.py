"""What a failed request means, and what to do about it."""

from __future__ import annotations

import errno
import ssl

from faceplate.errors import clean

_OFFLINE = "there is no way to it; check your network connection"
_ERRNO = {
    errno.ECONNREFUSED: "nothing listens there; check the port, and whether the app runs",
    errno.ENETUNREACH: _OFFLINE,
    errno.EHOSTUNREACH: _OFFLINE,
    errno.ENETDOWN: _OFFLINE,
    errno.ETIMEDOUT: "nothing answers there; check the address, and firewalls on the way",
}
_STATUS = {
    407: "a proxy on the way asks who you are; put a user into the address of the proxy",
    421: "it does not go by the name in the address; ask for it by the name that it goes by",
    429: "it asks for fewer requests; try again later",
    500: "it fails; its own log says why",
    502: "the app behind it does not answer; check whether it runs",
    503: "it is starting, paused, or has too much to do; try again later",
    504: "the app behind it does not answer in time; try again later",
}


def reason(error: BaseException) -> str:
    """Return why nobody answered, and what to do.

    Args:
        error: What was raised.
    """
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate is not trusted: {clean(cause.verify_message)[:200]}"
        if isinstance(cause, ssl.SSLError):
            return "it does not speak TLS; an address with http:// may be the right one"
        if isinstance(cause, OSError) and cause.errno in _ERRNO:
            return f"{_ERRNO[cause.errno]} ({clean(cause.strerror or '')})"
    return clean(str(error) or type(error).__name__)[:300]


def meaning(status: int, wait: str | None = None) -> str | None:
    """Return what a status says of a server, and what to do; None if nothing in particular.

    Args:
        status: The status of its answer.
        wait: For how many seconds it asks to wait, or None.
    """
    if status not in _STATUS:
        return None
    seconds = (
        f" in {int(wait)} s" if wait is not None and wait.isdecimal() and len(wait) < 6 else ""
    )
    told = _STATUS[status]
    return f"{told}{seconds}" if told.endswith("later") and seconds else told


def _causes(error: BaseException) -> list[BaseException]:
    """Return an error and what it came from, which is where the number of the system stands."""
    causes: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        cause = waiting.pop(0)
        if cause is None or cause in causes:
            continue
        causes.append(cause)
        waiting += [cause.__cause__, cause.__context__]
        waiting += getattr(cause, "exceptions", ())
    return causes
