"""One policy of a page with several, on the command line: two files, and what is shown of a version."""

from datetime import UTC, datetime

import pytest

import monitor
from monitor.cli import main

URL = "https://momo.example/legal"
PAGE = """<html lang="en"><body><main><h1>Legal</h1>
<h2 id="privacy">Privacy policy</h2><p>Momo Tea keeps the address of each customer for {years} years after an order.</p>
<p>Customers may ask in writing what is kept about them, and have it put right.</p>
<h2 id="{name}">Terms of sale</h2><p>Momo Tea sends each order within {days} days of the day on which it was paid.</p>
<p>Whoever opens a packet keeps it; all others may be sent back at their own cost.</p></main></body></html>"""


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        return left.value.code, capsys.readouterr().out

    return call


def test_of_two_files_the_policy_behind_the_sign_is_compared(call, tmp_path):
    (tmp_path / "old.html").write_text(PAGE.format(years=3, days=5, name="sale"), "utf-8")
    (tmp_path / "new.html").write_text(PAGE.format(years=3, days=9, name="sales"), "utf-8")

    assert call("diff", "old.html#privacy", "new.html#privacy")[0] == 0
    status, shown = call("diff", "old.html#sale", "new.html#sale")
    assert status == 1
    assert "[-5-]" in shown
    assert "address of each customer" not in shown


def test_a_file_with_the_sign_in_its_name_is_that_file(call, tmp_path):
    (tmp_path / "a#1.html").write_text(PAGE.format(years=3, days=5, name="sale"), "utf-8")

    assert call("diff", "a#1.html", "a#1.html")[0] == 0


@pytest.mark.parametrize(
    ("fragment", "note"),
    [
        ("#sale", 'note: read the part that #sale names: "Terms of sale", one of 2 documents on this page'),
        ("", 'note: 2 documents stand on this page, and all are read: "Privacy policy" (#privacy), '),
    ],
)
def test_what_was_read_of_a_page_with_several_policies_is_shown(call, tmp_path, fragment, note):
    (tmp_path / "watchlist.toml").write_text(f'[target.momo]\nurl = "{URL}{fragment}"\n', "utf-8")
    body = PAGE.format(years=3, days=5, name="sale").encode()
    with monitor.open("monitor.db") as archive:
        archive.record(target="momo", url=URL + fragment, body=body, fetched_at=datetime(2026, 4, 1, tzinfo=UTC))

    assert note in call("show", "momo")[1]
