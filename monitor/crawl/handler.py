"""The one way out: every request of the crawl, robots.txt and redirects included, passes here.

Scrapy's own handler does the talking. Around it stand the limits it lacks: where the connection may go, how long a
page may take as a whole, how large head and body may be, and that the body is complete.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit, urlunsplit

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError
from scrapy.http import Response
from twisted.python.failure import Failure

from monitor.crawl.decoding import decoded, too_large
from monitor.crawl.faults import NoAnswerError, PassingError, explain
from monitor.crawl.redirect import PART
from monitor.crawl.turns import TakeTurns
from monitor.model import RENDERED

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from scrapy.crawler import Crawler
    from scrapy.http import Request

    from monitor.crawl.ledger import Ledger
    from monitor.crawl.resolver import Resolver

SECONDS_LEFT = "seconds_left"
"""Request meta: what the hops before this one left of the page's time."""

_LONGEST_HEAD = 256 * 1024
_HEAD = _TAIL = 4096


class _Protocol(_LenientHTTP11ClientProtocol):
    """A connection that gives up on a head without end, which Twisted would go on collecting."""

    _head = 0
    _in_head = False

    def request(self, request: Any) -> Any:  # noqa: ANN401 - Twisted's signature
        self._head, self._in_head = 0, True
        deferred = super().request(request)
        assert self._parser is not None  # noqa: S101 - for the type checker; Scrapy says the same at this point
        self._parser.MAX_LENGTH = _LONGEST_HEAD  # of one line; 16 KiB are too few for some security policies
        deferred.addBoth(self._head_is_over)
        return deferred

    def _head_is_over(self, result: Any) -> Any:  # noqa: ANN401 - a Deferred's value passes through
        self._in_head = False
        return result

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        if self._in_head:
            self._head += len(data)
            if self._head > _LONGEST_HEAD:
                error = NoAnswerError(f"more than {_LONGEST_HEAD // 1024} KiB of headers")
                self._giveUp(Failure(error))  # type: ignore[no-untyped-call]  # Twisted is half typed
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]  # Twisted is half typed


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:  # noqa: ARG002, N802, ANN401 - Twisted's signature
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]  # Twisted is half typed


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, with limits. All it raises is a `NoAnswerError`."""

    def __init__(self, crawler: Crawler) -> None:
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one, if nobody did

        super().__init__(crawler)
        self._resolver: Resolver = reactor.nameResolver  # the one `run` installed
        self._pool._factory = _Factory  # noqa: SLF001 - as Scrapy sets its own
        self._politeness = crawler.settings["POLITENESS"]
        self._ledger: Ledger = crawler.ledger  # type: ignore[attr-defined]  # `crawl` put it there

    async def download_request(self, request: Request) -> Response:
        """Fetch one hop within what is left of the page's time, and give it whole, or raise."""
        turns = cast("TakeTurns", self._crawler.get_downloader_middleware(TakeTurns))
        async with turns.turn(request) as hear:
            if PART in request.meta:
                request.meta[PART].is_on_its_way = True
            elif "robots" not in request.meta:
                await self._ledger.room()
            response = await self._in_time(request)
            hear(response)
        return self._whole(response)

    async def _in_time(self, request: Request) -> Response:
        started = self._ledger.clock()
        allowed = request.meta.get(SECONDS_LEFT, self._politeness.timeout.total_seconds())
        request.meta["download_timeout"] = 10 * allowed + 60  # Scrapy's clock runs on while pages are being read
        try:
            return await self._within(allowed, self._fetch(_anonymous(request)))
        except DownloadCancelledError as error:
            raise too_large(self._politeness.max_bytes) from error
        except DownloadTimeoutError as error:
            limit = self._politeness.timeout.total_seconds()
            raise PassingError(f"took longer than {limit:g} seconds") from error
        except Exception as error:
            raise explain(error) from error
        finally:
            request.meta[SECONDS_LEFT] = allowed - (self._ledger.clock() - started)

    async def _fetch(self, request: Request) -> Response:
        await self._resolver.admit(request.url)
        try:
            return await super().download_request(request)
        except BaseException:
            self._resolver.doubt(request.url)
            raise

    async def _within(self, seconds: float, work: Coroutine[Any, Any, Response]) -> Response:
        """Wait for work as long as it may take; then stop it."""
        task = asyncio.ensure_future(work)
        deadline = self._ledger.clock() + seconds
        try:
            while not task.done() and (left := deadline - self._ledger.clock()) > 0:
                await asyncio.wait({task}, timeout=left)
            if not task.done():
                raise DownloadTimeoutError
            return task.result()
        finally:
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task

    def _whole(self, response: Response) -> Response:
        """Give the response with its content coding undone, if all of it is there."""
        response.headers.pop(RENDERED, None)  # ours to say
        codings = [value.decode("latin-1") for value in response.headers.getlist("Content-Encoding")]
        body = decoded(response.body, codings, self._politeness.max_bytes)
        if "partial" in response.flags and not _is_ended(response, body):
            raise PassingError("cut off: the connection ended in the middle of the page")
        return Response(  # without a class that would guess at its charset
            response.url,
            response.status,
            response.headers,
            body,
            certificate=response.certificate,
            ip_address=response.ip_address,
        )


def _anonymous(request: Request) -> Request:
    """Leave out user name and password: the crawl sees what everybody sees."""
    parts = urlsplit(request.url)
    if "@" not in parts.netloc:
        return request
    return request.replace(url=urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])))


def _is_ended(response: Response, body: bytes) -> bool:
    """Tell whether a body of unknown length looks complete: only markup that says where it begins shows its end."""
    kind = (response.headers.get("Content-Type") or b"text/html").lower()
    return b"html" not in kind or b"<html" not in body[:_HEAD].lower() or b"</html" in body[-_TAIL:].lower()
