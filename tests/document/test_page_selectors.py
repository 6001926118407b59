"""What a target may say of its page: select, remove, ignore."""

import pytest

import monitor

PAGE = b"""<body><nav><a href="/">Home</a></nav>
<div id="terms" class="doc"><h1>Terms</h1><p>These terms apply to all who use the service.</p>
<p class="ad">Buy one, get one free today!</p></div>
<div id="privacy" class="doc"><h1>Privacy</h1><p>We keep your data for one year.</p>
<p>Last visited: 12:04</p></div></body>"""


def read(**wishes):
    return monitor.read(PAGE, url="https://example.org/", media_type="text/html", **wishes)


def test_a_selector_reads_only_what_it_matches():
    assert read(select="#privacy").text == "Privacy\nWe keep your data for one year.\nLast visited: 12:04"


def test_a_selector_may_choose_what_would_be_furniture():
    assert read(select="nav").text == "Home"


def test_several_matches_are_read_in_order_and_nested_ones_once():
    text = read(select=".doc, .doc p, #privacy").text

    assert text.index("Terms") < text.index("Privacy")
    assert text.count("We keep your data") == 1


def test_removed_parts_are_left_out():
    assert "Buy one" not in read(remove=[".ad"]).text
    assert "Buy one" not in read(select="#terms", remove=[".ad"]).text


def test_ignored_clauses_are_left_out():
    text = read(ignore=[r"^Last visited"]).text

    assert "Last visited" not in text
    assert "We keep your data for one year." in text


def test_a_selector_that_matches_nothing_is_an_error_with_the_outline_there_is():
    with pytest.raises(monitor.DocumentError, match=r"'main > \.policy'.*Terms; Privacy"):
        read(select="main > .policy")


@pytest.mark.parametrize(
    "setting", [{"select": "div["}, {"remove": ["p::"]}, {"select": ":nope(x)"}, {"ignore": ["(unclosed"]}]
)
def test_what_is_no_selector_or_expression_is_an_error_that_names_it(setting):
    with pytest.raises(monitor.DocumentError) as raised:
        read(**setting)

    (name,) = setting
    assert f"{name} = " in str(raised.value)


def test_a_removal_that_matches_nothing_is_noted():
    assert any("'.gone'" in note for note in read(remove=[".gone"]).notes)


def test_the_same_elements_are_selected_however_broken_the_markup_is():
    broken = b"<table><tr><td>a<p id=x>We keep <b>it<p>all.</b></table><h2 id=y>And <i>more<p>of it"

    assert monitor.read(broken, select="#x").text == "We keep it"
    assert monitor.read(broken, select="#y").text == "And more"
