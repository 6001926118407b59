"""What is left of an alert when some services took it and others did not: nobody is forgotten, nobody hears twice."""

from datetime import UTC, datetime, time, timedelta

import pytest

from monitor import pipeline
from monitor.errors import DeliveryError
from monitor.model import Channel, Level, Notice, NoticeKind, Schedule, Snapshot, Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BOTH = Channel(name="legal", url="json://a", others=("json://b",))
ALONE = Channel(name="legal", url="json://a")


class Services:
    """Stand for what carries messages: each keeps what it accepts, by its address, unless it is among `refusing`."""

    def __init__(self):
        self.heard = {"json://a": [], "json://b": [], "json://c": []}
        self.texts = []
        self.refusing = set()

    def __call__(self, channel, message):
        if channel.url in self.refusing:
            raise DeliveryError("answered 500")
        self.texts.append(message.text)
        self.heard[channel.url].append([part.split(">")[0] for part in message.text.split("<")[1:]])


@pytest.fixture
def services():
    return Services()


@pytest.fixture
def store():
    with Store(":memory:") as store:
        yield store


def tell(store, *names, channel="legal", at=NOW):
    for name in names:
        notice = Notice(target="", title=name, url="", kind=NoticeKind.HELD, text=f"<{name}>", at=at)
        with store.writing():
            store.outbox.add_notice(channel, None, notice, at)


def test_an_alert_sent_again_goes_to_those_too_who_took_it_before(store, services):
    tell(store, "one")
    services.refusing = {"json://b"}
    pipeline.deliver(store, [BOTH], services, NOW)
    services.refusing = set()

    pipeline.resend(store, [BOTH], 1, services, NOW + HOUR)

    assert services.heard == {"json://a": [["one"], ["one"]], "json://b": [["one"]], "json://c": []}


def test_who_refused_an_alert_that_was_sent_again_gets_it_though_it_had_taken_it_before(store, services):
    tell(store, "one")
    services.refusing = {"json://b"}
    pipeline.deliver(store, [BOTH], services, NOW)
    services.refusing = {"json://a", "json://b"}
    pipeline.resend(store, [BOTH], 1, services, NOW + HOUR)
    services.refusing = set()

    pipeline.deliver(store, [BOTH], services, NOW + 2 * HOUR)

    assert services.heard == {"json://a": [["one"], ["one"]], "json://b": [["one"]], "json://c": []}


def test_a_service_taken_off_a_channel_leaves_nothing_waiting_and_repeats_nothing(store, services):
    tell(store, "one")
    services.refusing = {"json://b"}
    pipeline.deliver(store, [BOTH], services, NOW)

    (done,) = pipeline.deliver(store, [ALONE], services, NOW + HOUR)

    assert (done.sent, done.error) == (1, "")
    assert store.outbox.counts() == {"sent": 1, "waiting": 0, "dead": 0}
    assert services.heard["json://a"] == [["one"]]


def test_a_service_put_in_the_place_of_one_that_refused_gets_what_that_one_lacked(store, services):
    tell(store, "one")
    services.refusing = {"json://b"}
    pipeline.deliver(store, [BOTH], services, NOW)

    pipeline.deliver(store, [Channel(name="legal", url="json://a", others=("json://c",))], services, NOW + HOUR)

    assert services.heard == {"json://a": [["one"]], "json://b": [], "json://c": [["one"]]}
    assert store.outbox.counts() == {"sent": 1, "waiting": 0, "dead": 0}


def test_news_do_not_wait_for_the_distance_between_tries_of_what_was_refused(store, services):
    tell(store, "old")
    services.refusing = {"json://a"}
    for minutes in (0, 1, 20):
        pipeline.deliver(store, [ALONE], services, NOW + minutes * MINUTE)
    services.refusing = set()
    assert pipeline.deliver(store, [ALONE], services, NOW + 21 * MINUTE) == ()

    tell(store, "new", at=NOW + 22 * MINUTE)
    pipeline.deliver(store, [ALONE], services, NOW + 22 * MINUTE)

    assert services.heard["json://a"] == [["old", "new"]]


def test_a_retry_of_one_channel_leaves_alone_what_another_one_was_given_up_for(store, services):
    press = Channel(name="press", url="json://b")
    tell(store, "one", channel="press")
    services.refusing = {"json://b"}
    for days in (0, 8):
        pipeline.deliver(store, [ALONE, press], services, NOW + timedelta(days=days))

    pipeline.deliver(store, [ALONE, press], services, NOW + timedelta(days=9), only={"legal"}, force=True)

    assert [alert.channel for alert in store.outbox.dead()] == ["press"]


def test_an_alert_of_which_nothing_is_left_to_tell_is_given_up_with_the_reason_and_keeps_no_other(store, services):
    target = Target(name="club", url="https://club.example/")
    page = (
        b"<html><body><main><h1>Privacy</h1><p>The club keeps the list of its members a year.</p></main></body></html>"
    )
    snapshot = Snapshot(
        target="club", url=target.url, final_url=target.url, status=200, headers=(), body=page, fetched_at=NOW
    )
    pipeline.record(pipeline.Road(store=store), target, snapshot)
    with store.writing():
        store.outbox.add_change("legal", 1, 1, Level.MINOR, NOW)  # a first version has no changes
    tell(store, "one")

    (done,) = pipeline.deliver(store, [ALONE], services, NOW + HOUR)

    assert services.heard["json://a"] == [["one"]]
    assert done.error == ""
    (dead,) = store.outbox.dead()
    assert (dead.version, dead.error) == (1, "nothing of it is left to tell")


def test_what_goes_out_at_once_has_no_foot_of_a_digest(store, services):
    daily = Channel(
        name="legal",
        url="json://a",
        digest=Schedule(at=time(9), zone="UTC", days=tuple(range(7))),
        at_once=Level.MINOR,
    )
    target = Target(name="club", url="https://club.example/")
    tell(store, "one", at=NOW + MINUTE)
    pipeline.deliver(store, [daily], services, NOW + HOUR, targets=[target])
    tell(store, "two", at=NOW + 2 * HOUR)

    pipeline.deliver(store, [daily], services, NOW + timedelta(days=2), targets=[target])

    assert ["watched" in text for text in services.texts] == [False, True]


def test_what_waited_long_for_its_digest_is_tried_as_long_as_anything_else(store, services):
    weekly = Channel(name="legal", url="json://a", digest=Schedule(at=time(9), zone="UTC", days=(0,)))
    tell(store, "one")
    services.refusing = {"json://a"}

    for hours in (0, 1):
        pipeline.deliver(store, [weekly], services, NOW + timedelta(days=8, hours=hours))

    assert store.outbox.counts() == {"sent": 0, "waiting": 1, "dead": 0}
