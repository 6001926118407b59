"""`monitor report` and `monitor diff`: into which form and which place they write."""

import csv
import io
import json
import os
import re
import resource
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

import monitor
from monitor.cli import main
from monitor.cli.output import emit
from monitor.errors import MonitorError

NOW = datetime.now(UTC)
PAGE = """<html><body><main><h1>Privacy at the club</h1><h2>Retention</h2>
<p>The list is kept for {months} months after a member has left the club.</p></main></body></html>"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with monitor.open("monitor.db") as archive:
        for day, months in enumerate((6, 12, 24)):
            for hour in range(2):
                archive.record(
                    target="club",
                    url="https://club.example/privacy",
                    body=PAGE.format(months=months).encode(),
                    fetched_at=NOW - timedelta(days=9 - day, hours=-hour),
                    headers={"content-type": "text/html"},
                )
    return tmp_path


@pytest.fixture
def call(folder, capfdbinary):
    """The command line in this process: exit status, output in bytes, errors."""

    def call(*arguments):
        with pytest.raises(SystemExit) as left:
            main(["--db", "monitor.db", *arguments])
        out, err = capfdbinary.readouterr()
        return left.value.code, out, err.decode()

    return call


def test_the_net_change_is_told_unless_every_one_is_asked_for(call):
    net = json.loads(call("report", "--format", "json")[1])
    every = json.loads(call("report", "--format", "json", "--every")[1])

    assert [(each["old_version"], each["new_version"]) for each in net["sets"]] == [(1, 3)]
    assert [(each["old_version"], each["new_version"]) for each in every["sets"]] == [(2, 3), (1, 2)]


def test_a_feed_has_an_entry_for_every_change_set(call):
    assert call("report", "--format", "atom")[1].count(b"<entry>") == 2


@pytest.mark.parametrize("name", ["site/", "new/deep/site/", "there"])
def test_a_folder_gets_a_site(call, folder, name):
    (folder / "there").mkdir()

    status, out, _ = call("report", "-o", name)

    assert status == 0
    assert (folder / name / "index.html").read_text("utf-8").startswith("<!doctype html>")
    assert len(list((folder / name).glob("change-*.html"))) == 2
    assert b"5 pages, 5 of them new" in out
    assert not list((folder / name).glob(".*"))


def test_a_second_site_in_the_same_folder_adds_and_keeps(call, folder):
    call("report", "-o", "site/")
    (folder / "site" / "robots.txt").write_text("mine")
    before = {path.name: path.stat().st_mtime_ns for path in (folder / "site").iterdir()}

    call("report", "-o", "site/", "--since", "8d")

    after = {path.name: path.stat().st_mtime_ns for path in (folder / "site").iterdir()}
    assert before.keys() == after.keys()
    assert {name for name in before if after[name] != before[name]} <= {"index.html", "feed.xml"}
    target = next((folder / "site").glob("target-*.html")).read_text("utf-8")
    assert target.count('href="change-') == 2
    assert target.count("Retention: reworded") == 2


def test_a_folder_with_a_page_of_others_is_left_alone(call, folder):
    (folder / "home").mkdir()
    (folder / "home" / "index.html").write_text("<h1>My page</h1>")

    status, _, err = call("report", "-o", "home")

    assert status == 2
    assert "not of monitor's making" in err
    assert [path.name for path in (folder / "home").iterdir()] == ["index.html"]


def test_a_site_needs_a_folder(call):
    status, _, err = call("report", "--format", "site")

    assert status == 2
    assert "--output" in err


def test_a_table_for_excel_begins_with_the_mark_that_excel_wants_and_a_pipe_does_not(call, folder):
    call("report", "-o", "r.csv")
    _, out, _ = call("report", "--format", "csv")

    body = (folder / "r.csv").read_bytes()
    assert body.startswith(b"\xef\xbb\xbftarget,")
    assert out.startswith(b"target,")
    assert body.count(b"\r\n") == body.count(b"\n")
    assert len(list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))) == 1


@pytest.mark.parametrize("command", [("report",), ("diff", "club"), ("diff", "club", "1", "3")])
def test_word_documents_go_into_a_file_or_a_pipe(call, folder, command):
    status, _, _ = call(*command, "-o", "r.docx")
    _, piped, _ = call(*command, "--format", "docx")

    assert status == (1 if command[0] == "diff" else 0)
    for body in ((folder / "r.docx").read_bytes(), piped):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            assert b"w:ins" in archive.read("word/document.xml")


def test_two_files_become_one_document(call, folder):
    for name, months in (("old.html", 6), ("new.html", 12)):
        (folder / name).write_text(PAGE.format(months=months))

    status, body, _ = call("diff", "old.html", "new.html", "--format", "docx")

    assert status == 1
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert "Privacy at the club" in archive.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("name", "start"),
    [("r.html", b"<!doctype html>"), ("r.json", b"{"), ("r.md", b"# Policy"), ("r.xml", b"<?xml"), ("r", b"Policy")],
)
def test_the_suffix_says_the_form(call, folder, name, start):
    call("report", "-o", name)

    assert (folder / name).read_bytes().startswith(start)


def test_what_was_taken_back_is_told_unless_something_else_is_asked_for(call, folder):
    with monitor.open("monitor.db") as archive:
        for hour in (1, 2):
            archive.record(
                target="club",
                url="https://club.example/privacy",
                body=PAGE.format(months=6).encode(),
                fetched_at=NOW - timedelta(hours=3 - hour, days=1),
            )

    assert b"what came was taken back" in call("report")[1]
    assert b"No policy changed" in call("report", "--topic", "cookies")[1]


def test_a_search_says_when_a_clause_was_first_seen_and_when_it_went(call):
    out = call("search", "kept for")[1].decode()

    first, went = f"{NOW - timedelta(days=9):%Y-%m-%d}", f"{NOW - timedelta(days=8):%Y-%m-%d}"
    assert f"first seen {first} (version 1), gone {went}\n    The list is kept for 6 months" in out
    assert "(version 3), still there\n    The list is kept for 24 months" in out


@pytest.mark.parametrize("arguments", [("report",), ("report", "--format", "html"), ("diff", "club")])
def test_the_words_around_the_changes_are_in_the_language_that_is_asked_for(call, arguments):
    english, japanese = (call(*arguments, "--lang", language)[1].decode() for language in ("en", "ja"))

    assert "重要" in japanese
    assert "文言の変更" in japanese
    assert "material" not in re.sub(r"<style>.*?</style>|class=\"[^\"]*\"", "", japanese, flags=re.DOTALL)
    assert "重要" not in english
    assert call(*arguments)[1].decode() == english


def test_the_watchlist_says_in_which_language_reports_are(call, folder):
    (folder / "watchlist.toml").write_text('language = "ja"\n[target.club]\nurl = "https://club.example/privacy"\n')

    assert "ポリシーの変更" in call("report")[1].decode()
    assert "第2版" in call("diff", "club")[1].decode()
    assert "Policy changes" in call("report", "--lang", "en")[1].decode()
    call("report", "-o", "site/")
    assert '<html lang="ja">' in (folder / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("arguments", [("report",), ("diff", "club")])
@pytest.mark.parametrize("name", ["week.pdf", "week.PDF", "week.xlsx", "week.odt"])
def test_a_name_that_promises_a_form_which_is_not_made_is_refused(call, folder, arguments, name):
    status, _, err = call(*arguments, "-o", name)

    assert status == 2
    assert "say one of .html, " in err
    assert not (folder / name).exists()


@pytest.mark.parametrize("arguments", [("report", "--since", "3000d"), ("diff", "club", "1", "2")])
def test_a_dash_is_the_terminal_or_the_pipe(call, folder, arguments):
    assert call(*arguments, "-o", "-")[1] == call(*arguments)[1] != b""
    assert not (folder / "-").exists()


def test_a_file_for_which_there_is_no_room_leaves_no_part_of_it(tmp_path):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        with pytest.raises(MonitorError, match=r"cannot write .*week.html: File too large"):
            emit("x" * 9000, tmp_path / "week.html")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_written_into_and_stays_one(call, folder):
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        call("diff", "club", "1", "2", "-o", "pipe")

        assert os.read(reader, 1 << 16) == call("diff", "club", "1", "2")[1]
        assert pipe.is_fifo()
    finally:
        os.close(reader)


def test_a_link_to_a_file_stays_a_link(call, folder):
    (folder / "real.html").write_text("old")
    (folder / "week.html").symlink_to("real.html")

    call("report", "-o", "week.html")

    assert (folder / "week.html").is_symlink()
    assert (folder / "real.html").read_bytes().startswith(b"<!doctype html>")
