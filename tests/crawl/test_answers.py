"""Every errand is answered once, with what its server said."""

import gzip
import threading
import zlib
from datetime import UTC, datetime

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.crawl import fetch
from monitor.model import Errand, Failure, Politeness, Redirect, Snapshot


@pytest.fixture(scope="module")
def site(web, open_site):
    return open_site(
        {
            "/page": web.answer(),
            "/plain": web.answer(b"We keep data.", Content_Type="text/plain"),
            "/pdf": web.answer(b"%PDF-1.7 \0\xff", Content_Type="application/pdf"),
            "/untyped": web.answer(Content_Type=None),
            "/empty": web.answer(b""),
            "/second-hand": web.answer(status="203 Non-Authoritative Information"),
            "/gzip": web.answer(gzip.compress(web.PAGE), Content_Encoding="gzip"),
            "/br": web.answer(brotli.compress(web.PAGE), Content_Encoding="br"),
            "/deflate": web.answer(zlib.compress(web.PAGE), Content_Encoding="deflate"),
            "/no-length": web.answer(Content_Length=None),
            "/no-length-fragment": web.answer(b"<h1>Privacy</h1>", Content_Length=None),
            "/no-length-plain": web.answer(b"We keep", Content_Length=None, Content_Type="text/plain"),
            "/chunked": web.answer(
                b"5\r\nWe ke\r\n8\r\nep data.\r\n0\r\n\r\n", Content_Length=None, Transfer_Encoding="chunked"
            ),
            "/long-header": web.answer(Content_Security_Policy="img-src " + "https://example.org " * 2000),
            "/header-lines": b"HTTP/1.1 200 OK\r\nX-One: 1\r\nbroken\r\nX-Latin: caf\xe9\r\nx-one: 2\r\n"
            b"Set-Cookie: session=secret\r\nContent-Length: 2\r\n\r\nhi",
            "/hints": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + web.answer(),
            "/http10": b"HTTP/1.0 200 OK\r\n\r\n" + web.PAGE,
            "/moved": web.moved("/moved-2", "301 Moved Permanently"),
            "/moved-2": web.moved("page?lang=en#top", "307 Temporary Redirect"),
            "/page?lang=en": web.answer(),
            "/to-page": web.moved("/page"),
            "/to-secret": web.moved("//user:secret@{host}/page"),
            "/spaces": web.moved("/a b/\u65e5"),
            "/a%20b/%E6%97%A5": web.answer(),
            "/cookie": web.moved("/cookie"),
            "/nowhere": web.answer(b"", "302 Found"),
            "/to-ftp": web.moved("ftp://example.org/policy"),
            "/to-file": web.moved("file:///etc/passwd"),
            "/to-script": web.moved("javascript:alert(1)"),
            "/to-nonsense": web.moved("http://[::1/"),
            "/to-long": web.moved("/" + "x" * 3000),
            "/refresh": web.answer(b'<meta http-equiv="refresh" content="0; url=/page">'),
            "/refresh-slow": web.answer(b'<meta http-equiv="refresh" content="600; url=/missing">'),
            "/refresh-self": web.answer(b'<meta http-equiv="refresh" content="3; url=/refresh-self">'),
            "/refresh-file": web.answer(b'<meta http-equiv="refresh" content="0; url=file:///etc/passwd">'),
            "/refresh-noscript": web.answer(b'<noscript><meta http-equiv="refresh" content="0; url=/no"></noscript>'),
            "/refresh-plain": web.answer(
                b'<meta http-equiv="refresh" content="0; url=/no">', Content_Type="text/plain"
            ),
        }
    )


STATUSES = {
    "/201": "201 Created",
    "/202": "202 Accepted",
    "/204": "204 No Content",
    "/206": "206 Partial Content",
    "/300": "300 Multiple Choices",
    "/304": "304 Not Modified",
    "/400": "400 Bad Request",
    "/401": "401 Unauthorized",
    "/403": "403 Forbidden",
    "/404": "404 Not Found",
    "/410": "410 Gone",
    "/451": "451 Unavailable For Legal Reasons",
    "/500": "500 Internal Server Error",
    "/503": "503 Service Unavailable",
    "/999": "999 Request denied",
}


WHOLE = """
    /page /gzip /br /deflate /no-length /untyped /second-hand /hints /http10 /long-header /to-page /refresh
    twin other-host
"""


@pytest.fixture(scope="module")
def answers(web, site, open_site):
    site.pages |= {path: web.answer(b"no", status) for path, status in STATUSES.items()}
    site.pages["/to-secret"] = web.moved(f"http://user:secret@{site.host}:{site.port}/page")
    for number in range(12):
        site.pages[f"/hop-{number}"] = web.moved(f"/hop-{number - 1}" if number else "/page")
    other = open_site({"/": web.moved(site.url("/page"))})
    asked = {path: site.url(path) for path in site.pages}
    asked |= {"twin": site.url("/page"), "fragment": site.url("/page#top"), "other-host": other.url()}
    asked |= {"no-url": "privacy policy", "ftp": "ftp://example.org/", "no-host": "http://", "bad-port": "http://a:b/"}
    return web.run(web.errands(asked))


