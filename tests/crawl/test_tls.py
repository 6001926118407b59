"""Secure connections are verified, and leave a trace."""

import hashlib
import socket
import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from monitor.model import Snapshot


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch):
    """Let the crawl trust the tests' own authority, as a user would: by SSL_CERT_FILE."""
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


def serving(authority, *names, **options):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate = authority.issue_cert(*names, **options)
    certificate.configure_cert(context)
    return context


def test_certificate_of_a_trusted_authority_is_accepted_and_kept(web, open_site, authority, trusted):
    site = open_site({"/": web.answer()}, context=serving(authority, "127.0.0.1"), host="127.0.0.1")

    answers = web.run(web.errands({"policy": site.url()}))

    presented = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate((site.host, site.port)))
    assert web.only(answers, "policy").certificate == hashlib.sha256(presented).hexdigest()


def test_certificate_is_kept_of_an_answer_without_a_body(web, open_site, authority, trusted):
    site = open_site({"/": web.answer(b"")}, context=serving(authority, "127.0.0.1"), host="127.0.0.1")

    answers = web.run(web.errands({"policy": site.url()}))

    assert web.only(answers, "policy").certificate is not None
    assert web.only(answers, "policy").address == "127.0.0.1"


def test_certificate_nobody_vouches_for_is_refused(web, open_site, authority):
    site = open_site({"/": web.answer()}, context=serving(authority, "127.0.0.1"), host="127.0.0.1")

    answers = web.run(web.errands({"policy": site.url()}))

    assert web.only(answers, "policy").reason == "the certificate cannot be trusted (certificate verify failed)"
    assert site.asked == []


def test_certificate_for_another_host_is_refused(web, open_site, authority, trusted):
    site = open_site({"/": web.answer()}, context=serving(authority, "policy.example"), host="127.0.0.1")

    answers = web.run(web.errands({"policy": site.url()}))

    assert "certificate" in web.only(answers, "policy").reason
    assert site.asked == []


def test_certificate_that_has_expired_is_refused(web, open_site, authority, trusted):
    context = serving(authority, "127.0.0.1", not_after=datetime.now(UTC) - timedelta(days=1))
    site = open_site({"/": web.answer()}, context=context, host="127.0.0.1")

    answers = web.run(web.errands({"policy": site.url()}))

    assert "certificate" in web.only(answers, "policy").reason
    assert site.asked == []


def test_server_that_does_not_speak_tls_is_a_plain_failure(web):
    def talk(server):
        with suppress(OSError):
            while True:
                with server.accept()[0] as connection:
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    connection.recv(1000)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=talk, args=(server,), daemon=True).start()
        url = f"https://127.0.0.1:{server.getsockname()[1]}/"

        answers = web.run(web.errands({"policy": url}))

    assert web.only(answers, "policy").reason.startswith("no secure connection could be made (")


def test_redirect_to_http_is_asked_for_over_https(web, open_site, authority, trusted):
    site = open_site({"/new": web.answer()}, context=serving(authority, "127.0.0.1"), host="127.0.0.1")
    site.pages["/"] = web.moved(site.url("/new").replace("https:", "http:"))

    answers = web.run(web.errands({"policy": site.url()}))

    assert web.only(answers, "policy").final_url == site.url("/new")


def test_site_that_insists_on_http_is_a_plain_failure(web, open_site, authority, trusted):
    site = open_site(context=serving(authority, "127.0.0.1"), host="127.0.0.1")
    site.pages["/"] = web.moved(site.url().replace("https:", "http:"))

    answers = web.run(web.errands({"policy": site.url()}))

    assert web.only(answers, "policy").reason.startswith("redirected from https to http")


def test_page_over_tls_that_is_cut_off_is_no_page(web, open_site, authority, trusted):
    cut = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<p>We keep"
    site = open_site({"/": cut}, context=serving(authority, "127.0.0.1"), host="127.0.0.1")

    answers = web.run(web.errands({"policy": site.url()}))

    assert not isinstance(web.only(answers, "policy"), Snapshot)
    assert "cut off" in web.only(answers, "policy").reason
