"""Templates that nobody filled in, and what programs write in place of a text."""

from datetime import UTC, datetime, timedelta

import pytest

import monitor
from monitor.gate.unfilled import came
from monitor.model import Outcome

START = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://hagi.example/privacy"
CLAUSES = (
    "Hagi Ltd runs this shop and decides what becomes of the personal data of its customers.",
    "We collect names and addresses with an order, and nothing else at all.",
    "Carriers receive what they need to bring a parcel, and banks what they need to be paid.",
    "Orders are kept for seven years, as tax law demands, and are deleted after that.",
    "You may see and correct what is stored about you, and have it erased.",
    "Complaints go to the commissioner for data protection at any time.",
)


def page(clauses):
    return (
        "<!doctype html><html lang='en'><head><title>Privacy policy</title></head><body><main><h1>Privacy policy</h1>"
        f"{''.join(f'<p>{clause}</p>' for clause in clauses)}</main></body></html>"
    ).encode()


def visit(*pages):
    with monitor.open(":memory:") as archive:
        return [
            archive.record(
                target="hagi",
                url=URL,
                body=body,
                fetched_at=START + timedelta(hours=13 * number),
                headers={"content-type": "text/html; charset=utf-8"},
            )
            for number, body in enumerate(pages)
        ]


BROKEN = {
    "the name of the company": [clause.replace("Hagi Ltd", "{{ company.name }}") for clause in CLAUSES],
    "every second clause": [f"{{{{ policy.body_{at} }}}}" if at % 2 else one for at, one in enumerate(CLAUSES)],
    "a value of a script": [clause.replace("seven years", "${retention.years}") for clause in CLAUSES],
    "the names of all texts": [f"legal.privacy.clause_{at}" for at in range(6)],
    "Latin": ["Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor."] * 6,
    "a missing translation": [*CLAUSES[:-1], "translation missing: en.legal.complaints"],
}


@pytest.mark.parametrize("name", BROKEN)
def test_page_that_is_not_filled_in_alerts_nobody_and_the_policy_after_it_is_the_same(name):
    _, broken, good = visit(page(CLAUSES), page(BROKEN[name]), page(CLAUSES))

    assert (broken.outcome, broken.alert) == (Outcome.HELD, False)
    assert "not filled in" in broken.reason
    assert (good.outcome, good.alert) == (Outcome.UNCHANGED, False)


def test_placeholder_that_stays_is_told_once_as_a_replacement():
    stays = page(BROKEN["a value of a script"])

    visits = visit(page(CLAUSES), stays, stays, stays, stays)

    assert [one.alert for one in visits] == [False, False, False, True, False]


@pytest.mark.parametrize(
    "clause",
    [
        "Cookies are set by www.asagi.example, media.asagi.example and static.asagi.example.",
        "A refund of 50% AND a voucher of 20% are paid within {30} days.",
        "The setting is called privacy.tracking.enabled in the browser.",
    ],
)
def test_clause_with_signs_or_hosts_in_it_is_told_at_once(clause):
    _, edited = visit(page(CLAUSES), page([*CLAUSES, clause]))

    assert edited.alert


def test_lines_that_are_hosts_or_names_of_several_families_are_no_texts_without_words():
    hosts = "www.a.example\nmedia.b.example\nstatic.c.example"
    mixed = "legal.privacy.title\nshop.terms.title\nhome.page.title"

    assert came("", hosts) == ""
    assert came("", mixed) == ""
    assert came("", f"{hosts}\nlegal.a.b\nlegal.a.c") == ""
    assert came("", "legal.privacy.a\nlegal.privacy.b\nlegal.privacy.c") == "legal.privacy.a"


def test_lone_name_and_names_among_sentences_are_words_of_the_text():
    assert came("", "privacy.tracking.enabled") == ""
    assert came("", "\n".join(["a.b.c", "a.b.d", "a.b.e", *CLAUSES])) == ""


def test_placeholder_beside_one_that_stood_there_is_seen():
    assert came("Write {{name}}.", "Write {{name}}.\n{{body}}") == "{{body}}"


def test_placeholder_that_a_policy_always_had_does_not_hold_its_edits():
    always = [*CLAUSES, "Write {{name}} in the letter where your name should stand."]
    edited = [*CLAUSES[:-1], "Complaints go to the court.", "Write {{name}} in letters where your name should stand."]

    _, visited = visit(page(always), page(edited))

    assert visited.alert
