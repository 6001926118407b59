"""Delivery through real services on loopback: what they accepted, they get once; what they refused, they get later."""

import json
import os
import signal
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from monitor import notify, pipeline
from monitor.errors import StoreError, WatchlistError
from monitor.model import Channel, Notice, NoticeKind, Quiet, Schedule
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
RST = struct.pack("ii", 1, 0)


class Sink:
    """Webhooks at any path. `answer` decides by path and number of the request: a status, "reset", or a call."""

    def __init__(self):
        self.accepted = []
        self.tried = Counter()
        self.answer = lambda path, number: 200
        self.headers = {}
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def url(self, path):
        return f"json://127.0.0.1:{self.port}/{path}"

    def texts(self, path):
        return [text for place, _, text in self.accepted if place == path]

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def _handler(sink):  # noqa: N805 - the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                path = self.path.strip("/")
                said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with sink._lock:
                    sink.tried[path] += 1
                    answer = sink.answer(path, sink.tried[path])
                    if answer == 200 or callable(answer):
                        sink.accepted.append((path, self.headers["Idempotency-Key"], said["message"]))
                if callable(answer):
                    answer = answer()
                if answer == "reset":
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RST)
                    self.close_connection = True
                    return
                self.send_response(answer)
                for name, value in sink.headers.get(answer, {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        return Handler


@pytest.fixture
def sink():
    sink = Sink()
    yield sink
    sink.close()


@pytest.fixture
def store():
    with Store(":memory:") as store:
        yield store


def tell(store, channel, *names, at=NOW):
    """Let a channel wait to be told of something; each name is found in the message again."""
    for name in names:
        notice = Notice(target="", title=name, url="", kind=NoticeKind.HELD, text=f"<{name}>", at=at)
        with store.writing():
            store.outbox.add_notice(channel.name, None, notice, at)


def deliver(store, channels, now=NOW, *, limit=5.0, **options):
    send = partial(notify.send, limit=timedelta(seconds=limit))
    return pipeline.deliver(store, channels, send, now, patience=timedelta(seconds=30), **options)


def names(texts):
    return Counter(part.split(">")[0] for text in texts for part in text.split("<")[1:])


# --- what services do --------------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", [500, 503, 429, 404, 301, "reset"])
def test_whatever_a_service_says_instead_of_yes_the_alert_arrives_once_with_the_next_run(sink, store, trouble):
    legal = Channel(name="legal", url=sink.url("legal"))
    tell(store, legal, "one")
    sink.answer = lambda path, number: trouble if number == 1 else 200

    (refused,) = deliver(store, [legal])
    for hours in (1, 2):
        deliver(store, [legal], NOW + hours * HOUR)

    assert refused.error
    assert (refused.alerts, refused.sent) == (1, 0)
    assert names(sink.texts("legal")) == {"one": 1}


def test_a_refused_message_keeps_its_key_and_another_channel_has_another(sink, store):
    legal, press = (Channel(name=name, url=sink.url(name)) for name in ("legal", "press"))
    tell(store, legal, "one")
    tell(store, press, "one")
    keys = []
    sink.answer = lambda path, number: (keys.append(path), 200)[1] if path == "press" or number == 2 else 500
    for hours in (0, 1):
        deliver(store, [legal, press], NOW + hours * HOUR)

    (_, first, _), (_, second, _) = sorted(sink.accepted)
    assert first != second
    assert len(first) == len(second) == 32


def test_a_service_is_left_alone_as_long_as_it_asks_to_be(sink, store):
    legal = Channel(name="legal", url=sink.url("legal"))
    tell(store, legal, "one")
    sink.headers = {429: {"Retry-After": "7200"}}
    sink.answer = lambda path, number: 429 if number == 1 else 200
    deliver(store, [legal])

    tell(store, legal, "two", at=NOW + HOUR)
    assert deliver(store, [legal], NOW + HOUR) == ()
    deliver(store, [legal], NOW + 2 * HOUR)

    assert sink.tried["legal"] == 2
    assert names(sink.texts("legal")) == {"one": 1, "two": 1}


def test_of_several_recipients_those_who_refused_get_the_message_again_and_no_others(sink, store):
    legal = Channel(name="legal", url=sink.url("a"), others=(sink.url("b"), sink.url("c")))
    tell(store, legal, "one")
    sink.answer = lambda path, number: 500 if path == "b" and number == 1 else 200

    (done,) = deliver(store, [legal])
    assert "2 of 3 services accepted" in done.error
    tell(store, legal, "two", at=NOW + HOUR)
    deliver(store, [legal], NOW + HOUR)

    assert [names(sink.texts(path)) for path in "abc"] == [{"one": 1, "two": 1}] * 3
    assert len(sink.texts("b")) == 1
    assert store.outbox.counts()["waiting"] == 0


def test_no_secret_of_a_service_is_in_the_database(sink, store):
    legal = Channel(name="legal", url=sink.url("a-s3cr3t"), others=(sink.url("b-s3cr3t"),))
    tell(store, legal, "one")
    sink.answer = lambda path, number: 500 if path.startswith("b") else 200
    deliver(store, [legal])

    (alert,) = store.outbox.waiting()
    assert len(alert.accepted) == 1
    assert "s3cr3t" not in str(alert)


def test_a_slow_and_a_dead_channel_delay_no_other(sink, store):
    release = threading.Event()
    channels = [Channel(name=name, url=sink.url(name)) for name in ("slow", "quick")]
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        channels.insert(0, Channel(name="dead", url=f"json://127.0.0.1:{silent.getsockname()[1]}/"))
        for channel in channels:
            tell(store, channel, channel.name)
        sink.answer = lambda path, number: (lambda: 200 if release.wait(20) else 500) if path == "slow" else 200
        quick = []

        def send(channel, message):
            notify.send(channel, message, limit=timedelta(seconds=1.5))
            if channel.name == "quick":
                quick.append(time.monotonic())
                release.set()

        start = time.monotonic()
        done = {delivery.channel: delivery for delivery in pipeline.deliver(store, channels, send, NOW)}

    assert quick[0] - start < 1.4
    assert time.monotonic() - start < 6
    assert "no answer in time" in done["dead"].error
    assert (done["slow"].error, done["quick"].error) == ("", "")


def test_half_of_the_channels_failing_is_the_other_half_delivered(sink, store):
    channels = [Channel(name=f"c{number}", url=sink.url(f"c{number}")) for number in range(20)]
    for channel in channels:
        tell(store, channel, "one")
    sink.answer = lambda path, number: 200 if int(path[1:]) % 2 else 500

    done = deliver(store, channels)

    assert Counter(bool(delivery.error) for delivery in done) == {True: 10, False: 10}
    assert store.outbox.counts() == {"sent": 10, "waiting": 10, "dead": 0}


def test_a_thousand_alerts_through_services_that_fail_at_random_arrive_exactly_once(sink, store):
    channels = [Channel(name=f"c{number}", url=sink.url(f"c{number}")) for number in range(8)]
    channels += [Channel(name="two", url=sink.url("two-a"), others=(sink.url("two-b"),))]
    sink.headers = {429: {"Retry-After": "3600"}}

    def answer(path, number):
        luck = sha256(f"{path} {number}".encode()).digest()[0]
        return 200 if luck < 176 else (500, 429, "reset", 503)[luck % 4]

    sink.answer = answer
    due, now = Counter(), NOW
    for turn in range(23):
        for channel in channels:
            told = [f"{channel.name}-{turn}-{number}" for number in range(5)]
            tell(store, channel, *told, at=now)
            due.update(told)
        deliver(store, channels, now)
        now += 9 * HOUR
    for _ in range(20):
        deliver(store, channels, now)
        now += 9 * HOUR

    assert sum(due.values()) >= 1000
    arrived = names(text for path, _, text in sink.accepted if path != "two-b")
    assert arrived == due
    assert names(sink.texts("two-b")) == {name: 1 for name in due if name.startswith("two")}
    assert store.outbox.counts() == {"sent": len(due), "waiting": 0, "dead": 0}
    assert sum(sink.tried.values()) > 1.3 * len(sink.accepted)


# --- a process that dies -----------------------------------------------------------------------------------

_PROGRAM = """
import sys
from datetime import UTC, datetime, timedelta
from monitor import notify, pipeline
from monitor.model import Channel
from monitor.store import Store
path, now, *urls = sys.argv[1:]
channels = [Channel(name=f"c{number}", url=url) for number, url in enumerate(urls)]
with Store(path) as store:
    pipeline.deliver(store, channels, notify.send, datetime.fromisoformat(now))
"""


def test_a_process_killed_between_acceptance_and_our_note_repeats_one_message_and_loses_none(sink, tmp_path):
    path = tmp_path / "monitor.db"
    channels = [Channel(name=f"c{number}", url=sink.url(f"c{number}")) for number in range(4)]
    with Store(str(path)) as store:
        for channel in channels:
            tell(store, channel, f"{channel.name}-one", f"{channel.name}-two")
    running = []

    def kill():
        os.kill(running[-1].pid, signal.SIGKILL)
        return 200

    def run(hours):
        urls = [channel.url for channel in channels]
        command = [sys.executable, "-c", _PROGRAM, str(path), (NOW + hours * HOUR).isoformat(), *urls]
        running.append(subprocess.Popen(command))
        return running[-1].wait(timeout=60)

    sink.answer = lambda path, number: kill if path == "c2" and number == 1 else 200
    assert run(0) == -signal.SIGKILL
    assert run(1) == 0
    assert run(2) == 0

    repeats = Counter(path for path, _, _ in sink.accepted)
    assert set(repeats) == {"c0", "c1", "c2", "c3"}
    assert max(repeats.values()) <= 2
    assert len(set(sink.accepted)) == 4  # a repeat is the same message under the same key
    assert repeats["c2"] == 2
    assert names(text for _, _, text in set(sink.accepted)) == {
        f"c{number}-{which}": 1 for number in range(4) for which in ("one", "two")
    }


# --- giving up, trying again -------------------------------------------------------------------------------


def test_what_is_refused_for_a_week_is_given_up_and_the_other_channels_are_told_once(sink, store):
    legal, press = (Channel(name=name, url=sink.url(name)) for name in ("legal", "press"))
    tell(store, legal, "one", "two")
    sink.answer = lambda path, number: 500 if path == "legal" else 200
    for hours in range(0, 24 * 10, 6):
        deliver(store, [legal, press], NOW + hours * HOUR)

    assert store.outbox.counts() == {"sent": 1, "waiting": 0, "dead": 2}
    (text,) = sink.texts("press")
    assert "Channel 'legal' does not take its alerts" in text
    assert "2 alerts given up after tries since 2026-04-01 09:00 UTC" in text
    assert "answered 500" in text
    (standing,) = pipeline.standings(store, [legal, press], NOW)
    assert (standing.channel, standing.dead, standing.waiting) == ("legal", 2, 0)


def test_that_a_channel_loses_its_alerts_waits_for_no_digest_but_for_the_end_of_quiet_hours(sink, store):
    legal = Channel(name="legal", url=sink.url("legal"), give_up_after=HOUR)
    weekly = Schedule(at=NOW.time(), zone="UTC", days=((NOW.weekday() + 5) % 7,))
    quiet = Quiet(begin=NOW.time(), end=(NOW + 4 * HOUR).time(), zone="UTC")
    press = Channel(name="press", url=sink.url("press"), digest=weekly, quiet=quiet)
    tell(store, legal, "one")
    tell(store, press, "two")
    sink.answer = lambda path, number: 500 if path == "legal" else 200
    for hours in range(4):
        deliver(store, [legal, press], NOW + hours * HOUR)
    assert sink.texts("press") == []

    deliver(store, [legal, press], NOW + 5 * HOUR)

    (text,) = sink.texts("press")
    assert "Channel 'legal' does not take its alerts" in text
    assert names([text]) == {}
    assert store.outbox.counts() == {"sent": 1, "waiting": 1, "dead": 1}


def test_when_every_channel_is_dead_they_do_not_tell_each_other_for_ever(sink, store):
    channels = [Channel(name=name, url=sink.url(name), give_up_after=HOUR) for name in ("legal", "press")]
    tell(store, channels[0], "one")
    sink.answer = lambda path, number: 500
    for day in range(30):
        deliver(store, channels, NOW + day * timedelta(days=1))

    assert store.outbox.counts() == {"sent": 0, "waiting": 0, "dead": 2}


def test_a_retry_by_hand_brings_back_what_was_given_up(sink, store):
    legal = Channel(name="legal", url=sink.url("legal"), give_up_after=HOUR)
    tell(store, legal, "one")
    sink.answer = lambda path, number: 500
    for hours in (0, 1, 9):
        deliver(store, [legal], NOW + hours * HOUR)
    assert store.outbox.counts()["dead"] == 1

    sink.answer = lambda path, number: 200
    assert deliver(store, [legal], NOW + 10 * HOUR) == ()
    (done,) = deliver(store, [legal], NOW + 10 * HOUR, force=True)

    assert (done.sent, done.error) == (1, "")
    assert names(sink.texts("legal")) == {"one": 1}


def test_alerts_of_a_channel_that_is_gone_are_given_up_too_and_come_back_with_it(sink, store):
    legal, press = (Channel(name=name, url=sink.url(name)) for name in ("legal", "press"))
    tell(store, legal, "one")
    for day in range(9):
        deliver(store, [press], NOW + timedelta(days=day))
    assert "the watchlist has no such channel" in sink.texts("press")[0]

    deliver(store, [legal, press], NOW + timedelta(days=9), force=True)

    assert names(sink.texts("legal")) == {"one": 1}


def test_an_alert_can_be_sent_again_by_its_id(sink, store):
    legal = Channel(name="legal", url=sink.url("a"), others=(sink.url("b"),))
    tell(store, legal, "one", "two")
    deliver(store, [legal])
    first, _ = reversed(store.outbox.sent(10))

    done = pipeline.resend(store, [legal], first.id, notify.send, NOW + HOUR)

    assert (done.sent, done.error) == (1, "")
    assert [names(sink.texts(path)) for path in "ab"] == [{"one": 2, "two": 1}] * 2
    with pytest.raises(StoreError, match="there is no alert 99"):
        pipeline.resend(store, [legal], 99, notify.send, NOW)
    with pytest.raises(WatchlistError, match="which the watchlist does not have"):
        pipeline.resend(store, [], first.id, notify.send, NOW)


# --- mail --------------------------------------------------------------------------------------------------


def test_mail_over_tls_with_a_password_arrives_once_at_each_recipient(store, tmp_path, monkeypatch):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    got, full = [], {"ben@lantern.example"}

    class Inbox:
        async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
            if address in full:
                return "452 mailbox full"
            envelope.rcpt_tos.append(address)
            return "250 ok"

        async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
            got.extend(envelope.rcpt_tos)
            return "250 kept"

    def login(server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == b"hunter2", handled=False)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(
        Inbox(),
        hostname="localhost",
        port=port,
        tls_context=context,
        require_starttls=True,
        authenticator=login,
        auth_required=True,
        auth_exclude_mechanism=["LOGIN"],
    )
    controller.start()
    url = f"mailtos://watch:hunter2@localhost:{port}/?from=watch@lantern.example&to="
    legal = Channel(name="legal", url=f"{url}ann@lantern.example", others=(f"{url}ben@lantern.example",))
    tell(store, legal, "one")
    try:
        (refused,) = deliver(store, [legal], limit=20)
        full.clear()
        (done,) = deliver(store, [legal], NOW + HOUR, limit=20)
    finally:
        controller.stop()

    assert "1 of 2 services accepted" in refused.error
    assert "hunter2" not in refused.error
    assert done.error == ""
    assert sorted(got) == ["ann@lantern.example", "ben@lantern.example"]
