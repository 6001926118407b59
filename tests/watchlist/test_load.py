"""What a watchlist means when it is right."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from monitor import WatchlistError, watchlist
from monitor.model import Channel, Level, Quiet, Schedule, SignalKind, Template, Topic

FULL = """
contact = "privacy-watch@example.org"
database = "history/monitor.db"
allow_private = ["127.0.0.1:8080", "Intranet.example"]
delay = "0.5s"
concurrency = 4
timeout = "1m30s"

[defaults]
every = "7d"
notify = ["legal"]
tags = ["all"]
remove = [".share"]
report_after = 5

[channel.legal]
url = "slack://${TOKEN}/#legal"
level = "material"

[channel.web]
url = "json://127.0.0.1:9000/$${kept}"

[target.plain]
url = "https://example.org/privacy"

[target."外務省"]
name = "外務省 プライバシーポリシー"
url = "https://example.jp/プライバシー"
tags = ["gov", "jp", "gov"]
every = "1w"
notify = []
select = "main"
remove = []
ignore = ['^Last visited']
enabled = false
report_after = 1
settle = "3d"
confirm = false
"""


@pytest.fixture
def load(tmp_path):
    def load(text, environ=None, **options):
        path = tmp_path / "watchlist.toml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return watchlist.load(path, environ or {}, **options)

    return load


@pytest.fixture
def full(load):
    return load(FULL, {"TOKEN": "t0ken"})


def test_settings_of_the_crawl_are_read(full):
    politeness = full.politeness

    assert politeness.contact == "privacy-watch@example.org"
    assert politeness.allow_private == ("127.0.0.1:8080", "intranet.example")
    assert politeness.delay == timedelta(milliseconds=500)
    assert politeness.timeout == timedelta(seconds=90)
    assert politeness.concurrency == 4
    assert full.database == "history/monitor.db"


def test_a_target_takes_what_it_does_not_say_from_the_defaults(full):
    plain = full.targets[0]

    assert (plain.name, plain.title) == ("plain", "plain")
    assert plain.every == timedelta(days=7)
    assert plain.notify == ("legal",)
    assert plain.tags == ("all",)
    assert plain.remove == (".share",)
    assert plain.report_after == 5
    assert (plain.settle, plain.confirm) == (timedelta(hours=24), timedelta())
    assert plain.select is None
    assert plain.enabled


def test_what_a_target_says_replaces_the_defaults(full):
    target = full.targets[1]

    assert (target.name, target.title) == ("外務省", "外務省 プライバシーポリシー")
    assert target.url == "https://example.jp/プライバシー"
    assert target.tags == ("gov", "jp")
    assert target.every == timedelta(days=7)
    assert target.notify == ()
    assert target.select == "main"
    assert target.remove == ()
    assert target.ignore == ("^Last visited",)
    assert not target.enabled
    assert target.report_after == 1
    assert (target.settle, target.confirm) == (timedelta(days=3), None)


@pytest.mark.parametrize(
    ("written", "read"),
    [("true", 0), ("false", None), ('"0s"', 0), ('"30s"', 30), ('"1m30s"', 90), ('"10m"', 600)],
)
def test_confirm_is_a_time_to_wait_or_whether_at_all(load, written, read):
    (target,) = load(f'[target.a]\nurl = "https://a.example/"\nconfirm = {written}\n').targets

    assert target.confirm == (None if read is None else timedelta(seconds=read))


@pytest.mark.parametrize("written", ['"soon"', '"11m"', '"-1s"', "30", "[]"])
def test_confirm_that_is_no_short_time_is_a_mistake_with_its_line(load, written):
    with pytest.raises(WatchlistError, match=":3: target 'a': "):
        load(f'[target.a]\nurl = "https://a.example/"\nconfirm = {written}\n')


def test_variables_come_from_the_environment(full):
    legal, web = full.channels

    assert legal.url == "slack://t0ken/#legal"
    assert legal.level is Level.MATERIAL
    assert web.url == "json://127.0.0.1:9000/${kept}"
    assert web.level is Level.MINOR


def test_a_secret_is_not_part_of_what_a_watchlist_prints(full):
    assert "t0ken" not in repr(full)


def test_without_notify_every_channel_is_told(load):
    text = '[channel.a]\nurl="json://a"\n[channel.b]\nurl="json://b"\n[target.t]\nurl="https://example.org"'

    assert load(text).targets[0].notify == ("a", "b")


def test_notify_may_be_empty_by_default(load):
    text = '[defaults]\nnotify=[]\n[channel.a]\nurl="json://a"\n[target.t]\nurl="https://example.org"'

    assert load(text).targets[0].notify == ()


def test_an_empty_select_undoes_the_default(load):
    text = '[defaults]\nselect="main"\n[target.t]\nurl="https://example.org"\nselect=""'

    assert load(text).targets[0].select is None


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(load):
    text = b'\xef\xbb\xbf[target.t]\r\nurl = "https://example.org"\r\n'

    assert load(text).targets[0].url == "https://example.org"


@pytest.mark.parametrize(
    "change",
    [
        'select = "main"',
        'remove = [".share"]',
        'url = "https://example.org/other"',
        'url = "https://example.org/Privacy"',
        'url = "https://example.org/privacy?lang=en"',
    ],
)
def test_targets_that_read_different_things_may_stand_side_by_side(load, change):
    first = '[target.a]\nurl = "https://example.org/privacy"\n'
    url = "" if change.startswith("url") else 'url = "https://example.org/privacy"\n'

    assert len(load(f"{first}[target.b]\n{url}{change}").targets) == 2


def test_two_targets_may_watch_two_parts_of_one_page(load):
    text = """
