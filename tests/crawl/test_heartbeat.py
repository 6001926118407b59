"""The sign of life at the end of a run: asked for once, where it may go, and nothing of its address is ever shown."""

import time
from contextlib import suppress

import pytest

from monitor.crawl import heartbeat
from monitor.errors import FetchError

SECRET = "/ping/5ecret-key?x=y"


def ping(site, private=None, **options):
    heartbeat.ping(site.url(SECRET), (site.host,) if private is None else private, **options)


def test_service_is_asked_once(web, open_site):
    site = open_site({SECRET: web.answer(b"OK")})

    ping(site)

    assert [asked.head.split("\r\n")[0] for asked in site.asked] == [f"GET {SECRET} HTTP/1.1"]
    assert site.asked[0].header("Host") == f"{site.host}:{site.port}"


@pytest.mark.parametrize(
    ("status", "reason"), [("404 Not Found", "status 404"), ("503 Busy", "status 503"), ("302 Found", "status 302")]
)
def test_refusal_is_an_error_without_the_address(web, open_site, status, reason):
    site = open_site({SECRET: web.answer(b"", status, Location="http://127.0.0.1/")})

    with pytest.raises(FetchError, match=reason) as error:
        ping(site)

    assert "5ecret" not in str(error.value)
    assert site.host not in str(error.value)


def test_private_address_is_not_connected_to_unless_it_is_allowed(web, open_site):
    site = open_site({SECRET: web.answer(b"OK")})

    with pytest.raises(FetchError, match="its address is not public"):
        ping(site, private=())

    assert site.asked == []


def test_service_that_is_silent_is_given_up(open_site):
    def drip(connection, asked):
        with suppress(OSError):
            while connection.send(b"H") and time.monotonic() - asked.at < 20:
                connection.settimeout(0.1)
                with suppress(TimeoutError):
                    connection.recv(1)

    site = open_site({SECRET: drip})
    began = time.monotonic()

    with pytest.raises(FetchError, match=r"no answer within 0\.5 seconds"):
        ping(site, seconds=0.5)

    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/5ecret", "http://nowhere.invalid/5ecret", "http://[::1]:1/5ecret", "https://127.0.0.1:1/é"],
)
def test_service_that_is_not_there_is_an_error_without_the_address(url):
    with pytest.raises(FetchError) as error:
        heartbeat.ping(url, ("127.0.0.1", "::1"))

    assert "5ecret" not in str(error.value)


def test_certificate_that_nobody_vouches_for_is_refused(open_site, web):
    trustme = pytest.importorskip("trustme")
    import ssl  # noqa: PLC0415 - of this test alone

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority = trustme.CA()
    site = open_site(context=context)
    authority.issue_cert(site.host).configure_cert(context)

    with pytest.raises(FetchError, match="no secure connection"):
        ping(site)

    assert site.asked == []
