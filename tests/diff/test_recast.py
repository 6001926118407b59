"""The same words set in another way are no new wording; one word that differs is, wherever it stands."""

import pytest

import monitor
from monitor.diff import compare
from monitor.model import Level

URL = "https://fuji.example/cookies"
ROWS = (
    ("_id", "Fuji", "Keeps you logged in", "one year"),
    ("_lang", "Fuji", "Knows your language", "one day"),
    ("_seen", "Kumo Analytics", "Counts readers of a page", "two years"),
)
NAMES = ("Name", "Set by", "What for", "Kept for")
INTRO = "<h1>Cookie policy</h1><p>These cookies are set when you visit the pages of Fuji.</p><h2>Which ones</h2>"
OUTRO = "<h2>Contact</h2><p>Write to cookies@fuji.example with any question about them.</p>"


def read(*parts, title="Cookie policy | Fuji"):
    head = f"<!doctype html><html lang='en'><head><title>{title}</title></head>"
    page = f"{head}<body><main>{''.join(parts)}</main></body></html>"
    return monitor.read(page.encode(), url=URL, media_type="text/html; charset=utf-8")


def table(rows, names=NAMES, row="tr", cell="td", head="th", whole="table"):
    heads = "".join(f"<{head}>{name}</{head}>" for name in names)
    cells = ["".join(f"<{cell}>{text}</{cell}>" for text in one) for one in rows]
    return f"<{whole}><{row}>{heads}</{row}>{''.join(f'<{row}>{one}</{row}>' for one in cells)}</{whole}>"


def boxes(rows, names=NAMES):
    return table(rows, names, row="div", cell="div", head="div", whole="section")


def levels(old, new):
    return {change.level for change in compare(old, new)}


def is_told(old, new):
    return bool(levels(old, new) - {Level.COSMETIC})


@pytest.mark.parametrize("backwards", [False, True])
def test_a_table_that_is_boxes_now_says_nothing_new(backwards):
    old, new = read(INTRO, table(ROWS), OUTRO), read(INTRO, boxes(ROWS), OUTRO)

    changes = compare(new, old) if backwards else compare(old, new)

    assert {change.level for change in changes} == {Level.COSMETIC}
    assert {change.reasons for change in changes} == {
        ("the words are the same, in the same order: only how they are set changed",)
    }
    assert not any(change.signals for change in changes)


def test_a_table_whose_columns_have_no_names_says_nothing_new_as_boxes():
    bare = [one[:2] for one in ROWS]

    assert levels(read(INTRO, table(bare, ()), OUTRO), read(INTRO, boxes(bare, ()), OUTRO)) <= {Level.COSMETIC}


@pytest.mark.parametrize(
    "rows",
    [
        (*ROWS[:2], ("_seen", "Kumo Analytics", "Counts readers of a page", "three years")),
        (*ROWS, ("_ads", "Hoshi Ads", "Shows advertisements", "one year")),
        ROWS[:2],
        (ROWS[1], ROWS[0], ROWS[2]),
    ],
    ids=["another period", "a row more", "a row less", "another order"],
)
def test_a_word_that_changed_with_the_form_is_told(rows):
    assert is_told(read(INTRO, table(ROWS), OUTRO), read(INTRO, boxes(rows), OUTRO))


def test_names_of_columns_that_changed_with_the_form_are_told():
    other = ("Name", "Set by", "What for", "Shared with")

    assert is_told(read(INTRO, table(ROWS), OUTRO), read(INTRO, boxes(ROWS, other), OUTRO))


@pytest.mark.parametrize("backwards", [False, True])
def test_the_title_of_the_page_above_the_text_is_no_wording_of_it(backwards):
    bare = INTRO.partition("</h1>")[2]
    old, new = read(INTRO, OUTRO), read(bare, OUTRO)

    assert levels(*((new, old) if backwards else (old, new))) <= {Level.COSMETIC}


def test_another_title_is_told_and_so_is_a_heading_that_is_not_the_title():
    old = read(INTRO, OUTRO)
    renamed = read(INTRO.replace("Cookie policy", "Cookies we set for advertisers"), OUTRO)
    warned = read("<h1>We sell what we know of you</h1>", INTRO, OUTRO)

    assert levels(old, renamed) == {Level.MINOR}
    assert is_told(old, warned)


def test_an_acronym_without_its_capitals_is_another_word_however_it_is_set():
    old, new = ([(*one[:3], f"as the law of the {name} says") for one in ROWS] for name in ("US", "us"))

    assert is_told(read(INTRO, table(old), OUTRO), read(INTRO, boxes(new), OUTRO))
