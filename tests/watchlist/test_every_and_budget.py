"""How often targets are looked at, and how much of one host is asked for in a run."""

import re
from datetime import timedelta

import pytest

from monitor import WatchlistError, watchlist

TARGET = '[target.a]\nurl = "https://example.org/"\n'


@pytest.fixture
def load(tmp_path):
    def loaded(text):
        path = tmp_path / "w.toml"
        path.write_text(text, "utf-8")
        return watchlist.load(path, {})

    return loaded


def test_a_target_may_be_looked_at_by_its_own_history(load):
    assert load(f'{TARGET}every = "auto"').targets[0].every is None
    assert load(f'[defaults]\nevery = "auto"\n{TARGET}').targets[0].every is None
    assert load(f'[defaults]\nevery = "auto"\n{TARGET}every = "7d"').targets[0].every == timedelta(days=7)
    assert load(TARGET).targets[0].every == timedelta(hours=12)


@pytest.mark.parametrize("text", ["automatic", "often", "12", ""])
def test_a_bad_interval_is_a_mistake_that_names_what_may_stand_there(load, text):
    with pytest.raises(WatchlistError, match=r'w\.toml:3: .*write "30m", "12h", "7d", or "auto"'):
        load(f'{TARGET}every = "{text}"')


def test_an_interval_out_of_range_is_a_mistake(load):
    with pytest.raises(WatchlistError, match="out of range; from 1m to 366d"):
        load(f'{TARGET}every = "5s"')


def test_pages_of_one_host_in_one_run_may_be_bounded(load):
    assert load(TARGET).politeness.max_per_host is None
    assert load(f"max_per_host = 200\n{TARGET}").politeness.max_per_host == 200


@pytest.mark.parametrize("value", ["0", "-1", '"many"', "1.5"])
def test_a_bound_that_is_no_number_of_pages_is_a_mistake_with_its_line(load, value):
    with pytest.raises(WatchlistError, match=r"w\.toml:1: .*max_per_host"):
        load(f"max_per_host = {value}\n{TARGET}")


def test_a_misspelt_bound_gets_a_hint(load):
    with pytest.raises(WatchlistError, match="did you mean 'max_per_host'"):
        load(f"max_per_hosts = 3\n{TARGET}")


def test_editors_are_told_what_an_interval_looks_like():
    told = watchlist.schema()["$defs"]["TargetTable"]["properties"]["every"]

    assert told["default"] == "12h"
    assert {"const": "auto"} in told["anyOf"]
    (pattern,) = (form["pattern"] for form in told["anyOf"] if "pattern" in form)
    assert re.match(pattern, "12h")
