"""The site of the demo: it behaves like the web, and changes when told to."""

import http.client
import re
import socket
import struct
import time
import urllib.error
import urllib.request
from contextlib import closing

import pytest

from monitor import demo, watchlist
from monitor.demo.policies import POLICIES, page

TAG = re.compile(r"<(script|style|nav|header|footer|aside)\b.*?</\1>|<[^>]+>", re.DOTALL)


def words(policy, state):
    return re.sub(r"\s+", " ", TAG.sub(" ", page(policy, state).decode(policy.charset)))


@pytest.fixture
def site():
    with demo.serve() as site:
        yield site


@pytest.fixture
def get(site):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(path, **headers):
        request = urllib.request.Request(site.url + path, headers=headers)
        try:
            with opener.open(request, timeout=5) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.headers, answer.read()

    return get


def test_every_policy_is_there_in_every_state(site, get):
    for _ in range(3):
        assert [get(target.url.removeprefix(site.url))[0] for target in site.targets] == [200] * 8
        site.advance()


def test_all_robots_may_come(get):
    assert get("/robots.txt")[0] == 404


def test_visits_differ_where_nobody_looks(site, get):
    first, second = get("/about/privacy.html")[2], get("/about/privacy.html")[2]

    assert first != second


def test_stable_page_is_not_sent_twice(get):
    _, headers, body = get("/sela/en/privacy.html")

    by_tag = get("/sela/en/privacy.html", **{"If-None-Match": f'"other", W/{headers["ETag"]}'})
    by_date = get("/sela/en/privacy.html", **{"If-Modified-Since": headers["Last-Modified"]})

    assert body
    assert (by_tag[0], by_tag[2]) == (304, b"")
    assert (by_date[0], by_date[2]) == (304, b"")


def test_stable_page_is_sent_again_when_it_changed(site, get):
    _, headers, _ = get("/sela/en/privacy.html")
    site.advance()

    assert get("/sela/en/privacy.html", **{"If-None-Match": headers["ETag"]})[0] == 200
    assert get("/sela/en/privacy.html", **{"If-Modified-Since": headers["Last-Modified"]})[0] == 200


def test_nonsense_conditions_are_ignored(get):
    assert get("/sela/en/privacy.html", **{"If-Modified-Since": "yesterday"})[0] == 200


def test_pages_that_differ_each_time_carry_no_validators(get):
    assert get("/kitefold/privacy")[1]["ETag"] is None


def test_head_has_no_body(site):
    visitor = http.client.HTTPConnection("127.0.0.1", site.port, timeout=5)
    with closing(visitor):
        visitor.request("HEAD", "/kitefold/privacy")
        head = visitor.getresponse()
        head.read()
        visitor.request("GET", "/kitefold/privacy")  # on the same connection, where a body would be in the way
        answer = visitor.getresponse()

        assert int(head.headers["Content-Length"]) == len(answer.read())
        assert answer.status == 200


def test_japanese_page_comes_in_its_old_charset(get):
    _, headers, body = get("/akebono/privacy.html")

    assert headers["Content-Type"] == "text/html"
    assert "charset=Shift_JIS" in body.decode("cp932")
    assert "第6条（保存期間）" in body.decode("cp932")


def test_watchlist_of_the_demo_is_valid(site, tmp_path):
    path = tmp_path / "watchlist.toml"
    path.write_text(demo.watchlist_text(site), "utf-8")

    watched = watchlist.load(path, {})

    assert [(target.name, target.title, target.url, target.tags) for target in watched.targets] == [
        (target.name, target.title, target.url, target.tags) for target in site.targets
    ]
    assert watched.politeness.allow_private == (f"127.0.0.1:{site.port}",)
    assert watched.politeness.delay.total_seconds() == 0


def test_visitor_may_hang_up(site, get, capfd):
    with socket.create_connection(("127.0.0.1", site.port), timeout=5) as visitor:
        visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        visitor.sendall(b"GET /kitefold/privacy HTTP/1.1\r\nHost: a\r\n\r\n")

    assert get("/kitefold/privacy")[0] == 200
    assert "Traceback" not in capfd.readouterr().err


def test_site_is_gone_when_the_demo_is_over():
    started = time.monotonic()
    with demo.serve() as site:
        address = site.url

    with pytest.raises(urllib.error.URLError):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=5)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_no_mark_of_the_template_is_served(policy):
    for state in (1, 2, 3):
        text = page(policy, state).decode(policy.charset)

        assert not re.search(r"(?m)^\d\||\{(?:nonce|asset|count|n)\}", text)
        assert 2500 < len(words(policy, 1).encode()) < 8000


STORIES = {
    "kitefold": (["within 30 days"], ["within 90 days"]),
    "harborlight": (["Customers may object"], ["Customers may not object"]),
    "orchard": (["3. Collection", "15. Contact"], ["3. Responsible officer", "4. Collection", "16. Contact"]),
    "sela": (["name, address and telephone number of"], ["email address and travel history"]),
    "akebono": (["3年間保存"], ["5年間保存"]),
    "minato": ([], ["第７条の２（提携事業者への提供）", "電力小売事業"]),
    "shirakaba": (["附則"], ["メンテナンス"]),
}


@pytest.mark.parametrize("policy", [policy for policy in POLICIES if policy.name in STORIES], ids=lambda p: p.name)
def test_story_is_told_by_the_pages(policy):
    before, after = STORIES[policy.name]

    old, new, later = (words(policy, state) for state in (1, 2, 3))

    assert all(phrase in old and phrase not in new for phrase in before)
    assert all(phrase in new and phrase not in old for phrase in after)
    assert policy.stands_in or all(phrase in later for phrase in after)


def test_policy_that_does_not_change_keeps_its_words():
    ministry = next(policy for policy in POLICIES if policy.name == "ministry")

    assert words(ministry, 1).partition("Basic premise")[2] == words(ministry, 2).partition("Basic premise")[2]
    assert page(ministry, 1) != page(ministry, 2)


def test_maintenance_is_over_in_the_third_state():
    library = next(policy for policy in POLICIES if policy.name == "shirakaba")

    assert page(library, 3) == page(library, 1)