[target.a]
url = "https://example.org/legal#privacy"
[target.b]
url = "https://example.org/legal#terms"
[target.c]
url = "https://example.org/legal#/contact"
"""

    assert [target.url.partition("#")[2] for target in load(text).targets] == ["privacy", "terms", "/contact"]


@pytest.mark.parametrize("place", ["", "#", "#top", "#:~:text=rights", "#terms", "#%74erms"])
def test_two_targets_may_not_watch_the_same_part_or_one_all_of_a_page(load, place):
    text = f"""
[target.a]
url = "https://example.org/legal#terms"
[target.b]
url = "https://example.org/legal{place}"
"""

    with pytest.raises(WatchlistError, match=r"same URL and selectors as target 'a'.* the # of its part"):
        load(text)


@pytest.mark.parametrize(
    "url",
    [
        "HTTPS://example.ORG/a%c3%a9?q=1",
        "https://example.org:443/aé?q=1",
        "https://example.org./a%C3%A9?q=1#part",
    ],
)
def test_one_address_in_two_spellings_is_one_page(url):
    assert watchlist.canonical(url) == "https://example.org/a%C3%A9?q=1"


def test_international_host_is_known_by_both_its_names():
    assert watchlist.canonical("https://例え.jp") == watchlist.canonical("https://xn--r8jz45g.jp/")


def test_selectors_are_judged_by_the_function_that_is_given(load):
    def judge(selector):
        if selector == "main[":
            raise ValueError("Malformed attribute selector\nmain[")

    text = '[target.a]\nurl = "https://example.org"\nselect = "main["\nremove = [".ok"]'

    with pytest.raises(WatchlistError, match=r":3: target 'a': 'main\[' is no CSS selector: Malformed"):
        load(text, check_selector=judge)


def test_a_watchlist_can_be_checked_without_its_environment():
    watchlist.check(FULL, "watchlist.toml")
    watchlist.check("# nothing yet", "watchlist.toml")

    with pytest.raises(WatchlistError, match="unknown key 'wrong'"):
        watchlist.check(f"wrong = 1\n{FULL}", "watchlist.toml")


def test_the_schema_names_every_key():
    schema = watchlist.schema()

    assert set(schema["properties"]) >= {"contact", "delay", "target", "channel", "defaults"}
    assert set(schema["$defs"]["TargetTable"]["properties"]) >= {"url", "name", "tags", "every", "select", "ignore"}
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Level"]["enum"] == ["cosmetic", "minor", "material"]
    assert schema["$defs"]["TargetTable"]["properties"]["every"]["default"] == "12h"


def test_the_file_is_named_as_the_user_named_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_text("wrong = 1")

    with pytest.raises(WatchlistError, match=r"^mine\.toml:1: unknown key 'wrong'"):
        watchlist.load(Path("mine.toml"), {})


def test_the_watchlist_of_the_project_runs_without_any_secret():
    here = Path(__file__).parents[2] / "watchlist.toml"

    watched = watchlist.load(here, {})

    assert {"mofa-privacy", "mofa-privacy-ja"} <= {target.name for target in watched.targets}
    assert watched.channels == ()
    assert all(target.url.startswith("https://") for target in watched.targets)


CHANNELS = """
[channel.full]
url = ["json://a/${TOKEN}", "json://b"]
level = "cosmetic"
topics = ["children", "children", "law"]
signals = ["period"]
tags = ["gov"]
targets = ["a"]
language = "ja"
digest = "mon,thu 08:30 Asia/Tokyo"
at_once = "material"
quiet = "22:00-07:00 Europe/Berlin"
give_up_after = "2d"
template = "texts/alert.j2"

