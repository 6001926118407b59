"""A page that has not changed costs no more than a header, and 304 is believed only when asked for."""

import pytest

from monitor.model import Errand, Failure, Snapshot

MODIFIED = "Wed, 21 Oct 2015 07:28:00 GMT"


def unless_changed(web, etag):
    def send(connection, asked):
        same = asked.header("If-None-Match") == etag
        connection.sendall(web.answer(b"", "304 Not Modified", ETag=etag) if same else web.answer(ETag=etag))

    return send


def test_page_the_store_knows_is_not_sent_again(web, open_site):
    site = open_site({"/": unless_changed(web, '"v1"')})

    answers = web.run([Errand(target="policy", url=site.url(), etag='"v1"')])

    snapshot = web.only(answers, "policy")
    assert (snapshot.status, snapshot.body, snapshot.header("etag")) == (304, b"", '"v1"')


def test_page_that_changed_is_sent(web, open_site):
    site = open_site({"/": unless_changed(web, '"v2"')})

    answers = web.run([Errand(target="policy", url=site.url(), etag='"v1"')])

    assert web.only(answers, "policy").status == 200


def test_validators_are_sent_as_they_were_received(web, open_site):
    site = open_site({"/": web.answer()})

    web.run([Errand(target="policy", url=site.url(), etag='W/"caf\xe9"', last_modified=MODIFIED)])

    asked = site.asked[-1]
    assert (asked.header("If-None-Match"), asked.header("If-Modified-Since")) == ('W/"caf\xe9"', MODIFIED)


def test_page_nobody_knows_is_asked_for_without_validators(web, open_site):
    site = open_site({"/": web.answer()})

    web.run(web.errands({"policy": site.url()}))

    assert not [asked for asked in site.asked if "if-" in asked.head.lower()]


def test_validators_are_not_sent_to_robots_txt(web, open_site):
    site = open_site({"/": web.answer()})

    web.run([Errand(target="policy", url=site.url(), etag='"v1"')])

    assert site.asked[0].path == "/robots.txt"
    assert not site.asked[0].header("If-None-Match")


def test_page_behind_a_redirect_is_asked_for_as_a_whole(web, open_site):
    """Its predecessor's validators say nothing of it: an older page would look unchanged."""
    site = open_site({"/": web.moved("/new"), "/new": unless_changed(web, '"v1"')})

    answers = web.run([Errand(target="policy", url=site.url(), etag='"v1"', last_modified=MODIFIED)])

    assert web.only(answers, "policy").body == web.PAGE
    assert not site.asked[-1].header("If-Modified-Since")


def test_not_modified_that_nobody_asked_for_is_a_failure(web, open_site):
    site = open_site({"/": web.answer(b"", "304 Not Modified")})

    answers = web.run(web.errands({"policy": site.url()}))

    assert isinstance(web.only(answers, "policy"), Failure)
    assert web.only(answers, "policy").reason == "the server answered 304 Not Modified, but was not asked for changes"


@pytest.mark.parametrize("etag", ['"v1"\r\nX-Evil: 1', "\x00", "\u65e5\u672c"])
def test_validator_that_is_no_header_is_left_out(web, open_site, etag):
    site = open_site({"/": web.answer()})

    answers = web.run([Errand(target="policy", url=site.url(), etag=etag)])

    assert isinstance(web.only(answers, "policy"), Snapshot)
    assert not site.asked[-1].header("X-Evil")


def test_outage_is_a_failure_even_of_a_page_the_store_knows(web, open_site):
    site = open_site({"/": web.answer(b"", "503 Service Unavailable")})

    answers = web.run([Errand(target="policy", url=site.url(), etag='"v1"', last_modified=MODIFIED)])

    assert web.only(answers, "policy").status == 503
