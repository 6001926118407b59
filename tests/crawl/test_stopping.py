"""A crawl that has to stop stops soon, tells why, and loses nothing it had."""

import json
import signal
import subprocess
import sys
import time

import pytest

from monitor.model import Snapshot

CHILD = """
import json, sys, time
from datetime import timedelta
from monitor.crawl import fetch
from monitor.model import Errand, Politeness
assert not {"scrapy", "twisted"} & set(sys.modules)
hosts, urls = json.loads(sys.argv[1])
def receive(answer):
    print(answer.target, getattr(answer, "status", None), flush=True)
    if answer.target == "long":
        time.sleep(60)
try:
    fetch([Errand(target=name, url=url) for name, url in urls.items()],
          Politeness(allow_private=tuple(hosts), delay=timedelta(0), max_bytes=1000), receive)
except KeyboardInterrupt:
    print("interrupted")
"""


def start(folder, sites, urls):
    told = json.dumps([[site.host for site in sites], urls])
    # -P: as for the installed command, the folder one stands in is no place to import from
    command = [sys.executable, "-P", "-W", "default", "-c", CHILD, told]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_stops_the_crawl_within_seconds_and_keeps_what_came(web, open_site, tmp_path, number):
    slow_robots = web.answer(b"User-agent: *\nCrawl-delay: 30")
    site = open_site({"/robots.txt": slow_robots} | {f"/{page}": web.answer() for page in range(5)})
    silent = open_site({"/": lambda connection, _: connection.recv(1)})
    quick = open_site({"/": web.answer()})
    urls = {"quick": quick.url(), "silent": silent.url()} | {f"/{page}": site.url(f"/{page}") for page in range(5)}
    child = start(tmp_path, [site, silent, quick], urls)
    first = child.stdout.readline()
    started = time.monotonic()

    child.send_signal(number)

    out, err = child.communicate(timeout=20)
    assert first + out == "quick 200\ninterrupted\n"
    assert time.monotonic() - started < 8
    assert err == ""


@pytest.mark.parametrize(("times", "seconds"), [(1, 8), (2, 2)])
def test_signal_ends_even_a_page_that_takes_long_to_read(web, open_site, tmp_path, times, seconds):
    site = open_site({"/": web.answer()})
    child = start(tmp_path, [site], {"long": site.url()})
    child.stdout.readline()
    started = time.monotonic()

    for _ in range(times):
        child.send_signal(signal.SIGINT)
        time.sleep(0.2)

    assert child.communicate(timeout=20) == ("interrupted\n", "")
    assert time.monotonic() - started < seconds


def test_crawl_from_any_folder_says_nothing_on_the_terminal(web, open_site, tmp_path):
    (tmp_path / "spiders").mkdir()
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = nonsense.settings\n")
    site = open_site({"/": web.answer(), "/large": web.answer(b"x" * 5000), "/cut": b"HTTP/1.1 200 OK\r\nContent-"})
    urls = {path: site.url(path) for path in ["/", "/large", "/cut", "/missing"]} | {"no-url": "nonsense"}

    out, err = start(tmp_path, [site], urls).communicate(timeout=20)

    assert sorted(out.split("\n")[:-1]) == ["/ 200", "/cut None", "/large None", "/missing 404", "no-url None"]
    assert err == ""


class OwnError(Exception):
    pass


@pytest.mark.parametrize("error", [OwnError, KeyboardInterrupt, SystemExit])
def test_what_the_receiver_raises_is_raised_and_nothing_more_is_handed_over(web, open_site, error):
    site = open_site({f"/{number}": web.answer() for number in range(5)})
    handed = []

    def receive(given):
        handed.append(given)
        raise error("the disk is full")

    with pytest.raises(error, match="the disk is full"):
        web.run(web.errands({path: site.url(path) for path in site.pages}), receive=receive)

    assert len(handed) == 1


def test_receiver_that_raises_before_anything_is_asked_is_heard(web, open_site):
    with pytest.raises(OwnError):
        web.run(web.errands({"no-url": "nonsense"}), receive=lambda _: _raise())


def test_receiver_that_raises_stops_pages_under_way(web, open_site):
    site = open_site({"/": web.answer()})
    silent = open_site({"/": lambda connection, _: connection.recv(1)})
    started = time.monotonic()

    with pytest.raises(OwnError):
        web.run(web.errands({"quick": site.url(), "silent": silent.url()}), receive=lambda _: _raise())

    assert time.monotonic() - started < 5


def test_crawl_after_one_that_was_stopped_is_as_good_as_new(web, open_site):
    site = open_site({"/": web.answer()})
    with pytest.raises(OwnError):
        web.run(web.errands({"policy": site.url()}), receive=lambda _: _raise())

    answers = web.run(web.errands({"policy": site.url()}))

    assert isinstance(web.only(answers, "policy"), Snapshot)


def test_signals_mean_afterwards_what_they_meant_before(web, open_site):
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]

    web.run(web.errands({"policy": open_site({"/": web.answer()}).url()}))

    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


def _raise():
    raise OwnError
