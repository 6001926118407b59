"""In which order people read of policies: those with changes of weight first."""

import json
import re
from dataclasses import replace

import pytest

from monitor import report as reports
from monitor.model import Level, Signal, SignalKind

NAMES = ("Aster", "Birch", "Clover", "Dover", "Elm", "Fir")


@pytest.fixture
def many(make):
    """Reports of policies by name; in them the order by name, by time and by weight all differ."""
    heavy = make.change(make.reworded("=kept for ", "-30", "+90", "= days"), level=Level.MATERIAL, heading="Retention")
    light = make.change(make.reworded("=we ", "-use", "+apply", "= it"), level=Level.MINOR)

    def policy(name, day, *changes):
        return make.changeset(*changes, target=name.lower(), title=name, new_at=make.moment(day))

    sets = (
        policy("Aster", 30, make.date_line),
        policy("Birch", 29, light, light, light),
        policy("Clover", 20, heavy),
        policy("Dover", 20, heavy),
        policy("Elm", 25, light, heavy),
        policy("Fir", 10, heavy, light, heavy),
    )
    return make.report(*sets)


BY_WEIGHT = ["Fir", "Elm", "Clover", "Dover", "Birch", "Aster"]


def order(page):
    """The policies in the order in which a page first names them."""
    return sorted((name for name in NAMES if name in page), key=page.index)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("step", [1, -1])
def test_policies_come_by_level_then_number_of_material_changes_then_newest_then_name(many, form, step):
    assert order(reports.render(replace(many, sets=many.sets[::step]), form)) == BY_WEIGHT


def test_policies_of_one_day_that_weigh_the_same_come_by_name_whatever_the_hour(make):
    change = make.change(make.reworded("=kept for ", "-30", "+90", "= days"), level=Level.MATERIAL)
    sets = [
        make.changeset(change, target=name.lower(), title=name, new_at=make.moment(20).replace(minute=minute))
        for minute, name in enumerate(NAMES)
    ]

    assert order(reports.render(make.report(*reversed(sets)), "text")) == list(NAMES)


def test_a_word_document_has_the_same_order(many):
    import io  # noqa: PLC0415 - for this case alone
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(reports.render_bytes(many, "docx"))) as archive:
        assert order(archive.read("word/document.xml").decode()) == BY_WEIGHT


def test_a_message_names_and_tells_them_in_the_same_order(many):
    message = reports.compose(many.sets, [])

    assert order(message.title) == BY_WEIGHT
    told = reports.compose([replace(each, changes=()) for each in many.sets], []).text
    assert order(told) == ["Aster", "Birch", "Elm", "Clover", "Dover", "Fir"]


def test_the_index_of_a_site_lists_them_in_the_same_order(many):
    index = reports.site(many, [])["index.html"]

    assert order(index[index.index('<ul class="list">') :]) == BY_WEIGHT


def test_a_policy_weighs_what_all_its_versions_weigh_and_tells_them_newest_first(many, make):
    aster = make.changeset(*many.sets[5].changes, *many.sets[2].changes, target="aster", title="Aster", new_version=3)

    text = reports.render(replace(many, sets=(*many.sets, aster)), "text")

    assert order(text) == ["Aster", "Fir", "Elm", "Clover", "Dover", "Birch"]
    assert re.findall(r"^\+\+\+ version (\d)", text, re.MULTILINE)[:2] == ["4", "3"]


def test_within_a_policy_what_weighs_the_same_keeps_its_reading_order(make):
    changes = [make.change(make.added("a clause"), heading=name, level=Level.MATERIAL) for name in "ZYX"]

    text = reports.redline(make.changeset(*changes), "text")

    assert re.findall(r"@@ 3\. (\w) @@", text) == ["Z", "Y", "X"]


def test_forms_for_programs_keep_the_order_in_which_they_are_given_the_changes(many):
    assert [each["title"] for each in json.loads(reports.render(many, "json"))["sets"]] == list(NAMES)
    assert order(reports.render(many, "csv")) == list(NAMES)
    feed = reports.render(many, "atom")
    assert order(feed) == ["Aster", "Birch", "Elm", "Dover", "Clover", "Fir"]


# --- the one line of a policy ------------------------------------------------------------------------------


def contents(report, language="en"):
    found = re.search(r"<nav.*?</nav>", reports.render(report, "html", language=language), re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found.group()))


def test_the_list_of_contents_says_of_each_policy_what_matters_most(make, english, japanese):
    seen = contents(make.report(english, japanese))

    assert "Lantern Bank, privacy policy 3. Automated decisions: added 6 changes material" in seen
    assert "みなと生活協同組合 個人情報保護方針 第5条 (第三者への提供): 三年 → 七年 1 change material" in seen
    assert "第5条 (第三者への提供)：三年 → 七年" in contents(make.report(english, japanese), "ja")


def test_what_stands_in_the_list_of_contents_is_short_and_harmless(make, japanese):
    evil = "<script>alert(1)</script>\x1b[2J" + "x" * 500
    signal = Signal(kind=SignalKind.PARTY, before=evil, after=evil[::-1], reason="a party changed")
    change = make.change(make.added("a"), heading=evil, level=Level.MATERIAL, signals=(signal,))

    page = reports.render(make.report(make.changeset(change), japanese), "html")
    nav = page[page.index("<nav") : page.index("</nav>")]

    assert "<script" not in nav
    assert "\x1b" not in nav
    assert max(len(line) for line in re.sub(r"<[^>]+>", "\n", nav).split("\n")) < 200


def test_the_list_of_contents_names_a_few_renumbered_sections_at_most(make, english):
    seen = contents(make.report(english, make.changeset(*make.renumbered(1, 40), target="b", title="B")))

    assert "40 sections renumbered: 1. → 2., …, 40. → 41." in seen
