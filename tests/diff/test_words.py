"""The redline of one clause: which words are marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.diff import compare
from monitor.model import Op

CASES_JA = Path(__file__).parent / "cases" / "words-ja.txt"
"""Edits with the marks wanted, one a line."""
DELETED, INSERTED = re.compile(r"\[-.*?-\]"), re.compile(r"\{\+.*?\+\}")

CASES = {
    "a word": ("We keep your data safe.", "We keep your records safe.", "We keep your [-data-]{+records+} safe."),
    "a number whole": ("kept for 1,000.5 days", "kept for 1,000.7 days", "kept for [-1,000.5-]{+1,000.7+} days"),
    "a percentage whole": ("a fee of 5% is due", "a fee of 15% is due", "a fee of [-5%-]{+15%+} is due"),
    "a word with a hyphen": (
        "a co-operation with us",
        "a co-ordination with us",
        "a [-co-operation-]{+co-ordination+} with us",
    ),
    "an apostrophe": ("We don't share it", "We do share it", "We [-don't-]{+do+} share it"),
    "a code of digits and letters whole": ("Box E1 2RS, Rye", "Box E1 6RS, Rye", "Box E1 [-2RS-]{+6RS+}, Rye"),
    "a mail address whole": (
        "Write to a.b@old.example now",
        "Write to a.b@new.example now",
        "Write to [-a.b@old.example-]{+a.b@new.example+} now",
    ),
    "a URL whole": (
        "See https://x.example/a/b?c=1 first.",
        "See https://x.example/a/d?c=1 first.",
        "See [-https://x.example/a/b?c=1-]{+https://x.example/a/d?c=1+} first.",
    ),
    "a date whole": (
        "in force since 1 May 2024 for all",
        "in force since 2 May 2024 for all",
        "in force since [-1 May 2024-]{+2 May 2024+} for all",
    ),
    "a Japanese date whole": (
        "本規約は2024年4月1日に改める",
        "本規約は2024年5月1日に改める",
        "本規約は[-2024年4月1日-]{+2024年5月1日+}に改める",
    ),
    "a date of the era whole": (
        "これは令和5年4月1日の文書",
        "これは令和6年4月1日の文書",
        "これは[-令和5年4月1日-]{+令和6年4月1日+}の文書",
    ),
    "a Japanese ending whole": ("情報を提供します。", "情報を提供しません。", "情報を提供[-します-]{+しません+}。"),
    "a particle in front of another word is no part of it": (
        "法令のお客様への通知",
        "法令の利用者への通知",
        "法令の[-お客様-]{+利用者+}への通知",
    ),
    "a katakana word whole": ("メールで送る", "メールマガジンで送る", "[-メール-]{+メールマガジン+}で送る"),
    "a word of two kanji whole": ("氏名を利用する", "氏名を使用する", "氏名を[-利用-]{+使用+}する"),
    "an inserted word takes its space along": ("We share data.", "We never share data.", "We{+ never+} share data."),
    "a deleted first word": ("The policy applies.", "policy applies.", "[-The -]policy applies."),
    "a sentence starts where it starts": (
        "We keep it. We use it.",
        "We keep it. We sell it. We use it.",
        "We keep it.{+ We sell it.+} We use it.",
    ),
    "a short word between two edits is drawn in": (
        "We send large parcels to foreign customers daily.",
        "We send small letters to local residents daily.",
        "We send [-large parcels to foreign customers-]{+small letters to local residents+} daily.",
    ),
    "two edits far apart stay two": (
        "Our staff answers each letter within one week of its arrival.",
        "Our team answers each letter within one month of its arrival.",
        "Our [-staff-]{+team+} answers each letter within one [-week-]{+month+} of its arrival.",
    ),
}


def marked(words):
    signs = {Op.EQUAL: "{}", Op.DELETED: "[-{}-]", Op.INSERTED: "{{+{}+}}"}
    return "".join(signs[run.op].format(run.text) for run in words)


@pytest.mark.parametrize("case", CASES)
def test_whole_words_are_marked_and_no_others(clause, case):
    before, after, wanted = CASES[case]

    (change,) = compare(clause(before, "A clause that stays."), clause(after, "A clause that stays."))

    assert [marked(edit.words) for edit in change.edits] == [wanted]


@pytest.mark.parametrize(
    "row", [row for row in CASES_JA.read_text("utf-8").splitlines() if row and not row.startswith("#")]
)
def test_a_japanese_redline_marks_the_words_a_reader_would_mark(clause, row):
    before = INSERTED.sub("", row).replace("[-", "").replace("-]", "")
    after = DELETED.sub("", row).replace("{+", "").replace("+}", "")

    (change,) = compare(clause(before, "同じ文。"), clause(after, "同じ文。"))

    assert [marked(edit.words) for edit in change.edits] == [row]


def test_one_word_in_a_long_clause_is_found_however_common_its_neighbours(clause):
    before = "当社は情報を利用し、" * 150 + "保管します。" + "当社は情報を利用し、" * 150

    (change,) = compare(clause(before), clause(before.replace("保管", "消去")))

    assert [run.text for run in change.edits[0].words if run.op is not Op.EQUAL] == ["保管", "消去"]


def test_curly_and_straight_quotes_in_an_edited_clause_still_join(clause):
    (change,) = compare(clause("The “data” is kept safe."), clause('The "data" is kept well.'))

    before = "".join(run.text for run in change.edits[0].words if run.op is not Op.INSERTED)
    assert before == "The “data” is kept safe."
