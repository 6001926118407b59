"""Lines that say today's date, and counters that are kept for a while, make no alerts; dates of editions do."""

from datetime import UTC, date, datetime, timedelta

import pytest

import monitor
from monitor.gate.stamps import is_introduced, remainder
from monitor.model import Outcome

START = datetime(2026, 1, 27, 7, tzinfo=UTC)
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
CLAUSES = {
    "en": "We keep the personal data of our members for {} years and delete them afterwards.",
    "de": "Wir speichern die personenbezogenen Daten unserer Mitglieder {} Jahre lang und löschen sie danach.",
    "fr": "Nous conservons les données personnelles de nos membres pendant {} ans, puis nous les supprimons.",
    "ja": "当会は、会員の個人情報を{}年間保管し、その後削除します。",
}
STAMPS = {
    "en, bare": ("en", lambda day: f"{day:%A}, {day:%d} {month('en', day)} {day.year}"),
    "en, today": ("en", lambda day: f"Today is {month('en', day)} {day.day}, {day.year}."),
    "de, today": ("de", lambda day: f"Heute ist der {day.day}. {month('de', day)} {day.year}."),
    "de, figures": ("de", lambda day: f"{day:%d.%m.%Y}"),
    "fr, today": ("fr", lambda day: f"Nous sommes le {day.day} {month('fr', day)} {day.year}."),
    "ja, today": ("ja", lambda day: f"本日は{day.year}年{day.month}月{day.day}日です。"),
    "ja, era": ("ja", lambda day: f"本日は令和{day.year - 2018}年{day.month}月{day.day}日です。"),
}
EDITIONS = {
    "en": lambda day: f"Last updated: {day.day} {month('en', day)} {day.year}",
    "de": lambda day: f"Stand: {day.day}. {month('de', day)} {day.year}",
    "fr": lambda day: f"Dernière mise à jour : {day.day} {month('fr', day)} {day.year}",
    "ja": lambda day: f"{day.year}年{day.month}月{day.day}日改定",
}
COUNTERS = {
    "en": "{} visitors have read this page.",
    "de": "Diese Seite wurde {} Mal gelesen.",
    "fr": "Cette page a été lue {} fois.",
    "ja": "このページは{}回閲覧されました。",
}


def month(language, day):
    return MONTHS[language].split()[day.month - 1]


class Walk:
    def __init__(self, archive):
        self.archive, self.at, self.count = archive, START, 0

    def see(self, language, line, years=3, hours=12):
        """Visit a page without landmarks, whose last line is `line` or what that makes of the day."""
        self.at += timedelta(hours=hours)
        self.count += 1
        told = line if isinstance(line, str) else line(self.at.date())
        clauses = "".join(f"<p>{CLAUSES[language].format(count)}</p>" for count in (years, 23, 43, 63))
        html = (
            f"<html lang='{language}'><body><h1>Kikyo</h1>{clauses}<div>{told}</div></body><!--{self.count}--></html>"
        )
        return self.archive.record(
            target="kikyo",
            url="https://kikyo.example/privacy",
            body=html.encode(),
            fetched_at=self.at,
            headers={"content-type": "text/html; charset=utf-8"},
        )


@pytest.fixture
def walk():
    with monitor.open(":memory:") as archive:
        yield Walk(archive)


@pytest.mark.parametrize("hours", [1, 6, 12, 24])
@pytest.mark.parametrize(("language", "stamp"), STAMPS.values(), ids=STAMPS)
def test_a_line_that_says_the_day_of_the_visit_alerts_nobody_and_hides_no_edit(walk, language, stamp, hours):
    visits = [walk.see(language, stamp, hours=hours) for _ in range(40)]
    edit = walk.see(language, stamp, years=4, hours=hours)

    assert [visit.alert for visit in visits].count(True) == 0
    assert edit.alert
    assert [one.after for change in edit.changes for one in change.edits] == [CLAUSES[language].format(4)]