[channel.plain]
url = "${SEVERAL}"

[target.a]
url = "https://example.org/"
tags = ["gov"]
"""


def test_every_key_of_a_channel_is_read(load, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "alert.j2").write_text("{{ title }}", "utf-8")
    seen = []

    loaded = load(CHANNELS, {"TOKEN": "t0ken", "SEVERAL": "json://c, json://d"}, check_template=seen.append)

    full, plain = loaded.channels
    assert full == Channel(
        name="full",
        url="json://a/t0ken",
        others=("json://b",),
        level=Level.COSMETIC,
        topics=(Topic.CHILDREN, Topic.LAW),
        signals=(SignalKind.PERIOD,),
        tags=("gov",),
        targets=("a",),
        language="ja",
        digest=Schedule(at=time(8, 30), zone="Asia/Tokyo", days=(0, 3)),
        at_once=Level.MATERIAL,
        quiet=Quiet(begin=time(22), end=time(7), zone="Europe/Berlin"),
        give_up_after=timedelta(days=2),
        template=Template(name="texts/alert.j2", source="{{ title }}"),
    )
    assert plain == Channel(name="plain", url="json://c", others=("json://d",))
    assert seen == [full.template]


def test_a_template_that_a_judge_refuses_is_a_mistake_with_its_line(load, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "alert.j2").write_text("{{ titel }}", "utf-8")

    def refuse(template):
        raise ValueError(f"{template.name} is bad")

    with pytest.raises(
        WatchlistError, match=r":14: channel 'full': the template 'texts/alert.j2' cannot be used: .* bad"
    ):
        load(CHANNELS, {"TOKEN": "t", "SEVERAL": "json://c"}, check_template=refuse)


def test_those_who_only_look_need_no_templates(load):
    assert load(CHANNELS, forgive_unset=True).channels[0].template is None


def test_people_are_told_times_on_the_clocks_that_the_file_names_and_in_utc_where_it_names_none(load):
    tokyo, none = load('timezone = "Asia/Tokyo"\n' + CHANNELS, forgive_unset=True), load(CHANNELS, forgive_unset=True)

    assert (tokyo.timezone, {channel.timezone for channel in tokyo.channels}) == ("Asia/Tokyo", {"Asia/Tokyo"})
    assert (none.timezone, {channel.timezone for channel in none.channels}) == ("UTC", {"UTC"})


def test_channels_speak_the_language_of_the_file_unless_they_name_one(tmp_path):
    path = tmp_path / "watchlist.toml"
    path.write_text(
        'language = "ja"\n[channel.a]\nurl = "json://a"\n[channel.b]\nurl = "json://b"\nlanguage = "en"\n'
        'title = "[policy] {{ title }}"\n[target.x]\nurl = "https://example.org/"\n',
        "utf-8",
    )

    found = watchlist.load(path, {})

    assert found.language == "ja"
    assert [channel.language for channel in found.channels] == ["ja", "en"]
    assert [channel.title and channel.title.source for channel in found.channels] == [None, "[policy] {{ title }}"]
