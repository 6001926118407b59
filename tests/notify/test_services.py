"""What each kind of service is handed, seen at its own end: Slack, mail, webhooks, Discord, Telegram, ntfy, Teams."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import jsonschema
import pytest
import requests
from aiosmtpd.controller import Controller
from apprise.plugins.discord import NotifyDiscord
from apprise.plugins.slack import NotifySlack
from apprise.plugins.telegram import NotifyTelegram

from monitor import notify, report
from monitor.model import Change, ChangeSet, Channel, Edit, EditKind, Kind, Level, Notice, NoticeKind, Op, Place, Run

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/webhook.json").read_text("utf-8"))
SEEN = datetime(2026, 3, 14, 8, 0, tzinfo=UTC)
HOSTILE = "<at>all</at> <@123> <!channel> @everyone [our policy](https://evil.example) ~~not~~ ||x|| {{app_title}} & co"
WORDS = (
    Run(op=Op.EQUAL, text="We may "),
    Run(op=Op.DELETED, text="not "),
    Run(op=Op.EQUAL, text="share your records with partners."),
)
TOKENS = "TAAAAAAAA/BBBBBBBBB/cccccccccccccccccccccccc"


def change(*edits, heading="Sharing", level=Level.MATERIAL):
    where = Place(uid="a", label="3.", heading=heading, path=(f"3. {heading}",))
    return Change(kinds=(Kind.REWORDED,), old=where, new=where, edits=edits, level=level)


def added(text):
    return Edit(kind=EditKind.ADDED, before=None, after=text)


def changeset(*changes, target="bank", title="Lantern Bank, privacy policy"):
    return ChangeSet(
        target=target,
        title=title,
        url=f"https://{target}.example/privacy",
        old_version=1,
        new_version=2,
        old_at=SEEN,
        new_at=SEEN,
        changes=changes or (change(reworded()),),
    )


def reworded():
    text = "".join(run.text for run in WORDS)
    return Edit(kind=EditKind.REWORDED, before=text, after=text.replace("not ", ""), words=WORDS)


def link(each):
    return f"https://watch.example/{report.page_name(each)}"


def composed(*sets, notices=()):
    return report.compose(sets or (changeset(change(reworded()), change(added(HOSTILE))),), notices, link=link)


# --- Slack -------------------------------------------------------------------------------------------------


@pytest.fixture
def slack(httpserver, monkeypatch):
    """Slack's webhook, its base moved to loopback."""
    monkeypatch.setattr(NotifySlack, "webhook_url", httpserver.url_for("/services").rstrip("/"))
    httpserver.expect_request(f"/services/{TOKENS}").respond_with_data("ok")
    return Channel(name="legal", url=f"slack://{TOKENS}")


def blocks(httpserver):
    (attachment,) = json.loads(httpserver.log[-1][0].get_data())["attachments"]
    return attachment["blocks"]


def texts(found):
    for block in found:
        yield from ([block["text"]] if "text" in block else block["elements"])


def test_slack_draws_a_header_then_each_policy_with_its_changes_and_links(slack, httpserver):
    each = changeset()

    notify.send(slack, composed(each))

    header, head, told, foot = blocks(httpserver)
    assert header["type"] == "header"
    assert header["text"]["text"] == "Lantern Bank, privacy policy: 1 material change"
    assert head["text"]["text"].startswith(
        "*<https://bank.example/privacy|Lantern Bank, privacy policy>*\nversion 1 → 2"
    )
    assert "We may [-not -]share your records" in told["text"]["text"]
    assert foot["elements"][0]["text"] == f"<{link(each)}|Whole redline>"


def test_nothing_of_a_page_is_markup_in_slack(slack, httpserver):
    notify.send(slack, composed(changeset(change(added(HOSTILE), heading=HOSTILE), title=HOSTILE)))

    marked = [text["text"] for text in texts(blocks(httpserver)) if text["type"] == "mrkdwn"]
    plain = [text for text in texts(blocks(httpserver)) if text["type"] == "plain_text"]
    assert all("<!channel>" not in text and "<@123>" not in text for text in marked)
    assert all("@everyone" not in text for text in marked)
    assert any("{{app_title}} &amp; co" in text["text"] for text in plain)
    assert not any("<" in text["text"] or text["emoji"] for text in plain)


