"""The books of one crawl: every errand is answered once, and `receive` hears of it at once.

Scrapy logs and forgets what is raised in a callback, and ends a crawl content when requests got lost on the way.

What `receive` does elsewhere (it gave a Future) the crawl does not wait for, but it ends no sooner; and while too many
answers wait to be dealt with, no page is asked for.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import DontCloseSpider

from monitor.model import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scrapy.crawler import Crawler

    from monitor.model import Errand, Snapshot

    Asked = Errand | None
    Receive = Callable[[Snapshot | Failure], "Asked | Future[Asked]"]

MOST_WAITING = 8
"""Answers that may be waiting to be dealt with while further pages are asked for: two for each of four workers. Those
on their way come on top."""

_log = logging.getLogger(__name__)
_LOST = "no answer came out of the crawl; this is a fault of this program, please report it"


class Ledger:
    """Keeps count of open errands, hands answers over, and remembers why the crawl has to stop."""

    def __init__(self, crawler: Crawler, errands: Iterable[Errand], receive: Receive) -> None:
        self._crawler = crawler
        self._receive = receive
        self._waiting: set[asyncio.Future[Asked]] = set()
        self._open = Counter((errand.target, errand.url) for errand in errands)
        self._later: set[asyncio.TimerHandle] = set()
        self._busy = 0.0
        self.stopped = asyncio.Event()
        self.error: BaseException | None = None
        crawler.signals.connect(self._answered, signal=signals.item_scraped)
        crawler.signals.connect(self._failed, signal=signals.spider_error)
        crawler.signals.connect(self._stay_open, signal=signals.spider_idle)

    def clock(self) -> float:
        """Give seconds that stand still while this process reads pages, and no server can be heard."""
        return time.monotonic() - self._busy

    def stop(self, error: BaseException) -> None:
        """Hand nothing more over; the first error is the one to tell."""
        self.error = self.error or error
        self.stopped.set()
        for timer in self._later:
            timer.cancel()
        self._later.clear()

    async def room(self) -> None:
        """Wait until so few answers wait to be dealt with that another one may come."""
        while len(self._waiting) >= MOST_WAITING:
            await asyncio.wait(self._waiting, return_when=asyncio.FIRST_COMPLETED)

    async def close(self) -> None:
        """Wait for what is being dealt with, and answer for what the crawl lost, so that nobody waits for it."""
        await self._settled()
        for (target, url), count in list(self._open.items()):
            for _ in range(count):
                await self._hand_over(Failure(target=target, url=url, reason=_LOST, failed_at=datetime.now(UTC)))

    async def _settled(self) -> None:
        while self._waiting:
            await asyncio.wait(self._waiting)

    async def _answered(self, item: Snapshot | Failure) -> None:
        """Hand an answer over; what is asked for again joins the crawl."""
        answer = item
        while (errand := await self._hand_over(answer)) is not None and not self.stopped.is_set():
            self._open[errand.target, errand.url] += 1
            if errand.wait:
                self._ask_later(errand)
                return
            asked = self._crawler.spider.ask(errand)  # type: ignore[union-attr]  # PolicySpider's
            if not isinstance(asked, Failure):
                self._crawler.engine.crawl(asked)
                return
            answer = asked

    def _ask_later(self, errand: Errand) -> None:
        """Ask for a page when its time has come; the crawl goes on meanwhile, and does not end before."""

        def ask() -> None:
            self._later.discard(timer)
            asked = self._crawler.spider.ask(errand)  # type: ignore[union-attr]  # PolicySpider's
            if not isinstance(asked, Failure):  # it was asked for once already
                self._crawler.engine.crawl(asked)

        timer = asyncio.get_running_loop().call_later(errand.wait.total_seconds(), ask)
        self._later.add(timer)

    def _stay_open(self) -> None:
        """Keep the crawl from ending while a page has still to be asked for."""
        if self._later:
            raise DontCloseSpider

    async def _hand_over(self, answer: Snapshot | Failure) -> Errand | None:
        received = self._received(answer)
        if not isinstance(received, Future):
            return received
        waiting = asyncio.wrap_future(received)
        self._waiting.add(waiting)
        waiting.add_done_callback(self._dealt_with)
        await asyncio.wait({waiting})  # when the crawl is stopped this breaks off, and the work itself does not
        return None if waiting.cancelled() or waiting.exception() else waiting.result()

    def _dealt_with(self, waiting: asyncio.Future[Asked]) -> None:
        self._waiting.discard(waiting)
        if not waiting.cancelled() and (error := waiting.exception()) is not None:
            self.stop(error)

    def _received(self, answer: Snapshot | Failure) -> Asked | Future[Asked]:
        if self.stopped.is_set() or not self._open[answer.target, answer.url]:
            return None
        self._open[answer.target, answer.url] -= 1
        started = time.monotonic()
        try:
            return self._receive(answer)
        except BaseException as error:  # noqa: BLE001 - Scrapy would log and forget it; `fetch` raises it
            self.stop(error)
            return None
        finally:
            self._busy += time.monotonic() - started

    def _failed(self, failure: Any) -> None:  # noqa: ANN401 - Twisted's Failure is not typed
        _log.error("the spider failed on an answer", exc_info=failure.value)
