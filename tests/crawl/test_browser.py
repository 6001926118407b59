"""Pages that a script builds: the browser runs the scripts, and the crawl's rules hold for all that they ask for."""

import os
import signal
import tempfile
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from monitor.crawl import chromium, lack_of_browser
from monitor.model import Errand, Failure, Politeness, Redirect

LACK = chromium.lack()
needs_browser = pytest.mark.skipif(bool(LACK), reason=LACK)

TEXT = "We keep the list of members for thirty days."
MANY = 300


def shell(script, rest=""):
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>Club</title></head>
        <body><div id="root"></div>{rest}<script>{script}</script></body></html>""".encode()


def say(text=TEXT):
    return f"document.getElementById('root').insertAdjacentHTML('beforeend', '<p>{text}</p>');"


def script(text):
    return text.encode()


class Sites:
    """One crawl of pages of all kinds, each on a host of its own."""

    def __init__(self, web, open_site):
        self.web = web
        self.open_site = open_site
        self.urls, self.sites, self.private = {}, {}, []
        self.spy = open_site()
        self.answers = {}

    def add(self, name, page, path="/", **pages):
        site = self.open_site({"/": page if page.startswith(b"HTTP/") else self.web.answer(page)})
        site.pages |= {f"/{name.replace('_', '.')}": answer for name, answer in pages.items()}
        self.sites[name], self.urls[name] = site, site.url(path)
        self.private.append(site.host)
        return site

    def crawl(self, **politeness):
        errands = [Errand(target=name, url=url, render=True) for name, url in self.urls.items()]
        self.answers = self.web.run(errands, private=tuple(self.private), **politeness)

    def of(self, name):
        (answer,) = self.answers[name]
        return answer

    def body(self, name):
        answer = self.of(name)
        assert not isinstance(answer, Failure), answer.reason
        return answer.body.decode()


@pytest.fixture(scope="module")
def sites(web, open_site):
    if LACK:
        pytest.skip(LACK)
    sites = Sites(web, open_site)
    spy = sites.spy.url("/secret")
    api = open_site({"/api": web.answer(TEXT.encode(), Content_Type="text/plain", Access_Control_Allow_Origin="*")})
    sites.api = api
    sites.private.append(f"{api.host}:{api.port}")
    ask = f"fetch('{api.url('/api')}', {{method: 'POST', headers: {{'x-key': 'k'}}, body: 'q=1'}})"
    tell = say("' + t + '")
    built = f"{ask}.then(r => r.text()).then(t => {{ {tell} }})"
    sites.add(
        "built",
        web.answer(shell("", "<script src=/app.js></script>"), ETag='"one"', Content_Language="en", Set_Cookie="a=b"),
        app_js=web.answer(script(built), Content_Type="text/javascript"),
    )
    sites.add("restless", shell("setInterval(() => {" + say("still more") + "}, 100)"))
    count = "let n = 0; setInterval(() => { document.title = n; root.innerHTML = '<p>Visitors: ' + ++n + '</p>' }, 20)"
    sites.add("counter", shell(count))
    sites.add(
        "moved",
        shell("location.replace('/old')"),
        old=web.moved("/new", "301 Moved Permanently"),
        new=web.answer(shell(say()), ETag='"new"'),
    )
    sites.add("routed", shell("history.pushState({}, '', '/privacy/en');" + say()))
    sites.add("hashed", shell(say("' + location.hash + '")), path="/#/privacy")
    sites.add("elsewhere", shell(f"location = '{spy}'"))
    sites.add("gone", shell("location = '/nothing'"))
    circling = sites.add("circling", shell("location = '/?' + Math.random()"))
    circling.pages = _Everywhere(circling.pages)
    refused = say("refused ' + e.code + '")
    wants = [
        "alert(1); confirm(2); prompt(3); window.onbeforeunload = () => 'no'",
        "const a = document.createElement('a'); a.href = '/f'; a.download = 'f.bin'; a.click()",
        f"window.open('/more'); window.open('{spy}')",
        "navigator.serviceWorker?.register('/sw.js').catch(() => {})",
        f"navigator.geolocation.getCurrentPosition(() => {{}}, e => {{ {refused} }})",
    ]
    sites.add(
        "wanton", web.answer(shell("; ".join([*wants, say()])), Content_Disposition="attachment; filename=x.html")
    )
    worker = f"new Worker(URL.createObjectURL(new Blob([`fetch('{spy}')`])))"
    socket = f"new WebSocket('{spy.replace('http', 'ws')}')"
    ways = [f"fetch('{spy}').catch(() => {{}})", "fetch('/hop').catch(() => {})", worker, socket]
    ways += [f"navigator.sendBeacon('{spy}')", f"new EventSource('{spy}')", f"import('{spy}').catch(() => {{}})"]
    marks = f"<img src='{spy}'><iframe src='{spy}'></iframe>"
    marks += f"<link rel=stylesheet href='{spy}'><link rel=preconnect href='{spy}'>"
    sites.add("prying", shell("; ".join(ways) + ";" + say(), marks), hop=web.moved(spy))
    sites.add("hog", shell(f"{say()} setTimeout(() => {{ while (true) {{}} }}, 50)"))
    sites.add(
        "forbidden",
        shell(say(), "<script src=/private/app.js></script><script src=/open.js></script>"),
        robots_txt=web.answer(b"User-agent: *\nDisallow: /private/", Content_Type="text/plain"),
        open_js=web.answer(script(say("open")), Content_Type="text/javascript"),
    )
    many = f"for (let i = 0; i < {MANY}; i++) fetch('/p' + i).catch(() => {{}}); {say()}"
    sites.add("many", shell(many))
    sites.add("pdf", web.answer(b"%PDF-1.7 nothing", Content_Type="application/pdf"))
    sites.add("huge", shell("root.innerHTML = '<p>' + 'x'.repeat(3e6) + '</p>'"))
    sjis = "<html><body><script>document.body.append('会員の情報は' + 30 + '日間保存します。')</script>"
    sites.add("sjis", web.answer(sjis.encode("shift_jis"), Content_Type="text/html; charset=shift_jis"))
    tell = say("' + r.status + '")
    sites.add("status", shell(f"fetch('/teapot').then(r => {{ {tell} }})"))
    sites.crawl(timeout=10, max_bytes=1_000_000)
    return sites


class _Everywhere(dict):
    """The same page at every address."""

    def get(self, path, default=None):
        return super().get(path) or self["/"]


def test_text_that_a_script_brings_is_the_page(sites):
    body = sites.body("built")

    assert f"<p>{TEXT}</p>" in body
    assert body.startswith("<!DOCTYPE html>")


def test_status_address_and_headers_are_those_of_the_document(sites):
    answer = sites.of("built")

    assert (answer.status, answer.final_url, answer.redirects) == (200, answer.url, ())
    assert answer.address == sites.sites["built"].host
    assert answer.header("etag") == '"one"'
    assert answer.header("content-language") == "en"
    assert answer.header("set-cookie") == ""


def test_body_says_that_a_browser_made_it_and_of_which_bytes(sites):
    answer = sites.of("built")

    assert answer.is_rendered
    assert answer.header("x-monitor-rendered").startswith("chromium/")
    assert len(answer.header("x-monitor-source")) == 64
    assert answer.header("content-type") == "text/html; charset=utf-8"
    assert answer.header("content-length") is None


def test_scripts_ask_as_the_crawl_asks(sites):
    (app,) = [asked for asked in sites.sites["built"].asked if asked.path == "/app.js"]
    (api,) = [asked for asked in sites.api.asked if asked.path == "/api"]

    assert app.header("User-Agent") == api.header("User-Agent")
    assert app.header("User-Agent").startswith("monitor/")
    assert app.header("Accept-Encoding") == "gzip, deflate, br"
    assert app.header("Accept-Language") == "en,ja;q=0.8,*;q=0.5"
    assert (api.head.split()[0], api.header("X-Key")) == ("POST", "k")
    assert not [asked for asked in sites.sites["built"].asked + sites.api.asked if asked.header("Cookie")]


def test_script_of_a_site_is_asked_for_after_its_robots_txt(sites):
    assert sites.api.paths() == ["/robots.txt", "/api"]
    assert "/private/app.js" not in sites.sites["forbidden"].paths()
    assert "open" in sites.body("forbidden")


def test_page_that_never_settles_is_taken_when_all_has_come(sites):
    assert sites.body("restless").count("still more") > 5


def test_counter_does_not_keep_a_page_from_being_finished(sites):
    ticks = int(sites.body("counter").partition("Visitors: ")[2].partition("<")[0])

    assert ticks < 200


def test_page_that_leads_on_by_script_is_followed_as_a_redirect(sites):
    answer = sites.of("moved")
    site = sites.sites["moved"]

    assert TEXT in sites.body("moved")
    assert answer.final_url == site.url("/new")
    assert answer.redirects == (Redirect(status=200, url=site.url("/old")), Redirect(status=301, url=site.url("/new")))
    assert answer.header("etag") == '"new"'
    assert site.paths() == ["/robots.txt", "/", "/old", "/new"]


def test_address_that_a_script_gives_the_page_is_its_address(sites):
    answer = sites.of("routed")

    assert answer.final_url == sites.sites["routed"].url("/privacy/en")
    assert sites.sites["routed"].paths() == ["/robots.txt", "/"]


def test_address_behind_the_hash_reaches_the_script(sites):
    assert "<p>#/privacy</p>" in sites.body("hashed")
    assert sites.of("hashed").redirects == ()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("elsewhere", "port {spy} is not one the watchlist names"),
        ("gone", "the server answered 404 Not Found"),
        ("circling", "more than 10 redirects by script"),
        ("hog", "took longer than 10 seconds in the browser"),
        ("huge", "larger than 1000000 bytes"),
    ],
)
def test_page_that_cannot_be_rendered_is_a_plain_failure(sites, name, reason):
    answer = sites.of(name)

    assert isinstance(answer, Failure)
    assert answer.reason.startswith(reason.format(spy=sites.spy.port))


@pytest.mark.parametrize("name", ["wanton", "prying", "many"])
def test_page_that_wants_more_than_to_be_read_is_read(sites, name):
    assert TEXT in sites.body(name)


def test_nothing_reaches_a_host_that_the_guard_refuses(sites):
    assert "/hop" in sites.sites["prying"].paths()
    assert sites.spy.asked == []


def test_windows_downloads_and_service_workers_are_not_asked_for(sites):
    assert sites.sites["wanton"].paths() == ["/robots.txt", "/"]


def test_requests_of_a_page_are_bounded(sites):
    asked = [path for path in sites.sites["many"].paths() if path.startswith("/p")]

    assert len(asked) == 200


def test_permission_is_refused(sites):
    assert "refused 1" in sites.body("wanton")


def test_answer_of_any_status_reaches_the_script_that_asked(sites):
    assert "<p>404</p>" in sites.body("status")


def test_answer_that_is_no_markup_is_left_as_it_is(sites):
    answer = sites.of("pdf")

    assert answer.body == b"%PDF-1.7 nothing"
    assert not answer.is_rendered


def test_charset_of_the_document_is_heeded_and_the_page_is_utf_8(sites):
    assert "会員の情報は30日間保存します。" in sites.body("sjis")


def test_note_of_a_browser_that_a_server_sends_is_not_believed(web, open_site):
    site = open_site({"/": web.answer(X_Monitor_Rendered="chromium/1")})

    answers = web.run(web.errands({"policy": site.url()}))

    assert not web.only(answers, "policy").is_rendered


@needs_browser
def test_parts_of_a_page_keep_the_hosts_delay_and_their_pauses_are_not_its_time(web, open_site):
    scripts = "".join(f"<script src=/{number}.js></script>" for number in range(4))
    site = open_site({"/": web.answer(shell("", scripts))})
    for number in range(4):
        site.pages[f"/{number}.js"] = web.answer(script(say(f"part {number}")), Content_Type="text/javascript")
    errand = Errand(target="policy", url=site.url(), render=True)

    answers = web.run([errand], delay=timedelta(seconds=0.7), timeout=2.5)

    assert "part 3" in web.only(answers, "policy").body.decode()
    times = sorted(asked.at for asked in site.asked)
    assert min(later - before for before, later in pairwise(times)) > 0.6


@pytest.fixture
def short_path():
    """A temporary folder whose path is short: Chromium puts a socket into it, whose path may have 107 characters."""
    with tempfile.TemporaryDirectory(prefix="m") as folder:
        yield Path(folder)


@needs_browser
def test_nothing_of_the_browser_is_left_after_an_interruption(web, open_site, short_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(short_path))
    site = open_site({"/": web.answer(shell("fetch('/stop'); setInterval(() => {" + say("more") + "}, 50)"))})
    seen = []

    def stop(connection, asked):
        seen.extend(_processes(short_path))
        os.kill(os.getpid(), signal.SIGINT)

    site.pages["/stop"] = stop
    began = time.monotonic()

    with pytest.raises(KeyboardInterrupt):
        web.run([Errand(target="policy", url=site.url(), render=True)])

    assert seen
    assert time.monotonic() - began < 20
    assert _gone(short_path)


@needs_browser
def test_browser_of_the_crawl_sees_no_secret_of_the_environment(web, open_site, short_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(short_path))
    monkeypatch.setenv("SLACK_URL", "slack://token")
    found = []

    def look(connection, asked):
        found.extend(Path(f"/proc/{number}/environ").read_bytes() for number in _processes(short_path))

    site = open_site({"/": web.answer(shell("fetch('/look')")), "/look": look})

    web.run([Errand(target="policy", url=site.url(), render=True)])

    assert found
    assert not [environ for environ in found if b"SLACK" in environ]
    assert _gone(short_path)


def _processes(folder):
    """List the living processes that name a folder on their command line, as Chromium names its profile's."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder).encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def _gone(folder):
    deadline = time.monotonic() + 5
    while (left := _processes(folder)) and time.monotonic() < deadline:
        os.sched_yield()
    return not left


