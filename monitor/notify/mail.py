"""Mails: our own plain part, the redline as an attachment, and headers by which programs sort, thread, know repeats."""

from __future__ import annotations

import hashlib
import re
from contextvars import ContextVar
from dataclasses import replace
from email.utils import parseaddr
from functools import wraps
from typing import TYPE_CHECKING, Any

from apprise import AppriseAttachment

from monitor.notify.plugins import AttachMemory, NotifyEmail, emails

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apprise.plugins.email.common import EmailMessage

    from monitor.model import Message

    Prepare = Callable[..., Iterator[EmailMessage]]

_ID = "Message-ID"
_PLAIN = "plain part"
"""Stands among a service's headers for the plain part of the mail, and never leaves the program."""
_ID_LINE = re.compile(r"^Message-ID:.*(?:\n[ \t].*)*", re.MULTILINE | re.IGNORECASE)
_SIGNS = re.compile(r"\[[-+](?=<(?:del|ins)>)|(?<=</(?:del|ins)>)[-+]\]")
"""Marks for what shows no colours; page text holds no "<", so that no words of a page are among them."""
_PAGE_TYPE = re.compile(r"^Content-Type: text/html(?=\r?\nContent-Disposition: attachment)", re.MULTILINE)
_NO_LABEL = re.compile(r"[^a-z0-9]+")
_plain: ContextVar[str | None] = ContextVar("plain", default=None)
"""Of the mail being made; each service is told in a thread of its own."""
_OURS = "policy-monitor.invalid"
"""The domain when the sender's has none that could stand in a header (RFC 2606)."""


def head(service: NotifyEmail, message: Message, channel: str) -> None:
    """Give a service the headers of a message; those of the channel's URL go before them.

    `Message-ID` is the same at every try, so that a mail that was sent twice can be known for one; `References` holds
    the mails on one policy together; `List-Id` (RFC 2919) and `Auto-Submitted` (RFC 3834) are for filters.
    """
    domain = _domain(service)
    headers = {
        _ID: f"<{_token(message.id)}@{domain}>",
        "List-Id": f"<{_label(channel)}.{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    if is_own(message):
        headers[_PLAIN] = message.text
    if message.thread:
        headers["References"] = f"<target-{_token(message.thread)}@{domain}>"
    known = {name.lower() for name in service.headers}
    service.headers.update({name: value for name, value in headers.items() if name.lower() not in known})


def is_own(message: Message) -> bool:
    """Tell whether both forms of a message are ours; where a template wrote one, its HTML makes the plain part too."""
    return bool(message.blocks)


def drawn(markup: str) -> str:
    """Take the marks beside struck and underlined words away, which the plain part has for those who see no HTML."""
    return _SIGNS.sub("", markup)


def attachment(message: Message) -> AppriseAttachment | None:
    """Give the redline as a file, where there is one."""
    if not message.page:
        return None
    attached = AppriseAttachment()
    attached.add(AttachMemory(content=message.page, name="redline.html", mimetype="text/html"))  # type: ignore[no-untyped-call] # theirs has no types
    return attached


def _domain(service: NotifyEmail) -> str:
    name = parseaddr(str(service.from_addr[1]))[1].rpartition("@")[2].lower()
    return name if re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*", name) else _OURS


def _token(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _label(channel: str) -> str:
    return _NO_LABEL.sub("-", channel.lower()).strip("-") or _token(channel)[:12]


def _as_told(prepare: Prepare) -> Prepare:
    """Let a mail keep the Message-ID and the plain part among its headers, and say how its attachment is encoded.

    Apprise (2.2) adds a new Message-ID to every mail, makes the plain part from the HTML, where clauses and names run
    together with blank lines between items, and takes no type with a charset for an attachment; a reader that goes by
    the type alone would show Japanese as gibberish.
    """

    @wraps(prepare)
    def prepared(*args: Any, headers: dict[str, str] | None = None, **kwargs: Any) -> Iterator[EmailMessage]:  # noqa: ANN401 - handed on
        rest = dict(headers or {})
        own = rest.pop(_ID, None)
        _plain.set(rest.pop(_PLAIN, None))
        for mail in prepare(*args, headers=rest, **kwargs):
            body = _PAGE_TYPE.sub(r'\g<0>; charset="utf-8"', mail.body, count=1)
            yield replace(mail, body=_ID_LINE.sub(f"{_ID}: {own}", body, count=1) if own else body)

    return prepared


def _converted(convert: Callable[..., str]) -> Callable[..., str]:
    @wraps(convert)
    def converted(*args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - handed on
        return _plain.get() or convert(*args, **kwargs)

    return converted


NotifyEmail.prepare_emails = staticmethod(_as_told(NotifyEmail.prepare_emails))  # type: ignore[method-assign] # no other way in
emails.convert_between = _converted(emails.convert_between)  # type: ignore[attr-defined] # no other way in
