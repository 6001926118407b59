import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Migrations

from monitor.model import Clause, Comparison, Section, Snapshot, Target, Version
from monitor.store import Store, database, indexing, schema

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
        _fill(store, HISTORIES)
        yield store.search


def _add(store, target, name, at, lines, heading="Terms"):
    snapshot = Snapshot(
        target=name, url="", final_url="", status=200, headers=(), body=repr(lines).encode(), fetched_at=at
    )
    clauses = tuple(Clause(text=line) for line in lines)
    version = Version(sections=(Section(uid="a", heading=heading, path=(heading,), clauses=clauses),))
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


@pytest.mark.parametrize("many", [612, indexing.WAITING - 1])
def test_every_clause_of_a_long_version_is_found_whether_it_is_indexed_or_waits_for_it(tmp_path, many):
    lines = [f"Clause {number}x says nothing\0of the others." for number in range(many)]
    path = tmp_path / "history.db"
    with Store(path) as store:
        _fill(store, {"bank": (lines, [*lines[:300], "A new one.", *reversed(lines), lines[7]])})

        found = [store.search.find([f"Clause {number}x"]) for number in (0, 249, 250, 251, 499, 500, 611)]
        assert [len(each) for each in found] == [1] * 7
        assert [found.first_version for found in store.search.find(["a new"])] == [2]
        assert [found.first_version for found in store.search.find(["a", "new"])] == [2]
        assert [fault for fault in store.verify().faults if "wording" in fault] == []
    with closing(sqlite3.connect(path)) as plain:
        kept = plain.execute("select position, text from clause_text where version = 2").fetchall()
        assert len(kept) == len(lines) + 303
        assert len({text for _, text in kept}) == len(lines) + 2


def test_the_index_has_all_wordings_up_to_where_it_says(tmp_path):
    path = tmp_path / "history.db"
    with Store(path) as store:
        _fill(store, {"bank": ([f"Clause {number}." for number in range(indexing.WAITING)],)})
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("insert into wording_index (wording_index, rank) values ('integrity-check', 1)")

    with Store(path) as store:
        _fill(store, {"shop": (["One more."],)})

    with closing(sqlite3.connect(path)) as plain:
        last, indexed = plain.execute("select max(id), (select wording from indexed) from wording").fetchone()
        held = plain.execute("select rowid from wording_index where wording_index match 'one OR Cla OR cla'").fetchall()
    assert (last, indexed) == (indexing.WAITING + 2, indexing.WAITING + 1)  # one of them is the heading
    assert len(held) == indexing.WAITING


def test_a_text_with_the_same_signs_in_another_order_is_not_found(tmp_path):
    with Store(tmp_path / "history.db") as store:
        _fill(store, {"bank": (["abcde bcdef, bananas", "abcdef"], [f"Clause {n}" for n in range(indexing.WAITING)])})

        assert [found.text for found in store.search.find(["abcdef"])] == ["abcdef"]


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


WIDE = {
    "wide": (
        ["個人データは、契約終了後３年間保存します。", "ﾃﾞｰﾀの提供先は㈱みなと商会です。"],
        ["個人データは、契約終了後５年間保存します。", "ﾃﾞｰﾀの提供先は㈱みなと商会です。"],
    ),
    "case": (["STRASSE and Straße, the “Ｄａｔａ” of MÜNCHEN."], ["We don’t sell them."]),
}


def _fill(store, histories):
    for name, versions in histories.items():
        state = store.targets.enrol(Target(name=name, url=f"https://{name}.example"), NOW)
        for day, lines in enumerate(versions):
            _add(store, state.id, name, NOW + timedelta(days=day), lines)


@pytest.fixture
def wide():
    with Store(":memory:") as store:
        _fill(store, WIDE)
        yield store.search


@pytest.mark.parametrize(
    ("word", "many"),
    [
        ("3年間", 1),
        ("３年間", 1),
        ("3年", 1),
        ("データ", 3),
        ("ﾃﾞｰﾀ", 3),
        ("(株)", 1),
        ("株", 1),
        ("でーた", 0),  # hiragana is another word
        ('"data"', 1),
        ("strasse", 1),
        ("straße", 1),
        ("münchen", 1),
        ("don't", 1),
    ],
)
def test_width_and_case_are_folded_and_hiragana_is_not(wide, word, many):
    assert len(wide.find([word])) == many


def test_a_clause_is_shown_as_printed(wide):
    assert [found.text for found in wide.find(["3年間"])] == ["個人データは、契約終了後３年間保存します。"]


def test_a_database_of_before_is_indexed_anew(tmp_path, monkeypatch):
    path = str(tmp_path / "monitor.db")
    first = Migrations(schema.migrations.name)
    first(name="first")(schema.first)
    monkeypatch.setattr(database, "migrations", first)
    with Store(path), closing(sqlite3.connect(path)) as connection:
        connection.execute("insert into wording values (7, 'a', '契約終了後３年間保存します。')")
        connection.commit()
    monkeypatch.undo()

    Store(path).close()

    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("select rowid from wording_index where wording_index match '後3年'").fetchall()
        kept = connection.execute("select text, folded from wording").fetchall()
    assert found == [(7,)]
    assert kept == [("契約終了後３年間保存します。", "契約終了後3年間保存します。")]


def test_words_that_are_everywhere_are_found_in_the_order_of_targets_and_of_when_they_came():
    names = [f"bank-{number:02}" for number in range(24)]
    with Store(":memory:") as store:
        _fill(store, {name: _of_cookies(name) for name in reversed(names)})

        found = store.search.find(["cookies", "USED BY"], limit=2000)
        of_one = store.search.find(["cookies"], target="bank-22", limit=5)

    assert [item.target for item in found] == [name for name in names for _ in range(91)][:2000]
    assert [item.first_version for item in found] == [*([1] * 90 + [2]) * 24][:2000]
    assert found[90].text == "Cookies are used by no partner of bank-00."
    assert [item.text for item in of_one] == [
        f"Cookies are used by partner {number} of bank-22." for number in range(5)
    ]


def _of_cookies(name):
    lines = [f"Cookies are used by partner {number} of {name}." for number in range(90)]
    lines.append(f"Cookies that nobody needs are thrown away at {name}.")
    return (lines, [*lines, f"Cookies are used by no partner of {name}."])


def test_a_clause_is_found_where_it_stands_in_the_history_it_was_found_in():
    clauses = [f"Cookies are kept by {number}." for number in range(3)]
    with Store(":memory:") as store:
        for name, headings in {"bank": ("Cookies", "Storage"), "shop": ("Rules", "Other")}.items():
            state = store.targets.enrol(Target(name=name, url=f"https://{name}.example"), NOW)
            for day, heading in enumerate(headings):
                _add(store, state.id, name, NOW + timedelta(days=day), [*clauses, heading], heading)

        found = store.search.find(["cookies are kept by 1"])

    assert [(item.target, item.path) for item in found] == [("bank", "Storage"), ("shop", "Other")]
