"""Delivery through Apprise to real servers on loopback: a mail server and a webhook."""

from __future__ import annotations

import io
import json
import logging
import socket
import ssl
import subprocess
import sys
import time
import traceback
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from apprise import Apprise
from werkzeug import Response

from monitor import notify, report
from monitor.errors import DeliveryError
from monitor.model import Change, ChangeSet, Channel, Edit, EditKind, Kind, Level, Message, Op, Place, Run

REDLINE = "<p>We will <span>[-<del>not</del>-]</span> share data <span>[+<ins>with partners</ins>+]</span>.</p>"


def channel(url, name="legal"):
    return Channel(name=name, url=url)


def message(**rest):
    values = {
        "id": "m1",
        "title": "Lantern Bank: 1 material change",
        "text": "We will [-not-] share data [+with partners+].",
        "html": REDLINE,
        "level": Level.MATERIAL,
    }
    return Message(**(values | rest))


class Inbox:
    """Keeps what arrives; refuses recipients that say so."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd calls it so
        if address.startswith("refused"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd calls it so
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"


@pytest.fixture
def inbox():
    return Inbox()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def mail(inbox):
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield f"mailto://127.0.0.1:{controller.port}/?from=watch@lantern.example"
    controller.stop()


@pytest.fixture
def log():
    """What a program that logs everything would show."""
    shown = io.StringIO()
    handler = logging.StreamHandler(shown)
    handler.addFilter(lambda record: record.name != "werkzeug")  # the loopback server's own
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield shown
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def hook(httpserver):
    return channel(f"json://127.0.0.1:{httpserver.port}/hook/s3cr3t-token")


# --- URLs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "mailto://ann:pass@mail.example/?to=bo@mail.example",
        "mailtos://ann:pass@mail.example/?to=bo@mail.example",
        "slack://TAAAAAAAA/BBBBBBBBB/cccccccccccccccccccccccc/#legal",
        "https://hooks.slack.com/services/TAAAAAAAA/BBBBBBBBB/cccccccccccccccccccccccc",
        "json://hooks.example/policy",
        "discord://123456789012345678/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmn",
    ],
)
def test_urls_that_apprise_knows_pass_the_check(url):
    notify.check(channel(url))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("slak://hunter2/hunter2/hunter2", "slak://"),
        ("slack://hunter2", "slack://"),
        ("hunter2", "no scheme"),
        ("hunter2-xoxb-hunter2-hunter2://x", "no scheme"),
        ("hunter2:hunter2@mail.example", "no scheme"),
        ("", "no scheme"),
    ],
)
def test_a_wrong_url_is_told_with_its_scheme_alone(url, shown, log, capfd):
    with pytest.raises(DeliveryError) as caught:
        notify.check(channel(url))

    told = "".join(traceback.format_exception(caught.value)) + log.getvalue() + "".join(capfd.readouterr())
    assert shown in str(caught.value)
    assert "hunter2" not in told
    assert "\n" not in str(caught.value)


# --- mail --------------------------------------------------------------------------------------------------


def test_a_mail_arrives_with_html_and_a_plain_part_that_keeps_the_marks(mail, inbox):
    notify.send(channel(f"{mail}&to=ann@lantern.example"), message())

    (received,) = inbox.mails
    plain = received.get_body(("plain",)).get_content()
    html = received.get_body(("html",)).get_content()
    assert plain.strip() == "We will [-not-] share data [+with partners+]."
    assert "<del>not</del>" in html
    assert received["to"] == "ann@lantern.example"


def test_a_japanese_subject_arrives_as_it_was_written(mail, inbox):
    title = "みなと生活協同組合 個人情報保護方針: 2件の重要な変更"

    notify.send(channel(f"{mail}&to=ann@lantern.example"), message(title=title))

    assert inbox.mails[0]["subject"] == title


def test_line_breaks_in_a_title_make_no_header(mail, inbox):
    notify.send(channel(f"{mail}&to=ann@lantern.example"), message(title="Policy\r\nBcc: eve@evil.example\r\n\r\nbody"))

    (received,) = inbox.mails
    assert received["bcc"] is None
    assert received["subject"] == "Policy Bcc: eve@evil.example body"


def test_a_mail_with_format_text_carries_the_text(mail, inbox):
    notify.send(channel(f"{mail}&to=ann@lantern.example&format=text"), message())

    assert inbox.mails[0].get_content().strip() == "We will [-not-] share data [+with partners+]."


def test_a_refused_recipient_is_no_acceptance(mail):
    with pytest.raises(DeliveryError, match="not accepted"):
        notify.send(channel(f"{mail}&to=refused@lantern.example"), message())


def test_mail_goes_over_tls_with_a_password_and_a_wrong_one_is_not_told(inbox, tmp_path, monkeypatch):
    authority = trustme.CA()
    served = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))

    def login(server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == b"hunter2", handled=False)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.configure_cert(context)
    controller = Controller(
        inbox,
        hostname="localhost",
        port=free_port(),
        tls_context=context,
        require_starttls=True,
        authenticator=login,
        auth_required=True,
        auth_exclude_mechanism=["LOGIN"],
    )
    controller.start()
    url = f"localhost:{controller.port}/?from=watch@lantern.example&to=ann@lantern.example"
    try:
        notify.send(channel(f"mailtos://watch:hunter2@{url}"), message())
        with pytest.raises(DeliveryError) as caught:
            notify.send(channel(f"mailtos://watch:hunter3@{url}"), message())
    finally:
        controller.stop()

    assert len(inbox.mails) == 1
    assert "hunter" not in str(caught.value)


def test_a_composed_alert_has_its_own_text_in_the_plain_part_of_its_mail_and_no_marks_in_the_drawn_one(mail, inbox):
    words = (Run(op=Op.EQUAL, text="We may "), Run(op=Op.DELETED, text="not "), Run(op=Op.EQUAL, text="sell <data>."))
    edit = Edit(kind=EditKind.REWORDED, before="We may not sell <data>.", after="We may sell <data>.", words=words)
    where = Place(uid="a", label="3.", heading="Selling", path=("3. Selling",))
    change = Change(kinds=(Kind.REWORDED,), old=where, new=where, edits=(edit,), level=Level.MATERIAL)
    seen = datetime(2026, 3, 14, 8, 0, tzinfo=UTC)
    each = ChangeSet(
        target="bank",
        title="Lantern Bank, privacy policy",
        url="https://lantern.example/privacy",
        old_version=1,
        new_version=2,
        old_at=seen,
        new_at=seen,
        changes=(change,),
    )

    composed = report.compose([each], [])

    notify.send(channel(f"{mail}&to=ann@lantern.example"), composed)

    received = inbox.mails[0]
    plain, drawn = (received.get_body((form,)).get_content() for form in ("plain", "html"))
    assert plain.splitlines() == composed.text.splitlines()
    assert "We may [-not -]sell <data>." in plain
    assert 'lang="en"' in drawn
    assert "We may" in drawn
    assert "<del>not </del></span>sell &lt;data&gt;." in drawn
    assert "[-" not in drawn
    assert "plain part" not in received


# --- webhooks ----------------------------------------------------------------------------------------------


def test_a_webhook_gets_the_text(hook, httpserver):
    httpserver.expect_request("/hook/s3cr3t-token", method="POST").respond_with_data("ok")

    notify.send(hook, message())

    ((request, _),) = httpserver.log
    assert request.get_json()["title"] == "Lantern Bank: 1 material change"
    assert request.get_json()["message"] == "We will [-not-] share data [+with partners+]."


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 404, 429, 500, 503])
def test_only_a_2xx_answer_is_acceptance(hook, httpserver, status, log, capfd):
    httpserver.expect_request("/elsewhere").respond_with_data("ok")
    httpserver.expect_request("/hook/s3cr3t-token").respond_with_response(
        Response("no", status=status, headers={"Location": httpserver.url_for("/elsewhere")})
    )

    with pytest.raises(DeliveryError) as caught:
        notify.send(hook, message())

    told = "".join(traceback.format_exception(caught.value)) + log.getvalue() + "".join(capfd.readouterr())
    assert str(caught.value) == f"channel 'legal' (json://): not accepted: answered {status}"
    assert "s3cr3t" not in told
    assert len(httpserver.log) == 1


def test_an_optional_service_must_accept_too(hook, httpserver):
    httpserver.expect_request("/hook/s3cr3t-token").respond_with_data("no", status=500)

    with pytest.raises(DeliveryError, match="answered 500"):
        notify.send(channel(f"{hook.url}?optional=yes"), message())


def test_all_services_of_a_channel_must_accept(hook, httpserver):
    httpserver.expect_request("/hook/s3cr3t-token").respond_with_data("ok")
    httpserver.expect_request("/other").respond_with_data("no", status=500)
    both = channel(f"{hook.url}, json://127.0.0.1:{httpserver.port}/other")

    with pytest.raises(DeliveryError, match=r"answered 500 \(1 of 2 services accepted\)"):
        notify.send(both, message())


def test_nobody_at_the_other_end_is_told_in_one_line():
    with pytest.raises(DeliveryError) as caught:
        notify.send(channel(f"json://ann:s3cr3t@127.0.0.1:{free_port()}/"), message())

    assert str(caught.value) == "channel 'legal' (json://): not accepted: could not connect or log in"


@pytest.fixture
def silent():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_service_that_never_answers_costs_the_limit_and_no_more(silent):
    start = time.monotonic()

    with pytest.raises(DeliveryError, match="no answer in time"):
        notify.send(channel(f"json://127.0.0.1:{silent}/"), message(), limit=timedelta(seconds=0.5))

    assert time.monotonic() - start < 3


def test_a_silent_service_does_not_keep_another_from_its_message(silent, hook, httpserver):
    httpserver.expect_request("/hook/s3cr3t-token").respond_with_data("ok")
    both = channel(f"json://127.0.0.1:{silent}/, {hook.url}")

    with pytest.raises(DeliveryError, match="1 of 2"):
        notify.send(both, message(), limit=timedelta(seconds=1))

    assert len(httpserver.log) == 1


def test_secrets_reach_no_log_at_any_level(hook, httpserver, log):
    httpserver.expect_request("/hook/s3cr3t-token").respond_with_data("ok")

    notify.send(hook, message())

    assert "s3cr3t" not in log.getvalue()


def test_a_service_that_never_answers_does_not_keep_the_program_from_ending(silent):
    program = f"""
