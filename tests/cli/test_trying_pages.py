"""`monitor test`: what it is asked to try."""

import pytest

from monitor.cli import main


def test_an_address_without_its_beginning_is_answered_with_the_whole_one(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit) as left:
        main(["test", "club.example/privacy"])

    assert left.value.code == 2
    assert "as in https://club.example/privacy" in capsys.readouterr().err
