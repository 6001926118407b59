"""What a server may do to a crawler, and what the crawl makes of it."""

import gzip
import socket
import threading
import time
import tracemalloc
from contextlib import suppress

import pytest

from monitor.model import Snapshot

LIMIT = 1_000_000


def reset(connection, _):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()


def silent(connection, _):
    with suppress(OSError):
        connection.recv(1)


def flood(start, piece):
    """Send a start, and then the same for ever."""

    def send(connection, _):
        with suppress(OSError):
            connection.sendall(start)
            while True:
                connection.sendall(piece)

    return send


def drip(start, piece):
    """Send a start, and then a little from time to time, for ever."""

    def send(connection, _):
        with suppress(OSError):
            connection.sendall(start)
            while True:
                connection.sendall(piece)
                time.sleep(0.1)

    return send


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
PAGES = {
    "cut-length": (OK + b"Content-Length: 5000\r\n\r\n<p>We keep", "cut off: less arrived than was announced"),
    "cut-chunk": (OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\n<p>We keep\r\n", "cut off"),
    "cut-gzip": (
        OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"<p>We keep" * 999)[:-20],
        "cut off: the compressed text has no end",
    ),
    "cut-html": (OK + b"\r\n<html><p>We keep", "cut off: the connection ended in the middle of the page"),
    "cut-head": (OK + b"X-Not", "the connection broke off"),
    "false-gzip": (OK + b"Content-Encoding: gzip\r\n\r\n<p>We keep</html>", "damaged on the way"),
    "nothing": (b"", "the connection broke off"),
    "garbage": (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "the answer was not HTTP"),
    "bad-status": (b"HTTP/1.1 two hundred\r\n\r\n", "the answer was not HTTP"),
    "bad-length": (OK + b"Content-Length: -5\r\n\r\nhello", "the connection broke off"),
    "two-lengths": (OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "the connection broke off"),
    "bad-chunk": (
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
        "cut off: less arrived than was announced",
    ),
    "reset": (reset, "the connection broke off"),
    "announced-too-large": (OK + b"Content-Length: 99999999\r\n\r\n<p>", "larger than 1000000 bytes"),
    "endless-body": (flood(OK + b"\r\n", b"x" * 65536), "larger than 1000000 bytes"),
    "gzip-bomb": (
        OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"\0" * 100_000_000),
        "larger than 1000000 bytes",
    ),
    "long-header": (OK + b"X-Long: " + b"x" * 300_000 + b"\r\n\r\nhello", "more than 256 KiB of headers"),
    "endless-headers": (flood(OK, b"X-Header: again and again\r\n" * 999), "more than 256 KiB of headers"),
    "endless-hints": (flood(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 999), "more than 256 KiB of headers"),
    "endless-line": (flood(OK, b"x" * 65536), "more than 256 KiB of headers"),
}
SLOW = {
    "silence": silent,
    "drip-body": drip(OK + b"\r\n", b"x"),
    "drip-head": drip(OK, b"X: y\r\n"),
    "drip-status": drip(b"HTTP/1.1 ", b"2"),
}


@pytest.fixture(scope="module")
def crawled(open_site, web):
    urls = {name: open_site({"/": page}).url() for name, (page, _) in PAGES.items()}
    urls["good"] = open_site({"/": web.answer()}).url()
    tracemalloc.start()
    answers = web.run(web.errands(urls), max_bytes=LIMIT, concurrency=8)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return answers, peak


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for name, (_, reason) in PAGES.items()])
def test_hostile_answer_is_one_plain_failure(web, crawled, name, reason):
    failure = web.only(crawled[0], name)

    assert failure.reason.startswith(reason)
    assert failure.reason.isprintable()
    assert "Error" not in failure.reason


def test_good_page_among_hostile_ones_arrives(web, crawled):
    assert isinstance(web.only(crawled[0], "good"), Snapshot)


def test_hostile_answers_take_little_memory(crawled):
    assert crawled[1] < 50_000_000


def test_page_that_comes_too_slowly_is_given_up_whatever_trickles_in(web, open_site):
    urls = {name: open_site({"/": page}).url() for name, page in SLOW.items()}
    started = time.monotonic()

    answers = web.run(web.errands(urls), timeout=0.5)

    assert {web.only(answers, name).reason for name in SLOW} == {"took longer than 0.5 seconds"}
    assert time.monotonic() - started < 5


def test_hops_of_a_page_share_its_time(web, open_site):
    site = open_site()

    def slowly(number):
        def send(connection, _):
            time.sleep(0.3)
            connection.sendall(web.moved(f"/{number + 1}"))

        return send

    site.pages |= {f"/{number}": slowly(number) for number in range(10)}

    answers = web.run(web.errands({"policy": site.url("/0")}), timeout=1)

    assert web.only(answers, "policy").reason == "took longer than 1 seconds"


def test_time_spent_on_reading_a_page_is_not_held_against_others(web, open_site):
    quick, slow = open_site({"/": web.answer()}), open_site()
    first_is_read = threading.Event()

    def wait(connection, _):
        first_is_read.wait(10)
        time.sleep(0.3)
        connection.sendall(web.answer())

    def read(_):
        time.sleep(1.5)
        first_is_read.set()

    slow.pages["/"] = wait

    answers = web.run(web.errands({"quick": quick.url(), "slow": slow.url()}), timeout=1, receive=read)

    assert isinstance(web.only(answers, "slow"), Snapshot)
    assert slow.paths().count("/") == 1
