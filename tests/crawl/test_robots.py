"""What a site lets robots do is kept to, as RFC 9309 has it, for every request of a crawl."""

import time
from itertools import pairwise

import pytest

from monitor.crawl.robots import delay_of
from monitor.model import Snapshot

BAN = b"User-agent: *\nDisallow: /private/\n"


@pytest.mark.parametrize("pages", [1, 2, 3, 7])
def test_rules_hold_for_all_pages_that_wait_for_them(web, open_site, pages):
    site = open_site({"/robots.txt": web.answer(BAN)})
    paths = [f"/private/{number}" for number in range(pages)]
    site.pages |= {path: web.answer() for path in [*paths, "/public"]}

    answers = web.run(web.errands({path: site.url(path) for path in [*paths, "/public"]}), concurrency=20)

    assert {web.only(answers, path).reason for path in paths} == {"the site's robots.txt does not allow it"}
    assert all(web.only(answers, path).is_refusal for path in paths)
    assert isinstance(web.only(answers, "/public"), Snapshot)
    assert site.paths() == ["/robots.txt", "/public"]


UNREACHABLE = {
    "500": ("500 Internal Server Error", {}),
    "503": ("503 Service Unavailable", {"Retry_After": "3600"}),
    "429": ("429 Too Many Requests", {}),
    "502": ("502 Bad Gateway", {}),
    "304": ("304 Not Modified", {}),
}


@pytest.mark.parametrize("name", UNREACHABLE)
def test_site_whose_robots_txt_is_out_of_order_is_left_alone(web, open_site, name):
    status, headers = UNREACHABLE[name]
    site = open_site({"/robots.txt": web.answer(b"<h1>Sorry</h1>", status, **headers), "/": web.answer()})

    answers = web.run(web.errands({"policy": site.url()}))

    failure = web.only(answers, "policy")
    assert failure.reason.startswith(f"robots.txt could not be fetched: the server answered {name}")
    assert not failure.is_refusal
    assert failure.status == int(name)
    assert (failure.not_before is not None) == bool(headers)
    assert "/" not in site.paths()


def test_site_whose_robots_txt_never_comes_is_left_alone(web, open_site):
    site = open_site({"/robots.txt": b"", "/": web.answer()})

    answers = web.run(web.errands({"policy": site.url()}))

    assert web.only(answers, "policy").reason == "robots.txt could not be fetched: the connection broke off"
    assert site.paths() == ["/robots.txt", "/robots.txt"]


def test_robots_txt_that_comes_at_the_second_try_is_enough(web, open_site):
    site = open_site({"/robots.txt": [b"", web.answer(BAN)], "/": web.answer(), "/private/": web.answer()})

    answers = web.run(web.errands({"policy": site.url(), "private": site.url("/private/")}))

    assert isinstance(web.only(answers, "policy"), Snapshot)
    assert web.only(answers, "private").reason == "the site's robots.txt does not allow it"


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "401 Unauthorized", "410 Gone"])
def test_page_that_says_there_is_no_robots_txt_forbids_nothing(web, open_site, status):
    site = open_site({"/robots.txt": web.answer(BAN, status), "/private/": web.answer()})

    answers = web.run(web.errands({"policy": site.url("/private/")}))

    assert isinstance(web.only(answers, "policy"), Snapshot)


@pytest.mark.parametrize(
    "rules",
    [
        b"",
        b"<!doctype html><html><body>Welcome</body></html>",
        b"\xef\xbb\xbfUser-agent: otherbot\nDisallow: /",
        b"User-agent: monitor\nAllow: /private/\nUser-agent: *\nDisallow: /",
        b"User-agent: *\nDisallow: /private/*.pdf$",
        b"\xff\xfe\0garbage",
    ],
)
def test_rules_that_mean_others_or_nothing_forbid_nothing(web, open_site, rules):
    site = open_site({"/robots.txt": web.answer(rules), "/private/": web.answer()})

    answers = web.run(web.errands({"policy": site.url("/private/")}))

    assert isinstance(web.only(answers, "policy"), Snapshot)


