"""Editing the watchlist: what was meant is done, and nothing else."""

import os
import re
import threading
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import WatchlistError, editor, watchlist

TEXT = """\
# Policies of the office.
contact = "a@example.org"   # us

# --- ministries ---
[target.mofa]  # asked for by the press desk
url = "https://www.mofa.go.jp/about/privacy.html"
# two tags:
tags = ["gov",  # all ministries
        "jp"]
# select = "main"

# --- services ---
[target.shop]
enabled  =  true # for now
url = "https://shop.example/privacy"
[target."外務省"]
url = 'https://www.mofa.go.jp/mofaj/about/privacy.html'

[channel.legal]
url = "${SLACK_URL}"

# Out of order.
[target.late]
url = "https://late.example/privacy"
# the end
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "watchlist.toml"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def names(path):
    return list(tomllib.loads(path.read_text("utf-8")).get("target", {}))


# --- init ----------------------------------------------------------------------------------------------------


def test_init_explains_every_key_and_what_it_shows_is_right():
    defs = watchlist.schema()["$defs"]
    tables = ("Defaults", "TargetTable", "ChannelTable", "HeartbeatTable")
    known = {key for table in tables for key in defs[table]["properties"]}
    known |= set(watchlist.schema()["properties"]) - {"defaults", "channel", "target", "heartbeat"}

    told = set(re.findall(r"^(?:# )?(\w+) = ", editor.TEMPLATE, re.MULTILINE))

    assert told == known
    watchlist.check(re.sub(r"^# (?=\[|\w+ = )", "", editor.TEMPLATE, flags=re.MULTILINE), "template")


def test_init_writes_a_watchlist_that_only_lacks_targets(tmp_path):
    path = tmp_path / "watchlist.toml"

    editor.create(path)

    watchlist.check(path.read_text("utf-8"), "watchlist.toml")
    with pytest.raises(WatchlistError, match="there are no targets; add one: monitor add URL"):
        watchlist.load(path, {})


def test_every_commented_line_of_the_template_works_when_uncommented(tmp_path):
    path = tmp_path / "watchlist.toml"
    path.write_text(re.sub(r"(?m)^# (?=[a-z_]+ = |\[)", "", editor.TEMPLATE), "utf-8")

    (tmp_path / "alert.j2").write_text("{{ text }}", "utf-8")
    (tmp_path / "secrets.toml").touch(mode=0o600)

    environ = {"SLACK_URL": "json://localhost", "HEARTBEAT_URL": "https://beat.example/x"}
    (target,) = watchlist.load(path, environ).targets

    assert target.name == "mofa-privacy"
    assert target.select == "main"
    assert target.notify == ("legal",)


def test_template_loads_after_the_first_add(tmp_path):
    path = tmp_path / "watchlist.toml"
    editor.create(path)

    name = editor.add(path, "https://example.org/privacy")

    assert [target.name for target in watchlist.load(path, {}).targets] == [name]
    assert path.read_text("utf-8").startswith(editor.TEMPLATE)


def test_init_leaves_a_file_that_is_there_alone(file):
    with pytest.raises(WatchlistError, match="is there already"):
        editor.create(file)

    assert file.read_text("utf-8") == TEXT


def test_init_says_when_it_cannot_write(tmp_path):
    with pytest.raises(WatchlistError, match="cannot be written: No such file or directory"):
        editor.create(tmp_path / "nowhere" / "watchlist.toml")


# --- add -----------------------------------------------------------------------------------------------------


def test_add_keeps_what_was_there(file):
    name = editor.add(file, "https://example.org/x/privacy-policy.html", tags=["web", "b", "web"])

    assert name == "example-privacy-policy"
    assert file.read_text("utf-8") == TEXT + (
        '\n[target.example-privacy-policy]\nurl = "https://example.org/x/privacy-policy.html"\ntags = ["web", "b"]\n'
    )


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.mofa.go.jp/privacy", "mofa-privacy"),
        ("https://www.example.co.uk/privacy.html", "example-privacy"),
        ("https://policies.example.com/privacy?hl=ja#top", "example-privacy"),
        ("https://example.org", "example"),
        ("https://example.org/", "example"),
        ("https://example.jp/規約/プライバシー", "example-プライバシー"),
        ("https://example.jp/%E8%A6%8F%E7%B4%84", "example-規約"),
        ("http://127.0.0.1:8000/terms", "127-0-0-1-terms"),
        ("http://[::1]:8000/terms", "1-terms"),
        ("http://localhost/", "localhost"),
        (f"https://example.org/{'long-' * 50}", "example-" + "long-" * 10 + "lo"),
    ],
)
def test_name_is_made_of_the_url(tmp_path, url, name):
    path = tmp_path / "watchlist.toml"
    editor.create(path)

    assert editor.add(path, url) == name
    assert watchlist.load(path, {}).targets[0].url == url


def test_made_names_are_different(file):
    used = [editor.add(file, f"https://www.mofa.go.jp/{step}/privacy.html") for step in ("a", "b", "c/d")]
    used += [editor.add(file, f"https://www.mofa.go.jp/c/d/privacy.{end}") for end in ("php", "htm")]

    assert used == ["mofa-privacy", "mofa-b-privacy", "mofa-c-d-privacy", "mofa-privacy-2", "mofa-privacy-3"]


def test_name_may_be_given(file):
    assert editor.add(file, "https://example.org", name="外務省.2") == "外務省.2"


def test_another_part_of_a_watched_page_may_be_added_but_not_all_of_it(file):
    editor.add(file, "https://example.org/legal#privacy", name="privacy")

    assert editor.add(file, "https://example.org/legal#terms", name="terms") == "terms"
    with pytest.raises(WatchlistError, match="this URL is watched already, as target 'privacy'"):
        editor.add(file, "https://example.org/legal")


def test_name_with_blanks_becomes_the_title(file, monkeypatch):
    name = editor.add(file, "https://example.org", name='The "Example", privacy')

    target = watchlist.load(file, {"SLACK_URL": "json://x"}).targets[-1]
    assert (name, target.name, target.title) == ("the-example-privacy",) * 2 + ('The "Example", privacy',)


@pytest.mark.parametrize(
    ("url", "options", "said"),
    [
        ("https://example.org", {"name": "mofa"}, "there is a target 'mofa' already"),
        ("https://example.org", {"name": "Mofa!"}, "there is a target 'mofa' already"),
        ("https://example.org", {"name": "!!"}, "'!!' cannot be a name"),
        ("https://example.org", {"tags": ["a\nb"]}, "item 1 of 'tags' must be one line"),
        ("HTTPS://SHOP.example:443/privacy", {}, "this URL is watched already, as target 'shop'"),
        ("shop.example/privacy", {}, "the URL must start with https:// or http://"),
        ("javascript:alert(1)", {}, "the URL must start with https:// or http://"),
        ("https://u:hunter2@example.org", {}, "the URL must hold no user name or password$"),
        ("https://example.org/a b", {}, "the URL must hold no blanks"),
        ("", {}, "the URL must start with"),
    ],
)
def test_bad_input_is_refused_before_anything_is_written(file, url, options, said):
    with pytest.raises(WatchlistError, match=said):
        editor.add(file, url, **options)

    assert file.read_text("utf-8") == TEXT
    assert list(file.parent.iterdir()) == [file]


def test_file_with_mistakes_is_not_added_to(file):
    file.write_text(TEXT + "selct = 1\n", "utf-8")

    with pytest.raises(WatchlistError, match=r":26: target 'late': unknown key 'selct'"):
        editor.add(file, "https://example.org")


def test_target_without_url_does_not_hide_behind_a_new_one(file):
    file.write_text(TEXT + "[target.half]\n", "utf-8")

    with pytest.raises(WatchlistError, match=r":26: target 'half': 'url' is missing"):
        editor.add(file, "https://example.org")


@pytest.mark.parametrize("edit", [editor.remove, editor.add])
@pytest.mark.parametrize("text", [None, "[target", b"\xff"])
def test_file_that_cannot_be_read_is_refused(file, edit, text):
    file.unlink()
    if text is not None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(
        WatchlistError, match=r"no such file; write one with: monitor init|:1: not TOML|:1: is not UTF-8"
    ):
        edit(file, "https://example.org")


# --- remove --------------------------------------------------------------------------------------------------

GONE = {
    "mofa": TEXT[TEXT.index("[target.mofa]") : TEXT.index("# --- services")],
    "shop": TEXT[TEXT.index("[target.shop]") : TEXT.index('[target."外務省"]')],
    "外務省": TEXT[TEXT.index('[target."外務省"]') : TEXT.index("[channel.legal]")],
    "late": TEXT[TEXT.index("[target.late]") :],
}


@pytest.mark.parametrize("name", GONE)
def test_remove_takes_the_table_and_leaves_the_comments_of_others(file, name):
    editor.remove(file, name)

    assert file.read_text("utf-8") == TEXT.replace(GONE[name], "")
    assert name not in names(file)


def test_comment_right_above_the_next_table_is_not_ours(file):
    file.write_text('[target.a]\nurl = "https://a.org"\n# on b\n[target.b]\nurl = "https://b.org"\n')

    editor.remove(file, "a")

    assert file.read_text() == '# on b\n[target.b]\nurl = "https://b.org"\n'


def test_the_last_target_can_be_removed(tmp_path):
    path = tmp_path / "watchlist.toml"
    editor.create(path)
    name = editor.add(path, "https://example.org")

    editor.remove(path, name)

    assert path.read_text("utf-8").rstrip() == editor.TEMPLATE.rstrip()


def test_a_target_with_mistakes_can_be_removed(file):
    file.write_text(TEXT + "selct = 1\n", "utf-8")

    editor.remove(file, "late")

    assert names(file) == ["mofa", "shop", "外務省"]


def test_unknown_target_is_told_with_a_guess(file):
    for edit in (editor.remove, lambda path, name: editor.set_enabled(path, name, enabled=False)):
        with pytest.raises(WatchlistError, match=r"unknown target 'mofaa'; did you mean 'mofa'\?"):
            edit(file, "mofaa")


@pytest.mark.parametrize("text", ['target.a = {url = "https://a.org"}\n', '[target]\na.url = "https://a.org"\n'])
def test_unusual_spelling_is_left_to_the_user(file, text):
    file.write_text(text)

    with pytest.raises(WatchlistError, match="target 'a': is not written as a table of its own; edit the file by hand"):
        editor.remove(file, "a")

    assert file.read_text() == text


def test_text_that_looks_like_a_table_is_no_table(file):
    text = '[target.a]\nurl = "https://a.org"\nname = """\n[target.b]"""\n\n[target.b]\nurl = "https://b.org"\n'
    file.write_text(text.replace('"""\n[', '"""['))

    editor.remove(file, "b")

    assert names(file) == ["a"]


# --- enable, disable -----------------------------------------------------------------------------------------


def test_disable_writes_one_line_below_the_last_value(file):
    editor.set_enabled(file, "mofa", enabled=False)

    assert file.read_text("utf-8") == TEXT.replace('        "jp"]\n', '        "jp"]\nenabled = false\n')


def test_disable_changes_one_word_where_there_is_one(file):
    editor.set_enabled(file, "shop", enabled=False)

    assert file.read_text("utf-8") == TEXT.replace("enabled  =  true #", "enabled  =  false #")


def test_enable_undoes_disable(file):
    editor.set_enabled(file, "外務省", enabled=False)
    editor.set_enabled(file, "外務省", enabled=True)

    targets = watchlist.load(file, {"SLACK_URL": "json://x"}).targets
    assert all(target.enabled for target in targets)


def test_switching_to_what_it_is_writes_nothing(file):
    before = file.stat().st_mtime_ns, file.stat().st_ino

    editor.set_enabled(file, "mofa", enabled=True)

    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


def test_enable_wins_over_the_defaults(file):
    file.write_text(f"{TEXT}\n[defaults]\nenabled = false\n", "utf-8")

    editor.set_enabled(file, "late", enabled=True)

    enabled = [target.name for target in watchlist.load(file, {"SLACK_URL": "json://x"}).targets if target.enabled]
    assert enabled == ["shop", "late"]


# --- the file itself -----------------------------------------------------------------------------------------


def test_permissions_stay(file):
    file.chmod(0o640)

    editor.add(file, "https://example.org")

    assert file.stat().st_mode & 0o7777 == 0o640


def test_link_stays_a_link(file, tmp_path):
    link = tmp_path / "sub" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(file)

    name = editor.add(link, "https://example.org")

    assert link.is_symlink()
    assert name in names(file)
    assert list(link.parent.iterdir()) == [link]


def test_windows_files_stay_windows_files(file):
    before = b"\xef\xbb\xbf" + TEXT.rstrip("\n").replace("\n", "\r\n").encode()
    file.write_bytes(before)

    editor.add(file, "https://example.org", name="new")
    editor.set_enabled(file, "new", enabled=False)

    block = b'\r\n\r\n[target.new]\r\nurl = "https://example.org"\r\nenabled = false\r\n'
    assert file.read_bytes() == before + block


def test_folder_that_cannot_be_written_is_told(file, monkeypatch):
    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)  # whoever runs the tests may be allowed everything

    with pytest.raises(WatchlistError, match="cannot be written: Permission denied"):
        editor.add(file, "https://example.org")


def test_failed_write_leaves_nothing_behind(file, monkeypatch):
    def refuse(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)

    with pytest.raises(WatchlistError, match="cannot be written: No space left on device"):
        editor.add(file, "https://example.org")

    assert file.read_text("utf-8") == TEXT
    assert list(file.parent.iterdir()) == [file]


@given(st.lists(st.text("ab .\"'\\#日", min_size=1, max_size=4), min_size=1, max_size=4, unique=True))
def test_removing_what_was_added_gives_the_file_back(tmp_path_factory, wanted):
    path = Path(tmp_path_factory.mktemp("law") / "watchlist.toml")
    path.write_text(TEXT, "utf-8", newline="")
    used = []
    for index, name in enumerate(wanted):
        try:
            used.append(editor.add(path, f"https://example.org/{index}", name=name))
        except WatchlistError as refusal:
            assert "name" in str(refusal) or "already" in str(refusal)  # noqa: PT017 - only these two may be said

    for name in used:
        editor.remove(path, name)

    assert path.read_text("utf-8").rstrip() == TEXT.rstrip()


def test_a_pipe_is_no_watchlist_and_stays_a_pipe(tmp_path):
    real, pipe = tmp_path / "real.toml", tmp_path / "pipe"
    editor.create(real)
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(real.read_bytes(),))
    writer.start()

    with pytest.raises(WatchlistError, match="pipe: cannot be written: it is a device or pipe"):
        editor.add(pipe, "https://shop.example/privacy")

    writer.join()
    assert pipe.is_fifo()
