"""How pages are rendered, and who hears that a run came to its end."""

import pytest

from monitor import WatchlistError, watchlist
from monitor.model import Render

TARGET = '[target.a]\nurl = "https://example.org/"\n'


@pytest.fixture
def load(tmp_path):
    def loaded(text, environ=()):
        path = tmp_path / "w.toml"
        path.write_text(text, "utf-8")
        return watchlist.load(path, dict(environ))

    return loaded


def test_pages_are_rendered_when_they_are_empty_without(load):
    assert load(TARGET).targets[0].render is Render.AUTO


@pytest.mark.parametrize("way", ["auto", "always", "never"])
def test_rendering_may_be_said_for_a_target_and_for_all(load, way):
    assert load(f'{TARGET}render = "{way}"').targets[0].render == way
    assert load(f'[defaults]\nrender = "{way}"\n{TARGET}').targets[0].render == way


def test_unknown_way_to_render_is_a_mistake_with_a_hint(load):
    with pytest.raises(WatchlistError, match=r"w\.toml:3: .*unknown way to render 'allways'; did you mean 'always'\?"):
        load(f'{TARGET}render = "allways"')


def test_browser_may_be_named_and_come_from_the_environment(load):
    assert load(f'browser = "${{CHROME}}"\n{TARGET}', {"CHROME": "/opt/chrome"}).politeness.browser == "/opt/chrome"
    assert load(TARGET).politeness.browser == ""


def test_heartbeat_is_read_with_its_secret_and_never_shown(load):
    loaded = load(f'[heartbeat]\nurl = "https://hc.example/${{KEY}}"\n{TARGET}', {"KEY": "5ecret"})

    assert loaded.heartbeat == "https://hc.example/5ecret"
    assert "5ecret" not in repr(loaded)
    assert load(TARGET).heartbeat is None


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("", r"w\.toml:1: \[heartbeat\]: 'url' is missing"),
        ('url = "${KEY}"', r"w\.toml:2: \[heartbeat\]: 'url' must start with https:// or http://"),
        ('url = "https://u:5ecret@h.example/"', r"w\.toml:2: \[heartbeat\]: 'url' must hold no user name"),
        ('url = "https://h.example/${NONE}"', r"w\.toml:2: \[heartbeat\]: 'url' needs the environment variable NONE"),
        ('uri = "x"', r"w\.toml:2: \[heartbeat\]: unknown key 'uri'; did you mean 'url'\?"),
    ],
)
def test_mistake_in_the_heartbeat_is_told_with_its_line_and_without_its_secret(load, table, fault):
    with pytest.raises(WatchlistError, match=fault) as error:
        load(f"[heartbeat]\n{table}\n{TARGET}", {"KEY": "ftp://5ecret"})

    assert "5ecret" not in str(error.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3:8080", "[::1]:8080", "169.254.169.254"])
def test_heartbeat_to_an_address_of_ones_own_network_is_a_mistake_unless_it_is_allowed(load, host):
    table = f'[heartbeat]\nurl = "http://{host}/5ecret/${{KEY}}"\n{TARGET}'
    fault = r"w\.toml:2: \[heartbeat\]: 'url' leads to an address that is not public; name that host under allow_"

    with pytest.raises(WatchlistError, match=fault) as error:
        load(table, {"KEY": "5ecret"})

    assert "5ecret" not in str(error.value)
    assert load(f'allow_private = ["{host}"]\n{table}', {"KEY": "x"}).heartbeat
    assert load(table.replace(host, "hc.example"), {"KEY": "x"}).heartbeat


def test_schema_knows_both():
    shape = watchlist.schema()

    assert {"browser", "heartbeat"} <= set(shape["properties"])
    assert shape["$defs"]["Render"]["enum"] == ["auto", "always", "never"]
    assert shape["$defs"]["HeartbeatTable"]["required"] == ["url"]
