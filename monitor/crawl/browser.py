"""The browser: one Chromium for a crawl, started when the first page needs it, gone when the crawl is.

It lives on an event loop in a thread of its own, so that neither reading a page nor breaking off the crawl disturbs
it. It has no network: what pages ask for is fetched by the crawl (see `monitor.crawl.render`), and whatever does not
ask that way finds a proxy that is not there, and a resolver that knows no name.
"""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from monitor.crawl import chromium
from monitor.crawl.faults import NoAnswerError, PassingError, plain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Browser as Chromium
    from playwright.async_api import BrowserContext, Playwright

Result = TypeVar("Result")

_PAGES = 2
"""Pages at the same time: each takes a few hundred megabytes."""
_WORK = "a page in the browser"
_START = 30.0
_GRACE = 3.0
"""Seconds for a page or the browser to end by itself; then it is killed."""
_NOWHERE = "http://127.0.0.1:9"
_ARGUMENTS = (
    f"--proxy-server={_NOWHERE}",
    "--proxy-bypass-list=<-loopback>",  # else loopback addresses need no proxy
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--no-pings",
)
_ENVIRONMENT = {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT"}
"""What the browser sees of our environment: it holds secrets."""


class _Loop(asyncio.SelectorEventLoop):
    """An event loop that remembers the processes it started, and tells them nothing they need not know."""

    def __init__(self) -> None:
        super().__init__()
        self.children: list[asyncio.SubprocessTransport] = []

    async def subprocess_exec(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as asyncio has it
        """Start a process in a session of its own: Ctrl-C is for us to hear."""
        known = options.get("env") or os.environ
        options["env"] = {name: value for name, value in known.items() if _is_plain(name)}
        options |= {"start_new_session": True, "stderr": asyncio.subprocess.DEVNULL}
        started = await super().subprocess_exec(*args, **options)
        self.children.append(started[0])
        return started

    def kill(self) -> None:
        """End the processes that are left. Chromium ends with the one it is driven by."""
        for child in self.children:
            if child.get_returncode() is None:
                with suppress(ProcessLookupError):
                    child.kill()
            child.close()


def _is_plain(name: str) -> bool:
    return name in _ENVIRONMENT or name.startswith(("PW_", "XDG_", "FONTCONFIG_"))


def _live(loop: _Loop) -> None:
    """Run the loop until it is stopped; whatever is left on it then is broken off."""
    asyncio.set_event_loop(loop)
    loop.run_forever()
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    loop.kill()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True) if left else asyncio.sleep(0))
    loop.close()


class Browser:
    """Chromium, behind two verbs: use it, and close it. Nothing is started before the first use."""

    def __init__(self, named: str, user_agent: str) -> None:
        self._named = named
        self._user_agent = user_agent
        self._loop: _Loop | None = None
        self._starting = asyncio.Lock()
        self._pages = asyncio.Semaphore(_PAGES)
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None

    async def use(self, work: Callable[[BrowserContext], Awaitable[Result]]) -> tuple[Result, str]:
        """Do some work in a fresh profile that is thrown away afterwards.

        Args:
            work: gets the profile; runs on the browser's event loop.

        Returns:
            What came of it, and the version of the browser.

        Raises:
            NoAnswerError: the browser is missing, or cannot be started.
        """
        if self._loop is None:
            self._loop = _Loop()
            self._thread = threading.Thread(target=_live, args=(self._loop,), name="browser", daemon=True)
            self._thread.start()
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._use(work), self._loop))

    def close(self) -> None:
        """End all work and the browser with it; if need be by force."""
        if self._loop is None:
            return
        closing = asyncio.run_coroutine_threadsafe(self._end(), self._loop)
        with suppress(Exception):
            closing.result(3 * _GRACE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_GRACE)

    async def _end(self) -> None:
        """Stop the pages first: they close their profiles."""
        working = asyncio.all_tasks() - {asyncio.current_task()}
        pages = [task for task in working if task.get_name() == _WORK]
        for task in pages:
            task.cancel()
        if pages:
            await asyncio.wait(pages, timeout=_GRACE)
        await self._discard()
        if self._playwright is not None:
            await _bounded(self._playwright.stop())

    async def _discard(self) -> None:
        """Let go of a browser; the next page gets another one."""
        running, self._chromium = self._chromium, None
        if running is not None:
            await _bounded(running.close())

    async def _use(self, work: Callable[[BrowserContext], Awaitable[Result]]) -> tuple[Result, str]:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine runs in one
        task.set_name(_WORK)
        async with self._pages:
            running = await self._running()
            profile = await self._profile(running)
            try:
                return await work(profile), running.version
            finally:
                if not await _bounded(profile.close()):
                    await self._discard()

    async def _running(self) -> Chromium:
        async with self._starting:
            if self._chromium is None or not self._chromium.is_connected():
                if lack := chromium.lack(self._named):
                    raise NoAnswerError(lack, of_host=True)
                try:
                    async with asyncio.timeout(_START):
                        self._chromium = await self._launch()
                except TimeoutError as error:
                    raise NoAnswerError(f"the browser did not start within {_START:g} seconds", of_host=True) from error
            return self._chromium

    async def _launch(self) -> Chromium:
        from playwright.async_api import Error, async_playwright  # noqa: PLC0415 - of an extra

        if self._playwright is None:
            self._playwright = await async_playwright().start()
        path = chromium.find(self._named)
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's sandbox does not work for root
        try:
            return await self._playwright.chromium.launch(
                executable_path=path,
                args=list(_ARGUMENTS),
                chromium_sandbox=not is_root,
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        except Error as error:
            raise NoAnswerError(f"the browser {path} could not be started: {_cause(error)}", of_host=True) from error

    async def _profile(self, running: Chromium) -> BrowserContext:
        from playwright.async_api import Error  # noqa: PLC0415 - of an extra

        try:
            return await running.new_context(
                user_agent=self._user_agent,
                accept_downloads=False,
                service_workers="block",
                permissions=[],  # and whatever is not listed is denied
                locale="en",
                timezone_id="UTC",
                reduced_motion="reduce",
                viewport={"width": 1280, "height": 2000},
            )
        except Error as error:
            raise PassingError("the browser broke off", of_host=True) from error


async def _bounded(ending: Awaitable[object]) -> bool:
    """Wait for something to end, not for ever, and whatever it says; tell whether it did."""
    try:
        async with asyncio.timeout(_GRACE):
            await ending
    except Exception:  # noqa: BLE001 - what cannot end by itself is killed
        return False
    return True


def _cause(error: Exception) -> str:
    """Find the line in which Chromium says why it does not start, among a hundred others."""
    lines = str(error).splitlines()
    told = [line for line in lines if "FATAL" in line or "ERROR" in line or "andbox" in line]
    return plain((told or lines or ["?"])[0])
