"""The reader that works in this very process: for programs that bring their own pages, and for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from monitor.worker.jobs import JOBS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monitor.model import Comparison, Page, Version
    from monitor.worker.reader import Reader


class _Here:
    """Does each job in its caller's thread, without a limit; see `Reader`."""

    hands = 0

    def read(
        self,
        body: bytes,
        *,
        url: str = "",
        media_type: str = "",
        select: str | None = None,
        remove: Iterable[str] = (),
        ignore: Iterable[str] = (),
        charset: str | None = None,
    ) -> Version:
        """Read a page."""
        version: Version = JOBS["read"](
            body, url=url, media_type=media_type, select=select, remove=remove, ignore=ignore, charset=charset
        )
        return version

    def look(self, body: bytes, *, media_type: str = "", charset: str | None = None) -> Page:
        """Look at a raw page."""
        page: Page = JOBS["look"](body, media_type=media_type, charset=charset)
        return page

    def study(
        self,
        body: bytes,
        *,
        url: str = "",
        media_type: str = "",
        select: str | None = None,
        remove: Iterable[str] = (),
        ignore: Iterable[str] = (),
        charset: str | None = None,
    ) -> tuple[Version, Page]:
        """Read a page and look at it."""
        version: Version
        page: Page
        version, page = JOBS["study"](
            body, url=url, media_type=media_type, select=select, remove=remove, ignore=ignore, charset=charset
        )
        return version, page

    def trace(self, old: Version, new: Version) -> Comparison:
        """Compare two versions."""
        comparison: Comparison = JOBS["trace"](b"", old=old, new=new)
        return comparison

    def close(self) -> None:
        """Hold nothing that could be let go."""


HERE: Final[Reader] = _Here()
