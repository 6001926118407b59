"""A time-stamp authority: openssl, behind a web server on loopback."""

import shutil
import subprocess

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

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

    def __init__(self, folder, name):
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


@pytest.fixture(scope="session")
def make_authority(tmp_path_factory):
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl here")
    return lambda name: Authority(tmp_path_factory.mktemp("authority") / "a", name)


@pytest.fixture(scope="session")
def authority(make_authority):
    return make_authority("Clock")


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
