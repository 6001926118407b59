"""A version as lines of text: what it says of itself, then its outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.errors import StoreError
from monitor.figures import many
from monitor.text import sought

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.model import Version

_MOST = 8
"""Sections named of those that have the same number or heading."""


def describe(version: Version) -> Iterator[str]:
    """Yield the facts of a version, one a line."""
    sections = list(version.walk())
    clauses = sum(len(section.clauses) for section in sections)
    yield f"title: {version.title or '(none)'}"
    charset = f"; charset: {version.charset}" if version.charset else ""
    yield f"language: {version.language or 'unknown'}{charset}"
    counts = f"{many(len(sections), 'section')}, {many(clauses, 'clause')}"
    yield f"{counts}, {many(len(version.text), 'character')}"
    for fact in version.dates:
        yield f"{fact.kind.value}: {fact.on.isoformat()} ({fact.text})"
    for note in version.notes:
        yield f"note: {note}"
    volatile = sum(clause.volatile for section in sections for clause in section.clauses)
    if volatile:
        yield f"{volatile} clauses change at most visits and are left out of comparisons"


def uid_of(version: Version, wanted: str) -> str | None:
    """Give the uid of the section that people mean by its uid, its number or its heading; None where there is none.

    Width, case and what ends a number ("4.", "（２）") make no difference. Some words of a heading will do where no
    section is named by them alone.

    Raises:
        StoreError: several sections have that number or heading.
    """
    sections = list(version.walk())
    if any(section.uid == wanted for section in sections):
        return wanted
    name = _plain(wanted)
    found = [
        section for section in sections if name and name in map(_plain, (section.label, section.heading, section.title))
    ]
    if not found and any(map(str.isalpha, name)):
        found = [section for section in sections if name in _plain(section.heading)]
    if len(found) > 1:
        each = ", ".join(f"{section.uid} ({' > '.join(section.path)})" for section in found[:_MOST])
        raise StoreError(f"{wanted!r} names {len(found)} sections", hint=f"say one of these: {each}")
    return found[0].uid if found else None


def _plain(text: str) -> str:
    return sought(text).strip("().:、 ")


def outline(version: Version) -> Iterator[str]:
    """Yield the sections as headings, indented by level, each with its clauses."""
    for section in version.walk():
        indent = "  " * (section.level - 1)
        if section.title:
            yield f"{indent}{'#' * min(section.level, 6)} {section.title}"
        for clause in section.clauses:
            mark = clause.label or ("-" if clause.depth else "")
            inner = indent + "  " * clause.depth
            yield f"{inner}{mark} {clause.text}" if mark else f"{inner}{clause.text}"
