"""Times in reports and messages: on the clocks of a place for people, in UTC for programs."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from monitor import report as reports
from monitor.model import Health, Stop

TOKYO, BERLIN, DELHI = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata")
ANY_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*(?: UTC)?")


@pytest.mark.parametrize(
    ("zone", "at", "english", "japanese"),
    [
        ("UTC", (2026, 11, 24, 6, 29), "2026-11-24 06:29 UTC", "2026年11月24日 06:29 UTC"),
        ("Asia/Tokyo", (2026, 11, 24, 6, 29), "2026-11-24 15:29 JST", "2026年11月24日 15:29 JST"),
        ("Asia/Tokyo", (2026, 3, 31, 15, 0), "2026-04-01 00:00 JST", "2026年4月1日 00:00 JST"),
        ("Europe/Berlin", (2026, 3, 29, 0, 59), "2026-03-29 01:59 CET", "2026年3月29日 01:59 CET"),
        ("Europe/Berlin", (2026, 3, 29, 1, 0), "2026-03-29 03:00 CEST", "2026年3月29日 03:00 CEST"),
        ("Europe/Berlin", (2026, 10, 25, 0, 30), "2026-10-25 02:30 CEST", "2026年10月25日 02:30 CEST"),
        ("Europe/Berlin", (2026, 10, 25, 1, 30), "2026-10-25 02:30 CET", "2026年10月25日 02:30 CET"),
        ("America/Sao_Paulo", (2026, 1, 1, 0, 0), "2025-12-31 21:00 UTC-03:00", "2025年12月31日 21:00 UTC-03:00"),
        ("Asia/Kathmandu", (2026, 1, 1, 0, 0), "2026-01-01 05:45 UTC+05:45", "2026年1月1日 05:45 UTC+05:45"),
    ],
)
def test_a_time_says_by_which_clocks_it_is_told(zone, at, english, japanese):
    when = datetime(*at, tzinfo=UTC)

    assert reports.tongue("en", ZoneInfo(zone)).moment(when) == english
    assert reports.tongue("ja", ZoneInfo(zone)).moment(when) == japanese


def test_the_first_and_the_last_time_there_is_can_be_told_anywhere():
    for at in (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
        for hours in (-12, 14):
            assert str(at.year) in reports.tongue("en", timezone(timedelta(hours=hours))).moment(at)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_reports_tell_all_times_on_the_clocks_of_the_place(report, form):
    page = reports.render(report, form, zone=TOKYO)

    assert "UTC" not in page
    assert "2026-03-01 17:00 JST" in page
    assert "failing since 2026-03-21 17:00 JST" in page
    assert "2026年3月1日 17:00 JST" in reports.render(report, form, zone=TOKYO, language="ja")


def test_redlines_and_word_documents_do_so_too(english, report):
    assert "+++ version 4, 2026-03-14 17:00 JST" in reports.redline(english, "text", zone=TOKYO)
    with zipfile.ZipFile(io.BytesIO(reports.render_bytes(report, "docx", zone=TOKYO))) as archive:
        body = archive.read("word/document.xml").decode()
    assert "2026-03-14 17:00 JST" in body
    assert 'w:date="2026-03-14T08:00:00Z"' in body


@pytest.mark.parametrize("form", ["json", "csv", "atom"])
def test_forms_for_programs_are_the_same_everywhere(report, form):
    assert reports.render(report, form, zone=TOKYO) == reports.render(report, form)
    assert "T08:00:00" in reports.render(report, form, zone=TOKYO)


def test_the_names_of_a_site_are_the_same_everywhere(report):
    course = reports.Course(health=Health(target="quay", title="Quay", url="https://quay.example"), milestones=())

    here, there = (reports.site(report, [course], zone=zone) for zone in (UTC, TOKYO))

    assert list(here) == list(there)
    assert here["feed.xml"] == there["feed.xml"]
    assert "2026-03-31 18:00 JST" in there["index.html"]


def test_a_chart_counts_by_the_days_of_the_place(make, english):
    late = replace(english, new_at=make.moment(15, 23))  # a Sunday; Monday in Tokyo

    def weeks(zone):
        index = reports.site(make.report(late), [], zone=zone)["index.html"]
        return re.findall(r'<th scope="row">(2026-[^<]*)</th>', index)

    assert weeks(UTC) == ["2026-03-09"]
    assert weeks(TOKYO) == ["2026-03-16"]


def test_the_days_of_a_net_change_are_those_of_the_place(make):
    edit = replace(make.reworded("=kept for ", "-30", "+90", "= days"), since=make.moment(9, 20))
    stops = tuple(
        Stop(version=number, at=make.moment(9, 20), changes=1, level=make.date_line.level) for number in (5, 6)
    )

    text = reports.redline(make.changeset(make.change(edit), stops=stops), "text", zone=TOKYO)

    assert "since 2026-03-10" in text
    assert "5 (2026-03-10), 6 (2026-03-10)" in text


def test_a_message_tells_times_on_the_clocks_of_the_place_and_has_the_same_name_and_payload(english, notices):
    told = [replace(notices[0], text="no answer on 3 visits in a row, since 2026-03-01 08:00 UTC: answered 503")]

    here, there = (reports.compose([english], told, zone=zone) for zone in (UTC, DELHI))
    japanese = reports.compose([english], told, zone=TOKYO, language="ja")

    assert (here.id, here.payload, here.title) == (there.id, there.payload, there.title)
    for form in (there.text, there.html, there.blocks, "\n".join(piece.text for piece in there.pieces)):
        assert "UTC" not in form
        assert "2026-03-14 13:30 IST" in form
        assert "since 2026-03-01 13:30 IST" in form
    assert "2026年3月1日 17:00 JSTから連続3回、応答がありません" in japanese.text


def test_what_a_page_says_is_never_retimed(make):
    edit = make.reworded("=In force since 2026-03-01 08:00 UTC, for ", "-30", "+90", "= days.")

    for form in ("text", "markdown", "html"):
        page = reports.redline(make.changeset(make.change(edit)), form, zone=TOKYO)
        assert "17:00 JST" in page
        assert "2026-03-01 08:00 UTC" in page.replace("\\", "")


@pytest.mark.parametrize(
    "text", ["2026-99-99 99:99 UTC", "12026-03-01 08:00 UTC", "2026-03-01 08:00 UTC+1", "x" * 9999]
)
def test_what_is_no_time_is_left_as_it_is(text):
    assert reports.tongue("ja", TOKYO).retimed(text) == text


def test_a_template_is_given_the_times_of_the_place(english):
    from monitor.model import Template  # noqa: PLC0415 - for this case alone

    template = Template(name="t.j2", source="{{ change_datetime }} {{ targets[0].changed_at }}")

    told = reports.dress(reports.compose([english], []), [english], template, zone=BERLIN)

    assert told.text == "2026-03-14 09:00 CET 2026-03-14 09:00 CET"


def test_json_times_are_in_utc(report):
    times = [value for key, value in json.loads(reports.render(report, "json")).items() if key in ("since", "until")]

    assert all(value.endswith("+00:00") for value in times)
