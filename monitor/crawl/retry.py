"""One more try, at the end of the crawl, for what may have been a passing trouble.

Scrapy tries again within milliseconds, twice, whatever the site is suffering from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from scrapy import signals
from scrapy.exceptions import DontCloseSpider, IgnoreRequest

from monitor.crawl.faults import PassingError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

    from monitor.model import Errand

SECOND = "second_try"
"""Request meta: this is the second try."""

_PASSING = frozenset({502, 504})


class TryAgainLater:
    """Puts requests off until nothing else is left to do. One that is put off ends as `IgnoreRequest` for now."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._waiting: list[Request] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> TryAgainLater:
        """Build it, and have it told when the crawl has nothing else to do."""
        later = cls(crawler)
        crawler.signals.connect(later.resume, signal=signals.spider_idle)
        return later

    def process_response(self, request: Request, response: Response) -> Response:
        """Put off what a gateway could not reach."""
        if response.status in _PASSING:
            self._put_off(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Put off what did not arrive."""
        if isinstance(exception, PassingError):
            self._put_off(request)

    def _put_off(self, request: Request) -> None:
        if SECOND in request.meta or "errand" not in request.cb_kwargs:
            return
        errand: Errand = request.cb_kwargs["errand"]
        self._waiting.append(
            request.replace(url=urldefrag(errand.url).url, meta={SECOND: True})
        )  # from the first hop again
        raise IgnoreRequest

    def resume(self) -> None:
        """Ask again for what was put off."""
        waiting, self._waiting = self._waiting, []
        for request in waiting:
            self._crawler.engine.crawl(request)
        if waiting:
            raise DontCloseSpider
