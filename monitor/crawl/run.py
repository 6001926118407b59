"""Run one crawl on an event loop, and stop it when told to.

Twisted's reactor cannot be started twice. It is never started here: the asyncio reactor is only a face of an event
loop, and the crawl is one task on that loop, so a process may crawl any number of times.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from scrapy.crawler import AsyncCrawlerRunner
from twisted.internet import asyncioreactor

from monitor.crawl.address import Guard
from monitor.crawl.browser import Browser
from monitor.crawl.ledger import Ledger
from monitor.crawl.logs import divert_logs
from monitor.crawl.resolver import Resolver
from monitor.crawl.settings import settings_for, user_agent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scrapy.crawler import Crawler

    from monitor.crawl.ledger import Receive
    from monitor.model import Errand, Politeness

_GRACE = 5.0
"""Seconds a crawl that is stopped gets to end its downloads and close its connections."""
_PATIENCE = 5.0
"""Seconds after which a signal is repeated: what is being read then is left half read."""
_BREATH = 0.05


def crawl(errands: Sequence[Errand], politeness: Politeness, receive: Receive) -> None:
    """Do what `monitor.crawl.fetch` promises."""
    divert_logs()
    loop = _loop()
    _guard(Guard.of((errand.url for errand in errands), politeness.allow_private))
    crawler = AsyncCrawlerRunner(settings_for(politeness)).create_crawler("policy")
    ledger = crawler.ledger = Ledger(crawler, errands, receive)  # type: ignore[attr-defined]  # the handler asks it
    browser = crawler.browser = Browser(politeness.browser, user_agent(politeness.contact))  # type: ignore[attr-defined]
    try:
        with _signals(loop, ledger):
            try:
                loop.run_until_complete(_run(crawler, ledger, errands))
            finally:
                browser.close()
    finally:
        _sweep(loop)
    if ledger.error is not None:
        raise ledger.error


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Make the loop all crawls of this process run on, and put Twisted on it."""
    loop = asyncio.SelectorEventLoop()
    atexit.register(loop.close)
    asyncioreactor.install(loop)  # type: ignore[no-untyped-call]  # Twisted is half typed
    return loop


def _guard(guard: Guard) -> None:
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one, if `_loop` did not

    reactor.installNameResolver(Resolver(guard))


async def _run(crawler: Crawler, ledger: Ledger, errands: Sequence[Errand]) -> None:
    crawling = asyncio.ensure_future(crawler.crawl_async(errands=errands))
    stopping = asyncio.ensure_future(ledger.stopped.wait())
    await asyncio.wait({crawling, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not crawling.done():
        await _stop(crawler, crawling)
    elif (error := crawling.exception()) is not None:
        ledger.stop(error)
    await ledger.close()


async def _stop(crawler: Crawler, crawling: asyncio.Task[None]) -> None:
    """Break off what is under way, while Scrapy waits for it, and then closes its connections."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _GRACE
    spared: set[asyncio.Task[Any] | None] = {asyncio.current_task(), crawling}
    while not crawling.done() and loop.time() < deadline:
        if crawler.engine.running:  # from then on it can be stopped
            spared.add(asyncio.ensure_future(crawler.stop_async()))
        await asyncio.wait({crawling}, timeout=_BREATH)
        if crawler.engine.downloader.active:
            for task in asyncio.all_tasks() - spared:
                task.cancel()


def _sweep(loop: asyncio.AbstractEventLoop) -> None:
    """Leave nothing on the loop for the next crawl, or for the end of the process to complain about."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True) if left else asyncio.sleep(0))


@contextmanager
def _signals(loop: asyncio.AbstractEventLoop, ledger: Ledger) -> Iterator[None]:
    """Let SIGINT and SIGTERM stop the crawl; the second one, or patience at its end, waits for nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    seconds: list[threading.Timer] = []

    def handle(number: int, frame: Any) -> None:  # noqa: ANN401 - the signature `signal` asks for
        del frame
        if seconds:
            raise KeyboardInterrupt
        seconds.append(threading.Timer(_PATIENCE, os.kill, (os.getpid(), number)))
        seconds[0].daemon = True
        seconds[0].start()
        loop.call_soon_threadsafe(ledger.stop, KeyboardInterrupt())

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for second in seconds:
            second.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)