@pytest.mark.parametrize("language", EDITIONS)
def test_the_date_of_an_edition_is_told_with_each_edit_of_its_day_and_never_taken_for_a_stamp(walk, language):
    walk.see(language, EDITIONS[language])
    alerts = []
    for years in (4, 5, 6, 7):
        line = EDITIONS[language]((walk.at + timedelta(hours=12)).date())
        alerts.append(walk.see(language, line, years=years).alert)
        alerts += [walk.see(language, line, years=years).alert for _ in range(14)]
        assert not any(clause.volatile for clause in _clauses(walk))

    assert alerts == [True, *[False] * 14] * 4


def _clauses(walk):
    version = walk.archive._store.history.numbered("kikyo").version  # noqa: SLF001 - what is kept is asked
    return [clause for section in version.walk() for clause in section.clauses]


@pytest.mark.parametrize("language", EDITIONS)
def test_an_edition_dated_today_at_each_visit_is_known_after_three_days(walk, language):
    visits = [walk.see(language, EDITIONS[language], hours=24) for _ in range(12)]

    assert [visit.alert for visit in visits[2:]].count(True) == 0


@pytest.mark.parametrize("every", [1, 2, 3])
@pytest.mark.parametrize("language", COUNTERS)
def test_a_counter_that_moves_at_every_visit_or_every_third_is_learnt_after_three_changes(walk, language, every):
    counts = [1000 + 37 * (visit // every) for visit in range(40)]

    visits = [walk.see(language, COUNTERS[language].format(count)) for count in counts]

    assert [visit.alert for visit in visits].count(True) <= 3
    assert {visit.outcome for visit in visits[20:]} == {Outcome.UNCHANGED}


@pytest.mark.parametrize("language", COUNTERS)
def test_a_counter_stays_known_after_it_showed_the_very_number_of_the_version_in_force(walk, language):
    lines = [COUNTERS[language].format(1000 + 37 * visit) for visit in range(12)]
    learning = [walk.see(language, line) for line in lines[:7]]
    in_force = max(at for at, visit in enumerate(learning) if visit.alert)

    visits = [walk.see(language, line) for line in (lines[in_force], *lines[7:])]

    assert {visit.outcome for visit in visits} == {Outcome.UNCHANGED}


@pytest.mark.parametrize("pause", [0, 1, 2, 3])
@pytest.mark.parametrize("language", CLAUSES)
def test_a_number_in_a_clause_edited_three_times_is_told_three_times(walk, language, pause):
    walk.see(language, "Kikyo")

    alerts = []
    for years in (4, 5, 6):
        alerts.append(walk.see(language, "Kikyo", years=years).alert)
        for _ in range(pause):
            walk.see(language, "Kikyo", years=years)

    assert alerts == [True] * 3


@pytest.mark.parametrize("language", CLAUSES)
def test_a_number_in_a_clause_edited_now_and_then_is_told_however_often(walk, language):
    walk.see(language, "Kikyo")

    alerts = []
    for years in range(4, 12):
        alerts.append(walk.see(language, "Kikyo", years=years).alert)
        for _ in range(4):
            walk.see(language, "Kikyo", years=years)

    assert alerts == [True] * 8


def test_a_line_whose_other_numbers_differ_says_something_else():
    today = date(2026, 3, 4)

    assert remainder("On 4 March 2026 a letter costs 5 coins", today) != remainder("On 4 March 2026 it costs 6", today)
    assert remainder("3/4/2026, 14:05", today) == remainder("04.03.2026, 9:30", today) == "#,"
    assert remainder("4 March 2020", today) is None


@pytest.mark.parametrize(
    "line",
    [
        "Effective as of",
        "Zuletzt geändert am",
        "Entrée en vigueur le",
        "施行日",
        "改定",
        "Stand",
        "Mise à jour",
        "更新日",
    ],
)
def test_words_that_introduce_the_date_of_an_edition_are_known(line):
    assert is_introduced(line)


@pytest.mark.parametrize("line", ["Today is", "Heute ist", "Nous sommes le", "本日は", "Good morning"])
def test_words_of_a_greeting_introduce_no_edition(line):
    assert not is_introduced(line)