@pytest.mark.parametrize(
    "rules",
    [
        b"User-agent: Monitor\nDisallow: /",
        b"user-agent: *\r\ndisallow: /private",
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /private/",
        b"User-agent: *\nDisallow: /*/",
        b"# long comment\n" * 20_000 + BAN,
    ],
)
def test_rules_that_mean_this_program_are_kept_to(web, open_site, rules):
    site = open_site({"/robots.txt": web.answer(rules), "/private/": web.answer()})

    answers = web.run(web.errands({"policy": site.url("/private/")}))

    assert web.only(answers, "policy").reason == "the site's robots.txt does not allow it"


def test_half_a_mebibyte_of_rules_is_read_and_no_more(web, open_site):
    site = open_site({"/robots.txt": web.answer(b"# filling\n" * 60_000 + BAN), "/private/": web.answer()})

    answers = web.run(web.errands({"policy": site.url("/private/")}))

    assert isinstance(web.only(answers, "policy"), Snapshot)


@pytest.mark.parametrize(("hops", "allowed"), [(5, False), (6, True)])
def test_five_redirects_of_robots_txt_are_followed(web, open_site, hops, allowed):
    site = open_site({"/private/": web.answer(), "/robots.txt": web.moved(f"/rules-{hops - 1}")})
    site.pages |= {f"/rules-{number}": web.moved(f"/rules-{number - 1}") for number in range(1, hops)}
    site.pages["/rules-0"] = web.answer(BAN)

    answers = web.run(web.errands({"policy": site.url("/private/")}))

    assert isinstance(web.only(answers, "policy"), Snapshot) == allowed


def test_rules_of_the_site_a_redirect_leads_to_are_kept_to(web, open_site):
    other = open_site({"/robots.txt": web.answer(BAN), "/private/": web.answer(), "/public": web.answer()})
    site = open_site({"/": web.moved(other.url("/private/"))})

    answers = web.run(web.errands({"policy": site.url(), "other": other.url("/public")}))

    assert web.only(answers, "policy").reason == "the site's robots.txt does not allow it"
    assert "/private/" not in other.paths()


def test_robots_txt_does_not_lead_to_a_private_address(web, open_site):
    inside = open_site({"/robots.txt": web.answer(b"")})
    site = open_site({"/robots.txt": web.moved(inside.url("/robots.txt")), "/": web.answer()})

    answers = web.run(web.errands({"policy": site.url()}), private=(site.host,))

    assert "is not one the watchlist names" in web.only(answers, "policy").reason
    assert inside.asked == []


def test_crawl_delay_is_kept_to(web, open_site):
    site = open_site({"/robots.txt": web.answer(b"User-agent: *\nCrawl-delay: 0.4")})
    site.pages |= {f"/{number}": web.answer() for number in range(3)}

    web.run(web.errands({path: site.url(path) for path in ["/0", "/1", "/2"]}))

    times = [asked.at for asked in site.asked]
    assert all(later - sooner > 0.35 for sooner, later in pairwise(times[1:]))


@pytest.mark.parametrize("delay", ["nan", "-5", "soon", "0"])
def test_crawl_delay_that_is_no_time_is_none(web, open_site, delay):
    site = open_site({"/robots.txt": web.answer(f"User-agent: *\nCrawl-delay: {delay}".encode()), "/": web.answer()})
    started = time.monotonic()

    answers = web.run(web.errands({"policy": site.url()}))

    assert isinstance(web.only(answers, "policy"), Snapshot)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(("wanted", "kept"), [(86400.0, 30.0), (float("inf"), 30.0), (5.0, 5.0)])
def test_crawl_delay_is_kept_to_for_half_a_minute_at_most(wanted, kept):
    assert delay_of(wanted, usual=2.0) == kept
