"""What becomes of clauses that move, of footnotes, of table rows, of capitals, and of a second edition."""

from __future__ import annotations

from collections import Counter

import pytest

from monitor.diff import compare
from monitor.model import Clause, ClauseKind, EditKind, Kind, Level, Op, SignalKind

ONE = ("1.", "Collection", "We collect your name when you open an account.", "Nothing else is asked of you.")
TWO = ("2.", "Sharing", "We hand data to the firms that host our servers.")
THREE = ("3.", "Retention", "Accounts are erased 30 days after they were closed.")
FOUR = ("4.", "Rights", "You may ask for a copy of what we hold.")


def row(text):
    return Clause(text=text, kind=ClauseKind.ROW)


def marked(edit):
    signs = {Op.EQUAL: "{}", Op.DELETED: "[-{}-]", Op.INSERTED: "{{+{}+}}"}
    return "".join(signs[run.op].format(run.text) for run in edit.words)


def test_a_section_that_only_moved_shows_its_clauses_with_no_word_marked(policy):
    changes = compare(policy(ONE, TWO, THREE, FOUR), policy(TWO, THREE, FOUR, ONE))

    (change,) = [change for change in changes if Kind.MOVED in change.kinds]
    assert change.kinds == (Kind.MOVED,)
    assert [(edit.kind, edit.before, edit.after, marked(edit)) for edit in change.edits] == [
        (EditKind.MOVED, clause, clause, clause) for clause in ONE[2:]
    ]
    assert change.level is Level.MINOR


def test_a_section_that_moved_and_was_edited_shows_the_edited_clause_alone(policy):
    edited = (*ONE[:3], "Nothing else is asked of guests.")

    changes = compare(policy(ONE, TWO, THREE, FOUR), policy(TWO, THREE, FOUR, edited))

    (change,) = [change for change in changes if Kind.MOVED in change.kinds]
    assert [marked(edit) for edit in change.edits] == ["Nothing else is asked of [-you-]{+guests+}."]


CASE = [
    # before, after, is it another wording?
    ("US law applies to it.", "us law applies to it.", True),
    ("Ask the IT desk of the house.", "Ask the it desk of the house.", True),
    ("The eu rules apply here.", "The EU rules apply here.", True),
    ("You may NOT copy it.", "You may not copy it.", False),
    ("IN NO EVENT ARE WE LIABLE FOR LOSS.", "In no event are we liable for loss.", False),
    ("Ask for our Privacy Notice.", "Ask for our privacy notice.", False),
    ("This is IMPORTANT to all of us.", "This is important to all of us.", False),
]


@pytest.mark.parametrize(("before", "after", "is_other"), CASE)
def test_capitals_are_style_unless_an_acronym_is_lost(clause, before, after, is_other):
    (change,) = compare(clause(before), clause(after))

    assert change.kinds == ((Kind.REWORDED,) if is_other else (Kind.FORMATTING,))
    assert change.level is (Level.MINOR if is_other else Level.COSMETIC)


def test_a_heading_set_in_capitals_says_what_it_said(policy):
    shouted = tuple((label, heading.upper(), *clauses) for label, heading, *clauses in (ONE, TWO, THREE))

    changes = compare(policy(ONE, TWO, THREE), policy(*shouted))

    assert {kind for change in changes for kind in change.kinds} <= {Kind.FORMATTING}


FOOTNOTES = [
    ("(*1) {}", "(*2) {}", "The name as printed on the card.", "What you are called in daily life."),
    ("Note 1: {}", "Note 2: {}", "The name as printed on the card.", "What you are called in daily life."),
    ("※1 {}", "※2 {}", "会員証に記した氏名をいいます。", "普段の呼び名を含みます。"),
    ("注1）{}", "注2）{}", "会員証に記した氏名をいいます。", "普段の呼び名を含みます。"),
    ("＊１　{}", "＊２　{}", "会員証に記した氏名をいいます。", "普段の呼び名を含みます。"),
]


@pytest.mark.parametrize(("first", "second", "before", "after"), FOOTNOTES)
def test_footnotes_are_paired_by_their_marks_whatever_their_words_became(clause, first, second, before, after):
    kept = "本文はそのままです。" if "会" in before else "The text above stays as it stood."
    old = clause(kept, first.format(before), second.format(after[:-1] + before))
    new = clause(kept, first.format(after), second.format(before))

    (change,) = compare(old, new)

    assert [(edit.kind, edit.before, edit.after) for edit in change.edits] == [
        (EditKind.REWORDED, first.format(before), first.format(after)),
        (EditKind.REWORDED, second.format(after[:-1] + before), second.format(before)),
    ]


def test_footnotes_counted_on_after_one_came_in_follow_a_renumbering(policy):
    host = "We hand data to the firms that host our servers (*{})."
    old = policy(ONE, ("2.", "Sharing", host.format(1), "(*1) Hosts are listed on a page of their own."))
    new = policy(
        (*ONE[:3], "Nothing else is asked of you (*1)."),
        (
            "2.",
            "Sharing",
            host.format(2),
            "(*1) Age is asked of tenants.",
            "(*2) Hosts are listed on a page of their own.",
        ),
    )

    changes = compare(old, new)

    (sharing,) = [change for change in changes if change.place.heading == "Sharing"]
    assert [edit.kind for edit in sharing.edits] == [EditKind.REWORDED, EditKind.ADDED, EditKind.REWORDED]
    assert [reason for reason in sharing.reasons if "follows the renumbering" in reason]


def test_a_row_is_known_by_its_first_cell_wherever_it_went(clause):
    old = clause(row("Host | Norway | 30 days"), row("Payments | Ireland | seven years"), row("Mail | Japan | 1 year"))
    new = clause(row("Payments | Ireland | seven years"), row("Mail | India | 1 year"), row("Host | Chile | 90 days"))

    (change,) = compare(old, new)

    assert Kind.REORDERED in change.kinds
    assert [marked(edit) for edit in change.edits] == [
        "Mail | [-Japan-]{+India+} | 1 year",
        "Host | [-Norway-]{+Chile+} | [-30-]{+90+} days",
    ]
    assert {signal.kind for signal in change.signals} == {SignalKind.COUNTRY, SignalKind.PERIOD}


def test_a_copy_of_the_old_edition_changed_as_told_is_the_edition_that_came(policy):
    title = ("", "Policy in force from 1 July 2024", "This edition replaces the one above on 1 July 2024.")
    later = (THREE[0], THREE[1], "Accounts are erased 90 days after they were closed.")
    first, last = policy(ONE, TWO, THREE, FOUR), policy(ONE, TWO, THREE, FOUR, title, ONE, TWO, later, FOUR)

    changes = compare(first, last)

    (arrival,) = [change for change in changes if "another edition" in change.reasons[0] and change.old is None]
    copied = {place.heading for place in (arrival.place, *arrival.related)}
    texts = Counter(clause for label, heading, *clauses in (ONE, TWO, THREE, FOUR) for clause in clauses)
    result = texts + Counter(
        c for _, heading, *clauses in (ONE, TWO, THREE, FOUR) if heading in copied for c in clauses
    )
    for edit in (edit for change in changes for edit in change.edits if not edit.heading):
        result.subtract([edit.before] if edit.before else [])
        result.update([edit.after] if edit.after else [])
    assert +result == Counter(clause.text for section in last.walk() for clause in section.clauses)
