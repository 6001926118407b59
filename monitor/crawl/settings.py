"""Scrapy's settings for one crawl.

Its defaults are made for reach, not for safety (its own words). What is not listed here does not run: the lists of
Scrapy's own middlewares and extensions are emptied, so that no console, remote control, cookie jar, cache, proxy or
whatever the next release brings is on by accident.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from monitor.crawl.decoding import ACCEPTED

if TYPE_CHECKING:
    from monitor.model import Politeness

_HANDLER = "monitor.crawl.handler.GuardedHandler"


def settings_for(politeness: Politeness) -> dict[str, Any]:
    """Give the settings that make Scrapy behave as the watchlist asks."""
    return {
        "POLITENESS": politeness,
        "BOT_NAME": "monitor",
        "SPIDER_MODULES": ["spiders"],
        **_PARTS,
        "USER_AGENT": user_agent(politeness.contact),
        # the same at every visit: a site may answer in another language, or another form, to another header
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
            "Accept-Language": "en,ja;q=0.8,*;q=0.5",
            "Accept-Encoding": ACCEPTED,
        },
        "CONCURRENT_REQUESTS": politeness.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 1,  # Scrapy starts that many tasks for each answer; each has one item here
        "DOWNLOAD_DELAY": politeness.delay.total_seconds(),
        "DOWNLOAD_DELAY_JITTER": 0,
        "DOWNLOAD_MAXSIZE": politeness.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # keeps no count: two targets may share a URL
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.DownloaderAwarePriorityQueue",  # hosts take turns
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",  # the pages of a host in the watchlist's order
        "LOG_FORMATTER": "monitor.crawl.logs.Quiet",
        "STATS_DUMP": False,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
    }


_PARTS: dict[str, Any] = {
    "DOWNLOAD_HANDLERS_BASE": {},
    "DOWNLOAD_HANDLERS": {"http": _HANDLER, "https": _HANDLER},
    "DOWNLOADER_MIDDLEWARES_BASE": {},
    "DOWNLOADER_MIDDLEWARES": {  # requests pass from top to bottom, responses from bottom to top
        "monitor.crawl.render.RenderPages": 50,
        "monitor.crawl.robots.ObeyRobots": 100,
        "monitor.crawl.verdict.JudgeStatus": 200,
        "monitor.crawl.turns.TakeTurns": 250,  # only the handler asks it
        "monitor.crawl.retry.TryAgainLater": 300,
        "monitor.crawl.redirect.FollowRedirects": 400,
        "monitor.crawl.conditional.AskForNews": 500,
        "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 600,
        "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 700,
    },
    "SPIDER_MIDDLEWARES_BASE": {},
    "EXTENSIONS_BASE": {},
}


def user_agent(contact: str) -> str:
    """Say who asks, and whom to write to.

    >>> user_agent("privacy-watch@example.org").partition(" ")[2]
    '(+privacy-watch@example.org)'
    """
    name = f"monitor/{version('policy-monitor')}"
    told = "".join(sign for sign in contact if sign.isprintable() and sign.isascii())
    return f"{name} (+{told})" if told else name
