"""What can be asked of a reader, whether it works in this process or in others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypedDict, Unpack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Comparison, Page, Version


class Wishes(TypedDict, total=False):
    """How a page is to be read; see `monitor.document.read`."""

    url: str
    media_type: str
    select: str | None
    remove: Sequence[str]
    ignore: Sequence[str]
    charset: str | None
    part: str


class Reader(Protocol):
    """Reads pages and compares versions: the doors of `document` and `diff`, wherever the work is done."""

    @property
    def hands(self) -> int:
        """Tell how many jobs it does at a time beside its caller; 0 when the caller's thread does them."""

    def read(self, body: bytes, **wishes: Unpack[Wishes]) -> Version:
        """Read a page; see `monitor.document.read`.

        Raises:
            DocumentError: as there, or (as LimitError) it took too much time or memory.
        """

    def look(self, body: bytes, *, media_type: str = "", charset: str | None = None) -> Page:
        """Look at a raw page; see `monitor.document.page.look`.

        Raises:
            LimitError: it took too much time or memory.
        """

    def study(self, body: bytes, **wishes: Unpack[Wishes]) -> tuple[Version, Page]:
        """Read a page and look at it, in one job: `read`, and `look` with the charset that it was read by.

        Raises:
            DocumentError: as for `read`; nothing is told of the raw page then.
        """

    def trace(self, old: Version, new: Version) -> Comparison:
        """Compare two versions; see `monitor.diff.trace`.

        Raises:
            LimitError: it took too much time or memory.
        """

    def close(self) -> None:
        """Let go of everything; jobs under way are broken off."""
