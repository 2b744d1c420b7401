"""Which network addresses are private: those that only this machine or its neighbours can reach.

A server on the outside may answer with a redirect to a service on the inside, which would then be
asked with our rights. So where a redirect leads is looked up, every address that comes back is
judged here, and the connection is made to an address that was judged, not to whatever the name
stands for a moment later.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from concurrent.futures import Future
from typing import Any

from faceplate.errors import UsageError, clean


def is_private(address: str) -> bool:
    """Whether an address is not one of the public internet.

    Args:
        address: An IPv4 or IPv6 address, with a zone or without.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        # An address that wraps one of IPv4 leads where that leads.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1]) or _translated(ip)
        if inner:
            return is_private(str(inner))
    return not ip.is_global or ip.is_multicast


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address behind a translated one (RFC 6052) or a compatible one (RFC 4291)."""
    number = int(ip)
    if number >> 32 == 0x0064FF9B << 64 or (number >> 32 == 0 and number > 1):
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    return None


async def addresses(host: str, port: int) -> list[str]:
    """Look up the addresses of a host.

    Args:
        host: A name or an address.
        port: The port to connect to.

    Returns:
        Its addresses, the preferred one first.

    Raises:
        UsageError: If it has none.
    """
    try:
        entries = await _looked_up(host, port)
    except (OSError, UnicodeError):
        raise UsageError(
            f"the host {clean(host)!r} is not known; check its name and your network connection"
        ) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


async def _looked_up(host: str, port: int) -> list[tuple[Any, ...]]:
    """Ask the system, which cannot be interrupted, in a thread that holds up no process."""
    outcome: Future[list[tuple[Any, ...]]] = Future()

    def look_up() -> None:
        # From here on nobody can cancel it, so that there is a place for what comes out.
        outcome.set_running_or_notify_cancel()
        try:
            outcome.set_result([*socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except Exception as error:
            outcome.set_exception(error)

    threading.Thread(target=look_up, daemon=True).start()
    return await asyncio.wrap_future(outcome)
