"""Serve the demo's policies on a loopback port."""

from __future__ import annotations

import hashlib
import json
import socketserver
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from monitor.demo.policies import POLICIES, Policy, page
from monitor.model import Target

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOST = "127.0.0.1"
_RELEASED = datetime(2026, 4, 1, 9, tzinfo=UTC)


class Site:
    """A running site: where it is, what is on it, and the lever that makes its policies change."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.state = 1
        """1 at first; 2 when the policies have changed; 3 when, besides, the maintenance is over."""

    @property
    def url(self) -> str:
        """Where the site is, without a slash at the end."""
        return f"http://{_HOST}:{self.port}"

    @property
    def targets(self) -> tuple[Target, ...]:
        """Its policies, as a watchlist would name them."""
        return tuple(
            Target(name=policy.name, title=policy.title, url=self.url + policy.path, tags=policy.tags)
            for policy in POLICIES
        )

    @property
    def stories(self) -> dict[str, str]:
        """What becomes of each target's policy when the site moves on, in words."""
        return {policy.name: policy.story for policy in POLICIES}

    def advance(self) -> None:
        """Let the policies change."""
        self.state += 1


@contextmanager
def serve() -> Iterator[Site]:
    """Run the site on a free port of 127.0.0.1 until the block is left."""
    with _Server((_HOST, 0), _Handler) as server:
        site = Site(server.server_address[1])
        server.site = site
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="demo site", daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def watchlist_text(site: Site) -> str:
    """Write the watchlist for the site, as TOML."""
    head = f'allow_private = ["{_HOST}:{site.port}"]   # the demo runs on this machine\ndelay = "0s"\n'
    return head + "".join(
        f"\n[target.{target.name}]\n"
        f"name = {_quoted(target.title)}\nurl = {_quoted(target.url)}\ntags = {_quoted(target.tags)}\n"
        for target in site.targets
    )


def _quoted(value: str | tuple[str, ...]) -> str:
    """Quote a value; what JSON says of text and lists, TOML says too."""
    return json.dumps(value, ensure_ascii=False)


class _Server(ThreadingHTTPServer):
    """An HTTP server that asks no name system for its own name, which may take seconds offline."""

    daemon_threads = True
    site: Site

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = _HOST, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Let visitors hang up, as visitors do; anything else is a bug and keeps its traceback."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """Answer with a policy, with 304 when the visitor has it, or with 404 (so for robots.txt: all may come)."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        policy = next((policy for policy in POLICIES if policy.path == self.path), None)
        if policy is None:
            self._answer(HTTPStatus.NOT_FOUND, b"<title>404</title><p>Not found.</p>", {"Content-Type": "text/html"})
            return
        body = page(policy, self.server.site.state)
        headers = {"Content-Type": policy.header} | _validators(policy, self.server.site.state, body)
        if self._has(headers):
            del headers["Content-Type"]
            self._answer(HTTPStatus.NOT_MODIFIED, b"", headers)
        else:
            self._answer(HTTPStatus.OK, body, headers)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *args: object) -> None:
        """Say nothing: the demo's reader watches the monitor, not the site."""

    def _has(self, headers: dict[str, str]) -> bool:
        """Tell whether the visitor's copy is this one (RFC 9110, 13.2.2: the ETag decides where one was sent)."""
        if "ETag" not in headers:
            return False
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return headers["ETag"] in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        since = _date(self.headers.get("If-Modified-Since"))
        changed = _date(headers["Last-Modified"])
        return since is not None and changed is not None and changed <= since

    def _answer(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _validators(policy: Policy, state: int, body: bytes) -> dict[str, str]:
    if not policy.stable:
        return {}
    changed_at = _RELEASED + timedelta(days=0 if page(policy, 1) == body else 30 * state)
    return {
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
        "Last-Modified": format_datetime(changed_at, usegmt=True),
    }


def _date(text: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
