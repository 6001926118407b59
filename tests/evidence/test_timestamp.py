"""Time stamps by a real authority: openssl, behind a web server on loopback."""

import subprocess
import sys

import pytest
from werkzeug import Request, Response

from monitor import timestamp
from monitor.errors import MonitorError

LINK = "5f" * 32


def test_a_link_is_stamped_and_the_signature_leads_to_the_root(url, authority):
    token = timestamp.request(LINK, url)

    unchecked = timestamp.read(token, LINK)
    checked = timestamp.read(token, LINK, [authority.root.read_bytes()])
    assert (unchecked.is_trusted, checked.is_trusted) == (False, True)
    assert checked.at.tzinfo is not None


def test_openssl_verifies_the_same_token_as_the_documentation_says(url, authority, tmp_path):
    (tmp_path / "token").write_bytes(timestamp.request(LINK, url))
    (tmp_path / "link").write_text(LINK)

    command = ["openssl", "ts", "-verify", "-data", "link", "-in", "token", "-CAfile", str(authority.root)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "Verification: OK" in done.stdout + done.stderr


def test_a_token_of_another_link_or_by_another_authority_is_refused(url, make_authority):
    token = timestamp.request(LINK, url)
    other = make_authority("Other")

    with pytest.raises(MonitorError, match="a time stamp of something else"):
        timestamp.read(token, "00" * 32)
    with pytest.raises(MonitorError, match="does not lead to the root"):
        timestamp.read(token, LINK, [other.root.read_bytes()])
    with pytest.raises(MonitorError, match="root certificate cannot be read"):
        timestamp.read(token, LINK, [b"no certificate"])


def test_an_answer_to_an_earlier_question_is_refused(web, url):
    earlier = timestamp.request(LINK, url)
    web.expect_request("/replay").respond_with_data(earlier)

    with pytest.raises(MonitorError, match="to another question"):
        timestamp.request(LINK, web.url_for("/replay"))


def test_a_refusal_is_told_with_the_reason_of_the_authority(web, authority, url):
    def refuse(request: Request) -> Response:
        config = authority.folder / "config"
        kept = config.read_text()
        config.write_text(kept.replace("digests = sha256", "digests = sha512"))
        try:
            return Response(authority.sign(request.data))
        finally:
            config.write_text(kept)

    web.expect_request("/refuse").respond_with_handler(refuse)

    with pytest.raises(MonitorError, match=r"the authority refused \(status 2"):
        timestamp.request(LINK, web.url_for("/refuse"))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"response_data": b"<html>"}, r"what \S+ answered is no time stamp; is this the address"),
        ({"response_data": b""}, "no time stamp"),
        ({"response_data": b"", "status": 503}, "status 503"),
        ({"response_data": b"", "status": 302, "headers": {"Location": "/elsewhere"}}, "status 302"),
        ({"response_data": b"x" * 2_000_000}, "too long"),
    ],
)
def test_an_authority_that_gives_no_token_is_said_in_one_line(web, answer, says):
    web.expect_request("/tsr").respond_with_data(**answer)
    web.expect_request("/elsewhere").respond_with_data(b"not to be asked")

    with pytest.raises(MonitorError, match=says) as raised:
        timestamp.request(LINK, web.url_for("/tsr"))

    assert "Error" not in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/secret-path", "file:///etc/passwd", "http://[::1", "https://"])
def test_an_authority_that_is_not_there_is_said_without_its_path(url):
    with pytest.raises(MonitorError) as raised:
        timestamp.request(LINK, url)

    assert "secret-path" not in str(raised.value)


def test_without_the_extra_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)

    with pytest.raises(
        MonitorError, match=r"rfc3161-client, of the extra 'evidence'; in monitor's folder: pip install"
    ):
        timestamp.read(b"", LINK)
