"""Time stamps by a real authority: openssl, behind a web server on loopback."""

import shutil
import subprocess
import sys

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor import timestamp
from monitor.errors import MonitorError

LINK = "5f" * 32
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")

CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = {name}
[ca]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = it
[it]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
crypto_device = builtin
ess_cert_id_chain = no
"""


class Authority:
    """A certificate authority, and a signer of time stamps under it."""

    def __init__(self, folder, name="Clock"):
        folder.mkdir()
        self.folder, self.root = folder, folder / "root.pem"
        (folder / "config").write_text(CONFIG.format(folder=folder, name=name))
        (folder / "serial").write_text("01\n")
        self._run(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout root.key -out root.pem "
            "-extensions ca -config config"
        )
        self._run(
            "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout signer.key -out signer.csr "
            "-config config"
        )
        self._run(
            "x509 -req -in signer.csr -CA root.pem -CAkey root.key -CAcreateserial -days 2 -out signer.pem "
            "-extensions signer -extfile config"
        )

    def _run(self, command):
        subprocess.run(["openssl", *command.split()], cwd=self.folder, check=True, capture_output=True)

    def sign(self, query):
        (self.folder / "query").write_bytes(query)
        self._run("ts -reply -config config -section it -queryfile query -out reply")
        return (self.folder / "reply").read_bytes()


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority") / "a")


@pytest.fixture
def web():
    with HTTPServer(host="127.0.0.1") as server:
        yield server


@pytest.fixture
def url(web, authority):
    def answer(request: Request) -> Response:
        assert request.content_type == "application/timestamp-query"
        return Response(authority.sign(request.data), content_type="application/timestamp-reply")

    web.expect_request("/tsr", method="POST").respond_with_handler(answer)
    return web.url_for("/tsr")


@needs_openssl
def test_a_link_is_stamped_and_the_signature_leads_to_the_root(url, authority):
    token = timestamp.request(LINK, url)

    unchecked = timestamp.read(token, LINK)
    checked = timestamp.read(token, LINK, [authority.root.read_bytes()])
    assert (unchecked.is_trusted, checked.is_trusted) == (False, True)
    assert checked.at.tzinfo is not None


@needs_openssl
def test_openssl_verifies_the_same_token_as_the_documentation_says(url, authority, tmp_path):
    (tmp_path / "token").write_bytes(timestamp.request(LINK, url))
    (tmp_path / "link").write_text(LINK)

    command = ["openssl", "ts", "-verify", "-data", "link", "-in", "token", "-CAfile", str(authority.root)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "Verification: OK" in done.stdout + done.stderr


@needs_openssl
def test_a_token_of_another_link_or_by_another_authority_is_refused(url, authority, tmp_path):
    token = timestamp.request(LINK, url)
    other = Authority(tmp_path / "b", "Other")

    with pytest.raises(MonitorError, match="a time stamp of something else"):
        timestamp.read(token, "00" * 32)
    with pytest.raises(MonitorError, match="does not lead to the root"):
        timestamp.read(token, LINK, [other.root.read_bytes()])
    with pytest.raises(MonitorError, match="root certificate cannot be read"):
        timestamp.read(token, LINK, [b"no certificate"])


@needs_openssl
def test_an_answer_to_an_earlier_question_is_refused(web, url):
    earlier = timestamp.request(LINK, url)
    web.expect_request("/replay").respond_with_data(earlier)

    with pytest.raises(MonitorError, match="to another question"):
        timestamp.request(LINK, web.url_for("/replay"))


@needs_openssl
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
        ({"response_data": b"<html>"}, "no time stamp"),
        ({"response_data": b""}, "no time stamp"),
        ({"response_data": b"", "status": 503}, "status 503"),
        ({"response_data": b"", "status": 302, "headers": {"Location": "/tsr"}}, "status 302"),
        ({"response_data": b"x" * 2_000_000}, "too long"),
    ],
)
def test_an_authority_that_gives_no_token_is_said_in_one_line(web, answer, says):
    web.expect_request("/tsr").respond_with_data(**answer)

    with pytest.raises(MonitorError, match=says):
        timestamp.request(LINK, web.url_for("/tsr"))


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/secret-path", "file:///etc/passwd", "http://[::1", "https://"])
def test_an_authority_that_is_not_there_is_said_without_its_path(url):
    with pytest.raises(MonitorError) as raised:
        timestamp.request(LINK, url)

    assert "secret-path" not in str(raised.value)


def test_without_the_extra_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)

    with pytest.raises(MonitorError, match=r"rfc3161-client, of the extra 'evidence'; pip install"):
        timestamp.read(b"", LINK)