from datetime import timedelta
from monitor import notify
from monitor.errors import DeliveryError
from monitor.model import Channel
channel = Channel(name="c", url="json://127.0.0.1:{silent}/")
try:
    notify.send(channel, notify.test_message(), limit=timedelta(seconds=0.2))
except DeliveryError:
    print("told")
"""

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=15, check=False)

    assert (ended.returncode, ended.stdout) == (0, "told\n")


def test_a_title_is_one_line_everywhere(hook, httpserver):
    httpserver.expect_request("/hook/s3cr3t-token").respond_with_data("ok")

    notify.send(hook, message(title="Policy\r\nchanged"))

    assert httpserver.log[0][0].get_json()["title"] == "Policy changed"


def test_the_test_message_arrives(hook, httpserver):
    httpserver.expect_request("/hook/s3cr3t-token").respond_with_data("ok")

    notify.send(hook, notify.test_message())

    assert "policy-monitor" in httpserver.log[0][0].get_json()["message"]


# --- Slack -------------------------------------------------------------------------------------------------


@pytest.fixture
def slack(httpserver, monkeypatch):
    """Slack's webhook, its base moved to loopback."""
    url = "slack://TAAAAAAAA/BBBBBBBBB/cccccccccccccccccccccccc"
    (service,) = Apprise([url])
    monkeypatch.setattr(type(service), "webhook_url", httpserver.url_for("/services").rstrip("/"))
    httpserver.expect_request("/services/TAAAAAAAA/BBBBBBBBB/cccccccccccccccccccccccc").respond_with_data("ok")
    return channel(url)


