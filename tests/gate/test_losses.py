"""A page that lost much of its text and says nothing new: half of it came, or somebody cut it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import monitor
from monitor.gate import losses
from monitor.model import Outcome

START = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://nadeshiko.example/privacy"
SECTIONS = {
    "Who we are": (
        "Nadeshiko Travel arranges walks in the hills around Sakura for small groups.",
        "The office in Sakura decides what happens with personal data of guests.",
    ),
    "What we note": (
        "Names, addresses and dates of birth are noted when a walk is booked.",
        "Allergies are noted only where a guest tells us about them for the kitchen.",
        "Bank details stay with the bank that handles the payment, never with us.",
    ),
    "What for": (
        "Rooms and meals are booked with the names that a guest has given.",
        "Guides get a list of their group on the evening before each walk.",
        "Nobody receives letters about other walks without having asked for them.",
    ),
    "To whom": (
        "Inns along the way receive names and the number of beds that are needed.",
        "The police of the valley is told who is on the mountain in a storm.",
        "Nothing is sold, and nothing is sent to any other country.",
    ),
    "How long": (
        "Bookings are kept for ten years because the law on taxes asks for it.",
        "Lists of groups are destroyed on the day after a walk has ended.",
    ),
    "What guests may ask": (
        "Each guest may see what is noted, and have mistakes put right.",
        "Each guest may have it deleted, as far as the tax office lets us.",
        "Complaints go to the commissioner for data protection in Sakura.",
    ),
}


def page(blocks, labels=None):
    return (
        "<!doctype html><html lang='en'><head><title>Privacy</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<main><h1>Privacy policy</h1>{''.join(blocks)}</main><footer>© Nadeshiko</footer></body></html>"
    ).encode()


def blocks(sections=None, *, numbered=False):
    made = []
    for number, (heading, clauses) in enumerate((sections or SECTIONS).items(), 1):
        made.append(f"<h2>{f'{number}. ' if numbered else ''}{heading}</h2>")
        made += [f"<p>{clause}</p>" for clause in clauses]
    return made


ALL = blocks()


def visits(*bodies, hours=13):
    with monitor.open(":memory:") as archive:
        return [
            archive.record(
                target="nadeshiko",
                url=URL,
                body=body + b"<!--%d-->" % number,
                fetched_at=START + number * timedelta(hours=hours),
                headers={"content-type": "text/html; charset=utf-8"},
            )
            for number, body in enumerate(bodies)
        ]


def without(*names):
    return blocks({name: clauses for name, clauses in SECTIONS.items() if name not in names})


CUT = {
    "the last third": ALL[: len(ALL) * 2 // 3],
    "the last quarter": ALL[: len(ALL) * 3 // 4],
    "a piece from the middle, not at the bounds of sections": ALL[:6] + ALL[13:],
    "the beginning": ALL[6:],
    "the last two sections": without("How long", "What guests may ask"),
    "all clauses, and no headings, from the third section on": [
        block for at, block in enumerate(ALL) if at < 7 or block.startswith("<h2>")
    ],
    "the end, with a note in its place": [*ALL[:14], "<p>Loading…</p>"],
    "little of the end, with a note in its place": [*ALL[:17], "<p>The rest is on its way.</p>"],
    "one section, with an error in its place": [*without("How long"), "<p>Something went wrong. Please try again.</p>"],
}


@pytest.mark.parametrize("part", CUT.values(), ids=CUT)
def test_much_that_is_gone_while_nothing_else_differs_is_held_and_no_loss_for_the_next_edit(part):
    edited = [block.replace("ten years", "six years") for block in ALL]

    _, cut, back, edit = visits(page(ALL), page(part), page(ALL), page(edited))

    assert (cut.outcome, cut.alert) == (Outcome.HELD, False)
    assert cut.reason.startswith("only a part has come")
    assert (back.outcome, edit.outcome, edit.alert) == (Outcome.UNCHANGED, Outcome.CHANGED, True)
    assert [change.place.title for change in edit.changes] == ["How long"]


@pytest.mark.parametrize("part", CUT.values(), ids=CUT)
def test_a_policy_that_was_really_cut_is_told_once_it_has_stayed(part):
    seen = visits(page(ALL), *[page(part)] * 4)

    assert [visit.alert for visit in seen] == [False, False, False, True, False]
    assert seen[3].reason.startswith("a replacement: held since ")


HONEST = {
    "the last section": without("What guests may ask"),
    "the first section": without("Who we are"),
    "two sections in the midst": without("What for", "To whom"),
    "one clause": [block for block in ALL if "Allergies" not in block],
    "two clauses in a row": [block for block in ALL if "Allergies" not in block and "Bank details" not in block],
    "one clause, and one of cookies in its place": [
        block if "Allergies" not in block else "<p>You can accept all cookies or none of them.</p>" for block in ALL
    ],
    "two clauses, far apart": [block for block in ALL if "Allergies" not in block and "The police" not in block],
    "a third, and another date": [*ALL[: len(ALL) * 2 // 3], "<p>Last changed on 3 March 2026 by the office.</p>"],
    "a third, and one word": [block.replace("small", "large") for block in ALL[: len(ALL) * 2 // 3]],
}


@pytest.mark.parametrize("part", HONEST.values(), ids=HONEST)
def test_what_editors_take_out_is_told_at_once(part):
    _, cut = visits(page(ALL), page(part))

    assert (cut.outcome, cut.alert) == (Outcome.CHANGED, True), cut.reason


def test_a_single_clause_is_an_edit_however_long_it_is():
    long = f"<p>{' '.join(f'In hut number {n} of the valley a bed costs {n} crowns a night.' for n in range(9))}</p>"

    _, cut = visits(page([*ALL[:5], long, *ALL[5:]]), page(ALL))

    assert (cut.outcome, cut.alert) == (Outcome.CHANGED, True), cut.reason


@pytest.mark.parametrize(
    ("part", "where"),
    [
        (ALL[: len(ALL) * 2 // 3], "at its end"),
        (ALL[6:], "in one piece"),
        ([block for at, block in enumerate(ALL) if at % 2 or block.startswith("<h2>")], "in several places"),
    ],
    ids=["end", "beginning", "here and there"],
)
def test_the_reason_says_where_the_clauses_are_gone(part, where):
    _, cut = visits(page(ALL), page(part))

    assert f" clauses are gone {where}, " in cut.reason


def test_a_list_that_is_counted_anew_after_a_cut_was_edited():
    items = [f"<li>{clause}</li>" for group in SECTIONS.values() for clause in group]
    _, cut = visits(page([f"<ol>{''.join(items)}</ol>"]), page([f"<ol>{''.join(items[:3] + items[9:])}</ol>"]))

    assert cut.alert, cut.reason


@pytest.mark.parametrize("size", [9, 14, 20])
def test_an_error_at_the_end_of_a_part_alerts_nobody_however_much_has_come(size):
    error = "<h1>Internal Server Error</h1><p>The server was unable to complete your request.</p>"

    seen = visits(page(ALL), page([*ALL[:size], error]), page(ALL))

    assert [visit.outcome for visit in seen] == [Outcome.FIRST, Outcome.HELD, Outcome.UNCHANGED]


def test_the_reason_shows_what_an_error_says_in_place_of_a_clause():
    shown = [block if "Allergies" not in block else "<p>An unexpected error occurred.</p>" for block in ALL]

    _, broken, back = visits(page(ALL), page(shown), page(ALL))

    assert (broken.outcome, back.outcome) == (Outcome.HELD, Outcome.UNCHANGED)
    assert "1 clause is gone where it says 'An unexpected error occurred.', " in broken.reason


@pytest.mark.parametrize(
    "noise",
    [
        "<br><b>Warning</b>: Undefined variable $lang in <b>/var/www/themes/main/page.php</b> on line <b>42</b><br>",
        "<h2>Notice</h2><p>Undefined variable $lang in /var/www/themes/main/page.php on line 42</p>",
        "<p>SQLSTATE[HY000] [2002] Connection refused</p>",
        "<p>Something went wrong. Please try again later.</p>",
    ],
    ids=["a warning of PHP", "a notice of PHP under a heading", "a database", "words"],
)
def test_an_error_that_stands_beside_the_whole_text_alerts_nobody(noise):
    old, new = page(ALL), page([*ALL[:3], noise, *ALL[3:]])

    _, broken, back = visits(old, new, old)

    assert (broken.alert, back.outcome) == (False, Outcome.UNCHANGED)
    assert broken.outcome is Outcome.HELD
    assert broken.reason.endswith("and nothing else differs")


def test_an_edit_beside_an_error_is_told_at_once():
    edited = [block.replace("ten years", "six years") for block in ALL]

    _, told = visits(
        page(ALL), page([*edited[:4], "<p>Something went wrong. Please try again later.</p>", *edited[4:]])
    )

    assert told.alert


def test_a_long_text_under_the_words_of_an_error_is_a_clause_of_the_policy():
    clause = f"<p>An error occurred in our files. {' '.join(SECTIONS['What we note'][:2] * 4)}</p>"

    _, told = visits(page(ALL), page([*ALL, "<h2>Something went wrong in May</h2>", clause]))

    assert told.alert


def test_a_clause_about_errors_in_place_of_another_is_told_at_once():
    edited = [
        block if "Allergies" not in block else "<p>When an error occurred, we log the time for a week.</p>"
        for block in ALL
    ]

    _, told = visits(page(ALL), page(edited))

    assert told.alert


def test_parts_that_change_at_every_visit_are_no_loss():
    old, new = monitor.read(page(ALL)), monitor.read(page(ALL[: len(ALL) * 2 // 3]))
    kept = set(new.text.split("\n"))

    def marked(section):
        clauses = tuple(replace(clause, volatile=clause.text not in kept) for clause in section.clauses)
        heading = section.heading if section.heading in kept else ""
        return replace(section, heading=heading, clauses=clauses, children=tuple(map(marked, section.children)))

    assert losses.find(old, new).where == "at its end"
    assert losses.find(replace(old, sections=tuple(map(marked, old.sections))), new) is None


def test_a_section_without_those_below_it_is_not_gone_as_a_whole():
    clauses = [f"<p>{clause}</p>" for group in SECTIONS.values() for clause in group]
    rest = ["<h3>In the huts</h3>", *clauses[8:12], "<h2>In the end</h2>", *clauses[12:]]
    head = ["<h2>At home</h2>", *clauses[:2]]

    old, new = page([*head, "<h2>On the way</h2>", *clauses[2:8], *rest]), page([*head, *rest])

    assert losses.find(monitor.read(old), monitor.read(new)).where == "in one piece"


def test_sections_that_are_numbered_anew_were_taken_out_by_an_editor():
    rest = {name: clauses for name, clauses in SECTIONS.items() if name not in {"To whom", "How long"}}

    _, cut = visits(page(blocks(numbered=True)), page(blocks(rest, numbered=True)))

    assert cut.outcome is Outcome.CHANGED


def test_a_block_that_ends_like_the_line_in_front_of_it_is_a_section_all_the_same():
    rule = "<p>More about this in the leaflet that every guest gets with the booking.</p>"
    parts = []
    for heading, clauses in SECTIONS.items():
        parts += [f"<h2>{heading}</h2>", *[f"<p>{clause}</p>" for clause in clauses], rule]
    start, end = parts.index("<h2>What for</h2>"), parts.index("<h2>To whom</h2>")

    old, new = monitor.read(page(parts)), monitor.read(page(parts[:start] + parts[end:]))

    assert losses.find(old, new) is None


def test_a_section_that_begins_like_the_one_after_it_is_gone_as_a_whole_all_the_same():
    first = "<p>This holds for every guest, whatever the season.</p>"
    parts = [["<h2>Note</h2>", first, *[f"<p>{clause}</p>" for clause in clauses]] for clauses in SECTIONS.values()]
    parts = parts[:4]
    less = [*parts[:1], *parts[2:]]

    old, new = (monitor.read(page(block for part in each for block in part)) for each in (parts, less))

    assert losses.find(old, new) is None
