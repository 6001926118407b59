"""Digests and quiet hours as deliveries make them: one message in its time, and nothing lost around it."""

from datetime import UTC, datetime, time, timedelta

import pytest

from monitor import pipeline
from monitor.errors import DeliveryError
from monitor.model import Channel, Level, Notice, NoticeKind, Quiet, Schedule
from monitor.store import Store

MONDAY = datetime(2026, 4, 6, 0, 0, tzinfo=UTC)  # nine o'clock in Tokyo
WEEKLY = Channel(name="legal", url="json://x", digest=Schedule(at=time(9), zone="Asia/Tokyo", days=(0,)))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Service:
    """Keeps what it accepts, by the names of the alerts in it; refuses while `refusing`."""

    def __init__(self):
        self.accepted = []
        self.refusing = False

    def __call__(self, channel, message):
        if self.refusing:
            raise DeliveryError("answered 500")
        self.accepted.append([part.split(">")[0] for part in message.text.split("<")[1:]])


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def store():
    with Store(":memory:") as store:
        yield store


def tell(store, *names, at):
    for name in names:
        notice = Notice(target="", title=name, url="", kind=NoticeKind.HELD, text=f"<{name}>", at=at)
        store.outbox.add_notice("legal", None, notice, at)


def test_a_week_is_one_message_with_what_the_run_of_its_hour_found(store, service):
    pipeline.deliver(store, [WEEKLY], service, MONDAY - 7 * DAY + HOUR)
    for days in range(6, 0, -2):
        tell(store, f"a{days}", at=MONDAY - days * DAY)
        pipeline.deliver(store, [WEEKLY], service, MONDAY - days * DAY + HOUR)
    tell(store, "now", at=MONDAY + timedelta(seconds=20))
    pipeline.deliver(store, [WEEKLY], service, MONDAY + timedelta(seconds=40))
    tell(store, "late", at=MONDAY + HOUR)
    for hours in range(1, 24 * 6):
        pipeline.deliver(store, [WEEKLY], service, MONDAY + hours * HOUR)

    assert service.accepted == [["a6", "a4", "a2", "now"]]
    pipeline.deliver(store, [WEEKLY], service, MONDAY + 7 * DAY)
    assert service.accepted[1:] == [["late"]]


def test_what_the_run_of_its_hour_alone_found_is_in_the_digest(store, service):
    pipeline.deliver(store, [WEEKLY], service, MONDAY - DAY)
    tell(store, "now", at=MONDAY + timedelta(seconds=20))

    pipeline.deliver(store, [WEEKLY], service, MONDAY + timedelta(seconds=40))

    assert service.accepted == [["now"]]


def test_a_refused_digest_is_tried_again_and_the_next_alerts_wait_for_the_next(store, service):
    tell(store, "a", "b", at=MONDAY - DAY)
    service.refusing = True
    pipeline.deliver(store, [WEEKLY], service, MONDAY + HOUR)
    service.refusing = False
    tell(store, "c", at=MONDAY + 2 * HOUR)
    pipeline.deliver(store, [WEEKLY], service, MONDAY + 3 * HOUR)
    pipeline.deliver(store, [WEEKLY], service, MONDAY + 4 * HOUR)

    assert service.accepted == [["a", "b"]]
    (standing,) = pipeline.standings(store, [WEEKLY], MONDAY + 4 * HOUR)
    assert (standing.scheduled, standing.waiting) == (1, 0)


def test_a_process_that_dies_while_it_sends_a_digest_loses_none_of_it(store, service):
    tell(store, "a", at=MONDAY - DAY)

    def die(channel, message):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.deliver(store, [WEEKLY], die, MONDAY + HOUR)
    tell(store, "b", at=MONDAY + 2 * HOUR)
    pipeline.deliver(store, [WEEKLY], service, MONDAY + 3 * HOUR)

    assert sorted(service.accepted) == [["a"], ["b"]]  # a service may have taken "a": it is repeated as it was


def test_a_digest_whose_time_came_in_quiet_hours_goes_out_after_them(store, service):
    night = Quiet(begin=time(22), end=time(10), zone="Asia/Tokyo")
    quiet = Channel(name="legal", url="json://x", digest=WEEKLY.digest, quiet=night)
    tell(store, "a", at=MONDAY - DAY)

    pipeline.deliver(store, [quiet], service, MONDAY + timedelta(minutes=30))
    assert service.accepted == []
    (standing,) = pipeline.standings(store, [quiet], MONDAY + timedelta(minutes=30))
    assert standing.scheduled == 1
    pipeline.deliver(store, [quiet], service, MONDAY + 2 * HOUR)

    assert service.accepted == [["a"]]


def test_a_person_at_the_keyboard_is_not_kept_by_quiet_hours_but_by_the_digest(store, service):
    night = Quiet(begin=time(8), end=time(10), zone="Asia/Tokyo")
    tell(store, "a", at=MONDAY)

    pipeline.deliver(store, [WEEKLY], service, MONDAY + HOUR / 2, force=True)
    assert service.accepted == []
    pipeline.deliver(
        store, [Channel(name="legal", url="json://x", quiet=night)], service, MONDAY + HOUR / 2, force=True
    )
    assert service.accepted == [["a"]]


def test_what_does_not_wait_for_the_digest_takes_nothing_along(store, service):
    channel = Channel(name="legal", url="json://x", digest=WEEKLY.digest, at_once=Level.MINOR)
    tell(store, "minor", at=MONDAY + HOUR)

    pipeline.deliver(store, [channel], service, MONDAY + 2 * HOUR)

    assert service.accepted == [["minor"]]


def test_a_message_that_cannot_be_written_costs_no_other_channel_its_own(store, service, monkeypatch):
    tell(store, "a", at=MONDAY)
    other = Channel(name="press", url="json://x", language="ja")
    store.outbox.add_notice(
        "press", None, Notice(target="", title="b", url="", kind=NoticeKind.HELD, text="<b>", at=MONDAY), MONDAY
    )
    compose = pipeline.parcels.report.compose

    def fail(sets, notices, **options):
        if options["language"] == "ja":
            raise TypeError("a bug")
        return compose(sets, notices, **options)

    monkeypatch.setattr(pipeline.parcels.report, "compose", fail)
    done = pipeline.deliver(store, [Channel(name="legal", url="json://x"), other], service, MONDAY + HOUR)

    assert service.accepted == [["a"]]
    assert "a fault of monitor itself (TypeError)" in next(each.error for each in done if each.channel == "press")
    assert store.outbox.counts() == {"sent": 1, "waiting": 1, "dead": 0}
