"""What became of sections and clauses: the kinds a reader is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.diff import compare, trace
from monitor.model import Clause, ClauseKind, EditKind, Kind, Level, Link, Topic, Version

COLLECT = "We collect your name and your address when you open an account with us."
LOGS = "We also note each visit to our pages and keep these notes for thirty days."
COOKIES = "Cookies are small files that your browser keeps; you can refuse them in its settings."
SHARE = "We hand your data to the firms that host our servers and to nobody else."
RIGHTS = "You may ask for a copy of your data and have mistakes in it put right."
MORE_RIGHTS = "An answer is given within a month, or a letter explains the delay."
BASE = (
    ("1.", "What we collect", COLLECT, LOGS),
    ("2.", "Cookies", COOKIES),
    ("3.", "Sharing", SHARE),
    ("4.", "Rights", RIGHTS, MORE_RIGHTS),
)


def told(changes):
    return [([kind.value for kind in change.kinds], change.place.title, change.level.value) for change in changes]


def test_a_split_section_keeps_its_uid_and_names_the_other_part(policy):
    new = policy(*BASE[:3], ("4.", "Rights", RIGHTS), ("5.", "When we answer", MORE_RIGHTS))

    found = trace(policy(*BASE), new)

    assert told(found.changes) == [(["split"], "4. Rights", "minor")]
    assert [place.title for place in found.changes[0].related] == ["5. When we answer"]
    assert [(one.source, one.kind) for one in found.lineage] == [("uid3", Kind.SPLIT)]
    assert found.lineage[0].uid == found.version.sections[4].uid


def test_merged_sections_keep_the_uid_of_the_surviving_heading(policy):
    new = policy(*BASE[:2], ("3.", "Sharing", SHARE, RIGHTS, MORE_RIGHTS))

    found = trace(policy(*BASE), new)

    assert told(found.changes) == [(["merged"], "3. Sharing", "minor")]
    assert found.changes[0].new.uid == "uid2"
    assert [(one.uid, one.source) for one in found.lineage] == [("uid2", "uid3")]


def test_a_moved_and_edited_section_is_both_and_only_its_new_words_are_marked(policy):
    shared = "We hand your data to the firms that host our servers, to our bank and to nobody else."
    new = policy(
        ("1.", "Sharing", shared),
        *(replace_label(row, n) for n, row in zip("234", (BASE[0], BASE[1], BASE[3]), strict=True)),
    )

    changes = compare(policy(*BASE), new)

    assert [kind.value for kind in changes[0].kinds] == ["reworded", "renumbered", "moved"]
    assert [change.kinds for change in changes[1:]] == [(Kind.RENUMBERED,)] * 2
    assert [run.text for run in changes[0].edits[0].words if run.op.value == "inserted"] == [", to our bank"]


def replace_label(row, number):
    return (f"{number}.", *row[1:])


def test_children_travel_with_their_parent_and_are_not_told_apart(policy):
    old, moved = policy(*BASE), policy(*BASE)
    child = replace(
        policy(
            ("a.", "Under collecting", "Names are kept in a register of their own."),
        ).sections[0],
        uid="child",
    )
    first = replace(old.sections[0], children=(child,))
    old = Version(sections=(first, *old.sections[1:]))
    moved = Version(sections=(*old.sections[1:], first))

    changes = compare(old, moved)

    assert [change.kinds for change in changes] == [(Kind.MOVED,)]


def test_a_new_heading_over_the_same_text_is_retitled_and_keeps_the_uid(policy):
    new = policy(*BASE[:2], ("3.", "Who else sees it", SHARE), BASE[3])

    (change,) = compare(policy(*BASE), new)

    assert (change.kinds, change.level, change.new.uid) == ((Kind.RETITLED,), Level.MINOR, "uid2")
    assert [(edit.heading, edit.before, edit.after) for edit in change.edits] == [(True, "Sharing", "Who else sees it")]


QUIET = {
    "a heading lost its mark-up": (BASE, (*BASE[:2], (*BASE[2], "4. Rights", RIGHTS, MORE_RIGHTS))),
    "a heading ran into its text": (BASE, (*BASE[:2], (*BASE[2], f"4. Rights. {RIGHTS}", MORE_RIGHTS))),
    "a paragraph was cut in two": (
        (("", "Title", f"{COLLECT} {LOGS}"),),
        (("", "Title", COLLECT, LOGS),),
    ),
    "many short lines became one paragraph": (
        (("", "Contact", "Acme Ltd", "5 Quay Lane", "Cork"),),
        (("", "Contact", "Acme Ltd 5 Quay Lane Cork"),),
    ),
    "a label was typed into the heading": (BASE, (*BASE[:3], ("", "4. Rights", *BASE[3][2:]))),
    "a label was typed into a clause": (
        (("", "Title", Clause(text=COLLECT, label="8.2"), Clause(text=LOGS, label="8.3")),),
        (("", "Title", f"8.2 {COLLECT}", f"8.3 {LOGS}"),),
    ),
    "a paragraph became a list item": (
        BASE,
        (*BASE[:2], ("3.", "Sharing", Clause(text=SHARE, kind=ClauseKind.ITEM, depth=1)), BASE[3]),
    ),
    "a colon after the heading": (BASE, (*BASE[:3], ("4", "Rights:", *BASE[3][2:]))),
    "punctuation": (BASE, (*BASE[:2], ("3.", "Sharing", SHARE.replace(" and to", ", and to")), BASE[3])),
    "a bare number on a line": (BASE, (*BASE[:2], ("3.", "Sharing", "3.", SHARE), BASE[3])),
}


@pytest.mark.parametrize("case", QUIET)
def test_mark_up_alone_is_nothing_or_formatting(policy, case):
    one, other = (policy(*rows) for rows in QUIET[case])

    for changes in (compare(one, other), compare(other, one)):
        assert {kind for change in changes for kind in change.kinds} <= {Kind.FORMATTING}
        assert all(change.level is Level.COSMETIC for change in changes)


def test_a_reference_that_only_follows_a_renumbering_is_cosmetic_and_says_so(policy):
    old = policy(*BASE, ("5.", "Disputes", "Claims are heard as stated in Section 4 and in 3."))
    fresh = ("2.", "Children", "Nobody under the age of sixteen may open an account here.")
    new = policy(
        BASE[0], fresh, *(replace_label(row, n) for n, row in zip("345", BASE[1:], strict=True)),
        ("6.", "Disputes", "Claims are heard as stated in Section 5 and in 4."),
    )  # fmt: skip

    changes = compare(old, new)

    assert told(changes)[-1] == (["reworded", "renumbered"], "6. Disputes", "cosmetic")
    assert "a reference follows the renumbering: 4 is 5 now" in changes[-1].reasons


def test_a_period_is_no_reference_even_when_its_number_was_renumbered(policy):
    old = policy(*BASE, ("5.", "Disputes", "Claims are heard within 4 days of their filing."))
    fresh = ("2.", "Children", "Nobody under the age of sixteen may open an account here.")
    new = policy(
        BASE[0], fresh, *(replace_label(row, n) for n, row in zip("345", BASE[1:], strict=True)),
        ("6.", "Disputes", "Claims are heard within 5 days of their filing."),
    )  # fmt: skip

    changes = compare(old, new)

    assert changes[-1].level is Level.MATERIAL


def test_a_japanese_reference_follows_too(policy):
    rows = [(f"第{n}条", f"見出し{n}", f"第{n}の事項について定める条文その{n}です。") for n in range(1, 5)]
    old = policy(*rows, ("第5条", "準用", "前の定めのほか、第4条を準用する。"))
    new = policy(
        rows[0], ("第2条", "新設", "これは新しく設けられた条文です。"),
        *((f"第{n + 1}条", *row[1:]) for n, row in enumerate(rows[1:], start=2)),
        ("第6条", "準用", "前の定めのほか、第5条を準用する。"),
    )  # fmt: skip

    changes = compare(old, new)

    assert changes[-1].level is Level.COSMETIC
    assert [change.kinds for change in changes[:1]] == [(Kind.ADDED,)]


def test_items_in_another_order_are_reordered_and_no_words_are_marked(clause):
    items = [
        Clause(text=text, kind=ClauseKind.ITEM, depth=1) for text in ("Your name", "Your age", "Your town", "Your job")
    ]

    (change,) = compare(clause(*items), clause(items[3], *items[:3]))

    assert (change.kinds, change.level) == ((Kind.REORDERED,), Level.MINOR)
    assert [(edit.kind, edit.after) for edit in change.edits] == [(EditKind.MOVED, "Your job")]


def test_two_sections_that_changed_places_moved_and_not_the_one_between_them(policy):
    rows = [
        ("", "Tickets", "Tickets are sold at the counter and by the guards on every train of the line."),
        ("", "Dogs", "Dogs travel free."),
        ("", "Bicycles", "Bicycles are carried outside the hours in which pupils and workers fill the trains."),
    ]

    changes = compare(policy(*rows), policy(*reversed(rows)))

    assert [change.new.heading for change in changes] == ["Bicycles", "Tickets"]


def test_a_clause_that_went_to_another_section_is_moved_there_and_missed_here(policy):
    new = policy(("1.", "What we collect", COLLECT), BASE[1], ("3.", "Sharing", SHARE, LOGS), BASE[3])

    loser, winner = compare(policy(*BASE), new)

    assert (loser.place.title, loser.edits) == ("1. What we collect", ())
    assert [(edit.kind, edit.after) for edit in winner.edits] == [(EditKind.MOVED, LOGS)]
    assert [place.title for place in winner.related] == ["1. What we collect"]
    assert {loser.level, winner.level} == {Level.MINOR}


def row(text):
    return Clause(text=text, kind=ClauseKind.ROW)


def test_table_rows_are_known_by_their_first_cell(clause):
    old = clause(
        row("alpha | signs you in | 14 days"),
        row("beta | counts visits | 14 days"),
        row("gamma | keeps colours | 1 year"),
    )
    new = clause(
        row("aleph | serves the map | 14 days"),
        row("beta | profiles you | forever"),
        row("gamma | keeps colours | 1 year"),
    )

    (change,) = compare(old, new)

    reworded = [edit for edit in change.edits if edit.kind is EditKind.REWORDED and edit.before.startswith("beta")]
    assert [edit.after for edit in reworded] == ["beta | profiles you | forever"]


def test_a_link_that_leads_elsewhere_is_a_link_and_cosmetic(clause):
    def linked(href):
        return clause(Clause(text="See our cookie page.", links=(Link(text="cookie page", href=href),)))

    (change,) = compare(linked("https://x.example/cookies"), linked("https://x.example/trackers"))

    assert (change.kinds, change.level) == ((Kind.LINK,), Level.COSMETIC)
    assert change.edits[0].links == (("https://x.example/cookies", "https://x.example/trackers"),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Last updated: 1 May 2024", "Last updated: 3 June 2024"),
        ("Effective May 1, 2024", "Effective June 3, 2024"),
        ("最終改定日：2024年4月1日", "最終改定日：2025年4月1日"),
        ("令和5年4月1日　制定", "令和6年4月1日　制定"),
        ("Stand: 1. April 2024", "Stand: 2. Mai 2024"),
        ("Version 2.1, effective 1 May 2024", "Version 2.2, effective 3 June 2024"),
        (
            "This Privacy Policy was last updated 21st May 2023.",
            "This Privacy Policy was last updated on: 2nd May 2024.",
        ),
        (
            "Cette politique de confidentialité a été mise à jour pour la dernière fois le 27 février 2026.",
            "Cette politique de confidentialité a été mise à jour pour la dernière fois le 2 mars 2026.",
        ),
    ],
)
def test_a_new_date_in_the_date_line_is_a_date_and_cosmetic(clause, before, after):
    (change,) = compare(clause(before, COLLECT), clause(after, COLLECT))

    assert (change.kinds, change.level) == ((Kind.DATE,), Level.COSMETIC)
    assert [edit.kind for edit in change.edits] == [EditKind.DATE]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Fees are due as amended from 1 May 2024 on.", "Fees are due as amended from 3 June 2024 on."),
        (
            "Orders placed before 1 May 2024 keep the former terms.",
            "Orders placed before 3 June 2024 keep the former terms.",
        ),
        ("料金は2024年4月1日から改定します。", "料金は2025年4月1日から改定します。"),
    ],
)
def test_a_date_that_is_not_the_documents_own_is_material(clause, before, after):
    (change,) = compare(clause(before, COLLECT), clause(after, COLLECT))

    assert (change.kinds, change.level) == ((Kind.REWORDED,), Level.MATERIAL)


def test_a_date_line_that_is_marked_up_as_a_heading_is_a_date_too(policy):
    one, other = (
        policy(*BASE, ("", f"Last updated: {month} 2024", "All earlier editions are void."))
        for month in ("May", "June")
    )

    (change,) = compare(one, other)

    assert (change.kinds, change.level) == ((Kind.DATE,), Level.COSMETIC)


def test_another_revision_in_the_list_of_revisions_is_a_date(clause):
    (change,) = compare(clause("2019年4月1日 制定"), clause("2019年4月1日 制定", "2024年4月1日 改定"))

    assert (change.kinds, change.level) == ((Kind.DATE,), Level.COSMETIC)


def test_a_second_edition_on_the_page_is_one_arrival_and_its_differences(policy):
    other = [*BASE[:2], ("3.", "Sharing", SHARE.replace("nobody else", "our partners")), BASE[3]]
    title = ("", "Policy in force from 1 July 2024", "This edition replaces the one above on 1 July 2024.")
    old, both = policy(*BASE), policy(*BASE, title, *other)

    arrival = compare(old, both)
    departure = compare(both, policy(title, *other))

    assert told(arrival)[:2] == [
        (["added"], "Policy in force from 1 July 2024", "material"),
        (["added"], "1. What we collect", "material"),
    ]
    assert [([kind.value for kind in change.kinds], change.place.title) for change in arrival[2:]] == [
        (["reworded"], "3. Sharing")
    ]
    assert "another edition of the policy" in arrival[1].reasons[0]
    assert all(Kind.ADDED not in change.kinds for change in departure)
    assert sum(Kind.REMOVED in change.kinds for change in departure) == 1


def test_a_removed_section_is_told_where_it_stood(policy):
    changes = compare(policy(*BASE), policy(BASE[0], *BASE[2:]))

    assert told(changes) == [(["removed"], "2. Cookies", "material")]
    assert [edit.kind for edit in changes[0].edits] == [EditKind.REMOVED]


TOPICS = [
    ("How long we keep your data", Topic.RETENTION),
    ("Cookies and similar tools", Topic.COOKIES),
    ("Sharing with third parties", Topic.THIRD_PARTIES),
    ("Your rights", Topic.RIGHTS),
    ("International transfers", Topic.TRANSFERS),
    ("Governing law and disputes", Topic.LAW),
    ("Children", Topic.CHILDREN),
    ("Automated decisions", Topic.AUTOMATION),
    ("Prices and payment", Topic.PRICE),
    ("Changes to this policy", Topic.POLICY_CHANGES),
    ("利用目的", Topic.PURPOSES),
    ("第三者への提供", Topic.THIRD_PARTIES),
    ("共同利用について", Topic.JOINT_USE),
    ("個人情報の委託", Topic.OUTSOURCING),
    ("外国にある第三者への提供", Topic.TRANSFERS),
    ("外部送信について", Topic.COOKIES),
    ("安全管理措置", Topic.SECURITY),
    ("開示等の請求", Topic.RIGHTS),
    ("お問い合わせ窓口", Topic.CONTACT),
    ("準拠法及び管轄裁判所", Topic.LAW),
    ("Durée de conservation", Topic.RETENTION),
    ("Ihre Rechte", Topic.RIGHTS),
]


@pytest.mark.parametrize(("heading", "topic"), TOPICS)
def test_a_heading_tells_the_topic(clause, heading, topic):
    (change,) = compare(clause(COLLECT, heading=heading), clause(COLLECT.replace("name", "age"), heading=heading))

    assert topic in change.topics


def test_the_words_tell_the_topic_where_the_heading_does_not(clause):
    text = "Cookies are small files. We set cookies to count visits, and you may refuse cookies at any time."

    (change,) = compare(
        clause(text, heading="Good to know"), clause(text.replace("count", "weigh"), heading="Good to know")
    )

    assert change.topics == (Topic.COOKIES,)


def test_a_number_that_stands_alone_is_the_same_section_while_it_stands(policy):
    rights = ("第4条", "", "当社は、情報を適切に取り扱います。")
    whole, bare = policy(rights, ("第5条", "")), policy(rights)

    assert compare(whole, whole) == ()
    assert [change.kinds for change in compare(whole, bare)] == [(Kind.REMOVED,)]


def test_a_date_line_that_says_another_thing_of_its_date_is_reworded(clause):
    (change,) = compare(clause("Last updated: 1 May 2024", COLLECT), clause("Effective from 1 July 2024", COLLECT))

    assert change.kinds == (Kind.REWORDED,)
    assert change.level.rank >= Level.MINOR.rank
