"""The road inside this room: sniff, decode, load blocks, build sections, gather facts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from monitor import text as texts
from monitor.document import (
    charset,
    child,
    chrome,
    dates,
    dom,
    fragments,
    furniture,
    hidden,
    inline,
    links,
    markdown,
    markup,
    pdf,
    plain,
    sections,
    sniff,
)
from monitor.document.builder import Head
from monitor.document.language import language as language_of
from monitor.document.language import tag
from monitor.document.stamps import stamps
from monitor.errors import DocumentError
from monitor.model import Version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.block import Block
    from monitor.document.dates import Stamp
    from monitor.document.tree import Node
    from monitor.model import Section

_OUTLINE_LINES: Final = 5
_OUTLINE_WIDTH: Final = 60
_FRAMES_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is known of the page and asked of the reading; the arguments of `monitor.document.read`."""

    url: str = ""
    media_type: str = ""
    select: str | None = None
    remove: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    charset: str | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loader made of the bytes."""

    blocks: Sequence[Block]
    head: Head
    charset: str = ""
    notes: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    """Dates of the markup; they are found beside the elements around them, hence while the tree stands."""
    part: str = ""
    """Name of the document that was read, where the page has several."""


def read_bytes(body: bytes, wishes: Wishes, *, reader: int) -> Version:
    """Read bytes as `monitor.document.read` promises."""
    patterns = _patterns(wishes.ignore)
    loaded = load(body, wishes)
    outline = sections.build(loaded.blocks)
    kept = _without(outline.sections, patterns) if patterns else outline.sections
    lines = [line for section in kept for part in section.walk() for line in _lines(part)]
    if not any(lines):
        raise DocumentError("the page holds no text", hint=_elsewhere(loaded.head, wishes.url))
    language = language_of(loaded.head.language, "\n".join(lines))
    return Version(
        sections=kept,
        title=loaded.part or outline.title or texts.stored(loaded.head.title),
        language=language,
        dates=dates.dates(lines, tag(language, loaded.head.language, wishes.url), loaded.stamps),
        reader=reader,
        charset=loaded.charset,
        url=wishes.url,
        media_type=wishes.media_type,
        notes=loaded.notes,
        part=loaded.part,
    )


def _elsewhere(head: Head, url: str) -> str:
    """Say where the text of a page without any may be."""
    framed = [address for source in head.frames[:_FRAMES_NAMED] if (address := links.fold(source, url))]
    if framed:
        return f"it shows other pages in frames; watch the one that holds the policy: {', '.join(framed)}"
    return "if a browser shows some, a script writes it there"


def load(body: bytes, wishes: Wishes) -> Loaded:
    """Give the blocks of the document, before any outline.

    Raises:
        DocumentError: the bytes hold no text, or a selector is not valid or matches nothing.
    """
    form = sniff.form(body, wishes.media_type)
    if form is sniff.Form.PDF:
        return Loaded(pdf.blocks(body), Head())
    if form is sniff.Form.DOCX:
        page = dom.parse(child.ask("docx", body))
        blocks = [line.block for line in markup.lines([page.top], url=wishes.url)]
        return Loaded(blocks, page.head, stamps=stamps(page.head))
    decoded = charset.decode(body, wishes.media_type, wishes.charset)
    if form is sniff.Form.MARKDOWN or (form is sniff.Form.PLAIN and inline.has_links(decoded.text)):
        lines = markdown.lines(decoded.text, wishes.url)
        return Loaded(furniture.without(lines), Head(), decoded.charset, decoded.notes)
    if form is sniff.Form.PLAIN:
        lines = [furniture.Line(block) for block in plain.blocks(decoded.text)]
        return Loaded(furniture.without(lines), Head(), decoded.charset, decoded.notes)
    return _marked_up(decoded, wishes)


def _marked_up(decoded: charset.Decoded, wishes: Wishes) -> Loaded:
    page = dom.parse(decoded.text, select=wishes.select, remove=wishes.remove)
    if page.selected is not None:
        loaded = _selected(page, page.selected, decoded, wishes)
    else:
        roots = chrome.trim(page.top, page.nodes, page.head.title)
        loaded = _whole(page, roots, wishes)
        loaded = replace(loaded, notes=loaded.notes + hidden.unread(page.unread, page.nodes, roots))
    page.release()
    return replace(loaded, charset=decoded.charset, notes=decoded.notes + page.notes + loaded.notes)


def _selected(page: dom.Page, roots: Sequence[Node], decoded: charset.Decoded, wishes: Wishes) -> Loaded:
    blocks = [line.block for line in markup.lines(roots, url=wishes.url, styles=page.head.styles)]
    if not blocks:
        raise DocumentError(f"select = {wishes.select!r} matches no text on the page", hint=_instead(decoded, wishes))
    notes = hidden.unread(page.unread, page.nodes, roots)
    return Loaded(blocks, page.head, notes=notes, stamps=stamps(page.head))


def _whole(page: dom.Page, roots: Sequence[Node], wishes: Wishes) -> Loaded:
    """Give the document of a page; of several the one that the fragment of its address names."""
    anchor = texts.anchor(wishes.url)
    choice = fragments.choose(roots, page.nodes, anchor=anchor, known=wishes.part, page_title=page.head.title)
    marks = choice.marks
    lines = markup.lines(roots, url=wishes.url, styles=page.head.styles, marks=marks)
    blocks = furniture.without(lines)
    own = choice.cut(blocks, lines, marks)
    if own:
        return Loaded(own, page.head, notes=choice.notes, stamps=stamps(choice.head(page.head)), part=choice.name)
    return Loaded(blocks, page.head, notes=() if choice.name else choice.notes, stamps=stamps(page.head))


def _instead(decoded: charset.Decoded, wishes: Wishes) -> str:
    """Say how the page would be read without the selector."""
    blocks = _marked_up(decoded, replace(wishes, select=None)).blocks
    tops = [section.title or section.clauses[0].text for section in sections.build(blocks).sections][:_OUTLINE_LINES]
    shown = "; ".join(top[:_OUTLINE_WIDTH] for top in tops)
    return f"without it the page reads: {shown}" if shown else "without it the page holds no text either"


def _patterns(ignore: Sequence[str]) -> list[re.Pattern[str]]:
    found = []
    for expression in ignore:
        try:
            found.append(re.compile(expression))
        except re.error as error:
            raise DocumentError(f"ignore = {expression!r} is no regular expression: {error}") from error
    return found


def _without(tree: Sequence[Section], patterns: Sequence[re.Pattern[str]]) -> tuple[Section, ...]:
    """Drop the clauses that an expression finds itself in, and sections that hold nothing else."""
    walked = [section for top in tree for section in top.walk()]
    made: dict[int, Section | None] = {}
    for section in reversed(walked):
        children = tuple(kept for child in section.children if (kept := made.pop(id(child))) is not None)
        clauses = tuple(
            clause
            for clause in section.clauses
            if not any(pattern.search(f"{clause.label} {clause.text}".strip()) for pattern in patterns)
        )
        is_named = bool(section.title) and not any(pattern.search(section.title) for pattern in patterns)
        stands = clauses or children or is_named
        made[id(section)] = replace(section, clauses=clauses, children=children) if stands else None
    return tuple(kept for top in tree if (kept := made.pop(id(top))) is not None)


def _lines(section: Section) -> list[str]:
    own = [section.title] if section.title else []
    return own + [clause.text for clause in section.clauses]
