"""The Word form: real tracked changes, which a word processor accepts and rejects word by word."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from monitor import compare, read
from monitor import report as reports
from monitor.model import Change, ChangeSet, Clause, ClauseKind, Edit, EditKind, Kind, Place, Section, Version

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOFFICE = shutil.which("soffice")
_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, target As String, verb As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  page = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(page.CurrentController.Frame, ".uno:" &amp; verb &amp; "AllTrackedChanges", "", 0, Array())
  Dim plain(1) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName" : plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions" : plain(1).Value = "UTF8,LF"
  page.storeToURL(target, plain())
  page.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""


def document(body):
    """The main part, parsed; every other part must be well formed too."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    return parts["word/document.xml"]


def settle(body, *, accept):
    """Lines of text after accepting or rejecting everything, by the rules of ECMA-376, Part 1, 17.13.5."""
    gone = f"{W}del" if accept else f"{W}ins"
    lines, held = [], ""
    for paragraph in document(body).iter(f"{W}p"):
        for child in paragraph:
            if child.tag != gone:
                held += "".join(text.text or "" for text in child.iter() if text.tag in {f"{W}t", f"{W}delText"})
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None or mark.find(gone) is None:  # a paragraph whose mark goes joins the next one
            lines.append(held)
            held = ""
    assert held == ""
    return lines


def office(body, folder, *, accept):
    """The same, by LibreOffice."""
    basic = folder / "profile/user/basic/Standard"
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    if not basic.exists():  # a new profile would be written over what is put there before
        subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=100)
    (basic / "Module1.xba").write_text(_MACRO, "utf-8")
    (basic / "script.xlb").write_text(_LIBRARY, "utf-8")
    source, target = folder / "in.docx", folder / f"out-{accept}.txt"
    source.write_bytes(body)
    verb = "Accept" if accept else "Reject"
    call = f'macro:///Standard.Module1.Settle("{source.as_uri()}","{target.as_uri()}","{verb}")'
    subprocess.run([*command, call], check=True, capture_output=True, timeout=100)
    return target.read_text("utf-8-sig").rstrip("\n").split("\n")


# --- two whole versions ------------------------------------------------------------------------------------

HEAD = 3
"""Lines of the frame above the text: title, address, versions; and one below it."""
OLD = """<main><h1>Privacy policy of Lantern Bank</h1><p>Last updated: 2 March 2025</p>
<h2>1. Data</h2><p>We keep your name and address for 30 days.</p><ul><li>(1) cards</li><li>(2) loans</li></ul>
<h2>2. Sharing</h2><p>We do not share your records with partners.</p><p>You can object at any time.</p>
<h2>3. 第三者への提供</h2><p>当行は、本人の同意を得ることなく、個人情報を第三者に提供しません。</p>
<h2>4. Contact</h2><p>Write to our office.</p><p>Write to our office.</p></main>"""
NEW = """<main><h1>Privacy policy of Lantern Bank</h1><p>Last updated: 14 March 2026</p>
<h2>1. Data</h2><p>We keep your name, address and device for two years.</p><ul><li>(1) loans</li><li>(2) cards</li></ul>
<h2>2. Machines &amp; scores</h2><p>A machine scores you &lt;always&gt;.</p>
<h2>3. Sharing</h2><p>We share your records with partners.</p>
<h2>4. 第三者への提供</h2><p>当行は、個人情報を第三者に提供することがあります。</p>
<h2>5. Contact</h2><p>Write to our office.</p></main>"""


def between(old, new, changes=()):
    return ChangeSet(
        target="bank",
        title="Lantern Bank",
        url="https://lantern.example/privacy",
        old_version=1,
        new_version=2,
        old_at=datetime(2025, 3, 2, tzinfo=UTC),
        new_at=datetime(2026, 3, 14, tzinfo=UTC),
        changes=tuple(changes),
    )


def redlined(old, new, changes=None):
    told = compare(old, new) if changes is None else changes
    return reports.redline_bytes(between(old, new, told), "docx", old, new)


@pytest.fixture
def pair():
    return read(OLD.encode()), read(NEW.encode())


def test_accepting_everything_gives_the_new_policy_and_rejecting_everything_the_old_one(pair):
    old, new = pair

    body = redlined(old, new)

    assert "\n".join(settle(body, accept=True)[HEAD:-1]) == new.text
    assert "\n".join(settle(body, accept=False)[HEAD:-1]) == old.text


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("accept", [True, False])
def test_libreoffice_makes_the_same_of_it(pair, accept, tmp_path):
    body = redlined(*pair)

    assert office(body, tmp_path, accept=accept) == settle(body, accept=accept)


def test_only_the_words_that_changed_are_marked(pair):
    marked = {
        tag: ["".join(run.itertext()) for run in document(redlined(*pair)).iter(f"{W}{tag}") if list(run)]
        for tag in ("del", "ins")
    }

    assert "30 days" in marked["del"]
    assert "two years" in marked["ins"]
    assert "You can object at any time." in marked["del"]
    assert "2. Machines & scores" in marked["ins"]
    assert not [text for text in marked["del"] + marked["ins"] if "Sharing" in text or "Last updated" in text]


