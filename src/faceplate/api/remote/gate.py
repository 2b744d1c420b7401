"""The gate for every address that a server states: where a visit may go, and where it connects.

A server may lead to the host that was asked for, or to one that the caller named, never from https
to http, and to a private address only if the caller said so. That holds for a redirect, for the
prefix of an app's routes, and for the address that the host of Spaces states.
"""

from __future__ import annotations

import ipaddress
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from faceplate.api.remote.access import Access
from faceplate.api.remote.addresses import addresses, is_private
from faceplate.api.remote.urls import PORTS, origin, without_user
from faceplate.errors import UsageError, clean


class Gate:
    """Where one visit may go.

    Args:
        base: The address that was asked for.
        access: What a server may do with us.
        stated: Whether a server has stated that address, and not the caller.
    """

    def __init__(self, base: str, access: Access, *, stated: bool = False) -> None:
        self._shown = clean(base)
        self._access = access
        self._stated = stated
        self._origin = origin(base)
        self._looked_up: dict[str, list[str]] = {}

    def is_home(self, url: str) -> bool:
        """Whether an address is of the host that was asked for, perhaps over https now.

        Args:
            url: The address.
        """
        there = origin(url)
        if there == self._origin:
            return True
        return (
            there.host == self._origin.host
            and (self._origin.scheme, self._origin.port) == ("http", 80)
            and (there.scheme, there.port) == ("https", 443)
        )

    def target(self, url: str, stated: str, verb: str = "redirects to") -> str:
        """Return where a server leads, if it may.

        Args:
            url: The address at which it was said.
            stated: What it said, perhaps without a host.
            verb: How it was said, for the message of an error.

        Raises:
            UsageError: If it may not.
        """
        try:
            target = urljoin(url, stated)
            there = origin(target)
        except (ValueError, UsageError):
            where = clean(without_user(stated))[:100]
            raise UsageError(f"{self._shown} {verb} {where}, which is not an address") from None
        if there.scheme not in PORTS or not there.host:
            where = clean(f"{there.scheme}://{there.host}")[:100]
            raise UsageError(f"{self._shown} {verb} {where}, which is not an address on the web")
        if urlsplit(url).scheme == "https" and there.scheme == "http":
            raise UsageError(
                f"{self._shown} {verb} an address that is not encrypted, and was asked over one "
                "that is, from https to http; that is not followed"
            )
        allowed = {name.lower() for name in self._access.redirects}
        if not self.is_home(target) and not {there.host, f"{there.host}:{there.port}"} & allowed:
            place = there.host
            if there.port != PORTS[there.scheme]:
                place = f"{there.host}:{there.port}"
            raise UsageError(
                f"{self._shown} {verb} another host; "
                f"to follow it, give --allow-redirects {clean(place)}"
            )
        return target

    async def places(self, url: str) -> tuple[list[str], dict[str, Any]]:
        """Return where to connect to: addresses that were looked up and judged, not a name.

        They are looked up once for each host, so that a name cannot come to stand for another
        address between two requests. Only a proxy is told the name of the host asked for.

        Args:
            url: An address that was let through.

        Returns:
            The addresses in the order to try them, and what a request over them needs to know.

        Raises:
            UsageError: If a server led to a private address, which the caller did not allow.
        """
        scheme, host, port = origin(url)
        home = self.is_home(url)
        trusted = home and not self._stated
        if home and _proxied(scheme, host) and (trusted or not _is_number(host)):
            return [url], {}
        if host not in self._looked_up:
            self._looked_up[host] = await addresses(host, port)
        there = self._looked_up[host]
        hidden = next((address for address in there if is_private(address)), None)
        if hidden is not None and not trusted and not self._access.private:
            how = "was stated by another server and leads" if home else "redirects"
            raise UsageError(
                f"{self._shown} {how} to {clean(host)}, which is the private address {hidden}; "
                "to follow it, give --allow-private"
            )
        parts = urlsplit(url)
        literals = [f"[{address}]" if ":" in address else address for address in there]
        places = [
            urlunsplit((scheme, f"{literal}:{port}", parts.path, parts.query, ""))
            for literal in literals
        ]
        return places, {"sni_hostname": host} if scheme == "https" else {}


def _is_number(host: str) -> bool:
    """Whether a host is an address itself, which can be judged without asking for it."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _proxied(scheme: str, host: str) -> bool:
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    return bool(proxies.get(scheme) or proxies.get("all")) and not proxy_bypass(host)
