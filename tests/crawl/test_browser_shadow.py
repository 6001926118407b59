"""Pages that keep their text in shadow roots which a script makes."""

import pytest

from monitor.crawl import chromium
from monitor.model import Errand, Failure

LACK = chromium.lack()
TEXT = "We keep the list of members for thirty days."
FILL = "<script>T = '<p>We keep the list ' + 'of members for thirty days.</p>'</script>"
LONG = "<p>" + "Whoever leaves the club is taken off the list on the first day of the following month. " * 5 + "</p>"
PAGES = {
    "open": "host.attachShadow({mode: 'open'}).innerHTML = T",
    "closed": "host.attachShadow({mode: 'closed'}).innerHTML = T",
    "within another": """const outer = host.attachShadow({mode: 'open'}); outer.innerHTML = '<div></div>';
        outer.firstChild.attachShadow({mode: 'open'}).innerHTML = T""",
    "of a component": """customElements.define('club-rules', class extends HTMLElement {
        connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = T } });
        host.innerHTML = '<club-rules></club-rules>'""",
    "beside a text": "host.attachShadow({mode: 'open'}).innerHTML = T",
}


@pytest.fixture(scope="module")
def bodies(web, open_site):
    if LACK:
        pytest.skip(LACK)
    urls, private = {}, []
    for name, script in PAGES.items():
        text = LONG if name == "beside a text" else ""
        html = f"<html lang='en'><body>{FILL}<main id=host></main>{text}<script>{script}</script></body></html>"
        site = open_site({"/": web.answer(html.encode())})
        urls[name] = site.url()
        private.append(site.host)
    errands = [Errand(target=name, url=url, render=True) for name, url in urls.items()]
    answers = web.run(errands, private=tuple(private), timeout=90)
    return {name: web.only(answers, name) for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_text_in_shadow_roots_is_kept_where_there_is_no_other(bodies, name):
    answer = bodies[name]

    assert not isinstance(answer, Failure), answer.reason
    assert (TEXT in answer.body.decode()) is (name != "beside a text")
    assert answer.body.decode().count("<html") == 1
