"""The crawl: errands in, one snapshot or failure for each of them out.

Scrapy does the fetching, and takes a second to import: nothing here imports it before the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.crawl.ledger import Receive
    from monitor.model import Errand, Politeness

__all__ = ["fetch", "lack_of_browser"]


def fetch(errands: Sequence[Errand], politeness: Politeness, receive: Receive) -> None:
    """Fetch every errand's page in one crawl, and hand over each answer as soon as it is there.

    Every errand gets exactly one answer, whatever its server does. To be called from the main thread, any number
    of times in a process, never from inside a running event loop.

    Args:
        errands: the pages; several may share a host or even a URL.
        politeness: how the sites are treated, and which of one's own hosts may be visited.
        receive: called once for each answer, in the order they come. An errand it returns is fetched in the same
            crawl, after the host's delay, and its answer is handed over as well. Where dealing with an answer takes
            long it gives a Future of such an errand: the crawl goes on meanwhile, though not far ahead of those who
            work on the answers, and does not end before they are done.

    Raises:
        KeyboardInterrupt: SIGINT or SIGTERM came; what had arrived until then was handed over. It has been dealt
            with too, unless that took longer than a few seconds more.
        BaseException: whatever `receive`, or its Future, raised; the crawl has been stopped.
    """
    if not errands:
        return
    # Scrapy asks the whole stack where its old names were made, dozens of times: from here it is not yet deep
    import scrapy.core.downloader.contextfactory  # noqa: PLC0415
    import scrapy.core.downloader.tls  # noqa: F401, PLC0415 - Scrapy takes half a second to import

    from monitor.crawl.run import crawl  # noqa: PLC0415

    crawl(errands, politeness, receive)


def lack_of_browser(politeness: Politeness) -> str:
    """Say in one line why no page can be rendered in a browser, and what to do; "" when all is there."""
    from monitor.crawl import chromium  # noqa: PLC0415 - not every command wants it

    return chromium.lack(politeness.browser)
