"""Bare lists of links at the end of a page: those that name the policy's own documents, and those that are menus."""

import pytest

import monitor

PROSE = "We keep the personal data of our customers for as long as the contract lasts, and for one year more."
POLICY = f"<h1>Framework contract</h1><h2>Keeping</h2><p>{PROSE}</p><h2>Leaving</h2><p>{PROSE} Really.</p>"


def text(markup):
    return monitor.read(markup.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8").text


def links(*names):
    return "".join(f"<li><a href='/doc/{number}'>{name}</a></li>" for number, name in enumerate(names))


OWN = {
    "Annexes": ["Service levels", "Prices", "List of processors"],
    "Schedules and exhibits": ["Tariffs", "Marks", "Depots"],
    "Related policies": ["Cookie policy", "Terms of sale", "Candidate privacy notice"],
    "Additional terms": ["Reseller terms", "Beta agreement"],
    "別表": ["保存期間", "手数料", "様式"],
    "関連規程": ["文書管理規程", "情報公開要綱", "印章規則"],
}


@pytest.mark.parametrize("heading", OWN)
@pytest.mark.parametrize("tag", ["main", "div"])
def test_documents_of_the_policy_are_read(heading, tag):
    read = text(f"<body><{tag}>{POLICY}<h2>{heading}</h2><ul>{links(*OWN[heading])}</ul></{tag}></body>")

    assert read.splitlines()[5:] == [heading, *OWN[heading]]


OTHERS = {
    "Related pages": ["Cookie policy", "Our shops", "Jobs"],
    "Related policies": ["Our shops", "Jobs", "News"],
    "Legal": ["Cookie policy", "Terms of sale", "Privacy notice"],
    "See also": ["A walk along the quay", "Ten bulbs", "Opening hours"],
    "More from our newsroom": ["A new office", "Ten tips", "An award"],
    "関連リンク": ["採用情報", "アクセス", "年次報告"],
}


@pytest.mark.parametrize("heading", OTHERS)
def test_lists_of_other_pages_are_not_read(heading):
    read = text(f"<main>{POLICY}<h2>{heading}</h2><ul>{links(*OTHERS[heading])}</ul></main>")

    assert len(read.splitlines()) == 5


def test_footer_of_legal_links_is_not_read():
    read = text(
        f"<body><div>{POLICY}</div><div class=links><ul>{links('Privacy', 'Terms', 'Cookies')}</ul></div></body>"
    )

    assert len(read.splitlines()) == 5


def test_lone_link_after_the_last_sentence_is_read_and_controls_are_not():
    def read(link):
        return text(f"<main>{POLICY}<p>{link}</p></main>").splitlines()[5:]

    assert read("<a href='/processors'>List of processors</a>") == ["List of processors"]
    assert read("<a href='/f.pdf'>Form for complaints</a>") == ["Form for complaints"]
    assert read("<a href='/'>← Back to legal</a>") == []
    assert read("<a href='/x'>Print this page</a>") == []
    assert read("<a href='/x'>Join now</a>") == []
