"""Loopback servers that answer exactly the bytes they are told to, and a crawl of them.

The whole 127.0.0.0/8 is loopback, so that tests have as many hosts as they like. A crawl runs in this process: the
reactor is never started, so nothing keeps it from running again.
"""

from __future__ import annotations

import socket
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from types import SimpleNamespace

import pytest

from monitor.crawl import fetch
from monitor.model import Errand, Politeness

PAGE = b"<!doctype html><html><body><h1>Privacy</h1><p>We keep data.</p></body></html>"
_HOSTS = count(2)


def answer(body=PAGE, status="200 OK", **headers):
    """Write an HTTP answer; header names with underscores, None to leave one out."""
    fields = {"Content_Type": "text/html", "Content_Length": len(body)} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value is not None]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""]).encode() + body


def moved(target, status="302 Found"):
    return answer(b"", status, Location=target)


@dataclass
class Asked:
    """One request as a server saw it."""

    path: str
    head: str
    at: float = field(default_factory=time.monotonic)

    def header(self, name):
        lines = (line.partition(": ") for line in self.head.split("\r\n")[1:])
        return next((value for key, _, value in lines if key.lower() == name.lower()), None)


class Site:
    """A server on a loopback host of its own. `pages` maps paths to bytes, lists of bytes (one a visit) or functions.

    A function gets the connection and the `Asked`, and may do with them as it likes.
    """

    def __init__(self, host=None, context=None):
        number = next(_HOSTS)
        self.host = host or f"127.{number // 250 + 1}.0.{number % 250 + 1}"
        self.pages = {"/robots.txt": answer(b"", "404 Not Found")}
        self.asked = []
        self._context = context
        self._socket = socket.create_server((self.host, 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path="/"):
        scheme = "https" if self._context else "http"
        return f"{scheme}://{self.host}:{self.port}{path}"

    def paths(self):
        return [one.path for one in self.asked]

    def close(self):
        self._socket.close()

    def _serve(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection):
        with suppress(OSError), connection:
            connection.settimeout(30)
            if self._context is None:
                self._answer(connection)
                return
            with self._context.wrap_socket(connection, server_side=True) as secured:
                self._answer(secured)

    def _answer(self, connection):
        data = b""
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65536)
            if not piece:
                return
            data += piece
        head = data.partition(b"\r\n\r\n")[0].decode("latin-1")
        asked = Asked(head.split(" ")[1], head)
        self.asked.append(asked)
        page = self.pages.get(asked.path, answer(b"no such page", "404 Not Found"))
        if isinstance(page, list):
            page = page[min(self.paths().count(asked.path), len(page)) - 1]
        if callable(page):
            page(connection, asked)
        else:
            connection.sendall(page)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)


@pytest.fixture(scope="module")
def open_site():
    """Open sites that are closed after the module."""
    sites = []

    def opened(pages=None, **options):
        site = Site(**options)
        site.pages |= pages or {}
        sites.append(site)
        return site

    yield opened
    for site in sites:
        site.close()


def run(errands, *, receive=None, private=None, **politeness):
    """Crawl; give the answers for each target, in the order they came."""
    answers = defaultdict(list)

    def hear(one):
        answers[one.target].append(one)
        return receive(one) if receive else None

    hosts = {errand.url.partition("://")[2].split("/")[0].rpartition(":")[0] for errand in errands}
    chosen = {"delay": timedelta(0), "allow_private": tuple(hosts) if private is None else private} | politeness
    if "timeout" in chosen:
        chosen["timeout"] = timedelta(seconds=chosen["timeout"])
    fetch(errands, Politeness(**chosen), hear)
    return answers


def errands(urls):
    """Make an errand for each name and URL."""
    return [Errand(target=name, url=url) for name, url in urls.items()]


def only(answers, target):
    """Give the one answer for a target."""
    (one,) = answers[target]
    return one


@pytest.fixture(scope="session")
def web():
    """Give the words the tests of this room are written in."""
    return SimpleNamespace(PAGE=PAGE, answer=answer, moved=moved, run=run, errands=errands, only=only)
