"""One page in the browser: its requests are answered by the crawl, until its text stands still.

Chromium's part is to run scripts. It fetches nothing: each request of the page is handed out, and what comes back is
put in its place, so that all that holds for the crawl holds for the scripts of a page too.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urldefrag, urlsplit

from playwright.async_api import Error

from monitor.crawl.decoding import too_large
from monitor.crawl.faults import NoAnswerError, PassingError
from monitor.crawl.unfold import MOST, UNFOLD
from monitor.model import Redirect

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from playwright.async_api import BrowserContext, Page, Request, Route

Result = TypeVar("Result")

MOST_PARTS = 200
"""Requests of one page."""
MOST_MOVES = 10
"""How often a script may send the browser on."""

_STILL = 1.0
"""Seconds without a change of text after which a page is finished."""
_BARE_STILL = 4.0
_BARE = 300
"""The same for a page with hardly any text (in characters): a script may be about to write it."""
_RESTLESS = 20.0
"""Seconds after its last request in which a page's text may keep changing; then it is taken as it is."""
_POLLING = 10.0
"""Seconds after which an answer is no longer waited for: a page that listens to its server always waits for one."""
_PAUSES = 4
"""How many times its own time a page may spend waiting for the turns of its parts."""
_TICK = 0.1
_ROOT = re.compile(r"<html[^>]{0,4000}>", re.IGNORECASE)
_WANTED = {"script", "xhr", "fetch"}
"""Kinds of requests that can bring text. Pictures, fonts, frames and the rest are not asked for."""
_TEXT = """() => {
    const text = (document.body ? document.body.innerText : '').replace(/\\d+/g, '0')
    let sum = 0
    for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) | 0
    return text.length + ':' + sum
}"""
"""Names the text that a reader would see; a clock or counter in it changes nothing."""
_SHADOWS = """(() => {
    const attach = Element.prototype.attachShadow
    Element.prototype.attachShadow = function (init) { return attach.call(this, {...init, serializable: true}) }
})()"""
"""Lets the shadow roots that scripts make be written into the page, closed ones too."""
_WITH_SHADOWS = """(bare) => {
    if (!document.body || document.body.innerText.length >= bare || !document.documentElement.getHTML) return ''
    const roots = [], queue = [document]
    while (queue.length && roots.length < 1000)
        for (const one of queue.pop().querySelectorAll('*'))
            if (one.shadowRoot) { roots.push(one.shadowRoot); queue.push(one.shadowRoot) }
    return document.documentElement.getHTML({serializableShadowRoots: true, shadowRoots: roots})
}"""
"""Gives what is inside the page's root element, its shadow roots too, when there is hardly any text outside of them.

Of a page that has its text outside, shadow roots hold dialogs and players.
"""


