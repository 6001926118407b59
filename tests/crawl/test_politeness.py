"""Sites are asked seldom, one request at a time, by a program that says who it is."""

import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response

from monitor.crawl.verdict import retry_after
from monitor.model import Errand, Snapshot

DELAY = timedelta(seconds=0.3)


def test_requests_to_one_host_keep_their_distance(web, open_site):
    site = open_site({"/to-0": web.moved("/0")} | {f"/{number}": web.answer() for number in range(3)})
    again = iter([Errand(target="/1", url=site.url("/1"))])

    web.run(
        web.errands({path: site.url(path) for path in ["/to-0", "/1", "/2"]}),
        delay=DELAY,
        receive=lambda given: next(again, None) if given.target == "/1" else None,
    )

    times = [asked.at for asked in site.asked]
    assert sorted(site.paths()) == ["/0", "/1", "/1", "/2", "/robots.txt", "/to-0"]
    assert min(later - sooner for sooner, later in pairwise(times)) > 0.25


def test_one_host_is_asked_one_thing_at_a_time_and_others_meanwhile(web, open_site):
    now, most = {}, {}
    lock = threading.Lock()

    def busy(connection, _):
        host = connection.getsockname()[0]
        with lock:
            now[host] = now.get(host, 0) + 1
            most[host] = max(most.get(host, 0), now[host])
            most["all"] = max(most.get("all", 0), sum(now.values()))
        time.sleep(0.1)
        with lock:
            now[host] -= 1
        connection.sendall(web.answer())

    sites = [open_site({f"/{number}": busy for number in range(3)}) for _ in range(4)]
    urls = {site.url(f"/{number}"): site.url(f"/{number}") for site in sites for number in range(3)}

    web.run(web.errands(urls), concurrency=4)

    assert {most[site.host] for site in sites} == {1}
    assert most["all"] >= 2


def test_concurrency_bounds_the_hosts_visited_at_once(web, open_site):
    open_now, most = [], []

    def busy(connection, _):
        open_now.append(1)
        most.append(len(open_now))
        time.sleep(0.05)
        open_now.pop()
        connection.sendall(web.answer())

    urls = {str(number): open_site({"/": busy}).url() for number in range(6)}

    web.run(web.errands(urls), concurrency=2)

    assert max(most) <= 2


def test_pages_of_a_host_are_asked_for_in_the_order_of_the_watchlist(web, open_site):
    site = open_site({f"/{number}": web.answer() for number in range(6)})
    urls = {path: site.url(path) for path in site.pages if path != "/robots.txt"}

    web.run(web.errands(urls), concurrency=1)

    assert site.paths() == ["/robots.txt", *urls]


def test_host_with_many_pages_does_not_hold_up_others(web, open_site):
    large, small = open_site(), open_site({"/": web.answer()})
    large.pages |= {f"/{number}": web.answer() for number in range(4)}
    urls = {f"/{number}": large.url(f"/{number}") for number in range(4)} | {"small": small.url()}

    web.run(web.errands(urls), delay=DELAY, concurrency=2)

    assert small.asked[1].at < large.asked[2].at - 0.15


def test_page_reached_from_another_host_keeps_its_distance_too(web, open_site):
    aim = open_site({f"/{number}": web.answer() for number in range(3)})
    source = open_site({"/": web.moved(aim.url("/0"))})

    web.run(web.errands({"moved": source.url(), "1": aim.url("/1"), "2": aim.url("/2")}), delay=DELAY)

    assert len(aim.asked) == 4
    assert min(later.at - sooner.at for sooner, later in pairwise(aim.asked)) > 0.25


def test_program_says_who_it_is_and_whom_to_write_to(web, open_site):
    site = open_site({"/": web.answer()})

    web.run(web.errands({"policy": site.url()}), contact="privacy-watch@example.org\r\nX-Evil: 1")

    agents = {asked.header("User-Agent") for asked in site.asked}
    assert agents == {"monitor/0.1.0 (+privacy-watch@example.orgX-Evil: 1)"}
    assert not site.asked[0].header("X-Evil")


def test_headers_are_the_same_at_every_visit(web, open_site):
    site = open_site({"/": web.answer()})

    web.run(web.errands({"policy": site.url()}))
    web.run(web.errands({"policy": site.url()}))

    first, second = [asked.head for asked in site.asked if asked.path == "/"]
    assert first == second
    assert site.asked[1].header("Accept-Language") == "en,ja;q=0.8,*;q=0.5"
    assert site.asked[1].header("Accept").startswith("text/html,")


