"""How people name a section on the command line."""

import pytest

import monitor
from monitor.cli.outline import uid_of
from monitor.errors import StoreError

VERSION = monitor.read(
    """<main><h1>Privacy</h1><h2>1. What we keep</h2><p>We keep your name and your address for a year.</p>
    <h2>第２条（利用目的）</h2><p>当社は、個人情報を商品の発送のために利用します。</p>
    <h2>3. Rights</h2><p>You may ask us what we keep about you.</p>
    <h3>Contact</h3><p>Write to the desk in Exampleton.</p>
    <h2>4. Changes</h2><p>We tell you of changes a month before.</p>
    <h3>Contact</h3><p>Write to the board of directors.</p>
    </main>""".encode()
)
UIDS = {section.title: section.uid for section in VERSION.walk()}


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("1.", "1. What we keep"),
        ("１", "1. What we keep"),
        ("what we KEEP", "1. What we keep"),
        ("1. What we keep", "1. What we keep"),
        ("第2条", "第２条 利用目的"),
        ("利用目的", "第２条 利用目的"),
        ("we keep", "1. What we keep"),
        ("目的", "第２条 利用目的"),
    ],
)
def test_a_number_a_heading_or_both_name_a_section(wanted, title):
    assert uid_of(VERSION, wanted) == UIDS[title]
    assert uid_of(VERSION, UIDS[title]) == UIDS[title]


@pytest.mark.parametrize("wanted", ["", ".", "5.", "keeping", "第3条"])
def test_what_names_none_gives_none(wanted):
    assert uid_of(VERSION, wanted) is None


def test_of_several_each_is_told_with_its_uid_and_place():
    with pytest.raises(StoreError, match=r"'contact' names 2 sections; .*3\. Rights > Contact.*4\. Changes > Contact"):
        uid_of(VERSION, "contact")
