import os

import pytest

from monitor import watchlist
from monitor.errors import WatchlistError

CANARY = "canary-9f3c"
TEXT = """
secrets = "secrets.toml"
[channel.legal]
url = "slack://${TOKEN}"
[target.mofa]
url = "https://example.org/"
"""
posix_only = pytest.mark.skipif(os.name != "posix", reason="other systems have other permissions")


@pytest.fixture
def path(tmp_path):
    (tmp_path / "watchlist.toml").write_text(TEXT, "utf-8")
    return tmp_path / "watchlist.toml"


def keep(path, text, mode=0o600):
    file = path.with_name("secrets.toml")
    file.write_text(text, "utf-8")
    file.chmod(mode)


def loaded(path, environ=None):
    (channel,) = watchlist.load(path, environ or {}).channels
    return repr(channel), channel


def test_a_secret_comes_from_the_file_beside_the_watchlist(path):
    keep(path, f'TOKEN = "{CANARY}"\n')

    shown, channel = loaded(path)

    assert CANARY in str([getattr(channel, name) for name in channel.__dataclass_fields__])
    assert CANARY not in shown


def test_the_environment_goes_before_the_file(path):
    keep(path, 'TOKEN = "from-the-file"\n')

    _, channel = loaded(path, {"TOKEN": CANARY})

    assert CANARY in str([getattr(channel, name) for name in channel.__dataclass_fields__])


@posix_only
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o602, 0o777])
def test_a_file_of_secrets_that_others_may_read_or_write_is_an_error(path, mode):
    keep(path, f'TOKEN = "{CANARY}"\n', mode)

    with pytest.raises(WatchlistError) as raised:
        loaded(path)

    assert f"watchlist.toml:2: the file 'secrets.toml' may be read or written by others (mode {mode:04o})" in str(
        raised.value
    )
    assert CANARY not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"TOKEN = {CANARY}", "is not TOML"),
        (f'TOKEN = "{CANARY}"\nTOKEN = "{CANARY}"', "is not TOML"),
        (f'"{CANARY}"', "is not TOML"),
        (f'[{CANARY}]\nx = "y"', "the 1."),
        (f'OK = "x"\n"a b" = "{CANARY}"', "the 2."),
        ('TOKEN = ""', "the 1."),
        ("TOKEN = 7", "the 1."),
    ],
)
def test_a_mistake_in_the_file_is_told_without_what_stands_in_it(path, text, says):
    keep(path, text)

    with pytest.raises(WatchlistError) as raised:
        loaded(path)

    assert f"watchlist.toml:2: the file 'secrets.toml' {says if says.startswith('is') else 'has an entry'}" in str(
        raised.value
    )
    assert says in str(raised.value)
    assert CANARY not in str(raised.value)


def test_a_missing_file_or_a_folder_is_told_with_its_line(path):
    with pytest.raises(WatchlistError, match=r"watchlist\.toml:2: the file 'secrets\.toml' cannot be read: No such"):
        loaded(path)

    path.with_name("secrets.toml").mkdir()
    with pytest.raises(WatchlistError, match=r"watchlist\.toml:2: the file 'secrets\.toml' cannot be read"):
        loaded(path)


@posix_only
def test_a_file_that_is_none_is_not_waited_for(path):
    path.with_name("secrets.toml").symlink_to("/dev/zero")

    with pytest.raises(WatchlistError, match="is no file of secrets"):
        loaded(path)


def test_who_only_looks_at_what_is_kept_needs_no_secrets(path):
    assert watchlist.load(path, {}, forgive_unset=True).targets


def test_a_watchlist_may_name_an_authority_for_time_stamps(path):
    path.write_text(TEXT.replace('secrets = "secrets.toml"', 'timestamp = "https://tsa.example/tsr"'), "utf-8")

    assert watchlist.load(path, {"TOKEN": "x"}).timestamp == "https://tsa.example/tsr"


@posix_only
@pytest.mark.parametrize("fault", ["missing", "readable by all", "broken"])
def test_a_file_of_secrets_that_cannot_be_used_is_one_mistake(path, fault):
    if fault != "missing":
        keep(path, "TOKEN" if fault == "broken" else 'TOKEN = "x"\n', 0o644 if fault == "readable by all" else 0o600)

    with pytest.raises(WatchlistError) as raised:
        loaded(path)

    assert len(str(raised.value).splitlines()) == 1
    assert "TOKEN" not in str(raised.value)
