"""Keys in boxes named as calls, headings over a table of contents, headings that count on from a table."""

import pytest

import monitor

KEPT = "We keep the personal data of our customers for as long as the contract lasts, and for one year more."
LEFT = "You may leave us at any time, and we delete your account within thirty days of your letter."
QUIET = f"Terms of use\nKeeping\n{KEPT}\nLeaving\n{LEFT}"


def read(body):
    page = f"<html><body><h1>Terms of use</h1>{body}</body></html>"
    return monitor.read(page.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8")


@pytest.mark.parametrize(
    "words", ["Contact us", "Contact us via your account", "お問い合わせはこちら", "Download the app", "Join us"]
)
def test_a_lone_key_in_a_box_named_as_a_call_below_a_text_is_not_read(words):
    key = f'<div class="module__cta"><a class="primary" href="https://app.example/x">{words}</a></div>'

    version = read(f"<h2>Keeping</h2><div><div><p>{KEPT}</p></div>{key}</div><h2>Leaving</h2><p>{LEFT}</p>")

    assert version.text == QUIET


def test_a_key_that_is_all_a_section_says_or_that_gives_a_right_is_read():
    contact = read(
        f'<h2>Complaints</h2><div class=cta><a href="/write">Contact us</a></div><h2>Keeping</h2><p>{KEPT}</p>'
    )
    right = read(f'<p>{KEPT}</p><div class=cta><a href="/out">Opt out of the sale of my data</a></div><p>{LEFT}</p>')

    assert "Contact us" in contact.text
    assert "Opt out of the sale of my data" in right.text


LINKS = "".join(f'<li><a href="/terms#{place}">Part {place} of it</a></li>' for place in "abcd")
SECTIONS = f"<h2>Keeping</h2><p>{KEPT}</p></div><div><h2>Leaving</h2><p>{LEFT}</p>"


@pytest.mark.parametrize("name", ["Contents", "Content of Terms", "On this page", "目次"])
def test_the_heading_of_a_table_of_contents_goes_with_it(name):
    listed = f"<ol><li><b>Keeping.</b> {KEPT}</li><li><b>Leaving.</b> {LEFT}</li></ol>"

    assert read(f"<h2>{name}</h2><ul>{LINKS}</ul><div>{SECTIONS}</div>").text == QUIET
    assert name not in read(f"<p>{KEPT}</p><h2>{name}</h2><ol>{LINKS}</ol>{listed}").text


def test_a_bold_heading_that_counts_on_from_a_table_is_a_heading():
    rows = f"<table><tr><td>2. Scope</td><td>{KEPT}</td></tr><tr><td>3. Term</td><td>{LEFT}</td></tr></table>"
    line = "<p><b>4. Fees</b></p><p>Fees are due each month and are paid in advance by card.</p>"

    one = read(rows + line)
    two = read(f"{rows}{line}<p><b>5. Leaving</b></p><p>{LEFT}</p>")

    assert [(section.label, section.title) for section in one.walk()][1:] == [("4.", "4. Fees")]
    assert [section.label for section in two.walk()][1:] == ["4.", "5."]
    assert f"2. Scope | {KEPT}" in one.text
