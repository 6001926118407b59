"""The frame in other words: no key lacks a language, no form speaks two, and no reason is lost for want of a word."""

from __future__ import annotations

import re
import string
from dataclasses import replace

import pytest

import monitor
from monitor import report as reports
from monitor.diff import rules
from monitor.errors import how_to_install
from monitor.gate.phrases import Kind as Wall
from monitor.model import EditKind, Kind, Level, NoticeKind, SignalKind, Topic
from monitor.report import reasons, words

ENGLISH = re.compile(
    r"\b(?:policy changes|policies|changed|changes|material|minor|cosmetic|version|versions|redline|side by side|added|"
    r"removed|reworded|renumbered|retitled|moved|heading|clause|link target|topics?|since|failing|held|needs attention|"
    r"first|watched|made by|deleted|inserted|underlined|more|seen|week|day|table|gone|old|new|period|negation)\b",
    re.IGNORECASE,
)


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", list(words.WORDS))
def test_no_key_lacks_a_language_and_all_say_the_same(key):
    columns = words.WORDS[key]

    assert len(columns) == len(words.LANGUAGES)
    assert all(columns)
    assert fields(columns[1].partition("|")[0]) <= fields(columns[0]) | {"n"}
    assert fields(columns[0].rpartition("|")[2]) <= fields(columns[1]) | {"n"}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_closed_set_has_words_in_every_language(language):
    tongue = reports.tongue(language)

    for kind in Kind:
        assert tongue.kind(kind)
    for edit in EditKind:
        assert tongue.say(f"edit.{edit.value}")
    for level in Level:
        assert tongue.level(level)
    for topic in Topic:
        assert tongue.topic(topic)
    for signal in SignalKind:
        assert tongue.say(f"signal.{signal.value}")
    for notice in NoticeKind:
        assert tongue.notice(notice)


def test_a_language_that_is_not_known_is_english():
    assert reports.tongue("xx").language == "en"


# --- forms -------------------------------------------------------------------------------------------------


def spoken(page):
    """Give what a page says in its frame: page text, times and addresses of the fixtures left out."""
    text = re.sub(r"<style>.*?</style>|<meta[^>]*>|<link[^>]*>", "", page, flags=re.DOTALL)
    for attribute in re.findall(r'(?:aria-label|data-name)="([^"]*)"', text):
        text += f"<p>{attribute}</p>"
    return re.sub(r"<[^>]+>", " ", text)


@pytest.fixture
def plain(report):
    """A report whose page text is Japanese, so that all English in a form is of the frame."""
    japanese = report.sets[0]
    return replace(report, sets=(japanese,), first=(), ailing=())


@pytest.mark.parametrize("form", ["text", "markdown", "html", "atom"])
def test_no_form_of_a_japanese_report_speaks_english(plain, form):
    page = reports.render(plain, form, language="ja")

    said = spoken(page).replace("a period grew longer", "").replace("policy-monitor", "")
    assert ENGLISH.findall(re.sub(r"https?:\S+|tag:\S+", "", said)) == []
    assert "重要" in page


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_no_form_of_a_japanese_redline_speaks_english(plain, form):
    said = spoken(reports.redline(plain.sets[0], form, language="ja")).replace("a period grew longer", "")

    assert ENGLISH.findall(re.sub(r"https?:\S+", "", said)) == []


def test_no_page_of_a_japanese_site_speaks_english(plain, make):
    health = reports.Course(
        health=replace(plain_health(plain), versions=3),
        milestones=tuple(
            reports.Milestone(
                version=number, at=make.moment(number), changes=changes, level=level, is_ours=False, tally=tally
            )
            for number, (changes, level, tally) in enumerate(
                ((0, None, ()), (2, Level.MATERIAL, (("added", 1), ("renumbered", 1))), (1, Level.MINOR, ())), 1
            )
        ),
    )

    pages = reports.site(plain, [health], language="ja")

    for name, page in pages.items():
        said = spoken(page).replace("a period grew longer", "").replace("policy-monitor", "")
        assert ENGLISH.findall(re.sub(r"https?:\S+|tag:\S+", "", said)) == [], name
        assert ('<html lang="ja">' if name.endswith(".html") else 'xml:lang="ja">') in page
    assert "追加1件、番号のみ1件" in "".join(pages.values())


def plain_health(report):
    from monitor.model import Health  # noqa: PLC0415 - for this builder only

    each = report.sets[0]
    return Health(target=each.target, title=each.title, url=each.url)


def test_a_word_document_speaks_japanese_too(report):
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(reports.render_bytes(report, "docx", language="ja"))) as archive:
        body = archive.read("word/document.xml").decode()

    assert "ポリシーの変更（2026年3月1日～2026年3月31日）" in body
    assert "Needs attention" not in body


# --- reasons -----------------------------------------------------------------------------------------------


def is_japanese(text):
    return not re.search(r"[A-Za-z]{3,}", text)


