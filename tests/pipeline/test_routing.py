"""Which channel hears of what: a channel's filters hold for each change, and its message shows no others."""

from datetime import UTC, datetime, time, timedelta

import pytest

from monitor import pipeline
from monitor.model import (
    Change,
    Channel,
    Failure,
    Kind,
    Level,
    Place,
    Schedule,
    Signal,
    SignalKind,
    Snapshot,
    Target,
    Topic,
)
from monitor.pipeline import route
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
HERE = Place(uid="a", label="1.", heading="Retention", path=("1. Retention",))
PERIOD = Signal(kind=SignalKind.PERIOD, before="6 months", after="12 months", reason="")
PAGE = """<html><body><main><h1>Privacy policy of the rowing club</h1>
<h2>1. Retention</h2><p>The club keeps the list of its members for {months} months after they have left the club.</p>
<h2>2. Cookies</h2><p>Cookies remember the {kept} of the boat house page until the browser is closed.</p>
<h2>{number}. Contact</h2><p>Letters about the data reach the board at the boat house by the river.</p>
</main></body></html>"""
OLD = {"months": 6, "kept": "language", "number": 3}
NEW = {"months": 12, "kept": "chosen language", "number": 4}


def channel(name="legal", **rest):
    return Channel(name=name, url=f"json://{name}", **rest)


def change(level=Level.MATERIAL, topics=(), signals=()):
    return Change(kinds=(Kind.REWORDED,), old=HERE, new=HERE, level=level, topics=topics, signals=signals)


@pytest.mark.parametrize(
    ("filters", "heard"),
    [
        ({}, True),
        ({"level": Level.MATERIAL}, True),
        ({"topics": (Topic.RETENTION,)}, True),
        ({"topics": (Topic.COOKIES, Topic.RETENTION)}, True),
        ({"topics": (Topic.COOKIES,)}, False),
        ({"signals": (SignalKind.PERIOD, SignalKind.PARTY)}, True),
        ({"signals": (SignalKind.PARTY,)}, False),
        ({"topics": (Topic.RETENTION,), "signals": (SignalKind.PARTY,)}, False),
    ],
    ids=str,
)
def test_a_change_is_heard_when_it_passes_every_filter(filters, heard):
    told = change(topics=(Topic.RETENTION, Topic.RIGHTS), signals=(PERIOD,))

    assert route.hears(channel(**filters), told) is heard


def test_a_change_below_the_level_is_not_heard_whatever_it_is_about():
    told = change(level=Level.MINOR, topics=(Topic.RETENTION,))

    assert not route.hears(channel(level=Level.MATERIAL, topics=(Topic.RETENTION,)), told)


def visit(store, channels, target, day, words):
    snapshot = Snapshot(
        target=target.name,
        url=target.url,
        final_url=target.url,
        status=200,
        headers=(("content-type", "text/html"),),
        body=PAGE.format(**words).encode(),
        fetched_at=NOW + timedelta(days=day),
    )
    return pipeline.record(pipeline.Road(store=store, channels=channels), target, snapshot)


@pytest.fixture
def told():
    """What each of some channels is told when a page's retention, cookies and numbering change."""
    stores = []

    def told(*channels, target=None, now=NOW + timedelta(days=1)):
        names = tuple(channel.name for channel in channels)
        target = target or Target(name="club", url="https://club.example/", notify=names, tags=("sport",))
        store = Store(":memory:")
        stores.append(store)
        visit(store, channels, target, 0, OLD)
        visit(store, channels, target, 1, NEW)
        messages = {}

        def send(channel, message):
            messages[channel.name] = message.text

        pipeline.deliver(store, channels, send, now)
        return messages

    yield told
    for store in stores:
        store.close()


def test_a_channel_sees_the_changes_that_it_asked_for_and_no_others(told):
    messages = told(
        channel("all", level=Level.COSMETIC),
        channel("minor"),
        channel("material", level=Level.MATERIAL),
        channel("cookies", topics=(Topic.COOKIES,)),
        channel("periods", signals=(SignalKind.PERIOD,)),
        channel("children", topics=(Topic.CHILDREN,)),
    )

    shown = {name: [word for word in ("12", "chosen", "renumbered") if word in text] for name, text in messages.items()}
    assert shown == {
        "all": ["12", "chosen", "renumbered"],
        "minor": ["12", "chosen"],
        "material": ["12"],
        "cookies": ["chosen"],
        "periods": ["12"],
    }


def test_targets_and_tags_choose_whom_a_channel_hears_of(told):
    messages = told(
        channel("this", targets=("club", "other")),
        channel("that", targets=("other",)),
        channel("sport", tags=("sport", "jp")),
        channel("jp", tags=("jp",)),
        channel("both", targets=("club",), tags=("jp",)),
    )

    assert set(messages) == {"this", "sport"}


def test_a_target_names_its_channels(told):
    target = Target(name="club", url="https://club.example/", notify=("legal",))

    assert set(told(channel("legal"), channel("press"), target=target)) == {"legal"}


def test_health_is_told_by_targets_and_tags_whatever_the_topics_and_signals():
    channels = (
        channel("topics", topics=(Topic.CHILDREN,), signals=(SignalKind.PARTY,), level=Level.MATERIAL),
        channel("tagged", tags=("sport",)),
        channel("others", tags=("jp",)),
    )
    names = tuple(channel.name for channel in channels)
    target = Target(name="club", url="https://club.example/", notify=names, tags=("sport",), report_after=1)
    failure = Failure(target="club", url=target.url, reason="answered 503", failed_at=NOW)

    with Store(":memory:") as store:
        pipeline.fail(pipeline.Road(store=store, channels=channels), target, failure)

        assert [alert.channel for alert in store.outbox.waiting()] == ["topics", "tagged"]


def test_material_at_once_and_the_rest_in_the_digest(told):
    digest = {"digest": Schedule(at=time(8)), "at_once": Level.MATERIAL}
    changed_at = NOW + timedelta(days=1)

    assert set(told(channel("mixed", **digest), channel("cookies", topics=(Topic.COOKIES,), **digest))) == {"mixed"}
    assert set(told(channel("cookies", topics=(Topic.COOKIES,), **digest), now=changed_at + timedelta(hours=23))) == {
        "cookies"
    }
