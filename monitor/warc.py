"""Snapshots as WARC/1.1, the form in which web archives exchange what servers sent."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any

from monitor.codec import to_plain
from monitor.errors import MonitorError, how_to_install
from monitor.model import RENDERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from monitor.model import Snapshot

_REFRAMED = {"content-encoding", "transfer-encoding", "content-length"}
"""Headers that told of the bytes on the wire. Bodies are kept decoded, so that they would be untrue of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One snapshot, and what else is known of it."""

    snapshot: Snapshot
    facts: Mapping[str, Any]
    """Goes into the metadata record, as JSON."""


def write(path: Path, entries: Iterable[Entry], facts: Mapping[str, str]) -> int:
    """Write snapshots into a new WARC file, whole or not at all, and give how many they were.

    Each becomes a response record with the headers and the body as they came, and a metadata record. What a browser
    made of an answer is no response: it becomes a conversion record, and the headers stand in its metadata.
    Records are compressed, each on its own, when the name ends in `.gz`.

    Args:
        path: of the new file.
        entries: in the order in which they are to stand.
        facts: of the file as a whole, for the warcinfo record.

    Raises:
        MonitorError: the extra `evidence` is not installed, there is such a file, or it cannot be written.
    """
    writer_of = _library()
    if path.exists():
        raise MonitorError(f"{path} is there already", hint="name a new file")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            writer = writer_of(file, gzip=path.suffix == ".gz", warc_version="WARC/1.1")
            writer.write_record(writer.create_warcinfo_record(path.name, dict(facts)))
            count = 0
            for count, entry in enumerate(entries, 1):  # noqa: B007 - the last one is the number
                _write(writer, entry)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except OSError as error:
        raise MonitorError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return count


def _library() -> Any:  # noqa: ANN401 - warcio is not typed
    try:
        from warcio.warcwriter import WARCWriter  # noqa: PLC0415 - of an extra
    except ImportError as error:
        message = "writing WARC needs the package warcio, of the extra 'evidence'"
        raise MonitorError(message, hint=how_to_install("evidence")) from error
    return WARCWriter


def _write(writer: Any, entry: Entry) -> None:  # noqa: ANN401 - warcio is not typed
    snapshot = entry.snapshot
    told = {
        "WARC-Date": _date(snapshot.fetched_at),
        "WARC-Payload-Digest": _digest(snapshot.body),
    }
    if snapshot.address:
        told["WARC-IP-Address"] = snapshot.address
    response = writer.create_warc_record(
        snapshot.final_url,
        "conversion" if snapshot.is_rendered else "response",
        payload=BytesIO(snapshot.body),
        length=len(snapshot.body),
        http_headers=None if snapshot.is_rendered else _head(snapshot),
        warc_content_type=snapshot.header("content-type") if snapshot.is_rendered else "",
        warc_headers_dict=told,
    )
    writer.write_record(response)
    body = json.dumps(_facts(entry), ensure_ascii=False, indent=1).encode()
    writer.write_record(
        writer.create_warc_record(
            snapshot.final_url,
            "metadata",
            payload=BytesIO(body),
            length=len(body),
            warc_content_type="application/json",
            warc_headers_dict={
                "WARC-Date": _date(snapshot.fetched_at),
                "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
            },
        )
    )


def _head(snapshot: Snapshot) -> Any:  # noqa: ANN401 - warcio is not typed
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 - of an extra

    class Head(StatusAndHeaders):  # type: ignore[misc]  # warcio is not typed
        """Headers as they came: warcio would rename those that are not ASCII."""

        def to_ascii_bytes(self, header_filter: Any = None) -> bytes:  # noqa: ANN401 - as warcio has it
            """Give the bytes."""
            return bytes(self.to_str(header_filter).encode("latin-1", "replace")) + b"\r\n"

    headers = [(name, " ".join(value.splitlines())) for name, value in snapshot.headers]
    length = ("content-length", str(len(snapshot.body)))
    if not {"content-encoding", "transfer-encoding"}.isdisjoint(dict(headers)) or length not in headers:
        headers = [(f"x-archive-orig-{name}" if name in _REFRAMED else name, value) for name, value in headers]
        headers.append(length)
    return Head(_status_line(snapshot.status), headers, protocol="HTTP/1.1")


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} "


def _facts(entry: Entry) -> dict[str, Any]:
    snapshot = entry.snapshot
    rendered = {"rendered": snapshot.header(RENDERED), "headers": snapshot.headers} if snapshot.is_rendered else {}
    return rendered | {
        "target": snapshot.target,
        "url": snapshot.url,
        "redirects": to_plain(snapshot.redirects),
        "certificate_sha256": snapshot.certificate,
        "body_sha256": hashlib.sha256(snapshot.body).hexdigest(),
        **entry.facts,
    }


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _digest(body: bytes) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(body).digest()).decode('ascii')}"