@pytest.mark.parametrize("rule", sorted({rule.reason for rule in rules.RULES}))
@pytest.mark.parametrize("form", ["{}: “三年” is “七年” now", "{}: “三年” came in", "{}: “三年” went out"])
def test_every_rule_of_a_signal_has_japanese_words(rule, form):
    assert is_japanese(reasons.translate(form.format(rule), "ja"))


@pytest.mark.parametrize("wall", list(Wall))
def test_every_wall_of_the_gate_has_japanese_words(wall):
    said = reasons.translate(f"it is {wall.value}, not the document: '…'", "ja")

    assert said.startswith("文書ではなく")
    assert is_japanese(said)


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        (
            "no answer on 3 visits in a row, since 2026-03-01 08:00 UTC: the server answered with status 503",
            "2026-03-01 08:00 UTCから連続3回、応答がありません：サーバーの応答が 503 でした",
        ),
        (
            "an answer came that is not the policy: it holds no sentence; a browser shows no more",
            "ポリシーではない応答がありました：文がありません；ブラウザでも内容は増えません",
        ),
        (
            "a replacement: held since 2026-03-01 08:00 UTC, it stayed on 3 visits (it holds no sentence; stopped)",
            "2026-03-01 08:00 UTCから保留、3回の確認で変わらなかったため差し替えと判断（文がありません；中止しました）",
        ),
        ("words on third-parties, transfers came in", "第三者提供・外国への移転に関する文言が追加された"),
        ("what “個人データ” means changed", "「個人データ」の定義の変更"),
    ],
)
def test_a_reason_is_translated_with_the_reasons_inside_it(english, japanese):
    assert reasons.translate(english, "ja") == japanese


@pytest.mark.parametrize(
    "reason",
    [
        "a reason nobody thought of",
        "words on teapots came in",
        "it is a teapot, not the document: 'x'",
        "",
        "x" * 100_000,
        "; " * 50_000,
        "the text is taken as the policy now: " * 2000,
    ],
)
def test_a_reason_without_words_stays_as_it_is(reason):
    assert reasons.translate(reason, "ja") == reason


@pytest.mark.parametrize(
    "reason",
    [
        "the server answered 404 Not Found",
        "the server answered 302, a redirect to nowhere",
        "the site's robots.txt does not allow it",
        "the host's name could not be found: policies.example",
        "address not public: 10.0.0.1",
        "more than 10 redirects, the last to https://policies.example/?a=1;b=2",
        "more than 5 redirects by script, the last to https://policies.example/",
        "redirected from https to http, which anybody on the way can change: http://policies.example/",
        "took longer than 60 seconds in the browser",
        "not asked: the server wants no visit before 2026-03-01 08:00 UTC",
        "the server calls it image/png, not a text page; it holds no text that a reader could see",
        f"the document is a PDF, which needs the extra 'documents': {how_to_install('documents')}",
        "it is another document: terms of use instead of a privacy policy; 3% of the last text is on the page",
        "only a part has come: 12 clauses are gone at its end, 40% of the last text, and nothing else differs",
        "the page took more than 60 seconds to be compared with the version before it",
        "only a part has come: 9 clauses are gone in several places, 50% of the last text, and nothing else differs",
        "larger than 20 MiB",
        "damaged on the way: not gzip, as it claims to be",
        "two fetches in one run gave two wordings; what differs by that is not the publisher's doing",
        "the wording of version 3 came back",
        "an answer came that is not the policy: the page is empty; its server sent no text",
    ],
)
def test_why_a_page_did_not_come_or_is_not_read_has_japanese_words_throughout(reason):
    said = reasons.translate(reason, "ja")

    assert all(re.search("[ぁ-んァ-ン]", part) for part in said.split("；"))
    assert not re.search(r"\b(?:the|is|not|of|to)\b", said)


@pytest.mark.parametrize(
    "body", [b"", b"\x89PNG\r\n\x1a\n" + bytes(99), b"<html><script>1</script></html>", b"%PDF-1.7"]
)
def test_what_the_readers_say_of_bytes_they_cannot_read_has_japanese_words(body):
    with pytest.raises(monitor.DocumentError) as fault:
        monitor.read(body)

    assert re.search("[ぁ-んァ-ン]", reasons.translate(fault.value.message, "ja"))


def test_a_signal_says_its_words_once(make):
    from monitor.model import Signal  # noqa: PLC0415 - for this case only

    found = Signal(kind=SignalKind.PERIOD, before="三年", after="七年", reason="a period changed: “三年” is “七年” now")

    assert reports.tongue("en").signal(found) == "period: 三年 → 七年"
    assert reports.tongue("ja").signal(found) == "期間：三年 → 七年"


def test_health_in_a_japanese_message_is_japanese(notices):
    told = replace(notices[0], text="an answer came that is not the policy: it holds no sentence")

    text = reports.compose([], [told], language="ja").text

    assert "Reed Media, cookie policy：取得できません（2026年3月21日 08:00 UTC）" in text
    assert "ポリシーではない応答がありました：文がありません" in text
