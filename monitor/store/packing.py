"""Contents that resemble each other, kept small: each compressed with an earlier one at hand, every so often by itself.

The form is that of `zstd --patch-from`: the earlier content, as it is, stands before the later one as far as
compression goes, and nothing of it is written. What is told here of a *base* is that earlier content.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.errors import StoreError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.store.handle import Database

_LEVEL = 6
"""zstd level: 23 % of a policy page's size by itself, 2 % beside the page before it; 9 gains 2.5 % and takes half as
long again."""
_WINDOW = 21
"""Binary logarithm of how far back that level looks by itself: 2 MiB."""
_WIDEST = 27
"""The widest window that every zstd decoder takes without being told: 128 MiB."""
_LARGEST_PAIR = 1 << 26
"""Bytes of a base and a content together up to which they are compressed together: memory stays bounded."""
_SHORTEST = 64
"""Bytes below which a base is worth nothing."""
LONGEST = 32
"""Bases on the way to a content, at the most: what reading one costs, and what one damaged row can take with it."""
_ENDLESS = 1000
"""Bases after which a row is taken to lead round in a circle; no program of ours makes so many."""
_FAR = 20
"""A patch larger than one 20th of its content says that the base is not like it: others are tried."""


def digest(content: bytes) -> str:
    """Name a content: SHA-256, in hex."""
    return hashlib.sha256(content).hexdigest()


def packed(content: bytes, base: bytes | None = None) -> bytes:
    """Compress a content, by itself or beside a base."""
    options: dict[int, int] = {zstd.CompressionParameter.compression_level: _LEVEL}
    if base is None:
        return bytes(zstd.compress(content, options=options))
    if (reach := (len(base) + len(content)).bit_length()) > _WINDOW:
        options[zstd.CompressionParameter.window_log] = min(reach, _WIDEST)
        options[zstd.CompressionParameter.enable_long_distance_matching] = 1  # its own tables do not reach so far
    return bytes(zstd.compress(content, options=options, zstd_dict=zstd.ZstdDict(base, is_raw=True).as_prefix))


def unpacked(data: bytes, base: bytes | None = None, *, size: int | None = None) -> bytes:
    """Give back what was compressed.

    Args:
        data: what `packed` gave.
        base: what it was compressed beside.
        size: of the content, where it is known: data that would be another size are not looked into.

    Raises:
        StoreError: it was damaged, or the base is another.
    """
    try:
        if size is not None and zstd.get_frame_info(data).decompressed_size not in (size, None):
            raise StoreError("its compressed form is damaged")
        prefix = zstd.ZstdDict(base, is_raw=True).as_prefix if base is not None else None
        content: bytes = zstd.decompress(data, zstd_dict=prefix)
    except (zstd.ZstdError, MemoryError, TypeError, ValueError) as error:
        raise StoreError("its compressed form is damaged") from error
    return content


@dataclass(frozen=True, slots=True)
class _Row:
    size: int
    data: bytes
    base: str | None


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to keep a content: its data, beside which base, and how many bases away from one kept by itself."""

    data: bytes
    base: str | None = None
    against: bytes | None = None


