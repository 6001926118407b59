"""Ask only for what is new (RFC 9110, 13): 304 is an answer, if it was asked for.

Scrapy's cache does this too, but when a site is down it hands back the old page as a 200: an outage would look
like "unchanged".
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from monitor.crawl.faults import NoAnswerError
from monitor.crawl.redirect import HOPS

if TYPE_CHECKING:
    from scrapy.http import Request, Response

    from monitor.model import Errand


class AskForNews:
    """Sends the validators the store knows, with the first hop only: they say nothing of another page."""

    def process_request(self, request: Request) -> None:
        """Set `If-None-Match` and `If-Modified-Since` of a page that has not been redirected."""
        errand: Errand | None = request.cb_kwargs.get("errand")
        known = {} if errand is None else {"If-None-Match": errand.etag, "If-Modified-Since": errand.last_modified}
        for name, value in known.items():
            if value and value.isprintable() and HOPS not in request.meta:
                request.headers[name] = value.encode("latin-1", "ignore")
            else:
                request.headers.pop(name, None)

    def process_response(self, request: Request, response: Response) -> Response:
        """Let an answer pass, unless it is a 304 nobody asked for."""
        asked = "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
        if response.status == HTTPStatus.NOT_MODIFIED and not asked:
            raise NoAnswerError("the server answered 304 Not Modified, but was not asked for changes", status=304)
        return response
