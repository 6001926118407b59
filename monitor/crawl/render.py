"""Pages that a script builds: what was fetched is given to a browser, and what comes out is the page.

scrapy-playwright would let Chromium do the talking: past the address guard, the turns of hosts, the limits and
robots.txt, and following redirects of a page's requests without a question. Here the crawl fetches, the page and all
that it asks for, and the browser only runs the scripts.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from monitor.crawl import chromium
from monitor.crawl.faults import NoAnswerError, explain
from monitor.crawl.redirect import HOPS, PART
from monitor.model import RENDERED

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from monitor.crawl.browser import Browser
    from monitor.crawl.page import Got, Part, Rendered
    from monitor.model import Errand

SOURCE = "x-monitor-source"
"""Our header: SHA-256 of what the server sent, which the scripts then changed."""

_OURS = {"user-agent", "accept-encoding", "accept-language", "cookie", "host", "content-length", "connection"}
"""Headers of a page's request that the crawl sets, or never sends."""
_UNTRUE = {
    "content-encoding",
    "content-length",
    "transfer-encoding",
    "content-disposition",
    "set-cookie",
    "alt-svc",
    "connection",
    "keep-alive",
    "refresh",
}
"""Headers of an answer that are not true of what the browser gets, or that it must not heed."""


class RenderPages:
    """Gives the pages of errands that want it to the browser; all others pass."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._politeness = crawler.settings["POLITENESS"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RenderPages:
        """Build it as Scrapy asks."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse to ask for a page that could not be rendered.

        Raises:
            NoAnswerError: the extra or the browser is missing.
        """
        if _is_wanted(request) and (lack := chromium.lack(self._politeness.browser)):
            raise NoAnswerError(lack)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Give the page as it is after its scripts ran; an answer that is no HTML as it is.

        Raises:
            NoAnswerError: it cannot be rendered.
        """
        if not _is_wanted(request) or not _is_html(response):
            return response
        from monitor.crawl.page import Load  # noqa: PLC0415 - it needs an extra

        fragment = urldefrag(request.cb_kwargs["errand"].url).fragment  # some sites have their addresses there
        load = Load(
            _got(response, urldefrag(response.url).url + (f"#{fragment}" if fragment else "")),
            self._fetch_from_browser(asyncio.get_running_loop()),
            self._crawler.ledger.clock,  # type: ignore[attr-defined]  # `crawl` put it there
            seconds=self._politeness.timeout.total_seconds(),
            most_bytes=self._politeness.max_bytes,
        )
        browser: Browser = self._crawler.browser  # type: ignore[attr-defined]  # `crawl` put it there
        rendered, version = await browser.use(load.render)
        return _as_response(request, rendered, version)

    def _fetch_from_browser(self, loop: asyncio.AbstractEventLoop) -> Any:  # noqa: ANN401 - an async function
        """Make the function by which a page, on the browser's event loop, has this one fetch for it."""

        async def fetch(part: Part) -> Got:
            return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._fetch(part), loop))

        return fetch

    async def _fetch(self, part: Part) -> Got:
        """Fetch what a page asks for, by the rules of the crawl."""
        headers = {name: value for name, value in part.headers.items() if _is_kept(name)}
        try:
            request = Request(
                part.url,
                method=part.method,
                headers=headers,
                body=part.body or b"",
                meta={PART: part},
                callback=NO_CALLBACK,
            )
            return _got(await self._crawler.engine.download_async(request))
        except Exception as error:
            raise explain(error) from error


def _is_wanted(request: Request) -> bool:
    errand: Errand | None = request.cb_kwargs.get("errand")
    return errand is not None and errand.render


def _is_html(response: Response) -> bool:
    return b"html" in (response.headers.get("Content-Type") or b"text/html").lower()


def _is_kept(name: str) -> bool:
    return name not in _OURS and not name.startswith(("sec-", "proxy-", ":"))


def _got(response: Response, url: str = "") -> Got:
    from monitor.crawl.page import Got  # noqa: PLC0415 - it needs an extra

    headers = {name: value for name, value in _texts(response).items() if name not in _UNTRUE}
    hops = response.request.meta.get(HOPS, ()) if response.request is not None else ()
    return Got(
        url=url or response.url,
        status=response.status,
        headers=headers,
        body=response.body,
        hops=hops,
        source=response,
    )


def _texts(response: Response) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }


def _as_response(request: Request, rendered: Rendered, version: str) -> Response:
    """Put the page together: the headers are the server's, but for what they said of its bytes, and our notes."""
    sent: Response = rendered.document.source
    request.meta[HOPS] = (*request.meta.get(HOPS, ()), *rendered.moves)
    response = Response(
        rendered.url,
        sent.status,
        sent.headers.copy(),
        rendered.body,
        certificate=sent.certificate,
        ip_address=sent.ip_address,
    )
    for name in ("Content-Length", "Content-Encoding", "Transfer-Encoding"):
        response.headers.pop(name, None)
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    response.headers[RENDERED] = f"chromium/{version}"
    response.headers[SOURCE] = hashlib.sha256(sent.body).hexdigest()
    return response
