"""A command brings along what it needs, and nothing that takes its time."""

import subprocess
import sys

import pytest

from monitor import cli

HEAVY = ("scrapy", "twisted", "apprise", "pydantic", "sqlite_utils", "jinja2", "bs4", "lxml", "rapidfuzz")
CODE = """
import sys
from monitor.cli import main
try:
    main()
except SystemExit as end:
    print("status", end.code, file=sys.stderr)
print("loaded", *sorted({heavy} & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(("typed", "meant"), [("runn", "run"), ("reprot", "report"), ("statuss", "status")])
def test_a_command_with_a_slip_in_its_name_is_told_with_the_one_that_was_meant(typed, meant, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main([typed])

    assert left.value.code == 2
    assert f"Did you mean '{meant}'?" in capsys.readouterr().err


@pytest.fixture
def loaded(tmp_path):
    """Run a command in a process of its own, on a watchlist of one page that nobody serves; list what it loaded."""
    page = '[target.policy]\nurl = "http://127.0.0.1:9/"\n'
    (tmp_path / "watchlist.toml").write_text(f'allow_private = ["127.0.0.1"]\ndelay = "0s"\n{page}')

    def run(*words, status=0):
        code = CODE.format(heavy=set(HEAVY))
        done = subprocess.run(
            [sys.executable, "-c", code, *words], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        *_, ended, told = done.stderr.splitlines()
        assert ended == f"status {status}"
        return set(told.split()[1:])

    return run


def test_help_loads_nothing_heavy(loaded):
    assert loaded("--help") == set()


def test_run_without_channels_loads_no_service_and_no_page_reader(loaded):
    assert not loaded("run", status=1) & {"apprise", "jinja2", "bs4", "rapidfuzz"}


def test_report_loads_neither_crawler_nor_services_nor_page_readers(loaded):
    loaded("run", status=1)

    assert loaded("report") <= {"pydantic", "sqlite_utils"}


def test_a_stop_while_libraries_are_being_loaded_is_an_interruption_and_no_fault(monkeypatch, capsys):
    class Interrupted:
        def __set_name__(self, owner, name):
            raise KeyboardInterrupt

    monkeypatch.setattr(cli, "import_module", lambda _: type("Library", (), {"part": Interrupted()}))

    with pytest.raises(SystemExit) as end:
        cli.main(["list"])

    assert end.value.code == cli.INTERRUPTED
    assert "interrupted" in capsys.readouterr().err


def test_a_fault_of_the_program_is_no_interruption(monkeypatch):
    def fail(_):
        raise RuntimeError("a bug")

    monkeypatch.setattr(cli, "import_module", fail)

    with pytest.raises(RuntimeError, match="a bug"):
        cli.main(["list"])
