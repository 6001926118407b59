"""The reader that works in this very process: for programs that bring their own pages, and for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Unpack

from monitor.worker.jobs import JOBS

if TYPE_CHECKING:
    from monitor.model import Comparison, Page, Version
    from monitor.worker.reader import Reader, Wishes


class _Here:
    """Does each job in its caller's thread, without a limit; see `Reader`."""

    hands = 0

    def read(self, body: bytes, **wishes: Unpack[Wishes]) -> Version:
        """Read a page."""
        version: Version = JOBS["read"](body, **wishes)
        return version

    def look(self, body: bytes, *, media_type: str = "", charset: str | None = None) -> Page:
        """Look at a raw page."""
        page: Page = JOBS["look"](body, media_type=media_type, charset=charset)
        return page

    def study(self, body: bytes, **wishes: Unpack[Wishes]) -> tuple[Version, Page]:
        """Read a page and look at it."""
        version: Version
        page: Page
        version, page = JOBS["study"](body, **wishes)
        return version, page

    def trace(self, old: Version, new: Version) -> Comparison:
        """Compare two versions."""
        comparison: Comparison = JOBS["trace"](b"", old=old, new=new)
        return comparison

    def close(self) -> None:
        """Hold nothing that could be let go."""


HERE: Final[Reader] = _Here()