def test_every_errand_is_answered_once(answers):
    assert {name: len(given) for name, given in answers.items() if len(given) != 1} == {}


@pytest.mark.parametrize(
    "path",
    WHOLE.split(),
)
def test_page_arrives_as_its_publisher_wrote_it(web, answers, path):
    snapshot = web.only(answers, path)

    assert isinstance(snapshot, Snapshot), snapshot
    assert snapshot.body == web.PAGE


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/plain", b"We keep data."),
        ("/chunked", b"We keep data."),
        ("/no-length-plain", b"We keep"),
        ("/no-length-fragment", b"<h1>Privacy</h1>"),
        ("/pdf", b"%PDF-1.7 \0\xff"),
        ("/empty", b""),
    ],
)
def test_body_of_any_kind_arrives(web, answers, path, body):
    assert web.only(answers, path).body == body


@pytest.mark.parametrize(("path", "status"), STATUSES.items())
def test_status_that_brings_no_page_is_a_failure(web, answers, path, status):
    failure = web.only(answers, path)

    assert isinstance(failure, Failure)
    assert failure.status == int(status[:3])
    assert status[:3] in failure.reason


def test_reason_is_a_plain_line(web, answers):
    assert web.only(answers, "/404").reason == "the server answered 404 Not Found"


@pytest.mark.parametrize("name", ["no-url", "ftp", "no-host", "bad-port"])
def test_errand_without_a_web_page_fails_by_itself(web, answers, name):
    assert web.only(answers, name).reason == "not the URL of a web page"


def test_snapshot_says_where_when_and_from_whom(web, answers, site):
    snapshot = web.only(answers, "/page")

    assert snapshot.url == snapshot.final_url == site.url("/page")
    assert snapshot.status == 200
    assert snapshot.redirects == ()
    assert snapshot.address == site.host
    assert snapshot.certificate is None
    assert abs((datetime.now(UTC) - snapshot.fetched_at).total_seconds()) < 60


def test_url_with_a_fragment_is_no_redirect(web, answers, site):
    assert web.only(answers, "fragment").final_url == site.url("/page#top")


def test_a_fragment_is_not_asked_for_and_survives_a_redirect(web, open_site):
    site = open_site({"/legal": web.moved("/hub"), "/hub": web.answer(), "/own": web.moved("/hub#terms")})
    paths = {"privacy": "/legal#privacy", "terms": "/legal#terms", "own": "/own"}

    answers = web.run(web.errands({name: site.url(path) for name, path in paths.items()}))

    places = {name: web.only(answers, name).final_url for name in paths}
    assert places == {
        "privacy": site.url("/hub#privacy"),
        "terms": site.url("/hub#terms"),
        "own": site.url("/hub"),
    }
    assert sorted(site.paths()) == ["/hub"] * 3 + ["/legal"] * 2 + ["/own", "/robots.txt"]


def test_headers_are_in_lower_case_without_the_cookies(web, answers):
    headers = web.only(answers, "/header-lines").headers

    assert set(headers) == {
        ("content-length", "2"),
        ("x-one", "1"),
        ("x-one", "2"),
        ("x-latin", "café"),
        ("set-cookie", ""),
    }
    assert [name for name, _ in headers if name.startswith("x-")] == ["x-one", "x-one", "x-latin"]


def test_each_hop_of_a_redirect_is_recorded(web, answers, site):
    snapshot = web.only(answers, "/moved")

    assert snapshot.final_url == site.url("/page?lang=en")
    assert snapshot.redirects == (
        Redirect(status=301, url=site.url("/moved-2")),
        Redirect(status=307, url=site.url("/page?lang=en")),
    )


def test_redirect_to_the_page_of_another_errand_answers_both(web, answers, site):
    assert web.only(answers, "/to-page").final_url == web.only(answers, "/page").final_url == site.url("/page")


def test_redirect_target_is_made_a_url_as_browsers_do(web, answers, site):
    assert web.only(answers, "/spaces").final_url == site.url("/a%20b/%E6%97%A5")


def test_ten_redirects_are_followed_and_eleven_are_not(web, answers):
    assert isinstance(web.only(answers, "/hop-9"), Snapshot)
    assert "more than 10 redirects" in web.only(answers, "/hop-10").reason


def test_redirect_to_itself_that_waits_for_a_cookie_is_a_failure(web, answers):
    assert "more than 10 redirects" in web.only(answers, "/cookie").reason