@needs_browser
def test_browser_that_is_named_and_not_there_is_said(web, open_site):
    site = open_site({"/": web.answer()})

    answers = web.run([Errand(target="policy", url=site.url(), render=True)], browser="/nowhere/chromium")

    reason = "there is no browser '/nowhere/chromium', which the watchlist names"
    assert web.only(answers, "policy").reason == reason
    assert site.asked == []


@needs_browser
def test_program_that_is_no_browser_is_a_plain_failure(web, open_site):
    site = open_site({"/": web.answer()})

    answers = web.run([Errand(target="policy", url=site.url(), render=True)], browser="/bin/false")

    assert web.only(answers, "policy").reason.startswith("the browser /bin/false could not be started")


def test_extra_that_is_missing_is_named_with_what_to_do(monkeypatch):
    monkeypatch.setattr(chromium, "find_spec", lambda name: None)

    assert lack_of_browser(Politeness()).endswith("pip install --editable '.[browser]'")


def test_browser_is_looked_for_on_path(monkeypatch, tmp_path):
    monkeypatch.setattr(chromium, "find_spec", lambda name: name)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lack_of_browser(Politeness()).startswith("there is no Chromium on PATH")

    (tmp_path / "google-chrome").write_text("#!/bin/sh\n")
    (tmp_path / "google-chrome").chmod(0o755)

    assert lack_of_browser(Politeness()) == ""
    assert chromium.find() == str(tmp_path / "google-chrome")
