"""Where blocks are cut and what they are, for the shapes pages have."""

import pytest

import monitor

REST = "<p>The rest of this policy says nothing else, and says it in one long sentence.</p>"


def clauses(markup, **wishes):
    version = monitor.read(f"<body>{markup}{REST}</body>".encode(), media_type="text/html; charset=utf-8", **wishes)
    return [
        (section.title, [(clause.kind.value, clause.label, clause.text) for clause in section.clauses])
        for section in version.walk()
    ]


def texts(markup):
    return [
        text
        for title, found in clauses(markup)
        for text in ([title] if title else []) + [f"{c[1]} {c[2]}".strip() for c in found]
    ][:-1]


SHAPES = {
    "two breaks begin a paragraph": (
        "<div>We collect little.<br><br>We keep it for a short time only.</div>",
        ["We collect little.", "We keep it for a short time only."],
    ),
    "an element between two breaks does not move the cut": (
        "<div>We collect little.<br><span> </span><br>We keep it for a short time only.</div>",
        ["We collect little.", "We keep it for a short time only."],
    ),
    "no-break space between two breaks is no text": (
        "<div>We collect little.<br>&nbsp;<br/>We keep it for a short time only.</div>",
        ["We collect little.", "We keep it for a short time only."],
    ),
    "one break in a sentence is white space": (
        "<p>We collect what you tell us<br>when you open an account.</p>",
        ["We collect what you tell us when you open an account."],
    ),
    "broken lines with bullets are items": (
        "<p>We collect:<br>・氏名<br>・住所<br>・電話番号</p>",
        ["We collect:", "氏名", "住所", "電話番号"],
    ),
    "broken lines that each end a sentence are paragraphs": (
        "<p>当社は、情報を収集します。<br>当社は、情報を適切に管理します。<br>当社は、情報を消去します。</p>",
        ["当社は、情報を収集します。", "当社は、情報を適切に管理します。", "当社は、情報を消去します。"],
    ),
    "lines wrapped by hand are one paragraph": (
        (
            "<p>We collect the personal data that you give us when you open an account,<br>"
            "when you write to our support desk, and when you buy something in our shop,<br>"
            "and we keep all of it for as long as the account is open and one year more,<br>as the law says.</p>"
        ),
        [
            (
                "We collect the personal data that you give us when you open an account, when you write to our "
                "support desk, "
                "and when you buy something in our shop, and we keep all of it for as long as the account is "
                "open and one "
                "year more, as the law says."
            )
        ],
    ),
    "a div with inline content is a paragraph": (
        "<div>We <b>never</b> sell <a href='/d'>data</a>.</div><div>We <i>may</i> share it.</div>",
        ["We never sell data.", "We may share it."],
    ),
    "numbers that exist only in the list are printed": (
        "<p>We ask for:</p><ol start=3><li>your name;</li><li>your mail address;</li></ol>",
        ["We ask for:", "3. your name;", "4. your mail address;"],
    ),
    "a list may be lettered, reversed, or have its own values": (
        (
            "<p>First:</p><ol type=a><li>one thing;</li><li>another;</li></ol><p>Then:</p>"
            "<ol reversed><li>last but one;</li><li>last;</li></ol><p>And:</p><ol type=I><li value=4>four;"
            "</li><li>five;</li></ol>"
        ),
        [
            "First:",
            "a. one thing;",
            "b. another;",
            "Then:",
            "2. last but one;",
            "1. last;",
            "And:",
            "IV. four;",
            "V. five;",
        ],
    ),
    "a typed number is not printed twice": (
        "<p>We ask for:</p><ol><li>1. your name;</li><li>2. your mail address;</li></ol>",
        ["We ask for:", "1. your name;", "2. your mail address;"],
    ),
    "an item goes on after its inner list": (
        "<p>We share data</p><ul><li>with banks:<ul><li>First Bank;</li></ul>and their agents;</li></ul>",
        ["We share data", "with banks:", "First Bank;", "and their agents;"],
    ),
    "rows carry their header cells": (
        "<table><tr><th>Purpose</th><th>Basis</th></tr><tr><td>Delivery</td><td>Contract</td></tr></table>",
        ["Purpose: Delivery | Basis: Contract"],
    ),
    "a cell that reaches over rows is of each, and the headers stay right": (
        (
            "<table><tr><th>Purpose</th><th>Data</th><th>Basis</th></tr><tr><td rowspan=2>Delivery</td>"
            "<td>Name</td><td>Contract</td>"
            "</tr><tr><td>Address</td><td>Contract</td></tr></table>"
        ),
        ["Purpose: Delivery | Data: Name | Basis: Contract", "Purpose: Delivery | Data: Address | Basis: Contract"],
    ),
    "ruby is read without its reading": (
        "<p><ruby>個人<rt>こじん</rt></ruby>情報を守ります。</p>",
        ["個人情報を守ります。"],
    ),
    "what nobody sees is not read": (
        "<p>We keep it.<script>x()</script><template>no</template><style>.a{}</style><svg><text>logo</text></svg></p>",
        ["We keep it."],
    ),
    "preformatted lines are lines": (
        "<pre>We collect:\n- your name;\n- your address.</pre>",
        ["We collect:", "your name;", "your address."],
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shape(name):
    markup, expected = SHAPES[name]

    assert texts(markup) == expected, name


HEADINGS = {
    "a heading tag": "<h2>Purposes</h2><p>We use data to deliver.</p>",
    "a heading role": "<div role=heading aria-level=3>Purposes</div><p>We use data to deliver.</p>",
    "a bold paragraph": "<p><strong>Purposes</strong></p><p>We use data to deliver.</p>",
    "a paragraph bold by its style": "<div style='font-weight: 700'>Purposes</div><p>We use data to deliver.</p>",
    "a paragraph bold by a class": (
        "<style>p.t{font-weight:bold}</style><p class=t>Purposes</p><p>We use data to deliver.</p>"
    ),
    "a bold line before a break": "<p><b>Purposes</b><br>We use data to deliver.</p>",
    "a summary": "<details><summary>Purposes</summary><p>We use data to deliver.</p></details>",
    "a term": "<dl><dt>Purposes</dt><dd>We use data to deliver.</dd></dl>",
    "a header cell before a cell of blocks": (
        "<table><tr><th>Purposes</th><td><p>We use data to deliver.</p><p>And for nothing else at all."
        "</p></td></tr></table>"
    ),
    "a button that opens the text": (
        "<button aria-expanded=false aria-controls=p1>Purposes</button>"
        "<div id=p1 hidden><p>We use data to deliver what was ordered, and for nothing else.</p></div>"
    ),
    "a heading with blocks in it": "<h2><div>Pur</div>poses</h2><p>We use data to deliver.</p>",
}


@pytest.mark.parametrize("name", HEADINGS)
def test_heading_is(name):
    found = clauses(f"<h1>Privacy policy</h1><p>This policy tells what we do with data.</p>{HEADINGS[name]}")

    titles = [title.replace(" ", "") for title, _ in found]
    assert titles[:2] == ["Privacypolicy", "Purposes"], name
    assert found[1][1][0][2].startswith("We use data to deliver"), name


def test_an_overlong_heading_is_a_paragraph():
    words = "Every word of this heading is one too many. " * 10

    assert clauses(f"<h2>{words}</h2>")[0][1][0][2] == words.strip()


def test_links_stay_beside_the_text():
    body = b"<p>See <a href='/dpo?utm_source=x'>our officer</a> for the details of what we do with your data.</p>"

    version = monitor.read(body, url="https://example.org/privacy", media_type="text/html")

    (link,) = version.sections[0].clauses[0].links
    assert (link.text, link.href) == ("our officer", "https://example.org/dpo")
    assert version.text == "See our officer for the details of what we do with your data."
