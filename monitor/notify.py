"""Messages to people, through Apprise. The one module that knows it.

What Apprise 2.2 does, and why this is not one call: it follows redirects, and takes the page they lead to for
acceptance; it waits four seconds for an answer, so that a slow service would get a message at every try; it sends texts
longer than a service takes; with `optional=yes` every failure is a success; and its log lines may name parts of the
URL, which is a secret.
"""

from __future__ import annotations

import html
import logging
import re
import threading
import time
import warnings
from datetime import timedelta
from typing import TYPE_CHECKING

from apprise import Apprise, AppriseAsset, AppriseResultStatus, NotifyFormat, NotifyType
from apprise.conversion import text_to_markdown

from monitor.errors import DeliveryError
from monitor.model import Level, Message

if TYPE_CHECKING:
    from apprise import AppriseResult, NotifyBase

    from monitor.model import Channel

LIMIT = timedelta(seconds=30)
"""For one channel as a whole, all its services together."""
_ANSWER = 20.0
"""Seconds a service may take to answer; Apprise's four make a slow one hear everything twice."""
_BLOCK_TEXT, _BLOCK_HEADER = 3000, 150
"""What a Slack block holds: https://docs.slack.dev/reference/block-kit/blocks."""
_CUT = "\n… cut here: this service takes no longer text. The rest is in the report."
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,19}(?=://)", re.IGNORECASE)
_STATUS = re.compile(r"\berror=(\d{3})\b")
_CROWD = re.compile(r"@(?=(?:channel|here|everyone|all)\b)", re.IGNORECASE)
_TYPES = {Level.MATERIAL: NotifyType.WARNING, Level.MINOR: NotifyType.INFO, Level.COSMETIC: NotifyType.INFO}

for _name in ("apprise", "urllib3"):  # both log paths of webhooks, which are passwords
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False


def check(channel: Channel) -> None:
    """See that a channel can be used, sending nothing.

    Raises:
        DeliveryError: Apprise does not know the URL, or finds it incomplete.
    """
    _services(channel)


def send(channel: Channel, message: Message, *, limit: timedelta = LIMIT) -> None:
    """Hand a message to every service of a channel, and return when all have accepted it.

    Args:
        channel: where to.
        message: what to say; HTML goes to services of mail, text to all others, cut to what each takes.
        limit: how long all this may take; a service that has not answered by then has not accepted.

    Raises:
        DeliveryError: some service did not accept, in one line that names the channel and its scheme only.
    """
    services = _services(channel)
    deadline = time.monotonic() + limit.total_seconds()
    calls = [_Call(service, message) for service in services]
    for call in calls:
        call.start()
    for call in calls:
        call.join(max(0.0, deadline - time.monotonic()))
    faults = [fault for call in calls if (fault := call.fault())]
    if faults:
        accepted = len(calls) - len(faults)
        some = f" ({accepted} of {len(calls)} services accepted)" if len(calls) > 1 else ""
        raise DeliveryError(f"channel {channel.name!r} ({_shown(channel)}): not accepted: {faults[0]}{some}")


def test_message() -> Message:
    """Write a message that lets people see that a channel works."""
    text = "This is a test of policy-monitor. If you read this, alerts reach you here.\nこれは送信テストです。"
    html = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return Message(id="test", title="policy-monitor: test", text=text, html=html, level=Level.MINOR)


def _shown(channel: Channel) -> str:
    """Give the scheme and nothing else, not even that when what stands there may be a token."""
    scheme = _SCHEME.match(channel.url)
    return f"{scheme.group().lower()}://" if scheme else "no scheme"


def _services(channel: Channel) -> list[NotifyBase]:
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
        with warnings.catch_warnings():  # loading its 180 plugins meets what Python is about to drop
            warnings.simplefilter("ignore", DeprecationWarning)
            known = apprise.add(channel.url) and len(apprise) > 0
    except Exception:  # noqa: BLE001 - plugins raise what they like, and their words may hold the URL
        known = False
    if not known:
        raise DeliveryError(
            f"channel {channel.name!r} ({_shown(channel)}): Apprise does not know this URL",
            hint="each service's form is at https://appriseit.com/services/",
        ) from None
    return list(apprise)


class _Call(threading.Thread):
    """One service being told. A daemon: a service that never answers does not keep the program from ending."""

    def __init__(self, service: NotifyBase, message: Message) -> None:
        super().__init__(daemon=True, name=f"notify-{service.service_name}")
        if "socket_read_timeout" not in vars(service):
            service.socket_read_timeout = _ANSWER
        self._service = service
        self._message = message
        self._result: AppriseResult | None = None
        self._fault = ""

    def run(self) -> None:
        """Send; what Apprise raises becomes a fault without words, for they may hold the URL."""
        try:
            self._result = self._notify()
        except Exception as error:  # noqa: BLE001 - a bug in a plugin must not cost the other services
            self._fault = type(error).__name__

    def _notify(self) -> AppriseResult:
        sender = Apprise(asset=self._service.asset)
        sender.add(self._service)
        title, body, form = _dress(self._service, self._message)
        return sender.notify(
            title=title, body=body, body_format=form, notify_type=_TYPES[self._message.level], log_level=logging.WARNING
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


# --- what each service gets --------------------------------------------------------------------------------


def _dress(service: NotifyBase, message: Message) -> tuple[str, str, NotifyFormat]:
    """Choose title, body and form: HTML where it is the service's own form and fits, else text."""
    title = _line(message.title, _title_limit(service))
    own = service.resolve_format(None)
    if own is NotifyFormat.HTML and len(message.html) <= service.body_maxlen:
        return title, message.html, NotifyFormat.HTML
    text = _CROWD.sub("@\u2060", message.text)  # no page text calls a whole channel
    target = service.resolve_format(NotifyFormat.TEXT)
    text = _fit(service, text, target, room=_body_limit(service) - len(title) - 8)
    if target is NotifyFormat.MARKDOWN:
        return title, _as_markdown(text), NotifyFormat.MARKDOWN
    return title, text, NotifyFormat.TEXT


def _as_markdown(text: str) -> str:
    """Escape a text for services that know Markdown alone, where a single line break is none.

    Apprise's own conversion does neither: it leaves "<" as it is, and the lines run together.
    """
    escaped = text_to_markdown(text)  # type: ignore[no-untyped-call] # theirs has no types
    return re.sub(r"\n+", "\n\n", escaped.replace("<", "\\<"))


def _line(title: str, limit: int) -> str:
    one = _CROWD.sub("@\u2060", " ".join(title.split()))
    return one if len(one) <= limit else one[: limit - 1] + "…"


def _in_blocks(service: NotifyBase) -> bool:
    return bool(getattr(service, "use_blocks", False))


def _title_limit(service: NotifyBase) -> int:
    limit = service.title_maxlen if service.title_maxlen > 0 else 250
    return min(limit, _BLOCK_HEADER) if _in_blocks(service) else limit


def _body_limit(service: NotifyBase) -> int:
    return min(service.body_maxlen, _BLOCK_TEXT) if _in_blocks(service) else service.body_maxlen


def _fit(service: NotifyBase, text: str, target: NotifyFormat, room: int) -> str:
    """Cut a text at the end of a line so that it fits once Apprise has escaped it; important things stand first."""
    whole = text
    while text and (size := _size(service, text, target)) > room:
        keep = min(len(text) - 1, len(text) * max(0, room - len(_CUT)) // size)
        text = text[: text.rfind("\n", 0, keep) if "\n" in text[:keep] else keep]
    return text if text == whole else text + _CUT


def _size(service: NotifyBase, text: str, target: NotifyFormat) -> int:
    written = _as_markdown(text) if target is NotifyFormat.MARKDOWN else text
    written = html.escape(written) if target is NotifyFormat.HTML else written
    return len(service.dialect_convert(written, body_format=target))
