"""The README is tested: its commands parse, every command occurs, its watchlist and its programs are real."""

import re
import shlex
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

import monitor
from monitor import watchlist
from monitor.cli import cli
from monitor.model import SignalKind, Topic

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
CALLS = [line[2:] for language, block in BLOCKS if language == "console" for line in block.splitlines()]


def parse(call):
    """Parse a command line as click would, without running it."""
    arguments = shlex.split(call, comments=True)[1:]
    name, rest = arguments[0], arguments[1:]
    command = cli.get_command(click.Context(cli), name)
    assert command is not None, f"no command {name!r}"
    with click.Context(cli) as parent:
        command.make_context(name, rest, parent=parent)


@pytest.mark.parametrize("call", CALLS)
def test_every_call_in_the_readme_parses(call):
    parse(call)


def test_every_command_occurs_in_the_readme():
    missing = [name for name in cli.list_commands(click.Context(cli)) if f"`monitor {name}" not in README]

    assert [name for name in missing if f"`{name}`" not in README] == []


def test_every_option_in_the_command_table_exists():
    for row in re.findall(r"^\| `monitor (\w+)(.*)", README, re.MULTILINE):
        name, told = row
        command = cli.get_command(click.Context(cli), name)
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", told.split(" | ")[0])) <= known, name


def test_the_first_two_shell_blocks_are_one_line_each():
    first, second = [block for language, block in BLOCKS if language == "sh"][:2]

    assert first.count("\n") == second.count("\n") == 1
    assert "monitor demo" in first
    assert "pytest" in second


def test_the_watchlists_in_the_readme_load(tmp_path):
    path = tmp_path / "watchlist.toml"
    secrets = {"MAIL_PASSWORD": "x", "SLACK_URL": "slack://a/b/c", "HEARTBEAT_URL": "https://hc.example/x"}
    for language, block in BLOCKS:
        if language == "toml":
            target = "" if "[target." in block else '\n[target.x]\nurl = "https://example.org"\n'
            channel = "" if "[channel.legal]" in block else '\n[channel.legal]\nurl = "json://localhost"\n'
            path.write_text(block + target + channel, "utf-8")
            assert watchlist.load(path, secrets).targets


def test_every_key_of_a_target_in_the_readme_is_known_and_every_key_known_is_told():
    known = set(watchlist.schema()["$defs"]["TargetTable"]["properties"])
    table = README.split("| key of a target |")[1].split("\n\n")[0]
    told = {key for row in table.splitlines()[2:] for key in re.findall(r"`(\w+)`", row.split(" | ")[0])}

    assert told == known


def test_every_key_topic_and_signal_of_a_channel_is_told_in_the_readme():
    shape = watchlist.schema()
    known = set(shape["$defs"]["ChannelTable"]["properties"])
    table = README.split("| key of a channel |")[1].split("\n\n")[0]
    rows = [row.split(" | ") for row in table.splitlines()[2:]]

    assert {key for row in rows for key in re.findall(r"`(\w+)`", row[0])} == known
    named = {row[0].strip("| `"): set(re.findall(r"`([\w-]+)`", row[1])) for row in rows}
    assert named["topics"] == set(Topic)
    assert named["signals"] == set(SignalKind)


def test_the_programs_in_the_readme_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = "<main><h1>Privacy</h1><p>The club keeps the list of its members for {} months.</p></main>"
    for year, months in ((2023, 6), (2024, 12)):
        Path(f"{year}.html").write_text(page.format(months), "utf-8")
    given = {"url": "https://example.org", "body": page.format(6).encode(), "when": datetime.now(UTC)}

    for language, block in BLOCKS:
        if language == "python":
            exec(compile(block, "README.md", "exec"), given)

    assert [change.kinds for change in monitor.compare(given["old"], given["new"])] == [("reworded",)]


def test_the_watchlist_at_the_top_loads_without_any_secret():
    loaded = watchlist.load(ROOT / "watchlist.toml", {})

    assert any("mofa.go.jp" in target.url for target in loaded.targets)
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license"] == "Apache-2.0"
