"""Names to addresses, once: what was checked is what is connected to.

Scrapy's resolver looks up each name when it connects, checks nothing, and knows IPv4 only. Here the handler looks
the name up, the guard judges the addresses, and Twisted is given those and no others: a second look-up, at which a
hostile name server could answer differently (DNS rebinding), never happens.
"""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import suppress
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any

from twisted.internet import address as twisted
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer  # type: ignore[import-untyped]  # ships no types

from monitor.crawl.address import named, place
from monitor.crawl.faults import NoAnswerError, PassingError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from ipaddress import IPv4Address

    from monitor.crawl.address import Guard

    Address = IPv4Address | IPv6Address

_MOST_ADDRESSES = 8
_FRESH = 60.0
"""Seconds for which addresses that were found are taken as they are."""


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Do nothing: it was over before it began."""


@implementer(IHostnameResolver)
class Resolver:
    """Looks names up under a guard; answers Twisted from what it found."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._found: dict[tuple[str, int], list[Address]] = {}
        self._until: dict[tuple[str, int], float] = {}

    async def admit(self, url: str) -> None:
        """Look up the host of a URL, so that a connection to it may be made.

        Raises:
            NoAnswerError: the guard refuses, and no connection will be made.
            PassingError: the name could not be found.
        """
        try:
            host, port = place(url)
        except ValueError as error:
            raise NoAnswerError("not the URL of a web page", of_host=True) from error
        if time.monotonic() < self._until.get((host, port), 0.0):
            return  # judged, and pinned since
        self._found.pop((host, port), None)
        refusal = self._guard.refusal(host, port, ())
        addresses = [] if refusal else await _look_up(host, port)
        refusal = refusal or self._guard.refusal(host, port, addresses)
        if refusal:
            raise NoAnswerError(refusal, of_host=True)
        if not addresses:
            raise PassingError(f"the host's name could not be found: {host}", of_host=True)
        self._found[host, port] = addresses[:_MOST_ADDRESSES]
        self._until[host, port] = time.monotonic() + _FRESH

    def doubt(self, url: str) -> None:
        """Look the host of a URL up anew at the next request: no page came from where it led to."""
        with suppress(ValueError):
            self._until.pop(place(url), None)

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: Any,  # noqa: ANN401, N803 - Twisted's interface
        hostName: str,  # noqa: N803 - Twisted's interface
        portNumber: int = 0,  # noqa: N803 - Twisted's interface
        addressTypes: Sequence[type[Any]] | None = None,  # noqa: ARG002, N803 - Twisted's interface
        transportSemantics: str = "TCP",  # noqa: ARG002, N803 - Twisted's interface
    ) -> Any:  # noqa: ANN401 - an IHostResolution, which Twisted does not type
        """Give the addresses that were admitted for exactly this host and port; none for any other."""
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        for address in self._found.get((named(hostName), portNumber), ()):
            kind = twisted.IPv6Address if isinstance(address, IPv6Address) else twisted.IPv4Address
            resolutionReceiver.addressResolved(kind("TCP", str(address), portNumber))
        resolutionReceiver.resolutionComplete()
        return resolution


async def _look_up(host: str, port: int) -> list[Address]:
    """Ask the system, in a thread that ends with the process: a slow name server must not hold up Ctrl-C.

    What is an address already, as everybody spells it, needs nobody to be asked.
    """
    with suppress(ValueError):
        if "%" not in host:  # an interface's name may follow, which only the system can check
            return [ip_address(host)]
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[Address]] = loop.create_future()

    def settle(found: list[Address]) -> None:
        if not answer.done():
            answer.set_result(found)

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            rows = []
        found = list(dict.fromkeys(ip_address(row[4][0]) for row in rows))
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=ask, name=f"look up {host}", daemon=True).start()
    return await answer
