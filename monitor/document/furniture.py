"""Furniture that only shows line by line: controls, language names, trails of pages, what stands before the title."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from monitor.document import annexes, calls, editions, pagelines, tallies, words
from monitor.document.block import Block, BlockKind
from monitor.document.dates import is_date_line
from monitor.document.lines import is_closed, width
from monitor.document.linklists import announces

if TYPE_CHECKING:
    from collections.abc import Sequence

_TRAIL: Final = re.compile(r"[^>＞»›/]{1,60}(?:\s?[>＞»›]\s?[^>＞»›/]{1,60}){1,9}")
_ADDRESS: Final = re.compile(r"https?://\S{1,300}")
_CONTACT: Final = re.compile(r"@|\.[a-z]{2,}|\d{3}")
_FILE: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|odt|rtf)(?:$|[?#])", re.IGNORECASE)
_LOWEST_PAGE_HEADING: Final = 3
"""h4 and below head boxes, not pages."""
_SIGNS: Final = 3
_FEWEST_BLANKS: Final = 4
_SEVERAL: Final = 3
_SENTENCE: Final = re.compile(r"[.。!?！？;；,、，]")
_PROSE_WIDTH: Final = 40
_LEAD: Final = 40
"""How many blocks may stand before the title of a page."""
_LISTED: Final = (BlockKind.ITEM, BlockKind.ROW)


class Line(NamedTuple):
    """A block, and how much of it is inside links."""

    block: Block
    linked: int = 0

    @property
    def is_link(self) -> bool:
        """True when nothing but links is in it."""
        if not self.linked:
            return False
        bare = len(self.block.text) - self.linked
        if bare <= _SIGNS:
            return True
        links = self.block.links
        return len(links) >= _SEVERAL and (
            bare <= self.linked * 0.3 or _words(self.block.text) == sum(_words(link.text) for link in links)
        )


def _words(text: str) -> int:
    return sum(map(str.isalnum, text))


def without(lines: Sequence[Line]) -> list[Block]:
    """Give the blocks of the document: those of the page's furniture are left out."""
    prose = [number for number, line in enumerate(lines) if _is_prose(line)]
    if not prose:
        return _without_controls(lines)
    first = max(_title(lines, prose), _after_trail(lines, prose[0]))
    announced = _introduced(lines, prose[-1])
    end = _end(lines, max([prose[-1], *announced]))
    gone = _link_lists(lines) | editions.listed([line.block.text for line in lines])
    return [
        line.block
        for number, line in enumerate(lines[:end])
        if number not in gone
        and not tallies.tells_age(line.block.text)
        and not (_is_control(line, inside=_lead(line, prose[0]) < number < prose[-1]) and not _goes_on(lines, number))
        and (number >= first or _stands_before_title(lines, number))
        and (number <= prose[-1] or number in announced or not _is_plain_link(line) or _is_spoken_of(lines, number))
    ]


def _without_controls(lines: Sequence[Line]) -> list[Block]:
    """Give the blocks of a page without a sentence: from its h1 on, all but the controls."""
    start = next(iter(_tops(lines[:_LEAD])), 0)
    return [
        line.block
        for number, line in enumerate(lines)
        if (not words.is_control(line.block.text) or line.block.kind is BlockKind.ROW)
        and (number >= start or _stands_before_title(lines, number))
    ]


def _tops(lines: Sequence[Line]) -> list[int]:
    return [number for number, line in enumerate(lines) if line.block.rank == 1 and not line.is_link]


def _lead(line: Line, first_prose: int) -> int:
    """Tell the last place before the text; a heading just above its first sentence belongs to it."""
    return first_prose - 2 if line.block.kind is BlockKind.HEADING else first_prose


def _is_spoken_of(lines: Sequence[Line], number: int) -> bool:
    """Tell a lone link that a short sentence follows at once, or that follows a long one: "List of processors"."""
    after = lines[number + 1] if number + 1 < len(lines) else None
    if after is not None and _says_sentence(after.block):
        return True
    block = lines[number].block
    if block.kind is BlockKind.HEADING or len(block.links) != 1 or (after is not None and after.is_link):
        return False
    return _is_prose(lines[number - 1]) and not (calls.calls(block.text) or _is_control(lines[number], inside=False))


def _stands_before_title(lines: Sequence[Line], number: int) -> bool:
    """Tell what is kept above the title: sentences, short ones after long ones, dates, headings that are no links."""
    line = lines[number]
    block = line.block
    if block.kind is BlockKind.HEADING and 0 < block.rank <= _LOWEST_PAGE_HEADING:
        return not line.is_link
    if _is_prose(line) or editions.YEAR.search(block.text) is not None:
        return True
    return number > 0 and block.text.endswith((".", "。")) and not line.linked and _is_prose(lines[number - 1])


def _end(lines: Sequence[Line], last_prose: int) -> int:
    """Tell where the document ends: below its last sentence, what follows a control of the page is furniture too.

    Headings with nothing under them at the very end are those of link lists that are gone.
    """
    end = len(lines)
    for number in range(last_prose + 1, end):
        line = lines[number]
        cells = line.block.cells or (line.block.text,)
        if any(map(words.ends_page, cells)) and not _goes_on(lines, number):
            end = number
            break
    while end > last_prose + 1 and _is_left_over(lines, end - 1):
        end -= 1
    return end


