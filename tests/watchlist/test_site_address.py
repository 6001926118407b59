"""`site`: where the pages of `monitor report -o FOLDER/` can be read, so that alerts can link to them."""

import pytest

from monitor import watchlist
from monitor.errors import WatchlistError

FILE = """site = "{site}"
[channel.legal]
url = "json://localhost"
[target.club]
url = "https://club.example/privacy"
"""


def load(tmp_path, site):
    path = tmp_path / "watchlist.toml"
    path.write_text(FILE.format(site=site), "utf-8")
    return watchlist.load(path, {})


@pytest.mark.parametrize("site", ["https://watch.example/p", "https://watch.example/p/"])
def test_the_address_of_the_site_ends_in_a_slash_and_every_channel_knows_it(tmp_path, site):
    loaded = load(tmp_path, site)

    assert loaded.site == "https://watch.example/p/"
    assert [channel.site for channel in loaded.channels] == ["https://watch.example/p/"]


def test_the_address_of_the_site_is_one_of_the_web(tmp_path):
    with pytest.raises(WatchlistError, match=r"watchlist\.toml:1"):
        load(tmp_path, "/srv/www")
