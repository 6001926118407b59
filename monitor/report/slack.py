"""A message as Slack draws it: Block Kit (https://docs.slack.dev/reference/block-kit/blocks).

Page text stands in plain text, where nothing is markup, with the three characters escaped that are control characters
everywhere in Slack.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.report.safe import clip, visible, web

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Block = dict[str, Any]

HEADER, TEXT, BLOCKS = 150, 3000, 50
"""What Slack takes: characters of a header, characters of a section, blocks of a message."""
_BUDGET = 12_000
"""Characters of changes in one message: about four screens."""
_LONGEST = 2000
"""Characters of one change."""
_MOST = 24
"""Blocks for one policy."""
_HALF_ESCAPE = re.compile(r"&[a-z]{0,3}$")
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One policy, or several that share their changes."""

    title: str
    url: str
    versions: str
    """Between which versions; of several policies their names."""
    link: str
    """Where the whole redline can be read; empty for nowhere."""
    items: tuple[tuple[int, str], ...]
    """Changes: how many each tells of, and its text; those that matter most first."""
    rest: int
    """Changes left out already."""
    sharers: tuple[tuple[str, str], ...] = ()
    """Name and address of each of several policies."""
    unnamed: str = ""
    """Counts those of them that are not named."""


def blocks(
    heads: Sequence[str], parts: Sequence[Part], ends: Sequence[str], *, redline: str, more: Callable[[int], str]
) -> str:
    """Write a message as JSON: an array of blocks, within Slack's limits.

    Args:
        heads: the title of the message, and lines that say what is in it.
        parts: policies, those that matter most first.
        ends: lines that stand below: policies that found no room, notices.
        redline: names the link to a redline.
        more: tells how many changes were left out.
    """
    found: list[Block] = [{"type": "header", "text": _plain(heads[0], HEADER)}]
    if overview := "\n".join(f"• {line}" for line in heads[1:]):
        found.append({"type": "section", "text": _plain(overview, TEXT)})
    room = _BUDGET
    most = max(2, min(_MOST, (BLOCKS - 4) // max(1, len(parts)) - 1))
    for number, part in enumerate(parts):
        later = sum(_size(each) for each in parts[number + 1 :])
        kept = min(later, room - room // (len(parts) - number))
        written, spare = _part(part, room - kept, most, redline, more)
        room = spare + kept
        if len(found) + len(written) >= BLOCKS:
            ends = (more(sum(_count(left) for left in parts[number:])), *ends)
            break
        found += written
    said = "\n".join(end for end in ends if end)
    if said:
        found.append({"type": "section", "text": _plain(said, TEXT)})
    return json.dumps(found)


def _count(part: Part) -> int:
    return part.rest + sum(number for number, _ in part.items)


def _size(part: Part) -> int:
    return sum(min(len(text), _LONGEST) for _, text in part.items)


def _part(part: Part, room: int, most: int, redline: str, more: Callable[[int], str]) -> tuple[list[Block], int]:
    """Write the blocks of one policy; a change that does not fit into the room is counted instead."""
    found: list[Block] = [{"type": "section", "text": _marked(_head(part))}]
    rest = part.rest
    for number, text in part.items:
        shown = _shorten(text)
        if len(shown) > room or len(found) > most:
            rest += number
            continue
        room -= len(shown)
        found.append({"type": "section", "text": _plain(shown, TEXT)})
    notes = [_marked(more(rest))] if rest else []
    if part.link:
        notes.append(
            _marked(_link(part.link, redline.rstrip(" :：")) if web(part.link) else escape(redline + part.link))
        )
    if notes:
        found.append({"type": "context", "elements": notes})
    return found, room


def _head(part: Part) -> str:
    name = _link(part.url, clip(part.title, 300))
    about = _HALF_ESCAPE.sub("", escape(visible(part.versions))[:_LONGEST])
    linked = ", ".join([*(_link(url, policy) for policy, url in part.sharers), escape(part.unnamed)]).removesuffix(", ")
    return f"*{name}*\n{linked if linked and len(linked) <= _LONGEST else about}".rstrip("\n")


def _shorten(text: str) -> str:
    """Cut a change at the end of a line."""
    if len(text) <= _LONGEST:
        return text
    end = text.rfind("\n", 0, _LONGEST)
    return f"{text[: end if end > 0 else _LONGEST]}\n…"


def _link(url: str, text: str) -> str:
    """Write a link, or its text alone where the address is none of the web."""
    address = web(url)[:_LONGEST]
    if not address:
        return escape(visible(text))
    return f"<{escape(address).replace('|', '%7C')}|{escape(visible(text)).replace('|', '¦')}>"


def _marked(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def _plain(text: str, limit: int) -> Block:
    """Make a text that holds no markup; the limit counts what is sent, escapes included."""
    written = escape("\n".join(visible(line) for line in text.split("\n")))
    if len(written) > limit:
        written = f"{_HALF_ESCAPE.sub('', written[: limit - 1])}…"
    return {"type": "plain_text", "text": written, "emoji": False}


def escape(text: str) -> str:
    """Escape the control characters of Slack.

    >>> escape("<!channel> & co")
    '&lt;!channel&gt; &amp; co'
    """
    return text.translate(ESCAPES)