def _goes_on(lines: Sequence[Line], number: int) -> bool:
    """Tell an item or a row below another one, both without links: a list of the policy's own may name "Newsletter"."""
    line, before = lines[number], lines[number - 1]
    kind = line.block.kind
    if kind not in _LISTED or kind is not before.block.kind or line.linked or before.linked or not number:
        return False
    return not _is_control(before, inside=False)


def _is_left_over(lines: Sequence[Line], number: int) -> bool:
    """Tell a heading or a link at the very end."""
    if lines[number].block.kind is BlockKind.HEADING:
        return True
    return _is_plain_link(lines[number]) and not _is_spoken_of(lines, number)


def _is_plain_link(line: Line) -> bool:
    if not line.is_link or _CONTACT.search(line.block.text) or _says_sentence(line.block):
        return False
    return not any(_FILE.search(link.href) for link in line.block.links)


def _says_sentence(block: Block) -> bool:
    """Tell a whole sentence, which says something wherever it leads."""
    text = block.text
    return (
        block.kind is BlockKind.PARAGRAPH
        and text.endswith((".", "。"))
        and width(text) >= _PROSE_WIDTH // 2
        and (text.endswith("。") or text.count(" ") >= _FEWEST_BLANKS)
    )


def _introduced(lines: Sequence[Line], last_prose: int) -> set[int]:
    """Find the links below the last sentence that a line ending in a colon, or a numbered heading, announces."""
    found: set[int] = set()
    under = False
    for number in range(max(0, last_prose), len(lines)):
        line = lines[number]
        if line.is_link:
            found |= {number} if under else set()
            continue
        is_heading = line.block.kind is BlockKind.HEADING
        under = announces(line.block.text, is_heading=is_heading) or _heads_annexes(lines, number)
    return found


def _heads_annexes(lines: Sequence[Line], number: int) -> bool:
    """Tell a line that documents of the policy follow, by its words and by the links below it."""
    following = takewhile(lambda line: line.is_link, lines[number + 1 : number + 1 + _LEAD])
    return annexes.follow(lines[number].block.text, (line.block.text for line in following))


def _link_lists(lines: Sequence[Line]) -> set[int]:
    """Find headings of link lists and lists of earlier editions, and the links and dates under them."""
    found: set[int] = set()
    under = False
    for number, line in enumerate(lines):
        text = line.block.text
        if words.heads_links(text) and not _heads_annexes(lines, number):
            under = True
            found.add(number)
        elif under and (line.is_link or is_date_line(text) or _is_control(line, inside=False)):
            found.add(number)
        else:
            under = False
    return {number for number in found if number - 1 in found or number + 1 in found or lines[number].is_link}


def _is_prose(line: Line) -> bool:
    text = line.block.text
    if line.linked * 2 >= len(text) or line.block.kind is BlockKind.HEADING or width(text) < _PROSE_WIDTH:
        return False
    if words.is_copyright(text) or words.asks_feedback(text) or _ADDRESS.fullmatch(text):
        return False
    return _SENTENCE.search(text) is not None


def _is_control(line: Line, *, inside: bool) -> bool:
    """Tell a control of the page; `inside`, between two sentences, only what cannot be a policy's own word."""
    text = line.block.text
    if line.block.kind is BlockKind.ROW:
        return False
    if pagelines.is_of_system(text) or words.asks_feedback(text):
        return True
    return _is_control_inside(line, text) if inside else _is_control_outside(line, text)


def _is_control_inside(line: Line, text: str) -> bool:
    block = line.block
    if line.is_link and (words.is_tool(text) or (not block.links and words.is_control(text))):
        return True
    is_title = block.kind is BlockKind.HEADING or block.emphasis >= len(text)
    return is_title and words.names_contents(text)


def _is_control_outside(line: Line, text: str) -> bool:
    if words.is_control(text) or pagelines.is_credit(text):
        return True
    links = [link.text for link in line.block.links]
    return line.is_link and (pagelines.leads_away(text) or pagelines.are_tools(links))


def _title(lines: Sequence[Line], prose: Sequence[int]) -> int:
    """Tell where the title stands: the first h1, else the first heading that names a document; 0 where there is none.

    A heading below the second sentence of the page is not its title.
    """
    lead = lines[: min(_LEAD, prose[:2][-1])]
    if tops := _tops(lead):
        return tops[0]
    for number, line in enumerate(lead):
        if line.block.kind is BlockKind.HEADING and annexes.names_document(line.block.text):
            return number
    return next((number for number, line in enumerate(lead) if line.block.rank == 1), 0)


def _after_trail(lines: Sequence[Line], end: int) -> int:
    """Tell where the text begins after a trail of pages ("Top > About us > Privacy policy"), 0 where there is none.

    Below a trail, what stands above the document's name is the name of the site's part.
    """
    found = 0
    for number, line in enumerate(lines[: min(_LEAD, end)]):
        text = line.block.text
        if (_TRAIL.fullmatch(text) and not is_closed(text)) or _ADDRESS.fullmatch(text):
            found = number + 1
    named = (
        number
        for number in range(found, min(_LEAD, end))
        if width(lines[number].block.text) <= _PROSE_WIDTH and annexes.names_document(lines[number].block.text)
    )
    return next(named, found) if found else 0
