"""The one spider: it knows HTTP, and nothing of policies."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest

from monitor.errors import FetchError
from monitor.model import Errand, Failure, Redirect, Snapshot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from scrapy.http import Response
    from twisted.internet.ssl import Certificate
    from twisted.python.failure import Failure as Fault


class PolicySpider(Spider):
    """One request for each errand; each answer becomes a snapshot or a failure, nothing more."""

    name = "policy"
    errands: Sequence[Errand] = ()

    async def start(self) -> AsyncIterator[Request | Failure]:
        """Yield a request for each errand."""
        for errand in self.errands:
            yield self.ask(errand)

    def ask(self, errand: Errand) -> Request | Failure:
        """Make the request for an errand; a URL of which none can be made is a failure."""
        try:
            page = urldefrag(errand.url).url  # a fragment is for whoever reads the page
            request = Request(page, callback=self.parse, errback=self.fail, cb_kwargs={"errand": errand})
            is_web_page = urlsplit(request.url).scheme in {"http", "https"}
        except ValueError:
            is_web_page = False
        return request if is_web_page else _failure(errand, "not the URL of a web page")

    def parse(self, response: Response, errand: Errand) -> Iterator[Snapshot]:
        """Turn an answer into a snapshot."""
        redirects: tuple[Redirect, ...] = response.meta.get("redirects", ())
        yield Snapshot(
            target=errand.target,
            url=errand.url,
            final_url=_with_fragment(response.url, errand.url) if redirects else errand.url,
            status=response.status,
            headers=tuple(_headers(response)),
            body=b"" if response.status == HTTPStatus.NOT_MODIFIED else response.body,
            fetched_at=datetime.now(UTC),
            redirects=redirects,
            certificate=None if response.certificate is None else _fingerprint(response.certificate),
            address=None if response.ip_address is None else str(response.ip_address),
        )

    def fail(self, fault: Fault) -> Iterator[Failure]:
        """Turn an error into a failure; a request that is ignored has only been put off."""
        error = fault.value
        if isinstance(error, IgnoreRequest):
            return
        reason = error.message if isinstance(error, FetchError) else f"an unexpected error ({type(error).__name__})"
        errand: Errand = fault.request.cb_kwargs["errand"]  # type: ignore[attr-defined]  # Scrapy adds it
        failure = _failure(errand, reason, getattr(error, "status", None), getattr(error, "not_before", None))
        is_put_off, is_refusal = getattr(error, "is_put_off", False), getattr(error, "is_refusal", False)
        yield replace(failure, is_put_off=is_put_off, is_refusal=is_refusal)


def _with_fragment(url: str, asked: str) -> str:
    """Give an address the fragment of the one that led to it, unless it has its own (Fetch standard, 4.4)."""
    fragment = urldefrag(asked).fragment
    return f"{url}#{fragment}" if fragment and "#" not in url else url


def _failure(errand: Errand, reason: str, status: int | None = None, not_before: datetime | None = None) -> Failure:
    return Failure(
        target=errand.target,
        url=errand.url,
        reason=reason,
        failed_at=datetime.now(UTC),
        status=status,
        not_before=not_before,
    )


def _headers(response: Response) -> Iterator[tuple[str, str]]:
    """Yield the headers as received; a cookie's value is a secret, and left out."""
    for name, values in response.headers.items():
        shown = name.decode("latin-1").lower()
        for value in values:
            yield shown, "" if shown == "set-cookie" else value.decode("latin-1")


def _fingerprint(certificate: Certificate) -> str:
    return hashlib.sha256(certificate.dump()).hexdigest()
