"""The message: one for all waiting alerts, bounded, readable plain and in HTML."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import report as reports
from monitor.model import Kind, Level, NoticeKind, Signal, SignalKind, Topic
from monitor.report import standing


def test_one_target_gives_its_name_and_counts(english):
    message = reports.compose([english], [])

    assert message.title == "Lantern Bank, privacy policy: 2 material, 1 minor, 3 cosmetic changes"
    assert message.level is Level.MATERIAL


def test_several_targets_give_their_number_and_names(english, japanese, notices):
    message = reports.compose([english, japanese], notices)

    assert message.title == (
        "2 policies changed, all of them materially (and 1 notice): "
        "Lantern Bank, privacy policy, みなと生活協同組合 個人情報保護方針"
    )


def test_a_notice_alone_is_a_message(notices):
    message = reports.compose([], notices)

    assert message.title == "Reed Media, cookie policy cannot be fetched"
    assert message.level is Level.MINOR
    assert "answered 503 at 3 visits in a row" in message.text
    assert "answered 503 at 3 visits in a row" in message.html


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_kind_of_notice_has_words(notices, kind):
    assert reports.compose([], [replace(notices[0], kind=kind)]).title != "Reed Media, cookie policy"


def test_nothing_to_tell_is_no_message():
    with pytest.raises(ValueError, match="at least one"):
        reports.compose([], [])


def test_a_clause_is_one_line_with_visible_marks_in_both_forms(english):
    message = reports.compose([english], [])

    assert (
        "  > (1) We keep records of your payments for [-30 days-][+two years+], and [-do not -]share them with "
        "[+advertising +]partners[- unless you agree-]." in message.text.split("\n")
    )
    assert "[-<del>30 days</del>-]" in message.html
    assert "[+<ins>two years</ins>+]" in message.html


def test_styles_are_inline_and_nothing_is_fetched(english, japanese, notices):
    html = reports.compose([english, japanese], notices).html

    assert "<style" not in html
    assert "class=" not in html
    assert "src=" not in html
    assert "<script" not in html


def test_a_link_to_the_whole_redline_is_given_when_there_is_one(english):
    message = reports.compose(
        [english], [], link=lambda each: f"https://watch.example/{each.target}/{each.new_version}"
    )

    assert "Whole redline: https://watch.example/lantern-privacy/4" in message.text
    assert 'href="https://watch.example/lantern-privacy/4" rel="noopener noreferrer"' in message.html


def test_the_same_alerts_give_the_same_id_and_others_another(english, japanese, notices):
    two = [*notices, replace(notices[0], target="alder")]
    first = reports.compose([english, japanese], two)

    assert reports.compose([japanese, english], two[::-1]).id == first.id
    assert reports.compose([english], two).id != first.id
    assert reports.compose([english, japanese], []).id != first.id


def test_what_matters_most_finds_room_and_the_rest_is_counted(make):
    minor = [make.change(make.added(f"minor clause {n} " + "x " * 200), level=Level.MINOR) for n in range(200)]
    material = [make.change(make.added(f"material clause {n}"), level=Level.MATERIAL) for n in range(5)]

    message = reports.compose([make.changeset(*minor, *material)], [])

    assert all(f"material clause {n}" in message.text for n in range(5))
    shown = sum(f"minor clause {n} " in message.text for n in range(200))
    assert 0 < shown < 200
    assert f"and {200 - shown} more changes" in message.text
    assert f"and {200 - shown} more changes" in message.html


def test_a_message_is_bounded_whatever_comes(make, notices):
    monster = make.change(*[make.reworded(*["=a ", "-<&>", "+<&>"] * 500) for _ in range(300)], heading="<&>" * 9000)
    sets = [
        make.changeset(monster, target=f"t{n}", title="<&>" * 3000, url="https://x.example/" + "&" * 9000)
        for n in range(400)
    ]
    many = [replace(notices[0], target=f"n{n}", text="<&>" * 9000, title="<&>" * 900) for n in range(300)]

    message = reports.compose(sets, many)

    assert len(message.title) <= 200
    assert len(message.html) <= 100_000
    assert len(message.text) <= 60_000
    assert "more policies" in message.text
    assert "more notices" in message.html


def test_a_usual_message_fits_the_mail_services_of_apprise(make):
    long = "We share your data with partners who may use it. " * 12
    sets = [
        make.changeset(
            *[make.change(make.added(f"{long}{n}{m}")) for m in range(4)], target=f"t{n}", title=f"Policy {n}"
        )
        for n in range(60)
    ]

    message = reports.compose(sets, [])

    assert 15_000 < len(message.html) <= 32_768


def test_changes_of_a_policy_that_found_no_room_are_named(make):
    heavy = [make.change(make.added("clause " * 60), level=Level.MATERIAL) for _ in range(80)]
    sets = [
        make.changeset(*heavy, new_at=make.moment(20)),
        make.changeset(make.change(make.added("x")), target="b", title="Small"),
    ]

    message = reports.compose(sets, [])

    assert "Also changed: Small (1 change)" in message.text
    assert "Also changed: Small (1 change)" in message.html


def test_a_policy_rewritten_from_top_to_bottom_leaves_room_for_the_one_clause_of_another(make):
    rewritten = [make.change(make.added(f"clause {n} " + "of many " * 50), level=Level.MATERIAL) for n in range(300)]
    one = make.change(make.added("Only this clause came in."), level=Level.MATERIAL)
    sets = [make.changeset(*rewritten)]
    sets += [
        make.changeset(one, make.date_line, target=f"t{n}", title=f"Small {n}", url="https://s/") for n in range(2)
    ]
    sets += [
        make.changeset(
            make.change(make.added(f"Clause of policy {n} alone."), level=Level.MATERIAL),
            target=f"o{n}",
            title=f"Own {n}",
        )
        for n in range(5)
    ]

    message = reports.compose(sets, [])

    for form in (message.text, message.html, message.blocks):
        assert "Only this clause came in." in form
        assert all(f"Clause of policy {n} alone." in form for n in range(5))
        assert form.count("of many of many") > 1
        assert re.search(r"and 2\d\d more changes", form)
    assert message.text.index("clause 0 of many") < message.text.index("clause 1 of many")
    assert len(message.html) <= 32_768
    assert len(json.loads(message.blocks)) <= 50


def test_nothing_light_is_told_of_a_policy_where_something_weighty_found_no_room(make):
    heavy = [make.change(make.added(f"weighty {n} " + "of many " * 100), level=Level.MATERIAL) for n in range(99)]
    light = make.change(make.added("light"), level=Level.MINOR)
    sets = [
        make.changeset(*heavy, light, make.date_line),
        make.changeset(make.change(make.added("x")), target="b", title="B"),
    ]

    message = reports.compose(sets, [])

    assert "weighty 9 " in message.text
    assert "light" not in message.text
    assert "date line" not in message.text


def test_policies_that_share_what_found_no_room_are_named(make):
    heavy = [make.change(make.added(f"clause {n} " * 60), level=Level.MATERIAL) for n in range(80)]
    common = make.change(make.added("The same in both."))
    sets = [make.changeset(*heavy), *(make.changeset(common, target=n, title=f"The {n}") for n in ("shop", "bank"))]

    text = reports.compose(sets, []).text

    assert "Also changed: The same change in 2 policies (The bank, The shop)" in text


def test_a_redline_too_long_to_attach_does_not_keep_the_others_from_being_attached(make):
    huge = make.changeset(make.change(make.added("word " * 300_000)), target="huge", title="Huge")
    small = make.changeset(make.change(make.added("Only this clause came in.")), target="small", title="Small")

    assert "Only this clause came in." in reports.compose([huge, small], []).page
    assert len(reports.compose([huge, small], []).page) < 100_000
    assert reports.compose([huge], []).page == ""


def test_policies_that_share_a_change_are_linked_by_name(make):
    common = make.change(make.added("The same in both."))
    sets = [make.changeset(common, target=n, title=f"The {n}", url=f"https://{n}.example/") for n in ("shop", "bank")]

    message = reports.compose(sets, [])

    assert '<a href="https://shop.example/" rel="noopener noreferrer">The shop</a>' in message.html
    assert "<https://shop.example/|The shop>" in message.blocks
    assert "The bank, The shop" in message.text


def test_a_clause_that_came_is_told_whole_once(make):
    clause = "We may share personal information with advertising partners in the United States of America."
    signal = Signal(kind=SignalKind.CLAUSE, before="", after=clause, reason="words on third-parties came in")
    change = make.change(make.added(clause), level=Level.MATERIAL, signals=(signal,))

    message = reports.compose([make.changeset(change)], [])

    assert message.text.count(clause) == message.html.count(clause) == 1
    assert "clause: new: We may share personal information with…" in message.text
    assert "(words on third parties came in)" in message.text


def test_notices_alone_are_headed_by_what_ails_how_many(notices):
    kinds = [NoticeKind.RECOVERED, NoticeKind.FAILING, NoticeKind.FAILING, NoticeKind.UNDELIVERED]
    told = [replace(notices[0], target=f"n{n}", title=f"N{n}", kind=kind) for n, kind in enumerate(kinds)]

    assert reports.compose([], told).title == (
        "2 policies cannot be fetched, 1 is back, 1 channel does not take its alerts: N0, N1, N2, N3"
    )
    assert reports.compose([], told[1:3]).title == "2 policies cannot be fetched: N1, N2"
    assert not reports.compose([], told).html.split(">", 1)[1].lstrip().startswith("<hr")


def test_the_newest_comes_first_among_equals(make):
    change = make.change(make.added("x"))
    older = make.changeset(change, target="a", title="Older")
    newer = make.changeset(change, target="b", title="Newer", new_at=older.new_at + timedelta(days=1))

    text = reports.compose([older, newer], []).text

    assert text.index("Newer") < text.index("Older")


# --- what policies share -----------------------------------------------------------------------------------


def test_the_same_edit_on_many_policies_is_one_item_that_names_them(make):
    common = make.change(make.reworded("=kept for ", "-30", "+90", "= days"), level=Level.MATERIAL)
    own = make.change(make.added("Only the bank asks for this."))
    sets = [make.changeset(common, target=f"t{n}", title=f"Company {n}") for n in range(30)]
    sets.append(make.changeset(common, own, target="bank", title="The bank"))

    message = reports.compose(sets, [])

    assert message.text.count("[-30-][+90+]") == 1
    assert message.html.count("<del>30</del>") == 1
    assert "The same change in 31 policies" in message.text
    assert "Company 0, Company 1" in message.text
    assert "and 6 more policies" in message.text
    assert message.title.startswith("31 policies changed, all of them materially: ")
    assert "The bank\nhttps://lantern.example/privacy" in message.text


@pytest.mark.parametrize(
    ("levels", "english", "japanese"),
    [
        (
            [Level.MATERIAL] * 12,
            "12 policies changed, all of them materially: ",
            "12件のポリシーに変更（すべて重要）：",
        ),
        (
            [Level.MATERIAL] * 11 + [Level.MINOR],
            "12 policies changed, 11 of them materially: ",
            "12件のポリシーに変更（うち重要11件）：",
        ),
        ([Level.MINOR] * 2, "2 policies changed, none of them materially: ", "2件のポリシーに変更（重要なものなし）："),
        (
            [Level.COSMETIC] * 2,
            "2 policies changed, all of them only in form: ",
            "2件のポリシーに変更（すべて体裁のみ）：",
        ),
    ],
)
def test_a_title_counts_policies_by_their_highest_level_whatever_they_share(make, levels, english, japanese):
    shared = make.change(make.reworded("=kept for ", "-30", "+90", "= days"), level=Level.COSMETIC)
    small = make.change(make.added("Small print."), level=Level.COSMETIC)
    weights = {level: make.change(make.added("Told once."), level=level) for level in Level}
    sets = [
        make.changeset(weights[level], shared, small, target=f"t{n}", title="One name")
        for n, level in enumerate(levels)
    ]

    assert reports.compose(sets, []).title.startswith(english)
    assert reports.compose(sets, [], language="ja").title.startswith(japanese)


def test_an_edit_that_reads_otherwise_elsewhere_is_told_by_itself(make):
    sets = [
        make.changeset(
            make.change(make.reworded("=kept for ", "-30", f"+{days}")), target=f"t{days}", title=f"C {days}"
        )
        for days in (60, 90)
    ]

    text = reports.compose(sets, []).text

    assert "The same change" not in text
    assert text.count("kept for") == 2


def test_one_policy_that_changed_twice_shares_with_nobody(make):
    same = make.change(make.added("x"))

    text = reports.compose([make.changeset(same, new_version=4), make.changeset(same, new_version=5)], []).text

    assert "The same change" not in text
    assert "version 3 → 4" in text
    assert "version 4 → 5" in text


# --- in Japanese -------------------------------------------------------------------------------------------


def test_the_frame_is_japanese_where_a_channel_asks_for_it(english, japanese, notices):
    message = reports.compose([english, japanese], notices, language="ja")

    assert message.title.startswith("2件のポリシーに変更（すべて重要、お知らせ1件）：")
    frame = [line for line in message.text.split("\n") if not line.lstrip().startswith((">", "*", "~", "http"))]
    spoken = " ".join(frame)
    assert not [
        word for word in ("material", "reworded", "renumbered", "version", "seen", "more", "period:") if word in spoken
    ]
    assert "第3版 → 第4版" in message.text
    assert "第3版 → 第4版" in message.html
    assert "[-30 days-]" in message.text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_kind_level_topic_and_signal_has_words_in_every_language(make, language):
    for kind in Kind:
        for level in Level:
            signals = tuple(Signal(kind=found, before="a", after="b", reason="") for found in SignalKind)
            change = replace(
                make.change(make.added("x"), level=level), kinds=(kind,), topics=tuple(Topic), signals=signals
            )
            assert reports.compose([make.changeset(change)], [], language=language).text


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_kind_of_notice_has_japanese_words(notices, kind):
    assert "Reed Media, cookie policy：" in reports.compose([], [replace(notices[0], kind=kind)], language="ja").text


def test_the_line_at_the_foot_of_a_digest_stands_in_the_frame_of_the_message(english):
    message = reports.compose([english], [])

    footed = standing.footed(message, "3 policies watched: <all> can be read")

    assert footed.html.endswith("3 policies watched: &lt;all&gt; can be read</p></div>")
    assert footed.html.count("<div") == footed.html.count("</div>") == message.html.count("<div")


def test_a_message_on_many_policies_begins_with_how_much_changed_in_each(make):
    one = [make.change(make.added(f"Clause {n}."), level=Level.MATERIAL) for n in range(2)]
    sets = [make.changeset(*one[: 1 + n % 2], make.date_line, target=f"t{n}", title=f"P{n} <b>") for n in range(30)]

    few, many = reports.compose(sets[:3], []), reports.compose(sets, [])

    assert many.text.startswith("- P1 <b>: 2 material, 1 cosmetic changes\n")
    assert "\n- P0 <b>: 1 material, 1 cosmetic changes\n" in many.text
    assert "\n- and 5 more policies\n\n" in many.text
    assert "<li>P1 &lt;b&gt;: 2 material, 1 cosmetic changes</li>" in many.html
    assert "• P1 &lt;b&gt;: 2 material, 1 cosmetic changes" in json.loads(many.blocks)[1]["text"]["text"]
    assert len(many.html) <= 32_768
    assert "material, " not in few.text + few.html


def test_a_short_text_tells_of_each_policy_before_it_tells_all_of_one(make):
    long = [make.change(make.added(f"clause {n} " + "of many " * 20), level=Level.MATERIAL) for n in range(20)]
    small = [
        make.changeset(
            make.change(make.added(f"Only clause {n}."), level=Level.MATERIAL), target=f"t{n}", title=f"P{n}"
        )
        for n in range(3)
    ]

    pieces = reports.compose([make.changeset(*long), *small], []).pieces
    texts = [piece.text for piece in pieces]

    assert [n for n in range(3) if any(f"Only clause {n}." in text for text in texts[:6])] == [0, 1, 2]
    assert [int(number) for text in texts for number in re.findall(r"clause (\d+) of", text)] == list(range(20))
    assert texts[0].startswith("Lantern Bank, privacy policy\nversion")
    assert [text.split("\n\n")[0] for text in texts].count("Lantern Bank, privacy policy") == 1
    assert pieces[1].rest == "and 22 more changes"
