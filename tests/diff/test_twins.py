"""Sections that begin alike, headings that stay while the text around them grows, and lines that say a date."""

from __future__ import annotations

import pytest

from monitor.diff import compare
from monitor.model import Kind, Level

ASK = "Ask at the desk before you borrow a bicycle."
KEY = "The key hangs beside the door of the shed."
LAMP = "Bring the lamp back before the sun goes down."
PUMP = "The pump stays with the bicycle at all times."
REST = ("9.", "Closing words", "This leaflet replaces all earlier leaflets of the club.")


def kinds(changes):
    return [(change.kinds, change.old and change.old.uid) for change in changes]


@pytest.mark.parametrize("went", [1, 2])
def test_of_two_neighbours_that_begin_alike_the_one_that_went_is_told(policy, went):
    rows = [("", "Welcome", PUMP), ("", "Bicycles", ASK, KEY), ("", "Bicycles", ASK, KEY, LAMP), REST]

    changes = compare(policy(*rows), policy(*(row for number, row in enumerate(rows) if number != went)))

    assert kinds(changes) == [((Kind.REMOVED,), f"uid{went}")]


@pytest.mark.parametrize("came", [1, 2])
def test_of_two_neighbours_that_begin_alike_the_one_that_came_is_told(policy, came):
    rows = [("", "Welcome", PUMP), ("", "Bicycles", ASK, KEY), ("", "Bicycles", ASK, KEY, LAMP), REST]

    (change,) = compare(policy(*(row for number, row in enumerate(rows) if number != came)), policy(*rows))

    assert change.kinds == (Kind.ADDED,)
    assert [edit.after for edit in change.edits] == list(rows[came][2:])


def test_a_short_section_keeps_its_name_when_a_long_one_is_merged_into_it(policy):
    long = [f"{ASK} Rule {number} of the shed says so." for number in range(12)]

    (change,) = compare(
        policy(("", "Welcome", PUMP), ("", "Lending", *long), REST), policy(("", "Welcome", PUMP, *long), REST)
    )

    assert (change.kinds, change.old.uid) == ((Kind.MERGED,), "uid0")


def test_a_short_section_keeps_its_name_when_most_of_it_is_split_off(policy):
    long = [f"{ASK} Rule {number} of the shed says so." for number in range(12)]

    (change,) = compare(
        policy(("", "Welcome", PUMP, *long), REST), policy(("", "Welcome", PUMP), ("", "Lending", *long), REST)
    )

    assert (change.kinds, change.old.uid) == ((Kind.SPLIT,), "uid0")


def test_a_date_line_in_other_words_is_minor(clause):
    before, after = "This leaflet was last updated on 1 May 2024.", "The leaflet was updated last on 3 June 2024."

    (change,) = compare(clause(before, PUMP), clause(after, PUMP))

    assert (change.level, change.signals) == (Level.MINOR, ())


def test_an_entry_of_a_change_log_that_says_what_was_added_is_no_date_line(clause):
    (change,) = compare(clause(PUMP), clause(PUMP, "3 June 2024: added the page on lamps, updated the terms."))

    assert change.kinds == (Kind.REWORDED,)
    assert change.level is Level.MATERIAL


def test_a_sentence_in_the_place_of_a_word_is_told_where_it_matters(clause):
    row = "To lend a bicycle we read your name, the number of your card and the days on which you came | Basis: {}"
    come = "performance of the contract with you and our interest in lending bicycles to every member of the club."

    (change,) = compare(
        clause(row.format("agreement."), heading="Why we use your data"),
        clause(row.format(come), heading="Why we use your data"),
    )

    assert [(signal.kind.value, signal.before) for signal in change.signals] == [("clause", "agreement")]


def test_a_term_in_other_quotes_or_without_capitals_is_the_same_term(clause):
    before = 'The club ("SHED") lends bicycles (the "Fleet") to members who asked.'
    after = "The club („Shed“) lends bicycles (the „Fleet“) to all members who asked."

    (change,) = compare(clause(before, heading="Rules"), clause(after, heading="Rules"))

    assert "definition" not in {signal.kind.value for signal in change.signals}
