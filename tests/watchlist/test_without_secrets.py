from pathlib import Path

import pytest

from monitor import watchlist
from monitor.errors import WatchlistError

TEXT = """
database = "${PLACE}/monitor.db"
[channel.legal]
url = "slack://${TOKEN}"
[target.mofa]
url = "https://www.example.org/privacy"
"""


@pytest.fixture
def path(tmp_path) -> Path:
    path = tmp_path / "watchlist.toml"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_secret_that_is_not_set_is_a_mistake_where_it_is_needed(path):
    with pytest.raises(WatchlistError, match="TOKEN, which is not set"):
        watchlist.load(path, {"PLACE": "/data"})


def test_those_who_only_look_need_no_secrets_and_get_what_is_set(path):
    loaded = watchlist.load(path, {"PLACE": "/data"}, forgive_unset=True)

    assert loaded.database == "/data/monitor.db"
    assert [target.name for target in loaded.targets] == ["mofa"]


def test_a_whole_url_may_be_missing_for_those_who_only_look(path):
    path.write_text(TEXT.replace("slack://${TOKEN}", "${SLACK_URL}"), "utf-8")

    assert watchlist.load(path, {"PLACE": "/data"}, forgive_unset=True).channels[0].name == "legal"
