"""Text that the page hides: what belongs to the policy is read, the rest is told or left alone."""

import html

import pytest

import monitor

KEPT = "We keep the records of our customers for six years after the end of their contract."
MORE = "Records of complaints are kept for ten years, as the law of our country wants it."
OTHER = "Members may leave the club at the end of any month, and they need not give us a reason."
HIDDEN = "style='display:none'"


def read(markup, **values):
    return monitor.read(
        markup.encode(), url="https://example.org/legal/", media_type="text/html; charset=utf-8", **values
    )


OPENED = {
    "a hidden part under a bare heading": (
        f"<h2>5. Retention</h2><div {HIDDEN}><p>{KEPT}</p></div><h2>6. Leaving</h2><p>{OTHER}</p>"
    ),
    "a short one": f"<h2>Retention</h2><div {HIDDEN}>For six years.</div><h2>Leaving</h2><p>{KEPT}</p>",
    "a hidden list under a bare heading": (
        f"<h2>Data</h2><ul hidden><li>Name</li><li>Date of birth</li></ul><h2>Why</h2><p>{KEPT}</p>"
    ),
    "the last part of a page": f"<h2>Leaving</h2><p>{OTHER}</p><h2>Retention</h2><div {HIDDEN}><p>{KEPT}</p></div>",
    "a heading in a box of its own": (
        f"<div><header><h3>Retention</h3><i>+</i></header><div><div {HIDDEN}><p>{KEPT}</p></div></div></div>"
        f"<p>{OTHER}</p>"
    ),
    "a part below a label": (
        f"<input type=checkbox id=a><label for=a>Retention</label><div hidden>{KEPT}</div><p>{OTHER}</p>"
    ),
    "parts below lines alike": "".join(
        f"<div class=q>{name}</div><div class=a {HIDDEN}>{text}</div>"
        for name, text in (("Retention", KEPT), ("Complaints", MORE))
    )
    + f"<p>{OTHER}</p>",
    "a paragraph between others": f"<p>{OTHER}</p><p hidden>{KEPT}</p><p>{MORE}</p>",
    "the rest of a text": f"<div><p>{OTHER}</p><p class=rest {HIDDEN}>{KEPT}</p></div><p>{MORE}</p>",
    "a part above a control that shows more": f"<div>{OTHER}</div><div hidden>{KEPT}</div><a href='#'>Read more</a>",
    "a pane beside one that shows": (
        f"<div><div class='pane active'>{OTHER}</div><div class='pane' {HIDDEN}>{KEPT}</div></div><p>{MORE}</p>"
    ),
    "what a search on the page opens": f"<p>{OTHER}</p><p>{MORE}</p><div hidden=until-found>{KEPT}</div>",
    "a popover that a button opens": (
        f"<p>{OTHER} {MORE}</p><button popovertarget=p>Retention</button><div id=p hidden>{KEPT}</div>"
    ),
    "a closed element for details": f"<p>{OTHER}</p><details><summary>Retention</summary>{KEPT}</details>",
    "a shadow root in the page": f"<x-a><template shadowrootmode=open><p>{KEPT}</p></template></x-a><p>{OTHER}</p>",
    "a frame whose page stands in it": f'<p>{OTHER}</p><iframe srcdoc="&lt;p&gt;{KEPT}"></iframe>',
}


SHORT = {"a short one": "For six years.", "a hidden list under a bare heading": "Date of birth"}


@pytest.mark.parametrize("name", OPENED)
def test_hidden_text_of_a_policy_is_read(name):
    version = read(f"<main><h1>Rules</h1>{OPENED[name]}</main>")

    expected = SHORT.get(name, KEPT)
    assert version.text.count(expected) == 1
    assert version.notes == ()


NEVER = {
    "a newsletter": f"<div class=newsletter-box {HIDDEN}><h3>Stay in touch</h3><p>{KEPT}</p></div>",
    "a form": f"<div {HIDDEN}><h3>Join</h3><p>{KEPT}</p><input name=mail></div>",
    "a field for machines": (
        f"<div {HIDDEN}><label>Leave this field empty if you are human, please do</label><input></div>"
    ),
    "a dialogue": f"<div role=dialog {HIDDEN}><h3>Leaving</h3><p>{KEPT}</p></div>",
    "an error": f"<h3>Contact</h3><div class='alert alert-danger' {HIDDEN}>{KEPT}</div>",
    "a menu for screen readers": (
        "<h2 class=sr-only>Menu</h2><ul hidden><li><a href=/a>One</a></li><li><a href=/b>Two</a></li></ul>"
    ),
    "a cookie notice": (
        f"<div class=cookie-notice {HIDDEN}><p>{KEPT}</p><button>Accept</button><button>Reject</button></div>"
    ),
    "a model for a script": f"<h3>News</h3><div {HIDDEN}><p>{{{{ title }}}} {KEPT}</p></div>",
    "a request to allow scripts": f"<noscript><p>{KEPT}</p></noscript>",
    "a template": f"<h3>News</h3><template><p>{KEPT}</p></template>",
    "a word for a script": f"<h2>Why</h2><div hidden>gobannerglobal</div><p>{OTHER}</p>",
}