def test_each_tracked_change_has_an_author_a_date_and_a_number_of_its_own(pair):
    changes = [each for each in document(redlined(*pair)).iter() if each.tag in {f"{W}ins", f"{W}del"}]

    assert {each.get(f"{W}author") for each in changes} == {"monitor"}
    assert {each.get(f"{W}date") for each in changes} == {"2026-03-14T00:00:00Z"}
    assert len({each.get(f"{W}id") for each in changes}) == len(changes) > 10


def test_an_edit_whose_words_are_not_those_of_the_clause_costs_no_word(pair):
    old, new = pair
    told = compare(old, new)
    odd = [
        replace(change, edits=tuple(replace(edit, words=edit.words[:1]) for edit in change.edits)) for change in told
    ]

    body = redlined(old, new, odd)

    assert "\n".join(settle(body, accept=True)[HEAD:-1]) == new.text
    assert "\n".join(settle(body, accept=False)[HEAD:-1]) == old.text


@pytest.mark.parametrize(("before", "after"), [("aa", "aaa"), ("“a b”", '"a b"'), ("x a x", "x a x a x")])
def test_clauses_that_differ_in_signs_alone_keep_them_on_both_sides(before, after):
    old, new = (
        Version(sections=(Section(uid="x", clauses=(Clause(text=text, label=label),)),))
        for text, label in ((before, "1"), (after, "2"))
    )
    edit = Edit(kind=EditKind.FORMATTING, before=before, after=after)
    place = Place(uid="x", label="", heading="", path=())
    change = Change(kinds=(Kind.FORMATTING,), old=place, new=place, edits=(edit,))

    body = redlined(old, new, [change])

    assert settle(body, accept=True)[HEAD:-1] == [f"2 {after}"]
    assert settle(body, accept=False)[HEAD:-1] == [f"1 {before}"]


def test_sections_are_headings_of_their_level(pair):
    styles = [each.get(f"{W}val") for each in document(redlined(*pair)).iter(f"{W}pStyle")]

    assert styles[:2] == ["Title", "Meta"]
    assert styles.count("Heading1") == 6


def test_the_same_document_is_the_same_file_byte_for_byte(pair):
    assert redlined(*pair) == redlined(*pair)


WORDS = st.sampled_from(["we", "may", "share", "<data>", "& more", "個人情報", "(1)", "3."])
TEXT = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
CLAUSES = st.lists(
    st.builds(Clause, text=TEXT, label=st.sampled_from(["", "(1)", "a."]), kind=st.just(ClauseKind.ITEM))
)
SECTION = st.builds(
    lambda label, heading, clauses: Section(uid="x", label=label, heading=heading, clauses=tuple(clauses)),
    st.sampled_from(["", "1.", "2."]),
    st.one_of(st.just(""), TEXT),
    CLAUSES,
)
VERSION = st.lists(SECTION, max_size=5).map(lambda sections: Version(sections=tuple(sections)))


@hypothesis(max_examples=150, deadline=None)
@given(old=VERSION, new=VERSION)
def test_whatever_the_two_versions_are_each_can_be_had_back(old, new):
    for changes in ((), compare(old, new)):
        body = redlined(old, new, changes)

        assert [line for line in settle(body, accept=True)[HEAD:-1] if line] == [x for x in new.text.split("\n") if x]
        assert [line for line in settle(body, accept=False)[HEAD:-1] if line] == [x for x in old.text.split("\n") if x]


# --- a report ----------------------------------------------------------------------------------------------


def test_a_report_has_a_heading_a_policy_and_its_clauses_tracked(report):
    body = reports.render_bytes(report, "docx")

    accepted, rejected = settle(body, accept=True), settle(body, accept=False)
    assert "Lantern Bank, privacy policy" in accepted
    after = "(1) We keep records of your payments for two years, and share them with advertising partners."
    assert after in accepted
    assert after not in rejected
    assert "(3) You can object at any time by writing to us." in rejected
    assert "(3) You can object at any time by writing to us." not in accepted
    assert "13 sections renumbered: 4. → 5., 5. → 6., 6. → 7., 7. → 8., …, 16. → 17." in accepted


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_a_report(report, tmp_path):
    body = reports.render_bytes(report, "docx")

    assert office(body, tmp_path, accept=False) == settle(body, accept=False)


def test_what_xml_forbids_makes_no_broken_document(make):
    sharp = "\x00\x0b\ufffe\ud800]]><w:p>&amp;\u202e"
    each = make.changeset(make.change(make.reworded(f"={sharp}", f"-{sharp}", f"+{sharp}"), heading=sharp), title=sharp)

    body = reports.render_bytes(make.report(each), "docx")

    assert any("]]><w:p>&amp;" in line for line in settle(body, accept=True))


@pytest.mark.parametrize("write", [reports.render_bytes, lambda r, f: reports.redline_bytes(r.sets[0], f, None, None)])
def test_there_is_no_other_form_in_bytes(report, write):
    with pytest.raises(ValueError, match="docx"):
        write(report, "pdf")
