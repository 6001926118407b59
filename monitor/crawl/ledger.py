"""The books of one crawl: every errand is answered once, and `receive` hears of it at once.

Scrapy logs and forgets what is raised in a callback, and ends a crawl content when requests got lost on the way.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy import signals

from monitor.model import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scrapy.crawler import Crawler

    from monitor.model import Errand, Snapshot

BUSY = "monitor/busy"
"""A statistic: seconds in which this process was reading pages, and no server could be heard."""

_log = logging.getLogger(__name__)
_LOST = "no answer came out of the crawl; this is a fault of this program, please report it"


class Ledger:
    """Keeps count of open errands, hands answers over, and remembers why the crawl has to stop."""

    def __init__(
        self, crawler: Crawler, errands: Iterable[Errand], receive: Callable[[Snapshot | Failure], Errand | None]
    ) -> None:
        self._crawler = crawler
        self._receive = receive
        self._open = Counter((errand.target, errand.url) for errand in errands)
        self.stopped = asyncio.Event()
        self.error: BaseException | None = None
        crawler.signals.connect(self._answered, signal=signals.item_scraped)
        crawler.signals.connect(self._failed, signal=signals.spider_error)

    def stop(self, error: BaseException) -> None:
        """Hand nothing more over; the first error is the one to tell."""
        self.error = self.error or error
        self.stopped.set()

    def close(self) -> None:
        """Answer for what the crawl lost, so that nobody waits for it."""
        for (target, url), count in list(self._open.items()):
            for _ in range(count):
                self._hand_over(Failure(target=target, url=url, reason=_LOST, failed_at=datetime.now(UTC)))

    def _answered(self, item: Snapshot | Failure) -> None:
        """Hand an answer over; what is asked for again joins the crawl."""
        answer = item
        while (errand := self._hand_over(answer)) is not None:
            self._open[errand.target, errand.url] += 1
            asked = self._crawler.spider.ask(errand)  # type: ignore[union-attr]  # PolicySpider's
            if not isinstance(asked, Failure):
                self._crawler.engine.crawl(asked)
                return
            answer = asked

    def _hand_over(self, answer: Snapshot | Failure) -> Errand | None:
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
            stats = self._crawler.stats
            stats.set_value(BUSY, stats.get_value(BUSY, 0.0) + time.monotonic() - started)

    def _failed(self, failure: Any) -> None:  # noqa: ANN401 - Twisted's Failure is not typed
        _log.error("the spider failed on an answer", exc_info=failure.value)
