"""A crawl whose answers are dealt with elsewhere goes on meanwhile, but neither far ahead nor away."""

import queue
import select
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import pytest

from monitor.crawl.ledger import MOST_WAITING
from monitor.model import Errand


@pytest.fixture
def threads():
    with ThreadPoolExecutor(4) as opened:
        yield opened


def test_pages_are_fetched_while_an_answer_is_being_dealt_with(web, open_site, threads):
    site = open_site({"/first": web.answer(), "/second": web.answer()})
    has_come = threading.Event()
    seen = []

    def receive(answer):
        if answer.target == "/second":
            has_come.set()
            return None
        return threads.submit(lambda: seen.append(has_come.wait(20)))

    web.run(web.errands({path: site.url(path) for path in ("/first", "/second")}), receive=receive)

    assert seen == [True]


def test_page_that_is_asked_for_in_the_end_is_fetched_though_nothing_else_is_left(web, open_site, threads):
    site = open_site({"/": web.answer()})
    again = iter([Errand(target="policy", url=site.url())])

    answers = web.run(web.errands({"policy": site.url()}), receive=lambda _: threads.submit(lambda: next(again, None)))

    assert len(answers["policy"]) == 2


class OwnError(Exception):
    pass


@pytest.mark.parametrize("error", [OwnError, KeyboardInterrupt, SystemExit])
def test_what_is_raised_elsewhere_is_raised_and_stops_the_crawl(web, open_site, error):
    site = open_site({f"/{number}": web.answer() for number in range(5)})
    silent = open_site({"/": lambda connection, _: connection.recv(1)})
    urls = {path: site.url(path) for path in site.pages} | {"silent": silent.url()}

    def receive(_):
        failed = Future()
        failed.set_exception(error("the disk is full"))
        return failed

    with pytest.raises(error, match="the disk is full"):
        web.run(web.errands(urls), receive=receive)


def test_crawl_that_is_stopped_by_an_error_ends_no_sooner_than_what_is_under_way(web, open_site, threads, monkeypatch):
    monkeypatch.setattr("monitor.crawl.run._GRACE", 0.1)
    site = open_site({"/long": web.answer(), "/failing": web.answer()})
    begun, done = threading.Event(), []

    def deal_for_long():
        begun.set()
        done.append(threading.Event().wait(1))

    def receive(answer):
        if answer.target == "/long":
            return threads.submit(deal_for_long)
        return threads.submit(lambda: begun.wait(20) and _raise())

    with pytest.raises(OwnError):
        web.run(web.errands({path: site.url(path) for path in ("/long", "/failing")}), receive=receive)

    assert done == [False]


def _raise():
    raise OwnError


def test_no_page_is_asked_for_while_many_wait_to_be_dealt_with(web, open_site):
    sites = [open_site({"/": web.answer()}) for _ in range(3 * MOST_WAITING)]
    come, over = queue.SimpleQueue(), threading.Event()
    batches = []

    def receive(_):
        waiting = Future()
        come.put(waiting)
        return waiting

    def deal():
        """Deal with what waits, but only when nothing has come for a while."""
        held = []
        while not over.is_set():
            try:
                held.append(come.get(timeout=0.3))
            except queue.Empty:
                batches.append(len(held))
                for each in held:
                    each.set_result(None)
                held = []

    dealing = threading.Thread(target=deal)
    dealing.start()
    answers = web.run(web.errands({site.host: site.url() for site in sites}), receive=receive, concurrency=2)
    over.set()
    dealing.join()

    assert len(answers) == len(sites)
    assert max(batches) <= MOST_WAITING + 2


CHILD = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from monitor.crawl import fetch
from monitor.model import Errand, Politeness
threads, told = ThreadPoolExecutor(1), threading.Event()
def deal(answer):
    print("begun", flush=True)
    sys.stdin.read()
    print("done", flush=True)
try:
    fetch([Errand(target=url, url=url) for url in sys.argv[1:3]], Politeness(allow_private=tuple(sys.argv[3:])),
          lambda answer: threads.submit(deal, answer))
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_has_come_is_dealt_with_before_a_crawl_ends_that_is_told_to_stop(web, open_site, tmp_path, number):
    site = open_site({"/": web.answer()})
    begun, broken_off = threading.Event(), threading.Event()

    def say_nothing(connection, _):
        begun.set()
        with suppress(OSError):
            connection.recv(1)
        broken_off.set()

    silent = open_site({"/": say_nothing})
    command = [sys.executable, "-P", "-c", CHILD, site.url(), silent.url(), site.host, silent.host]
    with subprocess.Popen(
        command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        first = child.stdout.readline()
        assert begun.wait(20)
        child.send_signal(number)
        assert broken_off.wait(20)
        ended_meanwhile, _, _ = select.select([child.stdout], [], [], 1)

        out, err = child.communicate(timeout=20)

    assert ended_meanwhile == []
    assert (first + out, err) == ("begun\ndone\ninterrupted\n", "")
