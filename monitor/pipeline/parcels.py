"""What each service of a channel is still to get, and the message that says it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from monitor import report
from monitor.pipeline.dispatch import Parcel
from monitor.report import standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from monitor.model import ChangeSet, Channel, Health, Message
    from monitor.store import Store
    from monitor.store.outbox import Alert


def pack(store: Store, channel: Channel, alerts: Sequence[Alert], health: Sequence[Health] = ()) -> tuple[Parcel, ...]:
    """Make one parcel for each service of a channel that has not taken all of these alerts yet.

    Where `health` is given, the message says at its foot how these targets stand.

    Alerts of which nothing is left to tell are in no parcel.
    """
    messages: dict[tuple[int, ...], Message] = {}
    parcels = []
    for url, mark in services(channel, alerts):
        lacking = tuple(alert for alert in alerts if mark not in alert.accepted)
        told = [(alert, each) for alert in lacking if (each := changes(store, alert)) is not None or alert.notice]
        name = tuple(alert.id for alert, _ in told)
        if told and name not in messages:
            messages[name] = _message(channel, told, health)
        if told:
            kept = tuple(alert for alert, _ in told)
            parcels.append(Parcel(channel=channel, url=url, mark=mark, alerts=kept, message=messages[name]))
    return tuple(parcels)


def services(channel: Channel, alerts: Sequence[Alert]) -> tuple[tuple[str, str], ...]:
    """Give the URL of each service of a channel with a mark that names it in the database.

    The mark of a URL gives nothing away: it is slow to compute (RFC 7914), so that nobody finds a password by
    trying words. The only service of a channel needs none.
    """
    urls = tuple(dict.fromkeys(channel.urls))
    if len(urls) == 1 and not any(alert.accepted for alert in alerts):
        return ((urls[0], ""),)
    return tuple((url, _mark(channel.name, url)) for url in urls)


def _mark(channel: str, url: str) -> str:
    return hashlib.scrypt(url.encode(), salt=f"channel {channel}".encode(), n=1 << 14, r=8, p=1, dklen=12).hex()


def changes(store: Store, alert: Alert) -> ChangeSet | None:
    """Give the changes that an alert tells, None when it tells none."""
    each = store.history.changeset(alert.version) if alert.version is not None else None
    if each is None or alert.positions is None:
        return each
    chosen = tuple(change for position, change in enumerate(each.changes) if position in alert.positions)
    return replace(each, changes=chosen) if chosen else each


def _message(channel: Channel, told: Sequence[tuple[Alert, ChangeSet | None]], health: Sequence[Health]) -> Message:
    """Write the message; its id is made of what each alert is and when it arose, so that a repeat can be known for one.

    An alert's key names rows alone: another database, or one that a copy took the place of, has the same for others,
    and who knows repeats by their ids would drop what was never told.
    """
    sets = [each for _, each in told if each is not None]
    notices = [alert.notice for alert, _ in told if alert.notice is not None]
    keys = "\n".join(sorted(f"{alert.key} {alert.target} {alert.created_at.isoformat()}" for alert, _ in told))

    def link(each: ChangeSet) -> str:
        return f"{channel.site}{report.page_name(each)}" if channel.site else ""

    compose = partial(report.compose, language=channel.language, zone=ZoneInfo(channel.timezone))
    foot = standing.line(health, channel.language)
    message = standing.footed(compose(sets, notices, link=link), foot)
    if channel.template is not None or channel.title is not None:
        below = [compose((), notices).text] if notices else []
        message = _dressed(message, sets, [*below, *filter(None, [foot])], channel, link)
    return replace(message, id=hashlib.sha256(keys.encode()).hexdigest()[:32])


def _dressed(
    message: Message,
    sets: Sequence[ChangeSet],
    below: Sequence[str],
    channel: Channel,
    link: Callable[[ChangeSet], str],
) -> Message:
    """Fill the channel's own templates; one that fails costs the message its dress, not its reader the message."""
    language, zone = channel.language, ZoneInfo(channel.timezone)
    for template, title in ((None, channel.title), (channel.template, None)):
        try:
            message = report.dress(
                message, sets, template, title=title, below=below, link=link, language=language, zone=zone
            )
        except ValueError as fault:
            failed = title or template
            name = failed.name if failed else ""
            note = f"(The template {name} could not be filled: {fault})"
            message = replace(message, text=f"{message.text}\n\n{note}")
    return message
