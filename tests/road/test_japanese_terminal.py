"""What people see every day, the lines of a run and the status, is in the language of the watchlist."""

import re

import pytest

from monitor.model import Outcome, Skip
from monitor.report import tongue

LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def japanese(program):
    program.write(channels={}, pages=4, extra=f'[target.gone]\nurl = "{program.site.url}/gone"')
    path = program.folder / "watchlist.toml"
    path.write_text(f'language = "ja"\ntimezone = "Asia/Tokyo"\n{path.read_text("utf-8")}', "utf-8")
    return program


def foreign(lines):
    """Give the words in Latin letters that are neither a name, a zone nor what a server said."""
    return set(LATIN.findall(re.sub(r"company-\d+|gone|JST|^monitor: |404 Not Found", "", lines, flags=re.MULTILINE)))


def test_a_run_and_the_status_speak_the_language_of_the_watchlist(japanese, site):
    first = japanese("run")
    site.state = 2
    second = japanese("run")
    status = japanese("status")

    told = "".join(out + err for _, out, err in (first, second, status))
    assert foreign(told) == set()
    assert "「gone」取得できません：" in first[2]
    assert "変更あり　　company-3：" in second[1]
    assert "5件を監視中：取得できないもの1件（gone）" in status[1]
    assert [first[0], second[0], status[0]] == [1, 1, 1]


def test_programs_get_the_same_words_in_every_language(japanese):
    (visit,) = [visit for visit in japanese.run()[1]["visits"] if visit["target"] == "gone"]

    assert visit["outcome"] == "failed"
    assert visit["reason"].startswith("the server answered 404")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_way_in_which_a_visit_ends_has_words(language):
    words = tongue(language)

    assert all(words.say(f"outcome.{outcome}", 2) for outcome in Outcome)
    assert all(words.say(f"skip.{skip}", 2) for skip in Skip)
