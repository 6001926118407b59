"""The archive: the road for programs that bring their own pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from monitor.model import Snapshot, Target, Visit
from monitor.pipeline.record import Road, record
from monitor.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_OK = 200


class Archive:
    """An open database that records visits just as `monitor run` does. Close it, or use it in a `with`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(
        self,
        *,
        target: str,
        url: str,
        body: bytes,
        fetched_at: datetime,
        status: int = _OK,
        headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
        select: str | None = None,
        remove: Iterable[str] = (),
    ) -> Visit:
        """Record what a server sent for a target, and give what the visit ended in.

        Args:
            target: name of the target; made at its first visit.
            url: the page's address.
            body: the bytes as received, decompressed.
            fetched_at: aware; visits of a target come in order of time.
            status: of the HTTP answer.
            headers: of the HTTP answer; content-type, etag, last-modified and content-language are used.
            select: CSS selector of the policy, where the page as it is does not do.
            remove: CSS selectors of parts to leave out.

        Returns:
            The visit: `outcome`, `reason` (why held or variant, else ""), `changes` (empty unless changed),
            `alert` (people would be told of new wording at the default level).

        Raises:
            DocumentError: the bytes hold no text at all.
            ValueError: `fetched_at` has no time zone.
        """
        if fetched_at.tzinfo is None:
            raise ValueError("fetched_at must be aware")
        snapshot = Snapshot(
            target=target,
            url=url,
            final_url=url,
            status=status,
            headers=_pairs(headers),
            body=body,
            fetched_at=fetched_at,
        )
        watched = Target(name=target, url=url, select=select, remove=_names(remove))
        return record(Road(store=self._store), watched, snapshot)

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_archive(path: str) -> Archive:
    """Open the archive at a path, made when missing, or ":memory:".

    Raises:
        StoreError: the file is not ours, is newer than this program, or cannot be used.
    """
    return Archive(Store(str(path)))


def _names(selectors: Iterable[str]) -> tuple[str, ...]:
    return (selectors,) if isinstance(selectors, str) else tuple(selectors)


def _pairs(headers: Mapping[str, str] | Iterable[tuple[str, str]] | None) -> tuple[tuple[str, str], ...]:
    pairs = headers.items() if isinstance(headers, Mapping) else headers or ()
    return tuple((name.lower(), value) for name, value in pairs)
