"""Time stamps: what an authority signed of the chain, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.store.database import moment, parse_moment
from monitor.store.rows import insert, query

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.store.chain import Head
    from monitor.store.handle import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One time stamp of a head of the chain."""

    visit: int
    link: str
    at: datetime
    """By the clock of this machine; the token holds the authority's."""
    authority: str
    """URL of who signed."""
    token: bytes
    """RFC 3161 response, DER."""


class Stamps:
    """The table `stamp`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, head: Head, token: bytes, authority: str, now: datetime) -> None:
        """Keep what an authority signed."""
        row = {"visit": head.visit, "link": head.link, "at": moment(now), "authority": authority, "token": token}
        insert(self._db, "stamp", row)

    def all(self) -> tuple[Stamp, ...]:
        """Give every time stamp, oldest first."""
        return tuple(
            Stamp(
                visit=row["visit"],
                link=row["link"],
                at=at,
                authority=row["authority"],
                token=bytes(row["token"]),
            )
            for row in query(self._db, "select * from stamp order by id")
            if (at := parse_moment(row["at"])) is not None
        )