class Pile:
    """A table of contents by their names: columns `sha256`, `size`, `encoding`, `data` and `base`."""

    def __init__(self, database: Database, table: str, *, longest: int = LONGEST) -> None:
        """Open a table; `table` is a name of ours, `longest` the most bases on the way to a content."""
        self._db = database
        self._table = table
        self._longest = longest

    def keep(self, content: bytes, bases: Sequence[str] = ()) -> str:
        """Keep a content, once, and give its name.

        It is read back and held against its name before it counts as kept.

        Args:
            content: what to keep.
            bases: names of what is like it, the likeliest first: the version before it, other answers of the page.

        Raises:
            StoreError: what was written is not what is read: a fault of the machine.
        """
        name = digest(content)
        if self._db.execute(f"select 1 from {self._table} where sha256 = ?", [name]).fetchone():  # noqa: S608 - own name
            return name
        form = self._form(content, bases)
        self._check(name, content, form)
        sql = f"insert into {self._table} (sha256, size, encoding, data, base) values (?, ?, ?, ?, ?)"  # noqa: S608
        self._db.execute(sql, [name, len(content), _encoding(form), form.data, form.base])
        return name

    def read(self, name: str) -> bytes:
        """Give a content back, held against its name.

        Raises:
            StoreError: it is missing or damaged, or a base of it is.
        """
        content, _ = self._read(name)
        return content

    def drop(self, name: str) -> bool:
        """Let go of a content. What was compressed beside it is first compressed anew, all in one transaction.

        Returns:
            False when that cannot be done, because one of these is damaged: then nothing is let go.
        """
        row = self._row(name)
        if row is None:
            return False
        sql = f"select sha256 from {self._table} where base = ?"  # noqa: S608 - own name
        dependents = [found for (found,) in self._db.execute(sql, [name])]
        forms = {}
        for dependent in dependents:
            with suppress(StoreError):
                content = self.read(dependent)
                form = self._form(content, (row.base,) if row.base else ())
                self._check(dependent, content, form)
                forms[dependent] = form
        if len(forms) < len(dependents):
            return False
        for dependent, form in forms.items():
            sql = f"update {self._table} set encoding = ?, data = ?, base = ? where sha256 = ?"  # noqa: S608 - own name
            self._db.execute(sql, [_encoding(form), form.data, form.base, dependent])
        self._db.execute(f"delete from {self._table} where sha256 = ?", [name])  # noqa: S608 - own name
        return True

    def examined(self) -> Iterator[tuple[str, str]]:
        """Read everything; yield each name, with what is wrong with its content: empty when nothing is.

        One after another from each that is kept by itself, so that no content is unpacked twice and few are held.
        """
        sql = f"select sha256 from {self._table} where base is null order by sha256"  # noqa: S608 - own name
        seen = 0
        for (name,) in self._db.execute(sql):
            for found in self._examined(name):
                seen += 1
                yield found
        if seen < self.count():
            yield from self._rootless()

    def count(self) -> int:
        """Count the contents."""
        (number,) = self._db.execute(f"select count(*) from {self._table}").fetchone()  # noqa: S608 - own name
        return int(number)

    def _examined(self, root: str) -> Iterator[tuple[str, str]]:
        below: list[tuple[str, bytes | None, bool]] = [(root, None, True)]
        while below:
            name, base, is_readable = below.pop()
            content, fault = (
                self._looked_at(name, base) if is_readable else (None, "what it was kept beside is damaged")
            )
            yield name, fault
            sql = f"select sha256 from {self._table} where base = ?"  # noqa: S608 - own name
            below += [(child, content, content is not None) for (child,) in self._db.execute(sql, [name])]

    def _looked_at(self, name: str, base: bytes | None) -> tuple[bytes | None, str]:
        row = self._row(name)
        if row is None:
            return None, "it is missing"
        try:
            content = unpacked(row.data, base, size=row.size)
        except StoreError as error:
            return None, error.message
        is_named = digest(content) == name and len(content) == row.size
        return (content, "") if is_named else (None, "its content is not what its name, a SHA-256, says")

    def _rootless(self) -> Iterator[tuple[str, str]]:
        """Name what leads to no content that is kept by itself: rows that were altered to point at each other."""
        for (name,) in self._db.execute(f"select sha256 from {self._table} where base is not null order by sha256"):  # noqa: S608
            with suppress(StoreError):
                self._way(name)
                continue
            yield name, "what it was kept beside is missing"

    # --- writing -----------------------------------------------------------------------------------------------

    def _form(self, content: bytes, bases: Sequence[str]) -> _Form:
        """Choose the smallest form, and look no further than the first base that is like the content."""
        best: _Form | None = None
        enough = len(content) // _FAR
        for number, base in enumerate(dict.fromkeys(bases)):
            try:
                against, depth = self._read(base)
            except StoreError:
                continue  # a damaged base must not take another content with it
            if depth >= self._longest:
                if not number:
                    break  # the likeliest base is far from a whole one: time for a whole one
                continue
            if len(against) < _SHORTEST or len(against) + len(content) > _LARGEST_PAIR:
                continue
            data = packed(content, against)
            if best is None or len(data) < len(best.data):
                best = _Form(data, base, against)
            if len(data) <= enough:
                return best
        whole = _Form(packed(content))
        return whole if best is None or len(whole.data) <= len(best.data) else best

    def _check(self, name: str, content: bytes, form: _Form) -> None:
        if digest(unpacked(form.data, form.against, size=len(content))) != name:
            raise StoreError("what was written is not what was read", hint="is this machine's memory in order?")

    # --- reading -----------------------------------------------------------------------------------------------

    def _row(self, name: str) -> _Row | None:
        sql = f"select size, data, base from {self._table} where sha256 = ?"  # noqa: S608 - own name
        found = self._db.execute(sql, [name]).fetchone()
        return _Row(*found) if found else None

    def _way(self, name: str) -> list[_Row]:
        """Give a content's row and those of its bases, the one that is kept by itself last."""
        way: list[_Row] = []
        at: str | None = name
        while at is not None:
            row = self._row(at)
            if row is None or len(way) > _ENDLESS:
                raise self._lost(name)
            way.append(row)
            at = row.base
        return way

    def _read(self, name: str) -> tuple[bytes, int]:
        """Give a content, and how many bases it is away from one kept by itself."""
        way = self._way(name)
        content: bytes | None = None
        try:
            for row in reversed(way):
                content = unpacked(row.data, content, size=row.size)
        except StoreError as error:
            raise self._lost(name) from error
        if content is None or digest(content) != name:
            raise self._lost(name)
        return content, len(way) - 1

    def _lost(self, name: str) -> StoreError:
        hint = "`monitor verify` lists what is damaged; a backup made earlier has it"
        return StoreError(f"the {self._table} {name[:12]} in the database is missing or damaged", hint=hint)


def _encoding(form: _Form) -> str:
    return "zstd" if form.base is None else "zstd-patch"
