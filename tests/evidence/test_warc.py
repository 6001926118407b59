"""What is exported is read back by another program, byte for byte."""

import json
import sys
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from monitor import warc
from monitor.errors import MonitorError
from monitor.model import Redirect, Snapshot

AT = datetime(2026, 4, 1, 9, 30, 0, 123456, tzinfo=UTC)
BODY = "<html><p>個人情報の取扱い</p></html>\r\n\r\nWARC/1.1\r\n".encode()


def snapshot(**values):
    return Snapshot(
        **{
            "target": "mofa",
            "url": "http://example.org/プライバシー",
            "final_url": "https://example.org/privacy?a=1&b=2",
            "status": 200,
            "headers": (("content-type", "text/html"), ("x-note", "caf\xe9"), ("content-length", str(len(BODY)))),
            "body": BODY,
            "fetched_at": AT,
            "redirects": (Redirect(status=301, url="https://example.org/privacy?a=1&b=2"),),
            "certificate": "ab" * 32,
            "address": "203.0.113.9",
        }
        | values
    )


def export(path, *snapshots, facts=None):
    entries = (warc.Entry(snapshot=found, facts=facts or {}) for found in snapshots)
    return warc.write(path, entries, {"software": "policy-monitor"})


def read(path):
    with path.open("rb") as file:
        return [
            (record.rec_type, record.rec_headers, record.http_headers, record.content_stream().read())
            for record in ArchiveIterator(file, check_digests="raise")
        ]


@pytest.mark.parametrize("name", ["out.warc", "out.warc.gz"])
def test_a_response_is_read_back_byte_for_byte_with_its_headers(tmp_path, name):
    assert export(tmp_path / name, snapshot(), snapshot(status=404, body=b"gone")) == 2

    info, response, metadata, other, _ = read(tmp_path / name)
    assert info[0] == "warcinfo"
    assert b"software: policy-monitor\r\n" in info[3]
    kind, about, head, body = response
    assert (kind, body) == ("response", BODY)
    assert about.protocol == "WARC/1.1"
    assert about.get_header("WARC-Target-URI") == "https://example.org/privacy?a=1&b=2"
    assert about.get_header("WARC-Date") == "2026-04-01T09:30:00.123456Z"
    assert about.get_header("WARC-IP-Address") == "203.0.113.9"
    assert (head.statusline, head.protocol) == ("200 OK", "HTTP/1.1")
    assert list(head.headers) == list(snapshot().headers)
    assert metadata[1].get_header("WARC-Concurrent-To") == about.get_header("WARC-Record-ID")
    assert (other[2].statusline, other[3]) == ("404 Not Found", b"gone")


@pytest.mark.parametrize("name", ["out.warc", "out.warc.gz"])
def test_the_checker_of_warcio_finds_every_digest_right(tmp_path, name, capsys):
    export(tmp_path / name, snapshot())
    command = type("Command", (), {"inputs": [str(tmp_path / name)], "verbose": True})

    assert Checker(command).process_all() == 0
    assert capsys.readouterr().out.count("digest pass") == 3


def test_the_metadata_tells_what_warc_has_no_field_for(tmp_path):
    export(tmp_path / "out.warc", snapshot(), facts={"visits": [{"link": "00"}]})

    *_, (kind, _, _, body) = read(tmp_path / "out.warc")
    told = json.loads(body)
    assert kind == "metadata"
    assert told["certificate_sha256"] == "ab" * 32
    assert told["redirects"] == [{"status": 301, "url": "https://example.org/privacy?a=1&b=2"}]
    assert (told["target"], told["url"]) == ("mofa", "http://example.org/プライバシー")
    assert told["visits"] == [{"link": "00"}]


def test_headers_of_the_wire_do_not_speak_of_a_body_that_is_kept_decoded(tmp_path):
    packed = (("content-encoding", "gzip"), ("transfer-encoding", "chunked"), ("content-length", "7"))
    export(tmp_path / "out.warc", snapshot(headers=packed))

    _, (_, _, head, body), _ = read(tmp_path / "out.warc")
    assert body == BODY
    assert list(head.headers) == [
        *((f"x-archive-orig-{name}", value) for name, value in packed),
        ("content-length", str(len(BODY))),
    ]


def test_a_header_with_a_line_end_makes_no_second_header(tmp_path):
    export(tmp_path / "out.warc", snapshot(headers=(("x-odd", "a\r\nset-cookie: b"),)))

    _, (_, _, head, body), _ = read(tmp_path / "out.warc")
    assert head.get_header("x-odd") == "a set-cookie: b"
    assert body == BODY


def test_an_export_never_replaces_a_file_and_a_failed_one_leaves_none(tmp_path):
    (tmp_path / "mine.warc").write_text("mine")

    def fail():
        yield warc.Entry(snapshot=snapshot(), facts={})
        raise MonitorError("the database is damaged")

    with pytest.raises(MonitorError, match=r"mine\.warc is there already"):
        export(tmp_path / "mine.warc", snapshot())
    with pytest.raises(MonitorError, match="damaged"):
        warc.write(tmp_path / "out.warc", fail(), {})

    assert [file.name for file in tmp_path.iterdir()] == ["mine.warc"]


def test_without_the_extra_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "warcio.warcwriter", None)

    with pytest.raises(
        MonitorError,
        match=r"warcio, of the extra 'evidence'; in monitor's folder: pip install --editable '\.\[evidence\]'",
    ):
        export(tmp_path / "out.warc", snapshot())


def test_what_a_browser_made_of_a_page_is_a_conversion_not_a_response(tmp_path):
    headers = (("content-type", "text/html; charset=utf-8"), ("etag", '"1"'), ("x-monitor-rendered", "chromium/156"))

    export(tmp_path / "out.warc", snapshot(headers=headers))

    _, (kind, about, _, body), metadata = read(tmp_path / "out.warc")
    assert (kind, about.get_header("Content-Type"), body) == ("conversion", "text/html; charset=utf-8", BODY)
    facts = json.loads(metadata[3])
    assert facts["rendered"] == "chromium/156"
    assert ["etag", '"1"'] in facts["headers"]