@pytest.mark.parametrize("name", NEVER)
@pytest.mark.parametrize("where", ["above", "below"])
def test_hidden_furniture_is_not_read_and_not_told(name, where):
    policy = f"<h1>Rules</h1><h2>Leaving</h2><p>{OTHER} {OTHER}</p><p>{MORE}</p>"
    page = NEVER[name] + policy if where == "above" else policy + NEVER[name]

    version = read(f"<main>{page}</main>")

    assert KEPT not in version.text
    assert "gobannerglobal" not in version.text
    assert version.notes == ()


def test_hidden_sentences_that_nothing_opens_are_told():
    version = read(f"<main><h1>Rules</h1><p>{OTHER}</p><p>{MORE}</p><div {HIDDEN}>{KEPT}</div></main>")

    assert KEPT not in version.text
    assert version.notes == (
        f"{len(KEPT)} characters that the page hides or strikes out were not read: {KEPT[:60].rstrip() + '…'!r}",
    )


def test_hidden_sentences_outside_what_is_selected_are_not_told():
    page = f"<main><p>{OTHER}</p></main><section><p>{MORE}</p><div {HIDDEN}>{KEPT}</div></section>"

    assert read(page, select="main").notes == ()
    assert len(read(page, select="section").notes) == 1


def test_hidden_text_in_another_language_is_not_read():
    french = "Les membres peuvent quitter le club à la fin de chaque mois, sans donner de raison."
    page = f"<div lang=en><p>{OTHER}</p><p>{MORE}</p></div><div lang=fr hidden><p>{french}</p></div>"

    assert french not in read(f"<html lang=en><main><h1>Rules</h1>{page}</main></html>").text


def test_a_hidden_copy_of_what_shows_is_read_once():
    page = f"<div><div class='pane wide'>{OTHER}</div><div class='pane wide' hidden>{OTHER}</div></div>"

    assert read(f"<main><h1>Rules</h1>{page}</main>").text.count(OTHER) == 1


def test_what_a_page_shows_without_scripts_is_read_where_it_is_the_text():
    text = "".join(f"<h2>Theme {number}</h2><p>{KEPT} Number {number}.</p>" for number in range(6))

    version = read(f"<div id=app></div><noscript><h1>Rules</h1>{text}</noscript>")

    assert [section.heading for section in version.walk()] == ["Rules", *(f"Theme {number}" for number in range(6))]


def test_parts_of_a_shadow_host_stand_in_their_slots():
    shadow = f"<slot name=title>Untitled</slot><p>{OTHER}</p><slot></slot><p>{MORE}</p>"

    version = read(
        f"<x-page><template shadowrootmode=open>{shadow}</template><p>{KEPT}</p><h1 slot=title>Rules</h1></x-page>"
    )

    assert [section.heading for section in version.sections] == ["Rules"]
    assert [clause.text for clause in version.sections[0].clauses] == [OTHER, KEPT, MORE]


def test_frame_in_a_frame_is_not_followed():
    inner = html.escape(f'<p>{OTHER}</p><iframe srcdoc="{html.escape(f"<p>{KEPT}</p>")}"></iframe>')

    version = read(f'<h1>Rules</h1><iframe srcdoc="{inner}"></iframe>')

    assert version.text == f"Rules\n{OTHER}"


def test_page_of_frames_says_which_pages_it_shows():
    with pytest.raises(monitor.DocumentError, match=r"frames.*https://example\.org/legal/policy\.html") as caught:
        read("<frameset cols='20%,80%'><frame src='menu.html'><frame src='policy.html'></frameset>")

    assert "\n" not in str(caught.value)


def test_text_for_browsers_without_frames_is_read_where_it_is_the_text():
    text = "".join(f"<h2>Theme {number}</h2><p>{KEPT} Number {number}.</p>" for number in range(6))

    version = read(f"<frameset><frame src=a.html><noframes><body><h1>Rules</h1>{text}</body></noframes></frameset>")

    assert [section.heading for section in version.walk()] == ["Rules", *(f"Theme {number}" for number in range(6))]
