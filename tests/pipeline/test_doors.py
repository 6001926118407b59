"""The doors for programs: what they refuse, in which words, and that nothing is written then."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest

import monitor
from monitor.model import Outcome
from monitor.pipeline import arguments

PAGE = b"<html><body><main><h1>Privacy</h1><p>We keep the names of our customers for one year.</p></main></body></html>"
AT = datetime(2026, 4, 1, 9, tzinfo=UTC)
GOOD = {"target": "club", "url": "https://club.example/privacy", "body": PAGE, "fetched_at": AT}


@pytest.fixture
def archive(tmp_path):
    with monitor.open(tmp_path / "monitor.db") as archive:
        yield archive


def test_the_doors_are_listed_before_they_are_used():
    code = "import monitor; print([name for name in ('read', 'compare', 'open') if name in dir(monitor)])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "['read', 'compare', 'open']"


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        ({"target": ""}, ValueError, "target must be a name"),
        ({"target": "  "}, ValueError, "target must be a name"),
        ({"target": "two\nlines"}, ValueError, "target must be a name"),
        ({"target": "x" * 201}, ValueError, "target must be a name"),
        ({"target": None}, TypeError, "target must be a str, not None"),
        ({"target": 3}, TypeError, "target must be a str, not int"),
        ({"url": "notaurl"}, ValueError, "url must start with https:// or http://"),
        ({"url": ""}, ValueError, "url must start with"),
        ({"url": "file:///etc/passwd"}, ValueError, "url must start with"),
        ({"url": "https://"}, ValueError, "name a host"),
        ({"url": "http://club.example:port/"}, ValueError, "url must start with"),
        ({"url": "http://[::1/"}, ValueError, "url must start with"),
        ({"url": b"https://club.example/"}, TypeError, "url must be a str, not bytes"),
        ({"body": None}, TypeError, "body must be bytes, as they were received, not None"),
        ({"body": "text"}, TypeError, "not str"),
        ({"body": 5}, TypeError, "not int"),
        ({"fetched_at": datetime(2026, 4, 1, 9)}, ValueError, "fetched_at must be aware"),  # noqa: DTZ001 - the point
        ({"fetched_at": "2026-04-01T09:00:00Z"}, TypeError, "fetched_at must be a datetime, not str"),
        ({"fetched_at": AT.date()}, TypeError, "not date"),
        ({"fetched_at": None}, TypeError, "not None"),
        ({"status": "200"}, TypeError, "status must be an int, not str"),
        ({"status": True}, TypeError, "not bool"),
        ({"status": None}, TypeError, "not None"),
        ({"status": 0}, ValueError, "status must be that of an HTTP answer"),
        ({"status": 20000}, ValueError, "not 20000"),
        ({"headers": "content-type: text/html"}, TypeError, "headers must be a mapping of str to str"),
        ({"headers": 7}, TypeError, "not int"),
        ({"headers": {"content-type": b"text/html"}}, TypeError, "pairs of str"),
        ({"headers": {1: "x"}}, TypeError, "pairs of str"),
        ({"headers": ["content-type"]}, TypeError, "pairs of str"),
        ({"headers": [("a", "b", "c")]}, TypeError, "pairs of str"),
        ({"select": 3}, TypeError, "select must be a str, not int"),
        ({"select": "p["}, ValueError, "select is not a CSS selector"),
        ({"remove": 3}, TypeError, "remove must be CSS selectors, not int"),
        ({"remove": [None]}, TypeError, "remove must be CSS selectors"),
        ({"remove": ["..", "nav"]}, ValueError, "remove is not a CSS selector"),
    ],
    ids=str,
)
def test_what_is_no_visit_is_refused_in_plain_words_and_nothing_is_written(archive, tmp_path, given, error, says):
    with pytest.raises(error) as refused:
        archive.record(**GOOD | given)

    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert archive.record(**GOOD).outcome is Outcome.FIRST


@pytest.mark.parametrize("headers", [None, {}, {"Content-Type": "text/html"}, [("content-type", "text/html")], ()])
def test_headers_come_as_a_mapping_as_pairs_or_not_at_all(archive, headers):
    assert archive.record(**GOOD | {"headers": headers}).outcome is Outcome.FIRST


def test_bytes_come_in_any_form(archive):
    archive.record(**GOOD | {"body": bytearray(PAGE)})

    assert archive.record(**GOOD | {"body": memoryview(PAGE)}).outcome is Outcome.UNCHANGED
    assert monitor.read(memoryview(PAGE)).text == monitor.read(PAGE).text


def test_a_visit_out_of_order_is_refused_and_changes_nothing(archive):
    archive.record(**GOOD)
    earlier = GOOD | {"fetched_at": AT - timedelta(seconds=1), "body": PAGE.replace(b"one year", b"ten years")}

    with pytest.raises(monitor.MonitorError) as refused:
        archive.record(**earlier)

    assert str(refused.value).startswith("target 'club': a visit of 2026-04-01T08:59:59+00:00 cannot follow one of")
    assert archive.record(**GOOD).outcome is Outcome.UNCHANGED
    assert archive.record(**earlier | {"target": "other"}).outcome is Outcome.FIRST


def test_order_is_that_of_the_moments_not_of_the_clocks(archive):
    archive.record(**GOOD)
    later_by_a_minute = (AT + timedelta(minutes=1)).astimezone(timezone(timedelta(hours=-10)))

    assert archive.record(**GOOD | {"fetched_at": later_by_a_minute}).outcome is Outcome.UNCHANGED


def test_a_closed_archive_says_so(tmp_path):
    archive = monitor.open(tmp_path / "monitor.db")
    archive.close()
    archive.close()

    with pytest.raises(monitor.MonitorError, match="the archive is closed"):
        archive.record(**GOOD)
    with pytest.raises(monitor.MonitorError, match="the archive is closed"), archive:
        pass


@pytest.mark.parametrize(("path", "error"), [(None, TypeError), (5, TypeError), (b"x.db", TypeError), ("", ValueError)])
def test_what_is_no_path_opens_nothing(path, error):
    with pytest.raises(error):
        monitor.open(path)


@pytest.mark.parametrize("body", [None, "<p>text</p>", 5, ["<p>"]], ids=str)
def test_reading_takes_bytes_alone(body):
    with pytest.raises(TypeError, match="body must be bytes"):
        monitor.read(body)


def test_comparing_takes_versions_alone():
    version = monitor.read(PAGE)

    with pytest.raises(TypeError, match="compare takes two Versions"):
        monitor.compare(version, "text")
    with pytest.raises(TypeError, match="not NoneType"):
        monitor.compare(None, version)
    assert monitor.compare(version, version) == ()


def test_an_address_with_a_port_and_a_query_is_one():
    assert arguments.address("http://[::1]:8080/legal?lang=ja#top") == "http://[::1]:8080/legal?lang=ja#top"
