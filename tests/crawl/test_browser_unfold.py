"""Pages whose text comes late, or only when a reader opens a part of them."""

import pytest

from monitor.crawl import chromium
from monitor.model import Errand, Failure

LACK = chromium.lack()
TEXT = "We keep the list of members for thirty days."
RULE = "Whoever leaves the club is taken off the list on the first day of the following month. " * 5
OPEN = "this.setAttribute('aria-expanded', 'true');"
WRITE = "this.insertAdjacentHTML('afterend', T)"
SCRIPT = "<script>T = '<p>We keep the list ' + 'of members for thirty days.</p>'</script>"

PAGES = {
    "fetched on a click": f"""<button aria-expanded="false" aria-controls="p1"
        onclick="{OPEN} fetch('/panel').then(r => r.text()).then(t => p1.textContent = t)">Retention</button>
        <div id="p1"></div>""",
    "written on a click": f"""<h2><button aria-expanded="false" onclick="{OPEN} this.parentNode.after(
        document.createRange().createContextualFragment(T))">Retention</button></h2>""",
    "details that load": """<details ontoggle="this.append(T)"><summary>Retention</summary></details>""",
    "in a menu": f"""<nav><button aria-expanded="false" onclick="{WRITE}">Shop</button></nav>""",
    "in a footer": f"""<footer><button aria-expanded="false" onclick="{WRITE}">More</button></footer>""",
    "there already": f"""<button aria-expanded="false" aria-controls="p2" onclick="{WRITE}">More</button>
        <div id="p2" hidden>It is here.</div>""",
    "details with a text": """<details ontoggle="this.append(T)"><summary>A</summary>B</details>""",
    "a link elsewhere": """<a href="/other" aria-expanded="false">Retention</a>""",
    "a click that leaves": """<button aria-expanded="false" onclick="location = '/other'">Go</button>""",
    "a click that routes": """<button aria-expanded="false" onclick="history.pushState({}, '', '/other');
        m.innerHTML = T + 'And more.'.repeat(200)">Go</button>""",
    "a click that clears": """<button aria-expanded="false" onclick="m.textContent = 'Gone'">Go</button>""",
    "written late": """<div id="root">Loading…</div><script>setTimeout(() => root.innerHTML = T, 2500)</script>""",
}
OPENED = {"fetched on a click", "written on a click", "details that load", "written late"}


@pytest.fixture(scope="module")
def bodies(web, open_site):
    if LACK:
        pytest.skip(LACK)
    urls, private, asked = {}, [], {}
    for name, page in PAGES.items():
        text = "" if name == "written late" else f"<p>{RULE}</p>"
        html = f"<html><body>{SCRIPT}<main id=m>{text}{page}</main></body></html>"
        site = open_site({"/": web.answer(html.encode())})
        site.pages["/panel"] = web.answer(TEXT.encode(), Content_Type="text/plain")
        site.pages["/other"] = web.answer(b"<p>another page</p>")
        urls[name], asked[name] = site.url(), site
        private.append(site.host)
    errands = [Errand(target=name, url=url, render=True) for name, url in urls.items()]
    answers = web.run(errands, private=tuple(private), timeout=90)
    return {name: web.only(answers, name) for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_parts_are_opened_whose_text_comes_only_then(bodies, name):
    answer = bodies[name]

    assert not isinstance(answer, Failure), answer.reason
    assert (TEXT in answer.body.decode()) is (name in OPENED)


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"written late"}))
def test_the_text_that_was_there_is_there_still_and_so_is_the_page(bodies, name):
    answer = bodies[name]

    assert RULE.strip() in answer.body.decode()
    assert answer.final_url == answer.url
    assert answer.redirects == ()
