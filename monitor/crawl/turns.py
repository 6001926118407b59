"""Whose turn it is: one request at a time for each host, and none for a host that has had too many."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from scrapy.utils.httpobj import urlparse_cached

from monitor.crawl.verdict import refused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from scrapy.http import Request, Response

    from monitor.crawl.faults import NoAnswerError


class TakeTurns:
    """Asked by the handler for each request, in the moment it is about to leave.

    Scrapy keeps the delay between two requests, but lets several leave at once when there is none; and what waits for
    its turn there has passed all middlewares already.
    """

    def __init__(self) -> None:
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._resting: dict[str, NoAnswerError] = {}

    @asynccontextmanager
    async def turn(self, request: Request) -> AsyncIterator[Callable[[Response], None]]:
        """Wait for the host to be free; give what has to hear the answer before the next request may leave.

        Raises:
            NoAnswerError: the host said, in this run, that it gets too many requests.
        """
        host = urlparse_cached(request).hostname or ""

        def hear(response: Response) -> None:
            if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                self._resting[host] = refused(response)

        async with self._turns[host]:
            if host in self._resting:
                waits = self._resting[host].because("not asked, as another page of the host brought: ")
                waits.is_put_off = True
                raise waits
            yield hear
