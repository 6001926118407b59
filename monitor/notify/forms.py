"""What each service gets: the form it draws best, cut to what it takes, with nothing of a page taken for markup."""

from __future__ import annotations

import html
import re
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apprise import AppriseAttachment, NotifyFormat
from apprise.conversion import text_to_markdown

from monitor.notify import discord, mail, slack, webhook
from monitor.notify.plugins import NotifyDiscord, NotifyEmail, NotifyJSON, NotifyNtfy, NotifySlack, NotifyTelegram

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apprise import NotifyBase

    from monitor.model import Message

_BLOCK_TEXT, _BLOCK_HEADER = 3000, 150
"""What a Slack block holds: https://docs.slack.dev/reference/block-kit/blocks."""
_NTFY = 4000
"""Bytes; a longer message ntfy takes for a file: https://docs.ntfy.sh/publish/#limitations."""
_CUT = "\n… cut here: this service takes no longer text. The rest is in the report."
_CROWD = re.compile(r"@(?=(?:channel|here|everyone|all)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """A message as one service is handed it."""

    title: str
    body: str
    form: NotifyFormat
    attach: AppriseAttachment | None = None


@contextmanager
def dressed(service: NotifyBase, message: Message, channel: str) -> Iterator[Dress]:
    """Choose a message's form for a service, and prepare the service for it; hold it open while it is sent.

    Args:
        service: it is prepared in place: headers, members of the payload, a template.
        message: in the forms there are.
        channel: name of the channel that the service belongs to.
    """
    dress = _dress(service, message)
    with _prepared(service, message, channel):
        yield dress


def _prepared(service: NotifyBase, message: Message, channel: str) -> AbstractContextManager[None]:
    if isinstance(service, NotifyEmail):
        mail.head(service, message, channel)
    elif isinstance(service, NotifyJSON):
        webhook.fill(service, message)
    elif isinstance(service, NotifySlack) and message.blocks:
        return slack.drawn(service, _soft(message.blocks), message)
    elif isinstance(headers := getattr(service, "headers", None), dict):  # other plain webhooks
        headers.setdefault("Idempotency-Key", message.id)
    return nullcontext()


def _dress(service: NotifyBase, message: Message) -> Dress:
    """Choose title, body and form: HTML where it is the service's own form and fits, else text."""
    title = _line(message.title, _title_limit(service))
    own = service.resolve_format(None)
    is_chat = isinstance(service, NotifyTelegram)  # it knows a dozen tags, and refuses a message with others
    if own is NotifyFormat.HTML and len(message.html) <= service.body_maxlen and not is_chat:
        is_mail = isinstance(service, NotifyEmail)
        body = mail.drawn(message.html) if is_mail and mail.is_own(message) else message.html
        return Dress(
            title=title, body=body, form=NotifyFormat.HTML, attach=mail.attachment(message) if is_mail else None
        )
    target = service.resolve_format(NotifyFormat.TEXT)
    soften = _soft if not isinstance(service, NotifyDiscord) else lambda text: discord.literal(_soft(text))
    if isinstance(service, NotifyDiscord):
        title = discord.literal(title)
    text = _fit(service, message, soften, target, room=_body_limit(service) - len(title) - 8)
    if target is NotifyFormat.MARKDOWN:
        return Dress(title=title, body=_as_markdown(text), form=NotifyFormat.MARKDOWN)
    return Dress(title=title, body=text, form=NotifyFormat.TEXT)


def _soft(text: str) -> str:
    """Let no page text call a whole channel."""
    return _CROWD.sub("@\u2060", text)


def _as_markdown(text: str) -> str:
    """Escape a text for services that know Markdown alone, where a single line break is none.

    Apprise's own conversion does neither: it leaves "<" as it is, and the lines run together.
    """
    return re.sub(r"\n+", "\n\n", discord.around_addresses(text, _markdown))


def _markdown(text: str) -> str:
    return str(text_to_markdown(text)).replace("<", "\\<")  # type: ignore[no-untyped-call] # theirs has no types


def _line(title: str, limit: int) -> str:
    one = _soft(" ".join(title.split()))
    return one if len(one) <= limit else one[: limit - 1] + "…"


def _in_blocks(service: NotifyBase) -> bool:
    return bool(getattr(service, "use_blocks", False))


def _title_limit(service: NotifyBase) -> int:
    limit = service.title_maxlen if service.title_maxlen > 0 else 250
    return min(limit, _BLOCK_HEADER) if _in_blocks(service) else limit


def _body_limit(service: NotifyBase) -> int:
    if isinstance(service, NotifyNtfy):
        return _NTFY
    return min(service.body_maxlen, _BLOCK_TEXT) if _in_blocks(service) else service.body_maxlen


def _fit(service: NotifyBase, message: Message, soften: Callable[[str], str], target: NotifyFormat, room: int) -> str:
    """Give as much of a text as fits once Apprise has escaped it: whole pieces, then how much is left out."""
    text = soften(message.text)
    if _size(service, text, target) <= room:
        return text
    if not message.pieces:
        return _cut(service, text, _CUT, target, room)
    texts = [soften(piece.text) for piece in message.pieces]
    ends = [f"\n\n{piece.rest}" if piece.rest else "" for piece in message.pieces[1:]] + [""]
    fitting = 0
    for count in range(1, len(texts) + 1):
        if _size(service, "\n\n".join(texts[:count]) + ends[count - 1], target) > room:
            break
        fitting = count
    if not fitting:  # one change that is too long by itself: its beginning, and how much more there is
        return _cut(service, texts[0], f"\n…{ends[0]}", target, room)
    return "\n\n".join(texts[:fitting]) + ends[fitting - 1]


def _cut(service: NotifyBase, text: str, end: str, target: NotifyFormat, room: int) -> str:
    """Cut a text at the end of a line so that it fits, with what ends it."""
    while text and (size := _size(service, text + end, target)) > room:
        keep = min(len(text) - 1, len(text) * max(0, room - len(end)) // size)
        text = text[: text.rfind("\n", 0, keep) if "\n" in text[:keep] else keep]
    return text + end


def _size(service: NotifyBase, text: str, target: NotifyFormat) -> int:
    written = _as_markdown(text) if target is NotifyFormat.MARKDOWN else text
    written = html.escape(written) if target is NotifyFormat.HTML else written
    converted = service.dialect_convert(written, body_format=target)
    return len(converted.encode()) if isinstance(service, NotifyNtfy) else len(converted)
