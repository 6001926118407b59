"""The clocks by which a channel is told times."""

from datetime import UTC, datetime

from monitor import pipeline
from monitor.model import Channel, Notice, NoticeKind, Template
from monitor.store import Store

AT = datetime(2026, 4, 6, 20, 0, tzinfo=UTC)


def test_messages_tell_times_on_the_clocks_of_their_channel():
    told = {}
    own = Template(name="own.j2", source="{{ text }}")
    channels = [
        Channel(name="legal", url="json://a", timezone="Asia/Tokyo", template=own),
        Channel(name="press", url="json://b", timezone="America/New_York"),
        Channel(name="office", url="json://c"),
    ]
    with Store(":memory:") as store:
        for channel in channels:
            notice = Notice(target="", title="club", url="", kind=NoticeKind.HELD, text="a queue", at=AT)
            store.outbox.add_notice(channel.name, None, notice, AT)

        pipeline.deliver(store, channels, lambda channel, message: told.setdefault(channel.name, message.text), AT)

    assert "(2026-04-07 05:00 JST)" in told["legal"]
    assert "(2026-04-06 16:00 EDT)" in told["press"]
    assert "(2026-04-06 20:00 UTC)" in told["office"]