def payload(httpserver):
    return json.loads(httpserver.log[0][0].get_data())


def test_slack_text_is_escaped_and_calls_nobody(slack, httpserver):
    hostile = "<!channel> @channel @here & <https://evil.example|our policy> *bold* [-a-][+b+]"

    notify.send(slack, message(title="<!here> & co", text=hostile))

    sent = payload(httpserver)
    text = sent["attachments"][0]["text"]
    assert sent["mrkdwn"] is False
    assert "&lt;!channel&gt;" in text
    assert "&amp; &lt;https://evil.example|our policy&gt;" in text
    assert "@channel" not in text
    assert "@here" not in text
    assert "[-a-][+b+]" in text
    assert sent["attachments"][0]["title"] == "&lt;!here&gt; &amp; co"


def test_where_markdown_is_all_a_service_takes_lines_stay_lines(slack, httpserver):
    notify.send(channel(f"{slack.url}/?format=markdown"), message(text="one *bold*\ntwo <!channel>"))

    assert payload(httpserver)["attachments"][0]["text"] == "one \\*bold\\*\n\ntwo &lt;!channel&gt;"


def test_slack_gets_no_picture_from_elsewhere(slack, httpserver):
    notify.send(slack, message())

    assert "http" not in json.dumps(payload(httpserver))


def test_slack_blocks_stay_within_their_limits(slack, httpserver):
    long = "\n".join(f"clause {number}: a <b> & c" for number in range(500))

    notify.send(channel(f"{slack.url}/?blocks=yes"), message(title="t" * 200, text=long))

    blocks = payload(httpserver)["attachments"][0]["blocks"]
    header, section = blocks[0], blocks[1]
    assert len(header["text"]["text"]) <= 150
    assert len(section["text"]["text"]) <= 3000
    assert section["text"]["text"].startswith("clause 0")
    assert "cut here" in section["text"]["text"]


def test_a_text_longer_than_the_service_takes_is_cut_at_a_line(httpserver):
    httpserver.expect_request("/hook").respond_with_data("ok")
    long = "\n".join(f"clause {number}" for number in range(6000))

    notify.send(channel(f"json://127.0.0.1:{httpserver.port}/hook"), message(text=long))

    sent = httpserver.log[0][0].get_json()["message"]
    assert len(sent) <= 32768
    lines = sent.split("\n")
    assert lines[-2] == f"clause {len(lines) - 2}"
    assert "cut here" in lines[-1]
