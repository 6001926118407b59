"""Documents of the same kind that are not the one that is watched, and letters that were lost on the way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import monitor
from monitor import gate
from monitor.gate import relatives
from monitor.model import Outcome, Page

START = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://kikyo.example/privacy"
COMMON = (
    "Personal data is processed only as far as the law of the land allows it, and for no longer than needed.",
    "Everybody may ask what is stored, and have it corrected or erased within thirty days of the request.",
    "Questions are answered by the officer for data protection, by letter or by telephone on working days.",
    "Data is passed on to authorities where a court orders it, and to nobody else without being asked.",
    "Changes of this text are announced on this page four weeks before they come into force.",
)
MAIL = (
    "Kikyo Mail keeps messages until they are deleted, and backups of them for another fortnight.",
    "Addresses of senders and recipients are noted so that Kikyo Mail can keep unwanted mail away.",
    "The contents of messages are read by no person and by no program that sells anything.",
    "Attachments are looked through for harmful programs before Kikyo Mail hands them over.",
)
DRIVE = (
    "Kikyo Drive stores files in two places, so that a fire in one of them costs nobody a photograph.",
    "The names of files are visible to the staff of Kikyo Drive, what is in them is not.",
    "Whoever shares a folder shows its members who else can see it, with a name and a picture.",
    "Files that were thrown away stay in the bin of Kikyo Drive for thirty days and are then gone.",
)
RIVAL = (
    "At Tsubaki we write down which rooms you have looked at, and tell the owners how many did.",
    "When you rent through Tsubaki we need a copy of your passport, which we store for one year.",
    "Owners see your first name until you pay, and then Tsubaki gives them your telephone number.",
    "You can object to letters of ours at any time by a click at their end, and Tsubaki stops them.",
    "Tsubaki sells nothing of this, and lends it to a bank alone where you wish to pay by instalments.",
    "Pictures that you put up remain yours; take them down and they vanish within a day or two.",
)


def page(title, *clauses, head="", lang="en"):
    text = "".join(f"<p>{clause}</p>" for clause in clauses)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><main><h1>{title}</h1>{text}</main></body></html>"
    )


def canonical(address):
    return f'<link rel="canonical" href="{address}">'


def visits(*pages, kind="text/html; charset=utf-8"):
    with monitor.open(":memory:") as archive:
        return [
            archive.record(
                target="kikyo",
                url=URL,
                body=(text if isinstance(text, bytes) else text.encode()) + b"<!--%d-->" % number,
                fetched_at=START + number * timedelta(hours=13),
                headers={"content-type": kind},
            )
            for number, text in enumerate(pages)
        ]


BRITISH = "Complaints go to the commissioner in Wilmslow, whose address is on the website of that office."
AUSTRALIAN = "Complaints go to the commissioner in Sydney, whose address is on the website of that office."
PAIRS = {
    "another product": (
        page("Kikyo Mail privacy policy", *MAIL, *COMMON[:2]),
        page("Kikyo Drive privacy policy", *DRIVE, *COMMON[:2]),
        "it is called 'Kikyo Drive privacy policy' instead of 'Kikyo Mail privacy policy'",
    ),
    "another company": (
        page("Privacy policy", *MAIL, "Nobody reads what Kikyo keeps, and nothing that Kikyo keeps is sold by Kikyo."),
        page("Privacy policy", *RIVAL),
        "it speaks of Tsubaki instead of Kikyo",
    ),
    "another company, where both write their addresses": (
        page("Privacy policy", *MAIL, "Nobody reads what Kikyo keeps: ask Kikyo, or Kikyo's desk@kikyo.example."),
        page("Privacy policy", *RIVAL, "Write to desk@tsubaki.example, or look at tsubaki.example/help."),
        "it speaks of Tsubaki instead of Kikyo",
    ),
    "another country, by its address": (
        page("Privacy policy", *COMMON, BRITISH, head=canonical("https://kikyo.example/en-gb/privacy")),
        page("Privacy policy", *COMMON, AUSTRALIAN, head=canonical("https://kikyo.example/en-au/privacy")),
        "its address is kikyo.example/en-au/privacy instead of kikyo.example/en-gb/privacy",
    ),
    "another country, by its domain": (
        page("Privacy policy", *COMMON, BRITISH, head=canonical("https://www.kikyo.co.uk/privacy")),
        page("Privacy policy", *COMMON, AUSTRALIAN, head=canonical("https://www.kikyo.com.au/privacy")),
        "its address is www.kikyo.com.au/privacy instead of www.kikyo.co.uk/privacy",
    ),
    "another country, by its language tag": (
        page("Privacy policy", *COMMON, BRITISH, lang="en-GB"),
        page("Privacy policy", *COMMON, AUSTRALIAN, lang="en-AU"),
        "it is the edition for AU instead of GB",
    ),
}


@pytest.mark.parametrize(("own", "other", "says"), PAIRS.values(), ids=PAIRS)
def test_a_relative_of_the_policy_is_held_with_the_reason_and_forgotten_when_the_policy_is_back(own, other, says):
    _, held, back = visits(own, other, own)

    assert (held.outcome, back.outcome) == (Outcome.HELD, Outcome.UNCHANGED)
    assert held.reason.startswith("it is another document: ")
    assert says in held.reason


@pytest.mark.parametrize(("own", "other", "says"), PAIRS.values(), ids=PAIRS)
def test_a_relative_that_stays_is_told_as_a_replacement(own, other, says):
    *_, last = visits(own, other, other, other)

    assert (last.outcome, last.alert) == (Outcome.CHANGED, True)
    assert says in last.reason


HONEST = {
    "a rewrite by the same company": (
        page("Kikyo privacy policy", *MAIL),
        page("Kikyo privacy notice", *[clause.replace("Tsubaki", "Kikyo") for clause in RIVAL]),
    ),
    "a rewrite under a title that gains the name of the company": (
        page("Privacy policy", *MAIL),
        page("Kikyo privacy policy", *MAIL[:2], *[clause.replace("Tsubaki", "Kikyo") for clause in RIVAL]),
    ),
    "another folder of the site, whose name could be that of a country": (
        page("Privacy policy", *COMMON, BRITISH, head=canonical("https://kikyo.example/en/privacy")),
        page("Privacy policy", *COMMON, AUSTRALIAN, head=canonical("https://kikyo.example/us/about-us/policies")),
    ),
    "a new address of the page": (
        page("Privacy policy", *COMMON, BRITISH, head=canonical("https://kikyo.example/privacy")),
        page("Privacy policy", *COMMON, AUSTRALIAN, head=canonical("https://kikyo.example/legal/privacy-policy")),
    ),
    "an address with a language where there was none": (
        page("Privacy policy", *COMMON, BRITISH, head=canonical("https://kikyo.example/privacy")),
        page("Privacy policy", *COMMON, AUSTRALIAN, head=canonical("https://kikyo.example/en/privacy")),
    ),
    "another name of the company, and nothing else": (
        page("Privacy policy of Kikyo", *COMMON),
        page("Privacy policy of Rindou", *COMMON),
    ),
    "a country in one tag alone": (
        page("Privacy policy", *COMMON, BRITISH),
        page("Privacy policy", *COMMON, AUSTRALIAN, lang="en-AU"),
    ),
}


@pytest.mark.parametrize(("old", "new"), HONEST.values(), ids=HONEST)
def test_an_honest_change_of_title_or_address_is_told_at_once(old, new):
    _, visit = visits(old, new)

    assert (visit.outcome, visit.alert) == (Outcome.CHANGED, True), visit.reason


def test_an_address_is_told_without_the_name_and_password_in_it():
    old, new = (Page(address=f"https://eve:hunter2@kikyo.example/en-{place}/privacy") for place in ("gb", "au"))

    said = relatives.differ_by_place((old, URL), (new, URL))

    assert "kikyo.example/en-au/privacy instead of kikyo.example/en-gb/privacy" in said
    assert "hunter2" not in said


def test_a_page_that_went_to_another_edition_with_the_same_words_is_that_edition_from_then_on():
    clauses = (BRITISH, AUSTRALIAN)
    places = [canonical(f"https://kikyo.example/en-{place}/privacy") for place in ("gb", "au")]

    _, moved, edited = visits(
        page("Privacy policy", *COMMON, clauses[0], head=places[0]),
        page("Privacy policy", *COMMON, clauses[0], head=places[1]),
        page("Privacy policy", *COMMON, clauses[1], head=places[1]),
    )

    assert (moved.outcome, edited.outcome) == (Outcome.UNCHANGED, Outcome.CHANGED), edited.reason


def test_the_address_of_the_page_in_force_says_nothing_of_an_earlier_variant():
    old, new = (monitor.read(page("Privacy policy", *COMMON, line).encode()) for line in (BRITISH, AUSTRALIAN))
    british, australian = (Page(address=f"https://kikyo.example/en-{place}/privacy") for place in ("gb", "au"))
    past = gate.Past(text=old.text, title=old.title, language=old.language)

    assert gate.weigh(new, None, australian, [past], former=british).is_open
    assert not gate.weigh(new, None, australian, [replace(past, version=old)], former=british).is_open


# --- letters that were lost --------------------------------------------------------------------------------

FRENCH = page(
    "Politique de confidentialité",
    "Les données sont conservées pendant trois années après la clôture du compte.",
    "Elles ne sont ni vendues ni cédées à des tiers, sauf si la loi l’exige.",
    lang="fr",
)
JAPANESE = page(
    "個人情報保護方針", "取得した個人情報は、三年間保存した後に削除します。", "第三者には提供しません。", lang="ja"
)
GARBLED = {
    "Latin bytes said to be UTF-8": (FRENCH, FRENCH.replace("’", "'").encode("latin-1")),
    "letters that a charset has not": (FRENCH, FRENCH.encode("ascii", "replace")),
    "UTF-8 encoded twice": (FRENCH, FRENCH.encode().decode("cp1252", "replace").encode()),
    "Japanese in UTF-8 taken for Shift_JIS": (JAPANESE, JAPANESE.encode().decode("cp932", "replace").encode()),
}


@pytest.mark.parametrize(("good", "bad"), GARBLED.values(), ids=GARBLED)
def test_a_page_whose_letters_are_garbled_is_held(good, bad):
    _, held, back = visits(good, bad, good)

    assert (held.outcome, back.outcome) == (Outcome.HELD, Outcome.UNCHANGED)
    assert "garbled" in held.reason


def test_letters_that_stay_garbled_are_no_news():
    bad = FRENCH.encode().decode("cp1252", "replace").encode()

    seen = visits(FRENCH, bad, bad, bad, FRENCH)

    assert not any(visit.alert for visit in seen)


def test_an_edit_beside_a_single_lost_letter_is_told_at_once():
    _, visit = visits(FRENCH, FRENCH.replace("trois", "dix").replace("l’exige", "l\ufffdexige"))

    assert visit.alert


def test_garbled_letters_beside_an_edit_are_held_where_there_are_many():
    more = "<p>Les données des élèves sont gardées à la mairie, où l’équipe répond après les congés d’été.</p></main>"
    edited = FRENCH.replace("trois", "dix").replace("</main>", more)

    _, held = visits(FRENCH.replace("</main>", more), edited.encode().decode("cp1252", "replace"))

    assert held.outcome is Outcome.HELD
    assert "letters are garbled" in held.reason


def test_a_line_that_came_in_beside_a_lost_letter_is_told_at_once():
    more = "<p>Nul ne lit ces pages sans le dire.</p></main>"

    _, visit = visits(FRENCH, FRENCH.replace("l’exige", "l\ufffdexige").replace("</main>", more))

    assert visit.alert


def test_letters_that_come_back_to_a_page_first_seen_without_them_are_no_news():
    bad = FRENCH.encode().decode("cp1252", "replace")

    seen = visits(bad, FRENCH, FRENCH, FRENCH)

    assert not any(visit.alert for visit in seen)
