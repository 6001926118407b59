"""A version as lines of text: what it says of itself, then its outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.model import Version


def describe(version: Version) -> Iterator[str]:
    """Yield the facts of a version, one a line."""
    sections = list(version.walk())
    clauses = sum(len(section.clauses) for section in sections)
    yield f"title: {version.title or '(none)'}"
    yield f"language: {version.language or 'unknown'}; charset: {version.charset}"
    yield f"{len(sections)} sections, {clauses} clauses, {len(version.text)} characters"
    for fact in version.dates:
        yield f"{fact.kind.value}: {fact.on.isoformat()} ({fact.text})"
    for note in version.notes:
        yield f"note: {note}"
    volatile = sum(clause.volatile for section in sections for clause in section.clauses)
    if volatile:
        yield f"{volatile} clauses change at most visits and are left out of comparisons"


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
