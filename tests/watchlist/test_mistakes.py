"""What is said of a watchlist that is wrong: every mistake, its line, and a hint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import WatchlistError, watchlist

TARGET = '[target.a]\nurl = "https://example.org/privacy"\n'

# text of the file, what must be said of it (the start of the line after the file's name, then words in it)
CASES = {
    "key with a typing mistake": (TARGET + "selct = 'x'", ":3: target 'a': unknown key 'selct'; did you mean 'sel"),
    "key like no other": (TARGET + "zzz = 1", ":3: target 'a': unknown key 'zzz'; known keys: confirm, enabled,"),
    "table with a typing mistake": ("[targets.a]\nurl = 'x'", ":1: unknown key 'targets'; did you mean 'target'?"),
    "setting below a table": (TARGET + "delay = '5s'", ":3: target 'a': unknown key 'delay'; it belongs at the top"),
    "default at the top": ("every = '5h'\n" + TARGET, ":1: unknown key 'every'; it belongs under [defaults]"),
    "url for everybody": ("[defaults]\nurl = 'https://a.org'\n" + TARGET, ":2: [defaults]: unknown key 'url'"),
    "number for a duration": (TARGET + "every = 12", ":3: target 'a': 'every' must be text in quotes"),
    "duration in words": (TARGET + "every = 'daily'", ":3: target 'a': 'daily' is no span of time; write"),
    "duration without a unit": (TARGET + "every = '12'", ":3: target 'a': '12' is no span of time; write"),
    "too short": (TARGET + "every = '59s'", ":3: target 'a': '59s' is out of range; from 1m to 366d"),
    "too long": (TARGET + "every = '999999w'", ":3: target 'a': '999999w' is out of range; from 1m to 366d"),
    "endless delay": ("delay = '2h'\n" + TARGET, ":1: '2h' is out of range; from 0s to 1h"),
    "text for a switch": (TARGET + 'enabled = "yes"', ":3: target 'a': 'enabled' must be true or false"),
    "number for a switch": (TARGET + "enabled = 1", ":3: target 'a': 'enabled' must be true or false"),
    "text for a list": (TARGET + 'tags = "gov"', ":3: target 'a': 'tags' must be a list"),
    "number in a list": (TARGET + 'tags = ["gov",\n3]', ":4: target 'a': item 2 of 'tags' must be text in quotes"),
    "text for a number": (TARGET + 'report_after = "3"', ":3: target 'a': 'report_after' must be a whole number"),
    "number too small": (TARGET + "report_after = 0", ":3: target 'a': 'report_after' must be at least 1"),
    "number too large": ("concurrency = 1000\n" + TARGET, ":1: 'concurrency' must be at most 64"),
    "no url": ("[target.a]\nname = 'A'", ":1: target 'a': 'url' is missing; write url ="),
    "url without scheme": ("[target.a]\nurl = 'www.example.org'", ":2: target 'a': 'url' must start with https://"),
    "url that lacks its beginning": (
        "[target.a]\nurl = 'a.org/p'",
        ":2: target 'a': 'url' must start with https:// or http://, as in https://a.org/p",
    ),
    "other scheme": ("[target.a]\nurl = 'ftp://example.org'", ":2: target 'a': 'url' must start with https://"),
    "local file": ("[target.a]\nurl = 'file:///etc/passwd'", ":2: target 'a': 'url' must start with https://"),
    "no host": ("[target.a]\nurl = 'https:///privacy'", ":2: target 'a': 'url' names no host"),
    "blank in url": ("[target.a]\nurl = 'https://example.org/a b'", ":2: target 'a': 'url' must hold no blanks"),
    "password in url": ("[target.a]\nurl = 'https://u:p@example.org'", ":2: target 'a': 'url' must hold no user name"),
    "port out of range": ("[target.a]\nurl = 'https://example.org:99999'", ":2: target 'a': 'url' is no web address"),
    "port zero": ("[target.a]\nurl = 'https://example.org:0/'", ":2: target 'a': 'url' is no web address"),
    "port of letters": ("[target.a]\nurl = 'https://example.org:x/'", ":2: target 'a': 'url' is no web address"),
    "half an IPv6 address": ("[target.a]\nurl = 'https://[::1'", ":2: target 'a': 'url' is no web address"),
    "two dots in a host": ("[target.a]\nurl = 'https://a..b/'", ":2: target 'a': 'url' is no web address"),
    "endless host": (f"[target.a]\nurl = 'https://{'a' * 64}.org/'", ":2: target 'a': 'url' is no web address"),
    "number for a url": ("[target.a]\nurl = 5", ":2: target 'a': 'url' must be text in quotes"),
    "same page twice": (TARGET + '[target.b]\nurl = "HTTPS://Example.org:443/privacy#x"',
                        ":4: target 'b': has the same URL and selectors as target 'a'; remove one"),
    "same selectors in another order": (
        TARGET + "remove = ['.a', '.b']\n[target.b]\nurl = 'https://example.org/privacy'\nremove = ['.b', '.a']",
        ":5: target 'b': has the same URL and selectors as target 'a'"),
    "name twice": (TARGET + TARGET, ":3: not TOML: 'target'.'a' stands twice; a name may be used once"),
    "key twice": (TARGET + "url = 'https://example.org'", ":3: not TOML: a key stands twice in one table"),
    "channel with a typing mistake": (
        "[channel.legal]\nurl = 'json://x'\n" + TARGET + "notify = ['legl']",
        ":5: target 'a': unknown channel 'legl'; did you mean 'legal'?"),
    "channel that is nowhere": (TARGET + "notify = ['legal']", ":3: target 'a': unknown channel 'legal'; write"),
    "channel in the defaults": ("[defaults]\nnotify = ['x']\n" + TARGET, ":2: [defaults]: unknown channel 'x'"),
    "level with a typing mistake": (
        "[channel.x]\nurl = 'json://x'\nlevel = 'minr'\n" + TARGET,
        ":3: channel 'x': unknown level 'minr'; did you mean 'minor'?"),
    "level like no other": (
        "[channel.x]\nurl = 'json://x'\nlevel = 'urgent'\n" + TARGET,
        ":3: channel 'x': unknown level 'urgent'; known: cosmetic, material, minor"),
    "topic with a typing mistake": (
        "[channel.x]\nurl = 'json://x'\ntopics = ['rights',\n'childen']\n" + TARGET,
        ":4: channel 'x': unknown topic 'childen'; did you mean 'children'?"),
    "signal like no other": (
        "[channel.x]\nurl = 'json://x'\nsignals = ['zzz']\n" + TARGET,
        ":3: channel 'x': unknown signal 'zzz'; known: age, amount, clause,"),
    "text for topics": ("[channel.x]\nurl = 'json://x'\ntopics = 'rights'\n" + TARGET,
                        ":3: channel 'x': 'topics' must be a list, as in"),
    "language that nobody speaks here": (
        "[channel.x]\nurl = 'json://x'\nlanguage = 'de'\n" + TARGET,
        ":3: channel 'x': unknown language 'de'; known: en, ja"),
    "time zone that is none": ("timezone = 'Asia/Tokio'\n" + TARGET,
                               ":1: 'Asia/Tokio' names no time zone; did you mean 'Asia/Tokyo'?"),
    "time zone that is a number": ("timezone = 9\n" + TARGET, ":1: 'timezone' must be text in quotes"),
    "target that a channel alone knows": (
        "[channel.x]\nurl = 'json://x'\ntargets = ['a', 'aa']\n" + TARGET,
        ":3: channel 'x': unknown target 'aa'; did you mean 'a'?"),
    "tag that no target has": (
        "[channel.x]\nurl = 'json://x'\ntags = ['gvo']\n" + TARGET + "tags = ['gov']",
        ":3: channel 'x': no target has the tag 'gvo'; did you mean 'gov'?"),
    "digest in words": ("[channel.x]\nurl = 'json://x'\ndigest = 'mondays'\n" + TARGET,
                        ":3: channel 'x': 'mondays' is no time for a digest; write"),
    "digest at no time": ("[channel.x]\nurl = 'json://x'\ndigest = 'mon 25:00'\n" + TARGET,
                          ":3: channel 'x': 'mon 25:00' is no time for a digest; write"),
    "digest in no time zone": (
        "[channel.x]\nurl = 'json://x'\ndigest = 'mon 09:00 Asia/Tokio'\n" + TARGET,
        ":3: channel 'x': 'mon 09:00 Asia/Tokio' names no time zone; did you mean 'Asia/Tokyo'?"),
    "time zone outside the data base": ("[channel.x]\nurl = 'json://x'\ndigest = 'daily x/../../passwd'\n" + TARGET,
                                        ":3: channel 'x': 'daily x/../../passwd' names no time zone"),
    "at once without a digest": (
        "[channel.x]\nurl = 'json://x'\nat_once = 'material'\n" + TARGET,
        ":3: channel 'x': 'at_once' says what does not wait for a digest, and there is none; write digest"),
    "quiet for no time at all": ("[channel.x]\nurl = 'json://x'\nquiet = '22:00-22:00'\n" + TARGET,
                                 ":3: channel 'x': '22:00-22:00' are no quiet hours: they end when they begin"),
    "quiet in words": ("[channel.x]\nurl = 'json://x'\nquiet = 'night'\n" + TARGET,
                       ":3: channel 'x': 'night' are no quiet hours; write"),
    "given up at once": ("[channel.x]\nurl = 'json://x'\ngive_up_after = '1m'\n" + TARGET,
                         ":3: channel 'x': '1m' is out of range; from 1h to 366d"),
    "no recipients": ("[channel.x]\nurl = []\n" + TARGET, ":2: channel 'x': 'url' must not be empty"),
    "one bad recipient": ("[channel.x]\nurl = ['json://x',\n'legal']\n" + TARGET,
                          ":3: channel 'x': item 2 of 'url' must be an Apprise URL"),
    "number for a channel": ("[channel.x]\nurl = 5\n" + TARGET, ":2: channel 'x': 'url' must be text in quotes"),
    "template that is not there": ("[channel.x]\nurl = 'json://x'\ntemplate = 'alert.j2'\n" + TARGET,
                                   ":3: channel 'x': the template 'alert.j2' cannot be used: no such file"),
    "channel without url": ("[channel.x]\n" + TARGET, ":1: channel 'x': 'url' is missing"),
    "channel that is no URL": ("[channel.x]\nurl = 'legal'\n" + TARGET, ":2: channel 'x': 'url' must be an Apprise"),
    "line end in a channel": ('[channel.x]\nurl = "json://x\\n"\n' + TARGET, ":2: channel 'x': 'url' must hold no"),
    "invalid pattern": (TARGET + "ignore = ['ok',\n'(']", ":4: target 'a': '(' is no regular expression: missing )"),
    "empty pattern": (TARGET + "ignore = ['']", ":3: target 'a': item 1 of 'ignore' must be a regular expression"),
    "variable that is not set": ("[channel.x]\nurl = '${SLACK}'\n" + TARGET,
                                 ":2: channel 'x': 'url' needs the environment variable SLACK, which is not set"),
    "variable that is empty": ("[channel.x]\nurl = '${EMPTY}'\n" + TARGET,
                               ":2: channel 'x': 'url' needs the environment variable EMPTY, which is empty"),
    "variable without a name": ("[channel.x]\nurl = 'json://${}'\n" + TARGET, ":2: channel 'x': 'url' has a '${' that"),
    "blank in a name": ("[target.'a b']\nurl = 'https://a.org'", ":1: target 'a b': 'a b' cannot be a name; names are"),
    "slash in a name": ("[target.'a/b']\nurl = 'https://a.org'", ":1: target 'a/b': 'a/b' cannot be a name"),
    "line end in a name": ('[target."a\\nb"]\nurl = "https://a.org"', r":1: target 'a\nb': 'a\nb' cannot be a name"),
    "no name": ("[target.'']\nurl = 'https://a.org'", ":1: target '': '' cannot be a name; names have 1 to 100"),
    "option as a name": ("[target.-x]\nurl = 'https://a.org'", ":1: target '-x': '-x' cannot be a name"),
    "unquoted Japanese name": ("[target.外務省]\nurl = 'https://a.org'", ":1: not TOML: invalid initial character"),
    "target without name": ("[target]\nurl = 'https://a.org'", ":2: target 'url': 'url' must be a table; write [tar"),
    "list of targets": ("[[target]]\nurl = 'https://a.org'", ":1: 'target' must be a table; write [target.NAME]"),
    "contact that is no address": ("contact = 'me'\n" + TARGET, ":1: 'contact' must be a mail address"),
    "header in the contact": ('contact = "a@b.org\\r\\nX: y"\n' + TARGET, ":1: 'contact' must be one mail address"),
    "private network with scheme": ("allow_private = ['a.b',\n'http://x']\n" + TARGET, ":2: 'http://x' is no host"),
    "title of two lines": (TARGET + 'name = "a\\nb"', ":3: target 'a': 'name' must be one line"),
    "half a line": (TARGET + "name = ", ":3: not TOML: invalid value"),
    "half a string": ('[target.a]\nurl = "https://exam', ":2: not TOML: "),
    "half a string in a line": ('[target.a]\nurl = "https://a.org\n', ":2: not TOML: a text has no quote at its end"),
    "text without quotes": (TARGET + "every = 12h\n", ":3: not TOML: expected newline or end of"),
    "an address without quotes": ("[target.a]\nurl = https://a.org\n", ":2: not TOML: invalid value; text stands in"),
    "half a list": (TARGET + 'tags = ["a",\n', ":3: not TOML: "),
    "brackets without end": ("x = " + "[" * 100_000, ": brackets are nested too deeply"),
    "nothing": ("", ": the file is empty; add one: monitor add URL"),
    "comments only": ("# later\n", ": there are no targets; add one: monitor add URL"),
    "not UTF-8": (b"# ok\n# \x8e\x91\n", ":2: is not UTF-8; save it as UTF-8"),
    "UTF-16": ("[target.a]\n".encode("utf-16"), ":1: is not UTF-8; save it as UTF-8"),
}  # fmt: skip


@pytest.fixture
def complaint(tmp_path):
    def complaint(text, environ):
        path = tmp_path / "watchlist.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        with pytest.raises(WatchlistError) as caught:
            watchlist.load(path, environ)
        return str(caught.value).replace(str(path), "")

    return complaint


@pytest.mark.parametrize(("text", "said"), CASES.values(), ids=CASES.keys())
def test_mistake_is_told_with_its_line(complaint, text, said):
    assert complaint(text, {"EMPTY": ""}).startswith(said)
    assert "\n" not in complaint(text, {"EMPTY": ""})


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(complaint):
    text = "\n".join(  # noqa: FLY002 - a file, line by line
        [
            "delay = 5",
            "[defaults]",
            "evry = '1h'",
            "[channel.x]",
            "url = '${NOWHERE}'",
            "[target.a]",
            "url = 'gopher://a'",
            "notify = ['x', 'y']",
            "tags = [",
            "  'a', # a comment with ] and \"",
            "  2 ]",
            "[target.b]",
            "enabled = 'no'",
        ]
    )

    found = complaint(text, {}).splitlines()

    assert [line.split(":")[1] for line in found] == ["1", "3", "5", "7", "8", "11", "12", "13"]


def test_mistakes_can_be_read_by_programs(tmp_path):
    path = tmp_path / "watchlist.toml"
    path.write_text(TARGET + "selct = 1")

    with pytest.raises(watchlist.MistakesError) as caught:
        watchlist.load(path, {})

    (mistake,) = caught.value.mistakes
    assert (mistake.source, mistake.line, mistake.about) == (str(path), 3, "target 'a'")
    assert (mistake.message, mistake.hint) == ("unknown key 'selct'", "did you mean 'select'?")


def test_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(WatchlistError, match=r"nowhere\.toml: no such file; write one with: monitor init"):
        watchlist.load(tmp_path / "nowhere.toml", {})


def test_folder_is_no_watchlist(tmp_path):
    with pytest.raises(WatchlistError, match="cannot be read"):
        watchlist.load(tmp_path, {})


@pytest.mark.parametrize(
    "text",
    [
        "[channel.x]\nurl = '${SECRET}'",
        "[channel.x]\nurl = 'json://u:hunter2@x\x7f'",
        "[channel.x]\nurl = ['json://hunter2', 3]",
        "[channel.x]\nurl = 'json://x'\nlevel = '${SECRET}'",
        "[channel.x]\nurl = { a = 'hunter2' }",
        "[target.b]\nurl = 'https://user:hunter2@example.org'",
        "[target.b]\nurl = 'https://example.org:${SECRET}/'",
        "[target.b]\nurl = '${SECRET}'",
        "contact = '${SECRET}'",
        "database = '${LINES}'",
    ],
)
def test_secret_is_never_part_of_a_message(complaint, text):
    said = complaint(text, {"SECRET": "hunter2", "LINES": "hunter2\n"})

    assert "hunter2" not in said
    assert ":1: " in said or ":2: " in said or ":3: " in said


@given(st.text(max_size=60))
def test_any_text_is_either_valid_or_refused_with_a_reason(text):
    said = "w.toml"
    try:
        watchlist.check(text, "w.toml")
    except WatchlistError as refusal:
        said = str(refusal)

    assert said.startswith("w.toml")


@given(st.text(min_size=1, max_size=40))
def test_any_url_is_either_canonical_or_refused(text):
    try:
        address = watchlist.values.web_address(f"https://{text}")
    except ValueError:
        return

    once = watchlist.canonical(address)
    assert watchlist.canonical(once) == once


def known_services(url):
    """A judge as the command line brings one along: no word of it holds the URL."""
    if not url.startswith(("json://", "slack://")):
        raise ValueError(f"no service has this URL ({url.partition('://')[0]}://)")


def test_unknown_services_are_told_with_their_lines_and_with_all_other_mistakes(tmp_path):
    path = tmp_path / "watchlist.toml"
    path.write_text(
        '[channel.a]\nurl = ["json://localhost", "jsno://secret-token"]\nlevle = "minor"\n'
        '[channel.b]\nurl = "${HOOK}"\n' + TARGET,
        "utf-8",
    )

    with pytest.raises(WatchlistError) as raised:
        watchlist.load(path, {"HOOK": "json://x zulp://secret-token"}, check_channel=known_services)

    lines = str(raised.value).splitlines()
    assert [line.removeprefix(str(path)).partition(";")[0] for line in lines] == [
        ":2: channel 'a': no service has this URL (jsno://)",
        ":3: channel 'a': unknown key 'levle'",
        ":5: channel 'b': no service has this URL (zulp://)",
    ]
    assert "secret-token" not in str(raised.value)


@pytest.mark.parametrize("source", ["{{ titel }}", "{% if %}"])
def test_a_title_that_cannot_be_filled_is_told_with_its_line(tmp_path, source):
    path = tmp_path / "watchlist.toml"
    path.write_text(f"[channel.a]\nurl = 'json://localhost'\ntitle = '{source}'\n" + TARGET, "utf-8")

    def judge(template):
        assert template.source == source
        raise ValueError("line 1: no")

    with pytest.raises(WatchlistError, match=r":3: channel 'a': the template .* cannot be used: line 1: no"):
        watchlist.load(path, {}, check_template=judge)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("ftp://a.example/p", "must start with"),
        ("https://eve:hunter2@a.example/p", "must hold no user name"),
        (f"https://a.example/{'p' * 2000}", "2000"),
    ],
)
def test_an_address_that_is_usual_but_for_one_thing_is_refused(url, says):
    with pytest.raises(ValueError, match=says):
        watchlist.values.web_address(url)


def test_two_spellings_of_a_host_are_one_address():
    assert watchlist.canonical("https://Docs.example/P?q=1") == "https://docs.example/P?q=1"