# --- trouble -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["502 Bad Gateway", "504 Gateway Timeout", ""])
def test_passing_trouble_is_tried_once_more_when_all_else_is_done(web, open_site, status):
    trouble = web.answer(b"", status) if status else b""
    site = open_site({"/": [trouble, web.answer()], "/other": web.answer()})

    answers = web.run(web.errands({"policy": site.url(), "other": site.url("/other")}))

    assert isinstance(web.only(answers, "policy"), Snapshot)
    assert site.paths() == ["/robots.txt", "/", "/other", "/"]


def test_trouble_that_stays_is_tried_twice_and_no_more(web, open_site):
    site = open_site({"/": web.answer(b"", "502 Bad Gateway")})

    answers = web.run(web.errands({"policy": site.url()}))

    assert web.only(answers, "policy").status == 502
    assert site.paths().count("/") == 2


@pytest.mark.parametrize("status", ["404 Not Found", "500 Internal Server Error", "503 Service Unavailable"])
def test_plain_refusal_is_not_tried_again(web, open_site, status):
    site = open_site({"/": web.answer(b"", status)})

    web.run(web.errands({"policy": site.url()}))

    assert site.paths().count("/") == 1


def test_second_try_starts_from_the_url_in_the_watchlist(web, open_site):
    site = open_site({"/": [web.moved("/a"), web.moved("/b")], "/a": b"", "/b": web.answer()})

    answers = web.run(web.errands({"policy": site.url()}))

    assert [hop.url for hop in web.only(answers, "policy").redirects] == [site.url("/b")]


def test_host_nobody_listens_at_is_a_plain_failure(web):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    answers = web.run(web.errands({"policy": f"http://127.0.0.1:{port}/"}))

    assert web.only(answers, "policy").reason == "the server refused the connection"


def test_name_that_does_not_exist_is_a_plain_failure(web):
    answers = web.run(web.errands({"policy": "http://policy.invalid/"}))

    assert web.only(answers, "policy").reason == "the host's name could not be found: policy.invalid"


# --- Retry-After -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", timedelta(seconds=120)),
        ("99999999999999999999", timedelta(days=7)),
        (timedelta(hours=2), timedelta(hours=2)),
        (timedelta(days=400), timedelta(days=7)),
    ],
)
def test_site_that_asks_for_time_gets_it_up_to_a_week(web, open_site, status, value, expected):
    written = value if isinstance(value, str) else format_datetime(datetime.now(UTC) + value, usegmt=True)
    site = open_site({"/": web.answer(b"", status, Retry_After=written)})

    answers = web.run(web.errands({"policy": site.url()}))

    failure = web.only(answers, "policy")
    assert abs(failure.not_before - datetime.now(UTC) - expected) < timedelta(seconds=60)
    assert site.paths().count("/") == 1


@given(st.text(max_size=40) | st.datetimes().map(format_datetime))
def test_retry_after_is_a_time_to_come_or_none(value):
    now = datetime.now(UTC)
    response = Response("http://example.org/", 503, {"Retry-After": value.encode("utf-8", "replace")})

    rest = retry_after(response, now)

    assert rest is None or now <= rest <= now + timedelta(days=7)


@pytest.mark.parametrize("value", ["", "soon", "-5", "Sat, 01 Jan 2000 00:00:00 GMT", "Mon, 99 Foo 2026", "\xff"])
def test_retry_after_that_is_no_time_to_come_is_none(web, open_site, value):
    site = open_site({"/": web.answer(b"", "503 Service Unavailable", Retry_After=value)})

    answers = web.run(web.errands({"policy": site.url()}))

    assert web.only(answers, "policy").not_before is None
    assert web.only(answers, "policy").status == 503


def test_host_that_gets_too_many_requests_gets_no_more_in_this_run(web, open_site):
    site = open_site({"/1": web.answer(b"", "429 Too Many Requests", Retry_After="60"), "/2": web.answer()})
    other = open_site({"/": web.answer()})

    answers = web.run(web.errands({"1": site.url("/1"), "2": site.url("/2"), "other": other.url()}))

    assert web.only(answers, "2").reason == (
        "not asked, as another page of the host brought: the server answered 429 Too Many Requests"
    )
    assert web.only(answers, "2").not_before - web.only(answers, "1").not_before < timedelta(seconds=1)
    assert "/2" not in site.paths()
    assert isinstance(web.only(answers, "other"), Snapshot)
