"""Contents beside each other: small, whole, and none let go of that another one rests on."""

import hashlib
import random
import sqlite3
import subprocess
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import StoreError
from monitor.store import Store, packing
from monitor.store.packing import LONGEST, Pile, digest, packed, unpacked


def page(number, size=20_000, seed=1):
    """Bytes that compress badly by themselves, and differ from each other in a few places."""
    chance = random.Random(seed)
    body = bytearray(chance.randbytes(size))
    body[size // 2 : size // 2] = f"<p>state {number}</p>".encode()
    return bytes(body)


@pytest.fixture
def store():
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def pile(store):
    return store.evidence.bodies


def rows(store):
    sql = "select sha256, base, length(data) from body"
    return {name: (base, size) for name, base, size in store._db.execute(sql)}  # noqa: SLF001 - how it is kept


def chain(pile, count, first=0):
    names = []
    for number in range(first, first + count):
        names.append(pile.keep(page(number), names[::-1][:8]))
    return names


@given(st.binary(max_size=3000), st.binary(max_size=3000))
def test_what_is_kept_beside_another_comes_back(content, base):
    with Store(":memory:") as store:
        pile = store.evidence.bodies
        first = pile.keep(base)

        name = pile.keep(content, [first])

        assert (pile.read(name), pile.read(first)) == (content, base)


def test_a_content_like_the_one_before_it_takes_next_to_nothing(pile, store):
    first, second = chain(pile, 2)

    assert rows(store)[first][1] > 20_000
    assert rows(store)[second] == (first, pytest.approx(60, abs=60))


def test_a_content_unlike_all_others_is_kept_by_itself(pile, store):
    first = pile.keep(b"<p>" * 5000)

    other = pile.keep(page(1), [first])

    assert rows(store)[other][0] is None


def test_of_pages_that_alternate_each_is_kept_beside_its_own_kind(pile, store):
    names = []
    for number in range(6):
        names.append(pile.keep(page(number, seed=number % 2), names[::-1]))

    bases = [rows(store)[name][0] for name in names]
    assert bases == [None, None, *names[:4]]


def test_a_whole_copy_comes_every_so_often(pile, store):
    names = chain(pile, 2 * LONGEST + 4)

    whole = [name for name in names if rows(store)[name][0] is None]
    assert whole == [names[0], names[LONGEST + 1], names[2 * LONGEST + 2]]
    assert [pile.read(name) for name in names] == [page(number) for number in range(len(names))]


def test_the_form_is_that_of_zstd_itself(tmp_path, pile):
    data, name = packed(page(2), page(1)), digest(page(2))
    (tmp_path / "base").write_bytes(page(1))
    (tmp_path / "patch").write_bytes(data)
    command = ["zstd", "-d", "-q", "--patch-from=base", "patch", "-o", "out"]

    try:
        subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("there is no program zstd here")

    assert hashlib.sha256((tmp_path / "out").read_bytes()).hexdigest() == name


def test_a_difference_at_the_start_of_a_page_larger_than_a_window_is_small_too():
    base = random.Random(3).randbytes(6_000_000)
    content = b"<!-- 2026-04-01 -->" + base

    data = packed(content, base)

    assert len(data) < 10_000
    assert unpacked(data, base, size=len(content)) == content


def test_contents_too_large_to_be_held_together_are_kept_by_themselves(pile, store, monkeypatch):
    monkeypatch.setattr(packing, "_LARGEST_PAIR", 30_000)

    names = chain(pile, 2)

    assert [rows(store)[name][0] for name in names] == [None, None]


def test_what_would_be_another_size_is_not_unpacked():
    bomb = packed(b"\0" * 50_000_000)

    with pytest.raises(StoreError, match="damaged"):
        unpacked(bomb, size=1000)


def test_a_content_that_does_not_read_back_is_not_kept(pile, store, monkeypatch):
    monkeypatch.setattr(packing, "packed", lambda content, base=None: packed(content[::-1], base))

    with pytest.raises(StoreError, match="what was written is not what was read"):
        pile.keep(page(1))

    assert rows(store) == {}


# --- letting go ------------------------------------------------------------------------------------------------


def test_what_others_were_kept_beside_goes_only_after_they_are_kept_anew(pile, store):
    first, second, third = chain(pile, 3)

    assert pile.drop(second)

    assert [pile.read(name) for name in (first, third)] == [page(0), page(2)]
    assert rows(store)[third][0] == first
    assert second not in rows(store)


def test_the_first_of_a_chain_may_go_too(pile, store):
    first, second, third = chain(pile, 3)

    assert pile.drop(first)

    assert [pile.read(name) for name in (second, third)] == [page(1), page(2)]
    assert {base for base, _ in rows(store).values()} == {None, second}


def test_no_program_can_delete_what_another_content_rests_on(tmp_path):
    path = str(tmp_path / "monitor.db")
    with Store(path) as store:
        first, _ = chain(store.evidence.bodies, 2)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma foreign_keys = on")

        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("delete from body where sha256 = ?", [first])


def test_nothing_goes_that_a_damaged_content_rests_on(pile, store):
    first, second, third = chain(pile, 3)
    store._db.execute("update body set data = x'00' where sha256 = ?", [second])  # noqa: SLF001 - damage

    assert not pile.drop(first)

    assert pile.read(first) == page(0)
    assert set(rows(store)) == {first, second, third}


def test_a_damaged_base_takes_no_later_content_with_it(pile, store):
    first, second = chain(pile, 2)
    store._db.execute("update body set data = x'00' where sha256 = ?", [second])  # noqa: SLF001 - damage

    third = pile.keep(page(2), [second, first])

    assert rows(store)[third][0] == first
    assert pile.read(third) == page(2)


# --- looking at all --------------------------------------------------------------------------------------------


def test_all_are_read_once_and_named(pile):
    names = chain(pile, LONGEST + 5)

    assert sorted(pile.examined()) == sorted((name, "") for name in names)


def test_what_rests_on_damage_is_named_with_it(pile, store):
    first, second, third = chain(pile, 3)
    store._db.execute("update body set data = x'00' where sha256 = ?", [second])  # noqa: SLF001 - damage

    found = dict(pile.examined())

    assert found == {
        first: "",
        second: "its compressed form is damaged",
        third: "what it was kept beside is damaged",
    }


def test_rows_that_were_made_to_lead_round_in_a_circle_are_named(pile, store):
    first, second, third = chain(pile, 3)
    store._db.execute("update body set base = ? where sha256 = ?", [third, first])  # noqa: SLF001 - altered

    found = dict(pile.examined())

    assert {name for name, fault in found.items() if fault} == {first, second, third}
    with pytest.raises(StoreError, match="missing or damaged"):
        pile.read(second)


def test_trees_have_shorter_chains_than_bodies(store):
    pile = Pile(store._db, "tree", longest=3)  # noqa: SLF001 - a pile by itself
    names = chain(pile, 8)

    sql = "select count(*) from tree where base is null"
    assert store._db.execute(sql).fetchone() == (2,)  # noqa: SLF001 - how it is kept
    assert [pile.read(name) for name in names] == [page(number) for number in range(8)]


def test_a_content_that_is_not_what_its_name_says_is_never_given_out(store, pile):
    name = pile.keep(page(1))
    other = packed(page(2))
    assert len(page(1)) == len(page(2))
    store._db.execute("update body set data = ? where sha256 = ?", [other, name])  # noqa: SLF001 - as a disk would do it

    with pytest.raises(StoreError, match="missing or damaged"):
        pile.read(name)
