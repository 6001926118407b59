"""Mails: the redline as an attachment, and headers by which programs sort, thread and know repeats."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from email.utils import parseaddr
from functools import wraps
from typing import TYPE_CHECKING, Any

from apprise import AppriseAttachment

from monitor.notify.plugins import AttachMemory, NotifyEmail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apprise.plugins.email.common import EmailMessage

    from monitor.model import Message

    Prepare = Callable[..., Iterator[EmailMessage]]

_ID = "Message-ID"
_ID_LINE = re.compile(r"^Message-ID:.*(?:\n[ \t].*)*", re.MULTILINE | re.IGNORECASE)
_PAGE_TYPE = re.compile(r"^Content-Type: text/html(?=\r?\nContent-Disposition: attachment)", re.MULTILINE)
_NO_LABEL = re.compile(r"[^a-z0-9]+")
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
    if message.thread:
        headers["References"] = f"<target-{_token(message.thread)}@{domain}>"
    known = {name.lower() for name in service.headers}
    service.headers.update({name: value for name, value in headers.items() if name.lower() not in known})


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


def _keeping_id(prepare: Prepare) -> Prepare:
    """Let a mail keep the Message-ID among its headers, and say how its attachment is encoded.

    Apprise (2.2) adds a new Message-ID to every mail, and takes no type with a charset for an attachment; a reader
    that goes by the type alone would show Japanese as gibberish.
    """

    @wraps(prepare)
    def prepared(*args: Any, headers: dict[str, str] | None = None, **kwargs: Any) -> Iterator[EmailMessage]:  # noqa: ANN401 - handed on
        rest = dict(headers or {})
        own = rest.pop(_ID, None)
        for mail in prepare(*args, headers=rest, **kwargs):
            body = _PAGE_TYPE.sub(r'\g<0>; charset="utf-8"', mail.body, count=1)
            yield replace(mail, body=_ID_LINE.sub(f"{_ID}: {own}", body, count=1) if own else body)

    return prepared


NotifyEmail.prepare_emails = staticmethod(_keeping_id(NotifyEmail.prepare_emails))  # type: ignore[method-assign] # no other way in
