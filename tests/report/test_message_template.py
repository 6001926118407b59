"""A channel's own template: what it may name, what is said of one that cannot be filled, what it cannot do."""

import re

import pytest

from monitor import report as reports
from monitor.model import Template


def filled(source, *sets, notices=(), name="alert.j2"):
    return reports.dress(reports.compose(sets, notices), sets, Template(name=name, source=source))


def test_a_template_writes_the_text_and_a_plain_html_form_of_it(english):
    message = filled("{{ title }}\n{% for c in changes %}{{ c.section }}: {{ c.level }}\n{% endfor %}", english)

    assert message.text.startswith("Lantern Bank, privacy policy: 2 material, 1 minor, 3 cosmetic changes\n")
    assert ": material\n" in message.text
    assert f"<p>{message.text.splitlines()[0]}</p>" in message.html


def test_the_names_of_changedetection_io_mean_the_same(english, japanese):
    names = ("watch_title", "watch_url", "watch_tag", "diff", "diff_added", "diff_removed", "diff_full", "diff_url")
    source = "\n".join(f"<{name}>{{{{ {name} }}}}" for name in (*names, "change_datetime", "triggered_text"))

    text = filled(source, english, japanese).text

    assert "<watch_title>Lantern Bank, privacy policy, みなと生活協同組合 個人情報保護方針\n" in text
    assert "<watch_url>https://lantern.example/privacy, " in text
    assert "<watch_tag>bank" in text
    assert "[-30 days-][+two years+]" in text.partition("<diff>")[2].partition("<diff_added>")[0]
    added, removed = text.partition("<diff_added>")[2].split("<diff_removed>")
    assert "for two years" in added
    assert "for two years" not in removed.partition("<diff_full>")[0]
    assert "--- version 3" in text.partition("<diff_full>")[2]


def test_html_in_a_name_writes_the_html_form_with_page_text_escaped(make):
    each = make.changeset(make.change(make.added("<script>alert(1)</script>")))
    before = reports.compose([each], [])

    message = filled("<h1>{{ changes[0].edits[0].after }}</h1>", each, name="alert.html.j2")

    assert message.html == "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>"
    assert message.text == before.text


def test_the_finished_html_can_be_put_into_a_frame_of_ones_own(english):
    message = filled("<main>{{ html }}</main>", english, name="Alert.HTML")

    assert "<del>30 days</del>" in message.html


def test_what_steers_a_terminal_is_shown_in_templates_too(make):
    each = make.changeset(make.change(make.added("price\x1b[2J up")), title="a\u202eb")

    text = filled("{{ watch_title }} {{ diff_added }}\n{{ text }}", each).text

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\n" in text


def test_notices_alone_can_be_dressed(notices):
    assert "answered 503" in filled("{{ text }} {{ changes | length }}", notices=notices).text


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% for c in changes %}", "line 1: Unexpected end of template"),
        ("a\nb {{ title }", "line 2: "),
        ("{{ titel }}", "there is no name 'titel'; did you mean 'title'?"),
        ("{{ zzzzzz }}", "there is no name 'zzzzzz'; names: change_datetime, changes, diff,"),
        ("{% if false %}{{ secret }}{% endif %}", "there is no name 'secret'"),
        ("{{ changes[0].colour }}", "'dict object' has no attribute 'colour'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ title.nothing.more }}", "has no attribute 'nothing'"),
        ("{% include 'other.j2' %}", "no loader"),
        ("{{ title.__class__.__mro__ }}", "unsafe"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "unsafe"),
        ("{{ changes.append(1) }}", "unsafe"),
        ("{{ title | shout }}", "No filter named 'shout'"),
        ("{{ range(199999) | list }}", "Range too big"),
        ("{{ range(10 * 9 * 99999999) | list }}", "a number is too large"),
        ("{{ 'x' * 999999999 }}", "a text or list grows too long"),
        ("{{ 9 ** 9 ** 9 }}", "there is no '**' here"),
        ("{{ '%999999999d' % 1 }}", "there is no '%' here"),
        ("{{ '{:999999999}'.format(1) }}", "unsafe"),
        ("{{ 'x'.center(999999999) }}", "a number is too large"),
        ("{{ 'x' | center(999999999) }}", "a number is too large"),
        ("{% set n = namespace(s='x') %}{% for a in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}", "too long"),
        ("{% set n = namespace(i=9) %}{% for a in range(99) %}{% set n.i = n.i * n.i %}{% endfor %}", "too large"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "it goes on for too long"),
        ("{% macro f(n) %}{{ f(n - 1) if n }}{{ f(n - 1) if n }}{% endmacro %}{{ f(40) }}", "it goes on for too long"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_template_is_said_in_one_line(source, said):
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        reports.check_template(Template(name="alert.j2", source=source))

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("source", ["", "{{ html }}", "{{ targets[0].changes[0].edits[0].redline }}"])
def test_a_template_that_can_be_filled_is_passed(source):
    reports.check_template(Template(name="alert.j2", source=source))


def test_an_endless_template_ends(english):
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}0123456789{% endfor %}{% endfor %}"

    assert len(filled(endless, english).text) <= 200_000


def titled(source, *sets, notices=()):
    message = reports.compose(sets, notices)
    return reports.dress(message, sets, title=Template(name="title", source=source))


def test_a_template_writes_the_title_and_nothing_else(english):
    before = reports.compose([english], [])

    message = titled("[{{ level | upper }}] {{ watch_title }}: {{ changes | length }}", english)

    assert message.title == "[MATERIAL] Lantern Bank, privacy policy: 18"
    assert (message.text, message.html, message.blocks) == (before.text, before.html, before.blocks)


@pytest.mark.parametrize("source", ["{{ text }}", "{{ 'a' }}\n\r\t{{ diff_full }}", "\u202e{{ diff_added }}"])
def test_a_title_is_one_short_line_whatever_is_put_into_it(english, source):
    title = titled(source, english).title

    assert 0 < len(title) <= 200
    assert not re.search("[\x00-\x1f\u2028-\u202e]", title)


def test_a_title_that_comes_out_empty_is_ours(notices):
    assert titled("{{ diff }}", notices=notices).title == "Reed Media, cookie policy cannot be fetched"


def test_a_template_over_a_thousand_clauses_is_no_endless_one(make):
    each = make.changeset(*[make.change(make.added(f"clause {n}")) for n in range(1000)])

    text = filled(
        "{% for c in changes %}{% for e in c.edits %}{{ e.after | upper }}\n{% endfor %}{% endfor %}", each
    ).text

    assert text.endswith("CLAUSE 999")