def test_a_slack_message_keeps_the_limits_whatever_comes_and_counts_what_is_left_out(slack, httpserver):
    sets = [
        changeset(*[change(added(f"<&> {n} {m} " * 400)) for m in range(30)], target=f"t{n}", title="<&>" * 90)
        for n in range(60)
    ]
    notices = [
        Notice(
            target=f"n{n}", title="<&>" * 50, url="https://x.example", kind=NoticeKind.FAILING, text="&" * 300, at=SEEN
        )
        for n in range(60)
    ]

    notify.send(slack, composed(*sets, notices=notices))

    found = blocks(httpserver)
    assert len(found) <= 50
    assert len(found[0]["text"]["text"]) <= 150
    assert all(len(text["text"]) <= 3000 for text in texts(found))
    assert all(len(block["elements"]) <= 10 for block in found if block["type"] == "context")
    assert any("more changes" in text["text"] for text in texts(found))
    assert sum(len(text["text"]) for text in texts(found)) < 40_000


def test_what_matters_most_finds_room_first(slack, httpserver):
    small = [change(added("word " * 300), level=Level.MINOR, heading=f"Minor {n}") for n in range(40)]
    weighty = change(added("The material one."), heading="Weighty")

    notify.send(slack, composed(changeset(*small, weighty)))

    told = [text["text"] for text in texts(blocks(httpserver))]
    assert "Weighty" in told[2]
    (left,) = [text for text in told if text.startswith("and ")]
    shown = sum("Minor" in text for text in told)
    assert left == f"and {40 - shown} more changes"


def test_many_small_changes_fill_the_blocks_and_no_more(slack, httpserver):
    sets = [
        changeset(*[change(added(f"No {m}.{n}"), heading="S") for n in range(24)], target=f"t{m}", title=f"P {m}")
        for m in range(4)
    ]

    notify.send(slack, report.compose([replace(each, url="https://x.y") for each in sets]))

    found = blocks(httpserver)
    shown = sum("No " in text["text"] for text in texts(found))
    left = [int(number) for text in texts(found) for number in re.findall(r"and (\d+) more change", text["text"])]
    assert 20 < len(found) <= 50
    assert shown + sum(left) == 4 * 24


def test_a_template_of_ones_own_goes_before_ours(slack, httpserver, tmp_path):
    own = tmp_path / "own.json"
    own.write_text('{"blocks": [{"type": "section", "text": {"type": "plain_text", "text": "own {{app_title}}"}}]}')

    notify.send(Channel(name="legal", url=f"{slack.url}/?template={own}"), composed())

    assert blocks(httpserver)[0]["text"]["text"].startswith("own Lantern Bank")


# --- mail --------------------------------------------------------------------------------------------------


class Inbox:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd calls it so
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def mail(inbox):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"mailto://127.0.0.1:{port}/?from=watch@lantern.example&to=ann@lantern.example"
    controller.stop()


def test_the_whole_redline_comes_as_a_page_beside_the_mail(mail, inbox):
    notify.send(Channel(name="legal", url=mail), composed())

    (page,) = inbox.mails[0].iter_attachments()
    assert page.get_filename() == "redline.html"
    assert page.get_content_type() == "text/html"
    assert page.get_content_charset() == "utf-8"
    html = page.get_content() if isinstance(page.get_content(), str) else page.get_content().decode()
    assert html.startswith("<!doctype html>")
    assert "We may <del>not </del>share" in html
    assert inbox.mails[0].get_body(("plain",)) is not None
    assert inbox.mails[0].get_body(("html",)) is not None


def test_a_mail_has_one_message_id_the_same_at_every_try(mail, inbox):
    for _ in range(2):
        notify.send(Channel(name="legal", url=mail), composed())
    notify.send(Channel(name="legal", url=mail), composed(changeset(target="other")))

    first, again, other = (received.get_all("message-id") for received in inbox.mails)
    assert len(first) == 1
    assert first == again
    assert first != other
    assert first[0].endswith("@lantern.example>")


def test_mails_on_one_policy_belong_together_and_filters_can_know_them(mail, inbox):
    notify.send(Channel(name="Legal team", url=mail), composed(changeset(change(added("a")))))
    notify.send(Channel(name="Legal team", url=mail), composed(changeset(change(added("b")))))
    notify.send(Channel(name="Legal team", url=mail), composed(changeset(), changeset(target="other")))

    one, two, both = inbox.mails
    assert one["references"] == two["references"]
    assert one["references"].startswith("<target-")
    assert both["references"] is None
    assert one["list-id"] == "<legal-team.lantern.example>"
    assert one["auto-submitted"] == "auto-generated"


def test_headers_of_the_url_go_before_ours(mail, inbox):
    notify.send(Channel(name="legal", url=f"{mail}&+List-Id=<mine.example>"), composed())

    assert inbox.mails[0].get_all("list-id") == ["<mine.example>"]


# --- webhooks ----------------------------------------------------------------------------------------------


