"""The text form: what a person reads in a terminal."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest

from monitor import report as reports
from monitor.model import Change, Edit, EditKind, Health, Kind, Level


def test_the_top_counts_policies_levels_topics_and_ailing_targets(report):
    head = reports.render(report, "text").split("\n\n")[0]

    assert head == (
        "Policy changes, 2026-03-01 08:00 UTC to 2026-03-31 08:00 UTC\n"
        "2 of 12 policies changed; changes: 3 material, 2 minor, 3 cosmetic\n"
        "Topics: collection 2, third parties 2, automation 1, retention 1, transfers 1\n"
        "1 first version; 1 failing; 1 held"
    )


def test_a_reworded_clause_is_an_old_and_a_new_line_with_marks(english):
    lines = reports.redline(english, "text").split("\n")

    assert (
        "- (1) We keep records of your payments for [-30 days-], and [-do not -]share them with partners"
        "[- unless you agree-]." in lines
    )
    assert (
        "+ (1) We keep records of your payments for [+two years+], and share them with [+advertising +]partners."
        in lines
    )
    assert "+ (2) A partner may pass your address on to its own subcontractors." in lines
    assert "- (3) You can object at any time by writing to us." in lines


def test_a_change_says_where_what_how_much_why_and_about_what(english):
    text = reports.redline(english, "text")

    assert "@@ 5. Who receives your data › 4.2 Partners @@ reworded, renumbered 4.1 → 4.2  material" in text
    assert "   period: 30 days → two years (a period grew longer)" in text
    assert "   topics: third parties, retention" in text


def test_material_changes_stand_first_then_reading_order(english):
    titles = re.findall(r"^@@ (.*) @@", reports.redline(english, "text"), re.MULTILINE)

    assert titles == ["3. Automated decisions", "5. Who receives your data › 4.2 Partners", "2. Data we collect"]


def test_thirteen_renumbered_sections_are_one_line(english):
    lines = [line for line in reports.redline(english, "text").split("\n") if "renumbered:" in line]

    assert lines == ["~ 13 sections renumbered: 4. → 5., 5. → 6., 6. → 7., 7. → 8., …, 16. → 17."]


def test_a_cosmetic_change_is_one_line(english):
    lines = reports.redline(english, "text").split("\n")

    assert "~ Privacy policy: date line changed: Last updated: [-2 March 2025-][+14 March 2026+]" in lines
    assert (
        "~ 10. Contact: link targets changed: Write to us by the form. · [-https://lantern.example/form-] → "
        "[+https://lantern.example/contact/form+]" in lines
    )


def test_targets_come_together_and_their_newest_version_first(report):
    heads = re.findall(r"^(?:\+\+\+ version \d+|https://\S+)", reports.render(report, "text"), re.MULTILINE)

    assert heads == [
        "https://lantern.example/privacy",
        "+++ version 4",
        "+++ version 3",
        "https://minato-coop.example/ja/kojinjoho",
        "+++ version 2",
    ]


def test_first_versions_and_ailing_targets_end_the_report(report):
    end = reports.render(report, "text").split("First versions")[1]

    assert end == (
        "\n  Quay Telecom, terms of use\n\nNeeds attention\n"
        "  Reed Media, cookie policy: failing since 2026-03-21 08:00 UTC, 5 failed visits in a row: answered 503\n"
        "  Alder Health, privacy policy: held since 2026-03-25 08:00 UTC: a login page came instead"
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"is_flapping": True}, "switches between wordings"),
        ({"is_noisy": True, "reason": "4 of 5 visits"}, "changes at most visits: 4 of 5 visits"),
        ({"failures": 3}, "failing, 3 failed visits in a row"),
    ],
)
def test_every_ailment_has_words(make, found, told):
    health = Health(target="reed", title="", url="https://reed.example/", **found)

    text = reports.render(make.report(ailing=(health,)), "text")

    assert text.endswith(f"Needs attention\n  reed: {told}")
    assert ("1 failing" in text) is ("failures" in found)


def test_times_are_told_in_utc(make):
    tokyo = timezone(timedelta(hours=9))
    each = make.changeset(make.change(make.added("x")), new_at=datetime(2026, 3, 14, 17, 0, tzinfo=tokyo))

    assert "+++ version 4, 2026-03-14 08:00 UTC" in reports.redline(each, "text")


def test_a_quiet_month_says_so(quiet):
    assert "No policy changed; 7 watched." in reports.render(quiet, "text")


def test_colour_comes_only_when_asked_for(english):
    assert "\x1b" not in reports.redline(english, "text")
    assert "\x1b[31m[-30 days-]\x1b[0m" in reports.redline(english, "text", colour=True)


def test_long_unchanged_stretches_are_shortened_around_the_marks(make):
    far = "word " * 400
    edit = make.reworded(f"={far}", "-may", "+must", f"= {far}")

    text = reports.redline(make.changeset(make.change(edit)), "text")

    line = next(line for line in text.split("\n") if line.startswith("+ "))
    assert line == f"+ … {'word ' * 30}[+must+] {('word ' * 30).strip()} …"


def test_japanese_is_shortened_by_characters(make):
    edit = make.reworded(f"={'利用者は' * 100}", "-三年", "+七年", f"={'とします' * 100}")

    text = reports.redline(make.changeset(make.change(edit)), "text")

    line = next(line for line in text.split("\n") if line.startswith("+ "))
    assert line == f"+ … {'利用者は' * 15}[+七年+]{'とします' * 15} …"


def test_a_text_without_spaces_is_shortened_too(make):
    edit = make.reworded(f"={'x' * 100_000}", "-a", "+b", f"={'y' * 100_000}")

    assert len(reports.redline(make.changeset(make.change(edit)), "text")) < 5000


def test_a_moved_clause_is_said_to_be_moved(make):
    edit = Edit(kind=EditKind.MOVED, before="We keep logs.", after="We keep logs.")

    assert "~ (moved) We keep logs." in reports.redline(make.changeset(make.change(edit)), "text")


@pytest.mark.parametrize(
    ("kinds", "related", "told"),
    [
        ((Kind.SPLIT,), ("6. Fees",), "split, together with 6. Fees"),
        ((Kind.MERGED,), ("6. Fees", "7. Taxes"), "merged with 6. Fees, 7. Taxes"),
        ((Kind.MOVED,), (), "moved from Annex"),
        ((Kind.RETITLED,), (), "retitled, was “Costs”"),
        ((Kind.RENUMBERED,), (), "renumbered 4. → B."),
        ((Kind.REORDERED,), (), "clauses reordered"),
    ],
)
def test_every_kind_is_told_in_words(make, kinds, related, told):
    change = Change(
        kinds=kinds,
        old=make.place("4.", "Costs", "Annex"),
        new=make.place("B.", "Prices"),
        related=tuple(make.place(*title.split(" ")) for title in related),
        level=Level.MINOR,
    )

    assert f"@@ B. Prices @@ {told}  minor" in reports.redline(make.changeset(change), "text")


def test_an_unknown_form_is_refused(report, english):
    with pytest.raises(ValueError, match="pdf"):
        reports.render(report, "pdf")
    with pytest.raises(ValueError, match="csv"):
        reports.redline(english, "csv")
