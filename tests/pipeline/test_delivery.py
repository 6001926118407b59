"""Sending what waits: nothing is marked sent before it was accepted, and nothing waits for ever unseen."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor import pipeline
from monitor.errors import DeliveryError
from monitor.model import Channel, Snapshot, Target, Template
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
CHANNELS = (Channel(name="legal", url="json://legal"), Channel(name="press", url="json://press"))
SENTENCE = "The club keeps the list of its members for {} months after they have left the club."
BODY = "<html><body><main><h1>Privacy</h1><p>{}</p><p>It gives the list to nobody.</p></main></body></html>"


class Service:
    """Stands for what carries messages: accepts, or refuses with an error, per channel."""

    def __init__(self):
        self.accepted = []
        self.refusing = set()

    def __call__(self, channel, message):
        if channel.name in self.refusing:
            raise DeliveryError(f"{channel.scheme}: status 500")
        self.accepted.append((channel.name, message))


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def store():
    """A store in which three targets changed, each to be told to both channels."""
    store = Store(":memory:")
    road = pipeline.Road(store=store, channels=CHANNELS)
    for day, months in enumerate((6, 12)):
        for number in range(3):
            target = Target(name=f"club-{number}", url=f"https://club.example/{number}", notify=("legal", "press"))
            snapshot = Snapshot(
                target=target.name,
                url=target.url,
                final_url=target.url,
                status=200,
                headers=(("content-type", "text/html"),),
                body=BODY.format(SENTENCE.format(months + number)).encode(),
                fetched_at=NOW + timedelta(days=day),
            )
            pipeline.record(road, target, snapshot)
    yield store
    store.close()


def test_a_channel_gets_one_message_with_all_that_waits(store, service):
    done = pipeline.deliver(store, CHANNELS, service, NOW + timedelta(days=2))

    assert [(delivery.channel, delivery.alerts, delivery.error) for delivery in done] == [
        ("legal", 3, ""),
        ("press", 3, ""),
    ]
    (_, message), _ = service.accepted
    assert all(f"club-{number}" in message.text for number in range(3))
    assert "[-6-]" in message.text
    assert "[+12+]" in message.text
    assert store.outbox.counts()["waiting"] == 0


def test_a_sent_message_is_not_sent_again(store, service):
    for _ in range(2):
        pipeline.deliver(store, CHANNELS, service, NOW + timedelta(days=2))

    assert len(service.accepted) == 2


def test_a_channel_that_refuses_delays_no_other_and_gets_its_message_once_it_accepts(store, service):
    service.refusing = {"legal"}
    refused, _ = pipeline.deliver(store, CHANNELS, service, NOW + timedelta(days=2))
    assert refused.error == "json: status 500"
    assert store.outbox.counts() == {"sent": 3, "waiting": 3, "dead": 0}

    service.refusing = set()
    pipeline.deliver(store, CHANNELS, service, NOW + timedelta(days=2, seconds=1))

    assert [name for name, _ in service.accepted] == ["press", "legal"]


def test_a_message_keeps_its_id_over_retries(store):
    seen = []

    def refuse(_, message):
        seen.append(message.id)
        raise DeliveryError("json: status 500")

    for hours in (0, 1):
        pipeline.deliver(store, CHANNELS[:1], refuse, NOW + timedelta(days=2, hours=hours))

    assert len(seen) == 2
    assert len(set(seen)) == 1


def test_tries_grow_apart_unless_forced(store, service):
    service.refusing = {"legal", "press"}
    at = NOW + timedelta(days=2)
    tries = Counter()
    for minute in range(120):
        done = pipeline.deliver(store, CHANNELS, service, at + timedelta(minutes=minute))
        tries.update(delivery.channel for delivery in done)

    assert all(4 <= tries[channel.name] <= 7 for channel in CHANNELS)
    assert pipeline.deliver(store, CHANNELS, service, at + timedelta(minutes=120), force=True)


def test_alerts_of_a_channel_that_is_gone_wait_and_are_told(store, service):
    done = pipeline.deliver(store, CHANNELS[1:], service, NOW + timedelta(days=2))

    assert (
        next(delivery.error for delivery in done if delivery.channel == "legal") == "the watchlist has no such channel"
    )
    assert store.outbox.counts()["waiting"] == 3


def test_a_crash_between_acceptance_and_our_note_repeats_the_message_and_loses_none(store, service):
    def accept_and_die(channel, message):
        service(channel, message)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.deliver(store, CHANNELS[:1], accept_and_die, NOW + timedelta(days=2))
    pipeline.deliver(store, CHANNELS[:1], service, NOW + timedelta(days=2))

    first, second = (message for _, message in service.accepted)
    assert first.id == second.id


def test_a_channel_heads_its_messages_by_a_title_of_its_own(store, service):
    own = replace(CHANNELS[0], title=Template(name="title", source="[{{ level }}] {{ targets | length }} policies"))

    done = pipeline.deliver(store, (own, CHANNELS[1]), service, NOW + timedelta(days=2))

    titles = {name: message.title for name, message in service.accepted}
    assert titles["legal"] == "[material] 3 policies"
    assert titles["press"].startswith("3 policies changed")
    assert [delivery.messages for delivery in done] == [1, 1]


def test_a_title_that_cannot_be_filled_costs_the_message_its_title_alone(store, service):
    own = replace(CHANNELS[0], title=Template(name="title", source="{{ changes[99].section }}"))

    pipeline.deliver(store, (own,), service, NOW + timedelta(days=2))

    ((_, message),) = service.accepted
    assert message.title.startswith("3 policies changed")
    assert "The template title could not be filled" in message.text