def test_a_webhook_gets_the_changes_as_data_by_the_published_schema(httpserver):
    httpserver.expect_request("/hook").respond_with_data("ok")
    notice = Notice(target="reed", title="Reed", url="https://r.example", kind=NoticeKind.HELD, text="a login", at=SEEN)
    message = composed(changeset(), notices=[notice])

    notify.send(Channel(name="legal", url=f"json://127.0.0.1:{httpserver.port}/hook"), message)

    ((request, _),) = httpserver.log
    sent = request.get_json()
    jsonschema.validate(sent, SCHEMA)
    assert (sent["schema"], sent["id"], sent["level"]) == (1, message.id, "material")
    assert request.headers["Idempotency-Key"] == message.id
    assert sent["title"] == message.title
    assert sent["text"] == message.text
    assert sent["sets"][0]["changes"][0]["edits"][0]["words"][1] == {"op": "deleted", "text": "not "}
    assert sent["notices"][0]["kind"] == "held"


def test_a_webhook_tells_of_changes_that_found_no_room(httpserver):
    httpserver.expect_request("/hook").respond_with_data("ok")
    sets = [changeset(change(added("word " * 40_000)), target=f"t{n}") for n in range(5)]

    notify.send(Channel(name="legal", url=f"json://127.0.0.1:{httpserver.port}/hook"), composed(*sets))

    sent = httpserver.log[0][0].get_json()
    jsonschema.validate(sent, SCHEMA)
    assert len(sent["sets"]) + sent["omitted"] == 5
    assert sent["omitted"] == 3
    assert len(httpserver.log[0][0].get_data()) < 1_000_000


def test_a_message_without_data_suits_the_schema_too(httpserver):
    httpserver.expect_request("/hook").respond_with_data("ok")

    notify.send(Channel(name="legal", url=f"json://127.0.0.1:{httpserver.port}/hook"), notify.test_message())

    jsonschema.validate(httpserver.log[0][0].get_json(), SCHEMA)


# --- chats -------------------------------------------------------------------------------------------------


def test_nothing_of_a_page_is_markup_in_discord_and_addresses_stay_whole(httpserver, monkeypatch):
    monkeypatch.setattr(NotifyDiscord, "notify_url", httpserver.url_for("/discord"))
    httpserver.expect_request(f"/discord/{'1' * 18}/{'a' * 64}").respond_with_data("{}")

    notify.send(Channel(name="legal", url=f"discord://{'1' * 18}/{'a' * 64}"), composed())

    content = httpserver.log[0][0].get_json()["content"]
    assert "\\[our policy\\](https" in content
    assert "\\~\\~not\\~\\~" in content
    assert "\\<@123>" in content
    assert "@everyone" not in content
    assert "\nhttps://bank.example/privacy\n" in content
    assert len(content) <= 2000


def test_telegram_gets_no_tag_that_it_would_refuse(httpserver, monkeypatch):
    monkeypatch.setattr(NotifyTelegram, "notify_url", httpserver.url_for("/bot"))
    httpserver.expect_request("/bot123456789:abcdefg_hijklmnop/sendMessage").respond_with_json({"ok": True})

    notify.send(Channel(name="legal", url="tgram://123456789:abcdefg_hijklmnop/12315544/"), composed())

    sent = httpserver.log[0][0].get_json()
    assert sent["parse_mode"] == "HTML"
    assert set(sent["text"].split("<")[1:]) == {
        next(p for p in sent["text"].split("<")[1:] if p.startswith(tag)) for tag in ("b>", "/b>")
    }
    assert "[-not -]share" in sent["text"]
    assert "&lt;@123&gt;" in sent["text"]
    assert len(sent["text"]) <= 4096


def test_ntfy_gets_the_text_as_it_is(httpserver):
    httpserver.expect_request("/", method="POST").respond_with_json({})

    notify.send(Channel(name="legal", url=f"ntfy://127.0.0.1:{httpserver.port}/policies"), composed())

    sent = httpserver.log[0][0].get_json()
    assert sent["topic"] == "policies"
    assert sent["title"].startswith("Lantern Bank")
    assert "We may [-not -]share your records" in sent["message"]


def test_teams_takes_nothing_of_a_page_for_a_mention_or_a_link(httpserver, monkeypatch):
    request = requests.Session.request
    monkeypatch.setattr(  # the workflow's address is https; loopback has no certificate for it
        requests.Session,
        "request",
        lambda self, method, url, **rest: request(self, method, url.replace("https://", "http://"), **rest),
    )
    httpserver.expect_request(f"/workflows/{'a' * 32}/triggers/manual/paths/invoke").respond_with_data("", status=202)

    notify.send(
        Channel(name="legal", url=f"workflows://127.0.0.1:{httpserver.port}/{'a' * 32}/{'b' * 30}"),
        composed(changeset(change(added(HOSTILE)))),
    )

    card = httpserver.log[0][0].get_json()["attachments"][0]["content"]
    body = next(part["text"] for part in card["body"] if part["id"] == "body")
    assert "entities" not in card["msteams"]
    assert "\\[our policy\\]" in body
    assert "\\<at" in body
    assert len(body) <= 1000


