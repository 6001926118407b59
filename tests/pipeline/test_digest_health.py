"""A digest ends with one line on how everything that is watched stands; no other message does."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest

from monitor import pipeline
from monitor.model import Channel, Failure, Notice, NoticeKind, Schedule, Snapshot, Target
from monitor.store import Store

MONDAY = datetime(2026, 4, 6, 0, 0, tzinfo=UTC)  # nine o'clock in Tokyo
WEEKLY = Channel(name="legal", url="json://x", digest=Schedule(at=time(9), zone="Asia/Tokyo", days=(0,)))
TARGETS = tuple(
    Target(name=name, title=name.title(), url=f"https://{name}.example/privacy")
    for name in ("sumire", "<b>ran", "kiku", "hagi")
)
PAGE = b"<html><body><main><h1>Privacy</h1><p>We keep the names of customers for a year.</p></main></body></html>"
WALL = b"<html><head><title>Just a moment...</title></head><body><p>Verify you are human</p></body></html>"


@pytest.fixture
def store():
    with Store(":memory:") as store:
        road, at = pipeline.Road(store=store), MONDAY - timedelta(days=1)
        for target, body in zip(TARGETS, (PAGE, None, WALL), strict=False):
            if body is None:
                failure = Failure(target=target.name, url=target.url, reason="it took too long", failed_at=at)
                pipeline.fail(road, target, failure)
            else:
                snapshot = Snapshot(
                    target=target.name,
                    url=target.url,
                    final_url=target.url,
                    status=200,
                    headers=(("content-type", "text/html"),),
                    body=body,
                    fetched_at=at,
                )
                pipeline.record(road, target, snapshot)
        notice = Notice(target="", title="Notice", url="", kind=NoticeKind.NOISY, text="it ticks", at=at)
        with store.writing():
            store.outbox.add_notice("legal", None, notice, at)
        yield store


def sent(store, channel, targets=TARGETS):
    messages = []
    pipeline.deliver(store, [channel], lambda _, message: messages.append(message), MONDAY, targets=targets)
    (message,) = messages
    return message


LINE = "4 policies watched: 1 failing (<B>Ran), 1 held (Kiku), 1 never visited (Hagi)"


def test_a_digest_says_in_one_line_how_all_stands(store):
    message = sent(store, WEEKLY)

    assert message.text.endswith(f"\n\n{LINE}")
    assert "&lt;B&gt;Ran), 1 held" in message.html
    assert "<B>" not in message.html
    *_, last = json.loads(message.blocks)
    assert last["elements"][0]["text"].startswith("4 policies watched: 1 failing (&lt;B&gt;Ran)")


def test_a_digest_in_japanese_says_it_in_japanese(store):
    channel = Channel(name="legal", url="json://x", digest=WEEKLY.digest, language="ja")

    assert sent(store, channel).text.endswith(
        "4件を監視中：取得できないもの1件（<B>Ran）、保留1件（Kiku）、未確認1件（Hagi）"
    )


def test_a_digest_of_a_sound_watchlist_says_that_all_is_well(store):
    assert sent(store, WEEKLY, TARGETS[:1]).text.endswith("\n\n1 policy watched: all can be read")


def test_a_message_at_once_says_nothing_of_the_others(store):
    assert "watched" not in sent(store, Channel(name="legal", url="json://x")).text
