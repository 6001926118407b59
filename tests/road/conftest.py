"""A loopback site of real-looking policies in two states, sinks for alerts, and the program itself."""

import json
import random
import socket
import subprocess
import sys
import threading
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller

_SENTENCES = (
    "{who} collects the name, postal address and telephone number of everyone who opens an account.",
    "{who} uses this data to provide the service, to answer questions and to prevent abuse.",
    "Records of support calls are kept for {days} days and are then deleted without undue delay.",
    "Data is given to carriers and payment providers only as far as the order requires it.",
    "You may ask at any time which data is held about you and have it corrected or erased.",
    "Staff with access to personal data are trained once a year and bound to confidentiality.",
    "Cookies remember the basket and the language; they are not used to follow you elsewhere.",
    "This policy may be revised when the law or the service changes; the date above says when.",
)
_HEADINGS = (
    "Data we collect",
    "Purposes of use",
    "Retention",
    "Recipients",
    "Your rights",
    "Security",
    "Cookies",
    "Changes to this policy",
)
CHANGED = (3, 11, 19, 27, 44)
PAGES = 50


def policy_page(number, *, days=30, nonce=0):
    """A policy of about 20 KB: scripts, menus and a footer around eight sections."""
    rng = random.Random(number)
    who = f"Company {number}"
    sections = []
    for index, heading in enumerate(_HEADINGS, 1):
        text = _SENTENCES[index - 1].format(who=who, days=days)
        more = " ".join(rng.choice(_SENTENCES).format(who=who, days=30) for _ in range(rng.randint(1, 4)))
        sections.append(f"<h2>{index}. {heading}</h2>\n<p>{text}</p>\n<p>{more}</p>")
    menu = "".join(f'<li><a href="/shop/{item}?s={nonce}">Shop {item}</a></li>' for item in range(40))
    script = f'<script nonce="{nonce:x}" src="/assets/app.{nonce:08x}.js"></script><script>/*{"x" * 8000}*/</script>'
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Privacy – {who}</title>
<link rel="stylesheet" href="/assets/{nonce:08x}.css">{script}</head><body class="r{nonce}">
<header><nav><ul>{menu}</ul></nav></header><main id="m{nonce}"><h1>Privacy policy of {who}</h1>
<p>Last updated: 1 March 2024</p>{"".join(sections)}</main>
<footer><p>© {who}. Visitor {nonce} today.</p></footer></body></html>""".encode()


class Site:
    """Fifty policies; `state` 2 has one changed clause in five of them. Also takes webhooks at /hook."""

    def __init__(self):
        self.state = 1
        self.etags = False
        self.hook_status = 200
        self.hooks = []
        self.requests = []
        self._nonce = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def page(self, number):
        self._nonce += 1
        days = 90 if self.state > 1 and number in CHANGED else 30
        return policy_page(number, days=days, nonce=0 if self.etags else self._nonce)

    def _handler(site):  # noqa: N805 - the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.requests.append(self.path)
                name = self.path.strip("/")
                if not name.isdigit():
                    return self._answer(404, b"not here")
                etag = f'"{name}-{site.state}"'
                if site.etags and self.headers.get("If-None-Match") == etag:
                    return self._answer(304, b"", etag)
                return self._answer(200, site.page(int(name)), etag if site.etags else None)

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                site.hooks.append((site.hook_status, json.loads(body)))
                self._answer(site.hook_status, b"{}")

            def _answer(self, status, body, etag=None):
                self.send_response(status)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                if etag:
                    self.send_header("ETag", etag)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler


class Mailbox:
    """A mail server that keeps what it accepts."""

    def __init__(self):
        self.messages = []
        with socket.create_server(("127.0.0.1", 0)) as free:  # the controller connects to the port it was given
            self.port = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"

    def close(self):
        self._controller.stop()


class Program:
    """The program in a folder of its own, each call a process of its own, as cron would do it."""

    def __init__(self, folder, site, mailbox):
        self.folder = folder
        self.site = site
        self.write(
            channels={
                "mail": f"mailto://127.0.0.1:{mailbox.port}?from=w@example.org&to=r@example.org",
                "hook": f"json://127.0.0.1:{site.port}/hook",
            }
        )

    def write(self, channels, pages=PAGES, extra=""):
        lines = [
            'contact = "watch@example.org"',
            f'allow_private = ["127.0.0.1:{self.site.port}"]',
            'delay = "0s"',
            "[defaults]",
            f"notify = {json.dumps(list(channels))}",
        ]
        for name, url in channels.items():
            lines += [f"[channel.{name}]", f'url = "{url}"']
        for number in range(pages):
            lines += [f"[target.company-{number}]", f'url = "{self.site.url}/{number}"']
        (self.folder / "watchlist.toml").write_text("\n".join([*lines, extra]), "utf-8")

    def start(self, *arguments):
        return subprocess.Popen(
            [sys.executable, "-m", "monitor", *arguments],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *arguments):
        process = self.start(*arguments)
        out, err = process.communicate(timeout=110)
        assert "Traceback" not in err, err
        return process.returncode, out, err

    def run(self, *arguments):
        status, out, _ = self("run", "--format", "json", *arguments)
        return status, json.loads(out)

    def json(self, *arguments):
        _, out, _ = self(*arguments, "--format", "json")
        return json.loads(out)


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def mailbox():
    mailbox = Mailbox()
    yield mailbox
    mailbox.close()


@pytest.fixture
def program(tmp_path, site, mailbox):
    return Program(tmp_path, site, mailbox)
