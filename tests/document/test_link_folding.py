"""Links: absolute, and without what differs from visit to visit."""

import pytest

import monitor

BASE = "https://example.org/legal/privacy"


def link(href):
    body = f"<p>See <a href='{href}'>there</a> for all that we do with the data you give us.</p>"
    links = monitor.read(body.encode(), url=BASE, media_type="text/html").sections[0].clauses[0].links
    return [found.href for found in links]


@pytest.mark.parametrize(
    ("href", "folded"),
    [
        ("/terms", "https://example.org/terms"),
        ("terms#5", "https://example.org/legal/terms#5"),
        ("//cdn.example.org/p.pdf", "https://cdn.example.org/p.pdf"),
        ("/t?utm_source=mail&amp;utm_medium=x&amp;id=7", "https://example.org/t?id=7"),
        ("/t?gclid=1&amp;fbclid=2&amp;mc_eid=3", "https://example.org/t"),
        ("/t;jsessionid=0A1B2C?lang=en", "https://example.org/t?lang=en"),
        ("/t?PHPSESSID=abc", "https://example.org/t"),
        ("/t?q=a%20b&amp;empty=", "https://example.org/t?q=a%20b&empty="),
        ("mailto:a%40example.org", "mailto:a@example.org"),
        (
            "https://l.example.com/l.php?u=https%3A%2F%2Fother.example%2Fx%3Futm_source%3Dy&amp;h=AT0zz",
            "https://other.example/x",
        ),
        (" https://example.org/\n a b ", "https://example.org/ab"),
    ],
)
def test_a_link_is_folded(href, folded):
    assert link(href) == [folded]


@pytest.mark.parametrize("href", ["javascript:void(0)", "JavaScript:x()", "data:text/html,x"])
def test_a_script_is_no_link(href):
    assert link(href) == []


def test_an_address_that_is_none_is_kept_as_it_stands():
    assert link("http://[broken") == ["http://[broken"]


def test_hidden_mail_addresses_are_shown_alike_at_every_visit():
    def page(key):
        veiled = bytes([key, *(ord(sign) ^ key for sign in "dpo@example.org")]).hex()
        span = (
            f"<a href='/cdn-cgi/l/email-protection#{veiled}'><span data-cfemail='{veiled}'>[email protected]</span></a>"
        )
        return monitor.read(
            f"<p>Write to {span} with whatever you want to ask us.</p>".encode(), url=BASE, media_type="text/html"
        )

    assert page(7) == page(99)
    assert "Write to dpo@example.org with" in page(7).text
    assert page(7).sections[0].clauses[0].links[0].href == "mailto:dpo@example.org"