def test_user_name_in_a_redirect_is_neither_used_nor_shown(web, answers, site):
    assert web.only(answers, "/to-secret").final_url == site.url("/page")
    assert not any("secret" in repr(given) for given in answers.values() if "/to-secret" not in repr(given))
    assert not any(asked.header("Authorization") for asked in site.asked)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nowhere", "the server answered 302, a redirect to nowhere"),
        ("/to-ftp", "redirected to ftp: not a web page"),
        ("/to-file", "redirected to file: not a web page"),
        ("/to-script", "redirected to javascript: not a web page"),
        ("/to-nonsense", "redirected to something that is no URL"),
        ("/to-long", "redirected to a URL of more than 2083 characters"),
        ("/refresh-file", "redirected to file: not a web page"),
    ],
)
def test_redirect_to_no_web_page_is_not_followed(web, answers, path, reason):
    assert web.only(answers, path).reason == reason


def test_refresh_at_once_is_followed_as_browsers_do(web, answers, site):
    assert web.only(answers, "/refresh").redirects == (Redirect(status=200, url=site.url("/page")),)


@pytest.mark.parametrize("path", ["/refresh-slow", "/refresh-self", "/refresh-noscript", "/refresh-plain"])
def test_refresh_that_leads_a_reader_nowhere_is_not_followed(web, answers, path, site):
    assert web.only(answers, path).final_url == site.url(path)


def test_no_cookie_and_no_referer_is_ever_sent(answers, site):
    heads = [asked.head.lower() for asked in site.asked]

    assert not [head for head in heads if "\r\ncookie:" in head or "\r\nreferer:" in head]


def test_page_asked_for_again_is_fetched_and_handed_over_in_the_same_crawl(web, open_site):
    site = open_site({"/": [web.answer(b"old</html>"), web.answer(b"new</html>")]})
    asked = Errand(target="policy", url=site.url())
    again = iter([asked])

    answers = web.run([asked], receive=lambda _: next(again, None))

    assert [given.body for given in answers["policy"]] == [b"old</html>", b"new</html>"]


def test_errand_that_is_no_url_can_be_asked_for_again(web, open_site):
    again = iter([Errand(target="policy", url="nonsense")])

    answers = web.run(web.errands({"policy": "nonsense"}), receive=lambda _: next(again, None))

    assert [given.reason for given in answers["policy"]] == ["not the URL of a web page"] * 2


def test_two_errands_alike_get_an_answer_each(web, open_site):
    site = open_site({"/": web.answer()})

    answers = web.run([Errand(target="policy", url=site.url())] * 2)

    assert len(answers["policy"]) == 2


def test_answer_is_handed_over_while_other_pages_are_under_way(web, open_site):
    first_is_handed_over = threading.Event()

    def wait(connection, _):
        connection.sendall(web.answer() if first_is_handed_over.wait(10) else b"")

    urls = {"first": open_site({"/": web.answer()}).url(), "second": open_site({"/": wait}).url()}

    answers = web.run(web.errands(urls), receive=lambda _: first_is_handed_over.set())

    assert isinstance(web.only(answers, "second"), Snapshot)


def test_no_errands_is_no_crawl():
    assert fetch([], Politeness(), pytest.fail) is None


def test_request_that_gets_lost_in_scrapy_is_answered_for(web, open_site, monkeypatch):
    site = open_site({"/lost": web.answer(), "/kept": web.answer()})
    enqueue = __import__("scrapy.core.scheduler", fromlist=["Scheduler"]).Scheduler.enqueue_request
    monkeypatch.setattr(
        "scrapy.core.scheduler.Scheduler.enqueue_request",
        lambda self, request: "lost" not in request.url and enqueue(self, request),
    )

    answers = web.run(web.errands({"lost": site.url("/lost"), "kept": site.url("/kept")}))

    assert "no answer came out of the crawl" in web.only(answers, "lost").reason
    assert isinstance(web.only(answers, "kept"), Snapshot)


@pytest.mark.parametrize(
    "step",
    ["robots.ObeyRobots.process_request", "verdict.JudgeStatus.process_response", "handler.GuardedHandler._whole"],
)
def test_fault_of_a_part_is_an_answer(web, open_site, monkeypatch, step):
    site = open_site({"/": web.answer()})
    monkeypatch.setattr(f"monitor.crawl.{step}", lambda *_, **__: 1 / 0)

    answers = web.run(web.errands({"policy": site.url()}))

    assert "ZeroDivisionError" in web.only(answers, "policy").reason


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=200) | st.binary(max_size=60).map(b"HTTP/1.1 200 OK\r\n".__add__), max_size=12))
def test_whatever_servers_send_every_errand_is_answered_once(web, open_site, sent):
    site = open_site({f"/{number}": raw for number, raw in enumerate(sent)})

    answers = web.run(web.errands({path: site.url(path) for path in site.pages}))

    assert {path: len(answers[path]) for path in site.pages} == dict.fromkeys(site.pages, 1)


def test_fault_of_the_spider_is_logged_and_answered_for(web, open_site, monkeypatch, caplog):
    site = open_site({"/": web.answer()})
    monkeypatch.setattr("spiders.policy._headers", lambda _: 1 / 0)

    answers = web.run(web.errands({"policy": site.url()}))

    assert "fault of this program" in web.only(answers, "policy").reason
    assert "ZeroDivisionError" in caplog.text
