from datetime import UTC, datetime, timedelta

import pytest

from monitor.model import Clause, Comparison, Section, Snapshot, Target, Version
from monitor.store import Store

NOW = datetime(2026, 4, 1, tzinfo=UTC)
HISTORIES = {
    "bank": (
        ["We keep call records for 30 days.", "We use cookies."],
        ["We keep call records for 90 days.", "We use cookies."],
    ),
    "銀行": (["当行は、個人情報を第三者に提供しません。"], ["当行は、個人情報を共同利用します。"]),
    "quoted": (['He said "100 % sure" and left; drop table wording; --'],),
}


@pytest.fixture
def search():
    with Store(":memory:") as store:
        for name, versions in HISTORIES.items():
            state = store.targets.enrol(Target(name=name, url=f"https://{name}.example"), NOW)
            for day, lines in enumerate(versions):
                _add(store, state.id, name, NOW + timedelta(days=day), lines)
        yield store.search


def _add(store, target, name, at, lines):
    snapshot = Snapshot(
        target=name, url="", final_url="", status=200, headers=(), body=repr(lines).encode(), fetched_at=at
    )
    clauses = tuple(Clause(text=line) for line in lines)
    version = Version(sections=(Section(uid="a", heading="Terms", path=("Terms",), clauses=clauses),))
    row = store.evidence.keep(target, snapshot)
    store.history.add(
        target, Comparison(version=version), previous=None, snapshot=row, fetched_at=at, rules="", digest=repr(lines)
    )


def test_a_clause_is_found_with_when_it_appeared_and_when_it_went(search):
    (found,) = search.find(["30 days"])

    assert (found.target, found.path, found.text) == ("bank", "Terms", "We keep call records for 30 days.")
    assert (found.first_version, found.first_at) == (1, NOW)
    assert (found.last_version, found.gone_at) == (1, NOW + timedelta(days=1))


def test_a_clause_in_force_is_not_gone(search):
    (found,) = search.find(["COOKIES"])

    assert (found.first_version, found.last_version, found.gone_at) == (1, 2, None)


def test_all_words_must_be_there(search):
    assert len(search.find(["call", "records"])) == 2
    assert search.find(["call", "cookies"]) == ()


@pytest.mark.parametrize("words", [["共同"], ["共同利用"], ["個人情報", "利用"], ["し", "共同利用"]])
def test_japanese_words_of_any_length_are_found(search, words):
    assert [found.text for found in search.find(words)] == ["当行は、個人情報を共同利用します。"]


@pytest.mark.parametrize("words", [['"100 % sure"'], ["100 %"], ["%"], ["drop table wording; --"]])
def test_what_is_searched_for_is_text_and_no_language_of_its_own(search, words):
    assert [found.target for found in search.find(words)] == ["quoted"]


@pytest.mark.parametrize("words", [[], [" "], ["___"], ["NEAR(a b)"], ['"']])
def test_what_is_nowhere_is_not_found(search, words):
    assert [found.target for found in search.find(words) if found.target != "quoted"] == []


def test_the_search_may_be_kept_to_one_target(search):
    assert search.find(["records"], target="quoted") == ()
