"""Sending what waits: nothing is marked sent before it was accepted, and nothing waits for ever unseen."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from monitor import pipeline
from monitor.errors import DeliveryError
from monitor.model import Channel, Level, Notice, NoticeKind, Schedule, Snapshot, Target, Template
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
    store = changed_at(NOW)
    yield store
    store.close()


def changed_at(now, was=6):
    """Give a store in which three targets changed on the day after, each to be told to both channels."""
    store = Store(":memory:")
    road = pipeline.Road(store=store, channels=CHANNELS)
    for day, months in enumerate((was, 12)):
        for number in range(3):
            target = Target(name=f"club-{number}", url=f"https://club.example/{number}", notify=("legal", "press"))
            snapshot = Snapshot(
                target=target.name,
                url=target.url,
                final_url=target.url,
                status=200,
                headers=(("content-type", "text/html"),),
                body=BODY.format(SENTENCE.format(months + number)).encode(),
                fetched_at=now + timedelta(days=day),
            )
            pipeline.record(road, target, snapshot)
    return store


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


def test_what_was_being_told_when_a_process_died_is_told_again_as_it_was_and_news_by_themselves(store, service):
    def accept_and_die(channel, message):
        service(channel, message)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.deliver(store, CHANNELS[:1], accept_and_die, NOW + timedelta(days=2))
    add_notice(store)
    pipeline.deliver(store, CHANNELS[:1], service, NOW + timedelta(days=2, hours=1))

    first, *rest = (message for _, message in service.accepted)
    assert [message.id == first.id for message in rest] == [True, False]
    assert ["answered 503" in message.text for message in rest] == [False, True]
    assert store.outbox.counts() == {"sent": 4, "waiting": 3, "dead": 0}


def test_what_a_service_refused_is_told_in_one_message_with_what_came_since(store, service):
    service.refusing = {"legal"}
    pipeline.deliver(store, CHANNELS[:1], service, NOW + timedelta(days=2))
    service.refusing = set()
    add_notice(store)
    pipeline.deliver(store, CHANNELS[:1], service, NOW + timedelta(days=2, hours=1))

    assert len(service.accepted) == 1


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


def test_messages_of_two_databases_never_have_the_same_id(store, service):
    """A service, or a mail program, that knows repeats by their ids would drop the second."""
    with changed_at(NOW + timedelta(hours=1), was=9) as restored:
        for each in (store, restored):
            pipeline.deliver(each, CHANNELS[:1], service, NOW + timedelta(days=2))

    first, second = (message for _, message in service.accepted)
    assert first.id != second.id


def add_notice(store, text="answered 503"):
    at = NOW + timedelta(days=1)
    notice = Notice(
        target="club-0", title="The club", url="https://c.example", kind=NoticeKind.FAILING, text=text, at=at
    )
    with store.writing():
        store.outbox.add_notice("legal", None, notice, at)


@pytest.mark.parametrize("name", ["own.j2", "own.html.j2"])
def test_a_template_that_knows_of_changes_alone_keeps_no_notice_and_no_foot_from_its_reader(store, service, name):
    add_notice(store)
    source = "{% for change in changes %}{{ change.policy }}\n{% endfor %}"
    always = Schedule(at=time(9), zone="UTC", days=tuple(range(7)))
    own = replace(CHANNELS[0], template=Template(name=name, source=source), digest=always)
    targets = [Target(name="club-0", url="https://club.example/0")]

    pipeline.deliver(store, (own,), service, NOW + timedelta(days=3), targets=targets)

    ((_, message),) = service.accepted
    for form in (message.text, message.html):
        assert form.count("answered 503") == 1
        assert form.count("1 policy watched") == 1
    assert (message.text if name == "own.j2" else message.html).startswith("club-0")


def test_a_message_of_notices_alone_is_ours_where_a_template_knows_of_changes_alone(service):
    own = replace(CHANNELS[0], template=Template(name="own.j2", source="Changed: {{ watch_title }}"))
    with Store(":memory:") as store:
        add_notice(store)
        pipeline.deliver(store, (own,), service, NOW + timedelta(days=2))

    ((_, message),) = service.accepted
    assert "answered 503" in message.text
    assert "Changed" not in message.text
    assert "could not be filled" not in message.text


def test_a_template_that_names_the_whole_text_has_the_notices_once(store, service):
    add_notice(store)
    own = replace(CHANNELS[0], template=Template(name="own.j2", source="Dear all,\n{{ text }}"))

    pipeline.deliver(store, (own,), service, NOW + timedelta(days=2))

    ((_, message),) = service.accepted
    assert message.text.startswith("Dear all,")
    assert message.text.count("answered 503") == 1


def test_a_template_that_writes_nothing_is_no_empty_message(store, service):
    own = replace(CHANNELS[0], template=Template(name="own.j2", source="{% if level == 'none' %}x{% endif %}"))

    pipeline.deliver(store, (own,), service, NOW + timedelta(days=2))

    ((_, message),) = service.accepted
    assert "club-0" in message.text


def test_an_alert_for_changes_that_are_not_there_any_more_tells_those_that_are(store, service):
    version = store.outbox.waiting()[0].version
    with store.writing():
        store.outbox.add_change("board", 1, version, Level.MINOR, NOW, positions=[99])

    pipeline.deliver(store, (Channel(name="board", url="json://board"),), service, NOW + timedelta(days=2))

    assert [name for name, _ in service.accepted] == ["board"]
    assert "[-6-][+12+]" in service.accepted[0][1].text
