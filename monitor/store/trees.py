"""A version taken apart for keeping: its words, each kept once however many versions have it, and what holds them.

All in plain JSON values, as `monitor.codec` makes them of a version: an older database is brought up to date by the
same rules, whatever the nouns have become since.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Plain = dict[str, Any]
    Path = list[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A heading or a clause of a version: one row of plain text."""

    section: str
    """uid"""
    path: str
    label: str
    text: str

    @property
    def plain(self) -> str:
        """Give the line as one reads it."""
        return f"{self.label} {self.text}".strip()


def apart(tree: Plain) -> tuple[Plain, list[Line]]:
    """Take a version apart: give what is left of its tree without its words, and its lines in reading order.

    In the skeleton `heading` and `text` are null where a line of words belongs, and `path` is left out where it is what
    the headings above say. A change of words alone leaves it as it was.

    Args:
        tree: the version, compact; it is used up.
    """
    lines: list[Line] = []
    for section, above in _walk(tree):
        label, heading = section.get("label", ""), section.get("heading", "")
        path, told = _path(above, label, heading), section.pop("path", [])
        if told != path:
            section["path"] = told
        shown, uid = " > ".join(told), section.get("uid", "")
        if label or heading:
            section["heading"] = None
            lines.append(Line(uid, shown, label, heading))
        for clause in section.get("clauses", ()):
            lines.append(Line(uid, shown, clause.get("label", ""), clause["text"]))
            clause["text"] = None
    return tree, lines


def together(skeleton: Plain, texts: Sequence[str]) -> Plain:
    """Put a version together from its skeleton and the words of its lines, in reading order.

    Args:
        skeleton: as `apart` gave it; it is used up.
        texts: of all its lines.

    Raises:
        StoreError: they do not belong together.
    """
    words = iter(texts)
    try:
        for section, above in _walk(skeleton):
            if "heading" in section:
                section["heading"] = next(words)
            if "path" not in section:
                section["path"] = _path(above, section.get("label", ""), section.get("heading", ""))
            for clause in section.get("clauses", ()):
                clause["text"] = next(words)
    except StopIteration:
        raise StoreError("some of its clauses are missing") from None
    if next(words, None) is not None:
        raise StoreError("it has more clauses than its tree")
    return skeleton


def spelt(skeleton: Plain) -> bytes:
    """Spell a tree without its words as it is kept."""
    return json.dumps(skeleton, ensure_ascii=False, separators=(",", ":")).encode()


def text_digest(text: str) -> str:
    """Name a version's plain text: SHA-256 of its UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _walk(tree: Plain) -> Iterator[tuple[Plain, Path]]:
    """Yield each section with the path above it, in reading order; no recursion, for trees may be deep.

    What becomes of a section while it is looked at, its path too, holds for those below it.
    """
    waiting: list[tuple[Plain, Path]] = [(section, []) for section in reversed(tree.get("sections", ()))]
    while waiting:
        section, above = waiting.pop()
        heading = section.get("heading", "")
        yield section, above
        if children := section.get("children"):
            path = _path(above, section.get("label", ""), section.get("heading") or heading or "")
            waiting += [(child, path) for child in reversed(children)]


def _path(above: Path, label: str, heading: str) -> Path:
    title = " ".join(part for part in (label, heading) if part)
    return [*above, title] if title else above
