"""Dates that the markup gives outside the text: meta elements, JSON-LD, `<time>` with a property."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from monitor.document.dates import Stamp, has_date, kinds_before
from monitor.document.tree import label
from monitor.model import DateKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.document.builder import Head
    from monitor.document.tree import Node

_METAS: Final = {
    "article:modified_time": DateKind.UPDATED,
    "og:updated_time": DateKind.UPDATED,
    "last-modified": DateKind.UPDATED,
    "dcterms.modified": DateKind.UPDATED,
    "dc.date.modified": DateKind.UPDATED,
    "datemodified": DateKind.UPDATED,
    "last-updated": DateKind.UPDATED,
    "lastmod": DateKind.UPDATED,
    "revised": DateKind.UPDATED,
    "dcterms.created": DateKind.ENACTED,
    "dc.date.created": DateKind.ENACTED,
    "dc.date.issued": DateKind.ENACTED,
    "article:published_time": DateKind.ENACTED,
    "dcterms.issued": DateKind.ENACTED,
    "datepublished": DateKind.ENACTED,
}
_LONGEST: Final = 500_000
_MOST: Final = 20
_NEAR: Final = 120


def stamps(head: Head) -> tuple[Stamp, ...]:
    """List the dates a page's markup gives for the document."""
    found = [*_from_metas(head), *_from_times(head), *_from_data(head)]
    return tuple(found[:_MOST])


def _from_metas(head: Head) -> Iterator[Stamp]:
    for meta in head.metas:
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or meta.get("http-equiv") or ""
        kind = _METAS.get(name.strip().lower())
        if kind and meta.get("content"):
            yield Stamp(value=meta["content"], kind=kind)


def _from_times(head: Head) -> Iterator[Stamp]:
    for time in head.times[:_MOST]:
        value = time.attrs.get("datetime")
        kind = _METAS.get(time.attrs.get("itemprop", "").lower()) or _said(time)
        if kind and value:
            yield Stamp(value=value, kind=kind)


def _said(time: Node) -> DateKind | None:
    """Tell by the words before it what an element dates whose own words are no whole date: "November 5", "3/4/24"."""
    words = label(time)
    if time.parent is None or not words or has_date(words):
        return None
    before, found, _ = label(time.parent, _NEAR).partition(words)
    kinds = kinds_before(before) if found else ()
    return kinds[0] if kinds else None


def _from_data(head: Head) -> Iterator[Stamp]:
    for data in head.data:
        try:
            waiting: list[object] = [json.loads(data[:_LONGEST])]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting.extend(value[:_MOST])
            elif isinstance(value, dict):
                yield from _of_page(value)
                waiting.append(value.get("@graph"))


def _of_page(thing: dict[str, object]) -> Iterator[Stamp]:
    """Give the dates of a page or article; those of an offer, a comment or a video are none of ours."""
    types = thing.get("@type")
    named = types if isinstance(types, list) else [types]
    if not any(str(name).endswith(("Page", "Article", "Document", "CreativeWork")) for name in named[:_MOST]):
        return
    for name, kind in (("dateModified", DateKind.UPDATED), ("datePublished", DateKind.ENACTED)):
        value = thing.get(name)
        if isinstance(value, str):
            yield Stamp(value=value, kind=kind)
