"""What a site lets robots do (RFC 9309).

Scrapy 2.19 gives the rules to the first two requests that wait for a host's robots.txt and "no rules" to all others,
takes an error page for rules and an unreachable site for consent, and reads Crawl-delay without keeping to it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from monitor.crawl.faults import NoAnswerError, PassingError, explain
from monitor.crawl.redirect import REDIRECTED, target_of
from monitor.crawl.retry import SECOND
from monitor.crawl.verdict import refused

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

ROBOTS = "robots"
"""Request meta: this asks for robots.txt itself."""
TOKEN = "monitor"  # noqa: S105 - the product token of RFC 9309, 2.2.1
LONGEST_DELAY = 30.0
"""Seconds of Crawl-delay that are kept to."""

_MOST_BYTES = 500 * 1024
_MOST_HOPS = 5
_SUCCESS = 2
_UNAVAILABLE = 4


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one site said: its rules, or why they could not be had."""

    rules: Protego
    error: NoAnswerError | None = None


_NONE = Protego.parse("")


class ObeyRobots:
    """Asks each site for its robots.txt once, and lets all requests for the site wait for that one answer."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._sites: dict[str, asyncio.Task[_Rules]] = {}
        self._asked_again: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ObeyRobots:
        """Build it as Scrapy asks."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass if its site allows it.

        Raises:
            NoAnswerError: it does not, or nobody can tell.
        """
        if ROBOTS in request.meta:
            return
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        asked = self._asked(site, second=SECOND in request.meta)
        said = asked.result() if asked.done() else await asyncio.shield(asked)
        if said.error is not None:
            raise said.error.because("robots.txt could not be fetched: ")
        if not said.rules.can_fetch(request.url, TOKEN):
            error = NoAnswerError("the site's robots.txt does not allow it")
            error.is_refusal = True
            raise error
        self._slow_down(request, said.rules.crawl_delay(TOKEN))

    def _asked(self, site: str, *, second: bool) -> asyncio.Task[_Rules]:
        """Give the one task that asks a site; in the second round a new one, if the first was in vain."""
        task = self._sites.get(site)
        if task is not None and second and site not in self._asked_again:
            self._asked_again.add(site)
            if task.done() and isinstance(task.result().error, PassingError):
                task = None
        if task is None:
            task = self._sites[site] = asyncio.ensure_future(self._ask(site))
        return task

    async def _ask(self, site: str) -> _Rules:
        try:
            return _Rules(await self._fetch(f"{site}/robots.txt"))
        except NoAnswerError as error:
            return _Rules(_NONE, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, all who wait must hear of it
            return _Rules(_NONE, explain(error))

    async def _fetch(self, url: str) -> Protego:
        for _ in range(_MOST_HOPS + 1):
            request = Request(url, meta={ROBOTS: True}, callback=NO_CALLBACK)
            response = await self._crawler.engine.download_async(request)
            if response.status not in REDIRECTED:
                return _read(response)
            url = target_of(url, response)
        return _NONE  # more hops than that count as unavailable (2.3.1.2)

    def _slow_down(self, request: Request, wanted: float | None) -> None:
        """Keep to Crawl-delay from the next request on."""
        delay = delay_of(wanted, usual=self._crawler.settings.getfloat("DOWNLOAD_DELAY"))
        if delay is None:
            return
        downloader = self._crawler.engine.downloader
        key = downloader.get_slot_key(request)
        downloader.per_slot_settings[key] = {"delay": delay}  # Scrapy forgets a host after a minute
        if key in downloader.slots:
            downloader.slots[key].delay = delay


def delay_of(wanted: float | None, *, usual: float) -> float | None:
    """Give the seconds between requests that a site asks for, if that is more than usual; it may not ask for hours.

    >>> delay_of(86400.0, usual=2.0), delay_of(1.0, usual=2.0), delay_of(float("nan"), usual=2.0)
    (30.0, None, None)
    """
    return min(wanted, LONGEST_DELAY) if wanted is not None and wanted > usual else None


def _read(response: Response) -> Protego:
    """Read the rules: none when the file is unavailable (4xx), an error when the site is unreachable (2.3.1)."""
    family = response.status // 100
    if family == _SUCCESS:
        body = response.body
        if len(body) > _MOST_BYTES:
            body = body[:_MOST_BYTES].rpartition(b"\n")[0]
        return Protego.parse(body.decode("utf-8-sig", "ignore"))
    if family == _UNAVAILABLE and response.status != HTTPStatus.TOO_MANY_REQUESTS:
        return _NONE
    raise refused(response)
