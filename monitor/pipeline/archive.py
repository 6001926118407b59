"""The archive: the road for programs that bring their own pages."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from monitor.errors import MonitorError
from monitor.model import Outcome, Snapshot, Target, Visit
from monitor.pipeline import arguments
from monitor.pipeline.record import Road, record
from monitor.store import Store
from monitor.text import anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

_OK = 200


class Archive:
    """An open database that records visits just as `monitor run` does. Close it, or use it in a `with`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._is_closed = False

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
            url: the page's address: http or https. Another one than that at which the target was accepted last is
                taken for the place to which that one led, and is followed when its page is accepted. Of a page with
                several documents, its fragment names the one to read; where that leads elsewhere, it still does.
            body: the bytes as received, decompressed.
            fetched_at: aware; visits of a target come in order of time.
            status: of the HTTP answer.
            headers: of the HTTP answer, as a mapping or as pairs; content-type, etag, last-modified and
                content-language are used.
            select: CSS selector of the policy, where the page as it is does not do.
            remove: CSS selectors of parts to leave out.

        Returns:
            The visit: `outcome`, `reason` (why held or variant, else ""), `changes` (empty unless changed),
            `alert` (people would be told of new wording at the default level). An answer whose status is that of
            an error is held, whatever its body says.

        Raises:
            DocumentError: the bytes hold no text at all; the visit has been recorded as held.
            MonitorError: the target was visited at a later time already, or the archive is closed.
            TypeError: an argument is of a wrong type.
            ValueError: `fetched_at` has no time zone, or an argument is none of its kind.
            StoreError: the database cannot be written to.

            But for the first, nothing has been written then.
        """
        self._check_open()
        snapshot = Snapshot(
            target=arguments.target(target),
            url=self._asked(target, arguments.address(url)),
            final_url=url,
            status=arguments.status(status),
            headers=arguments.headers(headers),
            body=arguments.content(body),
            fetched_at=arguments.moment(fetched_at),
        )
        select, kept_out = arguments.selector(select), arguments.removals(remove)
        watched = Target(name=target, url=snapshot.url, select=select, remove=kept_out)
        self._check_order(snapshot)
        visit = record(Road(store=self._store), watched, snapshot)
        is_told = bool(anchor(url)) or not anchor(watched.url)  # else it is read by the fragment that was asked for
        if visit.outcome is not Outcome.HELD and url != watched.url and is_told:
            with self._store.writing():
                self._store.targets.enrol(replace(watched, url=url), snapshot.fetched_at)
        return visit

    def _asked(self, target: str, url: str) -> str:
        """Give the address at which a target's page was accepted last; before that, the one it comes from.

        Another fragment of the same page names another part of it; a page to which that one led is read by the fragment
        that it was asked for with, unless it comes with one of its own.
        """
        state = self._store.targets.state(target)
        if state is None or state.latest is None:
            return url
        (page, _, fragment), (known, _, _) = url.partition("#"), state.url.partition("#")
        if page == known:
            return url
        return f"{known}#{fragment}" if fragment else state.url

    def _check_open(self) -> None:
        if self._is_closed:
            raise MonitorError("the archive is closed", hint="open it again with `monitor.open`")

    def _check_order(self, snapshot: Snapshot) -> None:
        state = self._store.targets.state(snapshot.target)
        if state is not None and state.last_visit_at is not None and snapshot.fetched_at < state.last_visit_at:
            raise MonitorError(
                f"a visit of {snapshot.fetched_at.isoformat()} cannot follow one of {state.last_visit_at.isoformat()}",
                target=snapshot.target,
                hint="record the visits of a target in order of time",
            )

    def close(self) -> None:
        """Close the database; a second time does nothing."""
        if not self._is_closed:
            self._is_closed = True
            self._store.close()

    def __enter__(self) -> Self:
        self._check_open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_archive(path: str | os.PathLike[str]) -> Archive:
    """Open the archive at a path, made when missing, or ":memory:".

    Raises:
        StoreError: the file is not ours, is newer than this program, or cannot be used.
        TypeError: the path is no path.
        ValueError: the path is empty.
    """
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError("path must be a str or a path of str, not bytes")
    if not name.strip():
        raise ValueError('path must name a file, or be ":memory:"')
    return Archive(Store(name))
