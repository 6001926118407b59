"""Sending: each service of a channel in a thread of its own, each in its own words."""

from __future__ import annotations

import logging
import re
import threading
import time
import warnings
from datetime import timedelta
from typing import TYPE_CHECKING

from apprise import Apprise, AppriseAsset, AppriseResultStatus, NotifyType

from monitor.errors import DeliveryError
from monitor.model import Level, Message
from monitor.notify.forms import dressed
from monitor.notify.hearing import ear

if TYPE_CHECKING:
    from apprise import AppriseResult, NotifyBase

    from monitor.model import Channel

_LIMIT = timedelta(seconds=30)
"""For one channel as a whole, all its services together."""
_ANSWER = 20.0
"""Seconds a service may take to answer; Apprise's four make a slow one hear everything twice."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,19}(?=://)", re.IGNORECASE)
_STATUS = re.compile(r"\berror=(\d{3})\b")
_loading = threading.Lock()
"""Filters of warnings belong to the whole process, and channels are told in many threads."""
_TYPES = {Level.MATERIAL: NotifyType.WARNING, Level.MINOR: NotifyType.INFO, Level.COSMETIC: NotifyType.INFO}

for _name in ("apprise", "urllib3"):  # both log paths of webhooks, which are passwords
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False


def check(channel: Channel) -> None:
    """See that a channel can be used; see the door."""
    for url in channel.urls:
        _services(channel, url)


def send(channel: Channel, message: Message, *, limit: timedelta | None = None) -> None:
    """Hand a message to every service of a channel; see the door."""
    services = [service for url in channel.urls for service in _services(channel, url)]
    deadline = time.monotonic() + (limit or _LIMIT).total_seconds()
    calls = [_Call(service, message, channel.name) for service in services]
    for call in calls:
        call.start()
    for call in calls:
        call.join(max(0.0, deadline - time.monotonic()))
    faults = [fault for call in calls if (fault := call.fault())]
    if faults:
        accepted = len(calls) - len(faults)
        some = f" ({accepted} of {len(calls)} services accepted)" if len(calls) > 1 else ""
        raise DeliveryError(
            f"channel {channel.name!r} ({_shown(channel.url)}): not accepted: {faults[0]}{some}",
            retry_after=max((call.retry_after for call in calls if call.retry_after is not None), default=None),
        )


def test_message() -> Message:
    """Write a message that lets people see that a channel works."""
    text = "This is a test of policy-monitor. If you read this, alerts reach you here.\nこれは送信テストです。"
    html = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return Message(id="test", title="policy-monitor: test", text=text, html=html, level=Level.MINOR)


def _shown(url: str) -> str:
    """Give the scheme and nothing else, not even that when what stands there may be a token."""
    scheme = _SCHEME.match(url)
    return f"{scheme.group().lower()}://" if scheme else "no scheme"


def _services(channel: Channel, url: str) -> list[NotifyBase]:
    asset = AppriseAsset(
        app_id="policy-monitor",
        app_desc="Policy changes",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        http_redirects=False,
        interpret_emojis=False,
        service_timeout=0,
    )
    apprise = Apprise(asset=asset)
    try:
        with _loading, warnings.catch_warnings():  # loading its 180 plugins meets what Python is about to drop
            warnings.simplefilter("ignore", DeprecationWarning)
            known = apprise.add(url) and len(apprise) > 0
    except Exception:  # noqa: BLE001 - plugins raise what they like, and their words may hold the URL
        known = False
    if not known:
        raise DeliveryError(
            f"channel {channel.name!r} ({_shown(url)}): Apprise does not know this URL",
            hint="each service's form is at https://appriseit.com/services/",
        ) from None
    return list(apprise)


class _Call(threading.Thread):
    """One service being told. A daemon: a service that never answers does not keep the program from ending."""

    def __init__(self, service: NotifyBase, message: Message, channel: str) -> None:
        super().__init__(daemon=True, name=f"notify-{service.service_name}")
        if "socket_read_timeout" not in vars(service):
            service.socket_read_timeout = _ANSWER
        self._service = service
        self._message = message
        self._channel = channel
        self._result: AppriseResult | None = None
        self._fault = ""
        self.retry_after: float | None = None
        """How many seconds the service wants to be left alone, when it said so."""

    def run(self) -> None:
        """Send; what Apprise raises becomes a fault without words, for they may hold the URL."""
        try:
            self._result = self._notify()
        except Exception as error:  # noqa: BLE001 - a bug in a plugin must not cost the other services
            self._fault = type(error).__name__
        self.retry_after = ear.retry_after

    def _notify(self) -> AppriseResult:
        sender = Apprise(asset=self._service.asset)
        sender.add(self._service)
        with dressed(self._service, self._message, self._channel) as dress:
            return sender.notify(
                title=dress.title,
                body=dress.body,
                body_format=dress.form,
                attach=dress.attach,
                notify_type=_TYPES[self._message.level],
                log_level=logging.WARNING,
            )

    def fault(self) -> str:
        """Say why the service did not accept; empty when it did."""
        if self._fault:
            return self._fault
        if self._result is None:
            return "no answer in time"
        attempts = [attempt for result in self._result for attempt in result]
        if attempts and attempts[-1].status is AppriseResultStatus.SUCCESS:
            return ""
        return _reason(self._result)


def _reason(result: AppriseResult) -> str:
    """Tell what is safe to tell: a status, or the kind of failure, never a log line as it is."""
    lines = " ".join(str(entry.message) for entry in result.logs())
    if status := _STATUS.search(lines):
        return f"answered {status.group(1)}"
    if "onnection error" in lines:
        return "could not connect or log in"
    return "a recipient was refused" if "refused" in lines else "the service said no"