# --- what finds no room ------------------------------------------------------------------------------------

DISCORD = f"discord://{'1' * 18}/{'a' * 64}"
TELEGRAM = "tgram://123456789:abcdefg_hijklmnop/12315544/"


@pytest.fixture
def chats(httpserver, monkeypatch):
    """Chat services, their bases moved to loopback: name, URL, what each was handed, and how long that may be."""
    monkeypatch.setattr(NotifyDiscord, "notify_url", httpserver.url_for("/discord"))
    monkeypatch.setattr(NotifyTelegram, "notify_url", httpserver.url_for("/bot"))
    request = requests.Session.request
    monkeypatch.setattr(
        requests.Session,
        "request",
        lambda self, method, url, **rest: request(self, method, url.replace("https://", "http://"), **rest),
    )
    httpserver.expect_request(re.compile("/discord/.*")).respond_with_data("{}")
    httpserver.expect_request(re.compile("/bot.*")).respond_with_json({"ok": True})
    httpserver.expect_request(re.compile("/workflows/.*")).respond_with_data("", status=202)
    httpserver.expect_request("/", method="POST").respond_with_json({})
    port = httpserver.port
    return {
        "discord": (DISCORD, lambda sent: sent["content"], 2000),
        "telegram": (TELEGRAM, lambda sent: sent["text"], 4096),
        "teams": (
            f"workflows://127.0.0.1:{port}/{'a' * 32}/{'b' * 30}",
            lambda sent: next(
                part["text"] for part in sent["attachments"][0]["content"]["body"] if part["id"] == "body"
            ),
            1000,
        ),
        "ntfy": (f"ntfy://127.0.0.1:{port}/policies", lambda sent: sent["message"], 4000),
    }


@pytest.mark.parametrize("name", ["discord", "telegram", "teams", "ntfy"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_long_alert_is_cut_between_changes_and_says_how_many_more_there_are(chats, httpserver, name, language):
    url, handed, limit = chats[name]
    filler = {"en": "word " * 12, "ja": "個人情報の提供を行います。" * 2}[language]
    clauses = [change(added(f"Clause {n}: {filler}"), heading=f"Part {n}") for n in range(200)]
    weighty = change(added("The weighty clause."), heading="Weighty")
    minor = [replace(each, level=Level.MINOR) for each in clauses]
    message = report.compose([changeset(*minor, weighty)], link=link, language=language)

    notify.send(Channel(name="legal", url=url), message)

    text = handed(httpserver.log[-1][0].get_json())
    assert re.search(r"\nhttps://bank\.example/privacy\s*\n", text)
    text = text.replace("\\", "")
    shown = len(set(re.findall(r"Clause (\d+)", text)))
    assert len(text.encode() if name == "ntfy" else text) <= limit
    assert text.index("The weighty clause.") < text.index("Clause 0")
    assert "https://watch.example/change-" in text
    more = {"en": f"and {200 - shown} more changes", "ja": f"ほか変更{200 - shown}件"}
    assert text.rstrip().endswith(more[language])
    assert shown > 0


@pytest.mark.parametrize("name", ["discord", "telegram", "teams", "ntfy"])
def test_one_change_that_is_too_long_by_itself_is_begun_and_the_rest_counted(chats, httpserver, name):
    url, handed, limit = chats[name]
    long = change(*[added(f"{n} {'<b>word</b> & _x_ ' * 60}") for n in range(60)])
    notices = [
        Notice(target="n", title="N", url="https://n.example", kind=NoticeKind.HELD, text="x", at=SEEN)
        for _ in range(3)
    ]

    notify.send(Channel(name="legal", url=url), composed(changeset(long, change(added("b"))), notices=notices))

    text = handed(httpserver.log[-1][0].get_json())
    assert len(text.encode() if name == "ntfy" else text) <= limit
    assert "…" in text
    assert text.rstrip().endswith("and 1 more change, and 3 more notices")


def test_a_message_of_a_template_is_cut_at_a_line_and_says_so(chats, httpserver):
    url, handed, _ = chats["discord"]
    message = replace(composed(), text="line of a template\n" * 400, pieces=())

    notify.send(Channel(name="legal", url=url), message)

    text = handed(httpserver.log[-1][0].get_json())
    assert re.fullmatch(r".*\r\n(line of a template\n)+… cut here: .*", text)
