"""One line at the foot of a digest: how everything that is watched stands."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import escape

from monitor.model import Outcome
from monitor.report.safe import clip
from monitor.report.slack import BLOCKS, ESCAPES
from monitor.report.tongues import Tongue, name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Health, Message

_NAMED = 5


def line(rows: Sequence[Health], language: str = "en") -> str:
    """Say how many policies are watched, and which of them cannot be read; empty when none is watched.

    >>> line([])
    ''
    """
    words = Tongue(language)
    watched = [row for row in rows if row.enabled]
    if not watched:
        return ""
    parts = [
        words.say(f"digest.{outcome.value}", n=len(found), names=_names(found, words))
        for outcome in (Outcome.FAILED, Outcome.HELD)
        if (found := [row for row in watched if row.last_outcome is outcome])
    ]
    unseen = [row for row in watched if row.last_visit_at is None]
    parts += [words.say("digest.unseen", n=len(unseen), names=_names(unseen, words))] if unseen else []
    said = words.listed(parts) if parts else words.say("digest.well")
    return words.say("digest.watched", n=len(watched), said=said)


def _names(rows: Sequence[Health], words: Tongue) -> str:
    named = words.listed(name(row, 60) for row in rows[:_NAMED])
    return f"{named}…" if len(rows) > _NAMED else named


def footed(message: Message, said: str) -> Message:
    """Put a line at the foot of a message, in each of its forms that people read."""
    if not said:
        return message
    head, end, rest = message.html.rpartition("</div>")  # inside the frame, whose font it has
    head, end = (head, end) if end and not rest.strip() else (message.html, "")
    return replace(
        message,
        text=f"{message.text}\n\n{said}",
        html=f'{head}<p style="font-size:14px;margin:28px 0 0">{escape(said)}</p>{end}' if message.html else "",
        blocks=_blocks(message.blocks, said),
    )


def _blocks(written: str, said: str) -> str:
    blocks = json.loads(written) if written else []
    if not blocks or len(blocks) >= BLOCKS:
        return written
    text = {"type": "plain_text", "text": clip(said, 1000).translate(ESCAPES)}
    return json.dumps([*blocks, {"type": "context", "elements": [text]}], ensure_ascii=False)