@dataclass(slots=True, kw_only=True, eq=False)
class Part:
    """One request of a page."""

    url: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    is_document: bool = False
    """True when it is to take the place of the page."""
    is_on_its_way: bool = False
    """Set by who fetches it; until then it waits for its host's turn."""
    left_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """What came for a request, redirects followed."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    hops: tuple[Redirect, ...] = ()
    source: Any = None
    """The answer as the crawl knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page after its scripts ran."""

    body: bytes
    """The document as HTML, in UTF-8."""
    url: str
    document: Got
    """What the server sent for it."""
    moves: tuple[Redirect, ...] = ()
    """Where scripts, and servers after them, sent the browser on."""


class Load:
    """A page being loaded."""

    def __init__(
        self,
        document: Got,
        fetch: Callable[[Part], Awaitable[Got]],
        clock: Callable[[], float],
        *,
        seconds: float,
        most_bytes: int,
    ) -> None:
        """Take a page that the crawl has fetched.

        Args:
            document: the page.
            fetch: gets what the page asks for; raises NoAnswerError.
            clock: in seconds.
            seconds: the page may take, pauses between requests to one host not counted.
            most_bytes: of the page, and for each of ten parts.
        """
        self._document = document
        self._fetch = fetch
        self._clock = clock
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._page: Page | None = None
        self._ready = {urldefrag(document.url).url: document}
        self._moves: list[Redirect] = []
        self._open: list[Part] = []
        self._count = self._bytes = 0
        self._error: NoAnswerError | None = None
        self._answered_at = self._paused = 0.0
        self._started = self._looked_at = clock()

    async def render(self, profile: BrowserContext) -> Rendered:
        """Run the page's scripts in a fresh profile, and give the page when its text stands still.

        Raises:
            NoAnswerError: a script leads to where nothing may or can be fetched, or the page crashes the browser.
            PassingError: it is not finished in its time.
        """
        self._started = self._looked_at = self._clock()
        try:
            await self._within(self._open_page(profile))
            await self._stand_still()
            html, url = await self._unfolded(*await self._content())
        except Error as error:
            raise self._error or PassingError("the page could not be rendered: the browser broke off") from error
        if self._error is not None:
            raise self._error
        body = html.encode("utf-8", "replace")
        if len(body) > self._most_bytes:
            raise too_large(self._most_bytes)
        return self._rendered(body, url)

    async def _content(self) -> tuple[str, str]:
        page = self._page_open
        html = await self._within(page.content())
        inside = str(await self._within(page.evaluate(_WITH_SHADOWS, _BARE)))
        if "<template shadowrootmode" in inside and (root := _ROOT.search(html)) is not None:
            html = f"{html[: root.end()]}{inside}</html>"
        return html, page.url

    async def _unfolded(self, html: str, url: str) -> tuple[str, str]:
        """Open what is closed and empty; the page as it was when nothing comes of it, or when it goes elsewhere."""
        before = (self._document, list(self._moves))
        if self._error is None:
            with suppress(Error, PassingError):
                size = await self._size()
                if await self._within(self._page_open.evaluate(UNFOLD, MOST)):
                    await self._stand_still()
                    more, there = await self._content()
                    is_there = self._error is None and urldefrag(there).url == urldefrag(url).url
                    if is_there and await self._size() > size:
                        return more, there
            self._error = None
        self._document, self._moves = before
        return html, url

    async def _size(self) -> int:
        return len(await self._within(self._page_open.inner_text("html")))

    def _rendered(self, body: bytes, url: str) -> Rendered:
        """Say where the page is: a script may have changed its address without asking the server."""
        url, there = urldefrag(url).url, urldefrag(self._document.url).url
        moves = self._moves
        if url == there or urlsplit(url).scheme not in {"http", "https"}:
            url = there
        else:
            moves = [*moves, Redirect(status=self._document.status, url=url)]
        return Rendered(body=body, url=url, document=self._document, moves=tuple(moves))

    @property
    def _page_open(self) -> Page:
        assert self._page is not None  # noqa: S101 - `render` opens it first
        return self._page

    async def _open_page(self, profile: BrowserContext) -> None:
        await profile.route("**/*", self._answer)
        await profile.add_init_script(_SHADOWS)
        self._page = await profile.new_page()
        self._page.on("crash", lambda _: self._fail(NoAnswerError("the page makes the browser crash")))
        profile.on("page", _close)
        await self._page.goto(self._document.url, wait_until="commit", timeout=0)

    # --- time ------------------------------------------------------------------------------------------------

    def _spent(self) -> float:
        """Give the page's own seconds: those in which every open request waited for its turn are not its fault."""
        now = self._clock()
        if self._open and not any(part.is_on_its_way for part in self._open):
            self._paused += now - self._looked_at
        self._looked_at = now
        return now - self._started - self._paused

    async def _within(self, work: Awaitable[Result]) -> Result:
        try:
            async with asyncio.timeout(max(self._seconds - self._spent(), _TICK)):
                return await work
        except TimeoutError as error:
            raise self._error or self._too_long() from error

    def _too_long(self) -> PassingError:
        return PassingError(f"took longer than {self._seconds:g} seconds in the browser")

    async def _stand_still(self) -> None:
        """Wait until the text stands still and nothing is under way, or the page is restless but all has come."""
        seen, since = "", 0.0
        while self._error is None:
            await asyncio.sleep(_TICK)
            text = await self._within(self._text())
            now = self._spent()
            if text != seen:
                seen, since = text, now
            if self._is_waiting(now):
                self._answered_at = now
            if now - max(since, self._answered_at) >= self._patience(text):
                return
            if now - self._answered_at >= min(_RESTLESS, self._seconds / 2):
                return
            if now >= self._seconds or self._paused >= _PAUSES * self._seconds:
                raise self._too_long()

    def _patience(self, text: str) -> float:
        """Tell how long a text must stand still, by what `_TEXT` gave of it."""
        length = text.partition(":")[0]
        is_bare = not length.isdigit() or int(length) < _BARE
        return max(_STILL, min(_BARE_STILL, self._seconds / 5)) if is_bare else _STILL

    async def _text(self) -> str:
        try:
            return str(await self._page_open.evaluate(_TEXT))
        except Error:
            if self._page_open.is_closed():
                raise
            return ""  # it is on the way to another address

    def _is_waiting(self, now: float) -> bool:
        for part in self._open:
            if part.is_on_its_way and part.left_at is None:
                part.left_at = now
        return any(part.left_at is None or now - part.left_at < _POLLING for part in self._open)

    # --- requests --------------------------------------------------------------------------------------------

    async def _answer(self, route: Route) -> None:
        with suppress(Error):  # the page may be gone before its request is answered
            request = route.request
            if request.is_navigation_request():
                await (self._navigate(route) if self._is_own(request) else route.abort())
            elif request.resource_type == "stylesheet":
                await route.fulfill(status=200, content_type="text/css", body="")  # scripts wait for some
            elif request.resource_type in _WANTED:
                await self._bring(route)
            else:
                await route.abort()

    def _is_own(self, request: Request) -> bool:
        """Tell the page itself from frames in it and windows that it opens."""
        try:
            return request.method == "GET" and self._page is not None and request.frame == self._page.main_frame
        except Error:
            return False  # of a window that is just being opened

    async def _bring(self, route: Route) -> None:
        request = route.request
        if self._count >= MOST_PARTS or self._bytes > 10 * self._most_bytes:
            await route.abort()
            return
        headers = dict(request.headers)
        part = Part(url=request.url, method=request.method, headers=headers, body=request.post_data_buffer)
        try:
            got = await self._get(part)
        except NoAnswerError:
            await route.abort("failed")
            return
        await route.fulfill(status=got.status, headers=dict(got.headers), body=got.body)

    async def _get(self, part: Part) -> Got:
        self._count += 1
        self._spent()
        self._open.append(part)
        try:
            got = await self._fetch(part)
        finally:
            self._answered_at = self._spent()
            self._open.remove(part)
        self._bytes += len(got.body)
        return got

    async def _navigate(self, route: Route) -> None:
        """Answer for the page itself: with what is there, or, when a script leads elsewhere, what is fetched there."""
        url = urldefrag(route.request.url).url
        got = self._ready.pop(url, None)
        if got is None:
            try:
                got = await self._follow(url)
            except NoAnswerError as error:
                self._fail(error)
                await route.abort()
                return
        there = urldefrag(got.url).url
        if there != url:  # Chromium would follow a redirect without asking
            self._ready[there] = got
            await route.fulfill(status=200, content_type="text/html", body=_bounce(there))
            return
        self._document = got
        await route.fulfill(status=got.status, headers=dict(got.headers), body=got.body)

    async def _follow(self, url: str) -> Got:
        got = await self._get(Part(url=url, is_document=True))
        self._moves += [Redirect(status=self._document.status, url=url), *got.hops]
        if len(self._moves) > MOST_MOVES:
            raise NoAnswerError(f"more than {MOST_MOVES} redirects by script, the last to {url}")
        return got

    def _fail(self, error: NoAnswerError) -> None:
        self._error = self._error or error


def _bounce(url: str) -> str:
    """Write a page that leads on.

    >>> _bounce('http://a.example/?q="<b>')
    '<meta http-equiv="refresh" content="0;url=http://a.example/?q=%22%3Cb%3E">'
    """
    safe = url.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C").replace(">", "%3E").replace("'", "%27")
    return f'<meta http-equiv="refresh" content="0;url={safe}">'


async def _close(window: Page) -> None:
    with suppress(Error):
        await window.close()
