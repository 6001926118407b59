"""Time stamps by RFC 3161: an authority signs that a link of the chain existed at a moment."""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from monitor.errors import MonitorError, how_to_install

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from http.client import HTTPMessage

_SECONDS = 30
_MOST_BYTES = 1 << 20
"""Of an answer: tokens have a few thousand."""

_GRANTED = {0, 1}
"""Values of PKIStatus with which a token comes: granted, and granted with changes."""


class NoTokenError(MonitorError):
    """Some bytes that should be a time stamp are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a token says. It is worth only as much as the certificate that signed it."""

    at: datetime
    """By the authority's clock."""
    serial: int
    is_trusted: bool
    """True when the signature was checked, down to a root certificate that the caller trusts."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follow none: an authority is asked where the user said, and nowhere else."""
        del req, fp, code, msg, headers, newurl


def request(link: str, url: str) -> bytes:
    """Let an authority stamp a link, and give its answer (DER), checked to be an answer to this question.

    Args:
        link: 64 hex digits; what is signed is the SHA-256 of these characters.
        url: of the authority, http or https.

    Raises:
        MonitorError: the extra `evidence` is not installed, the authority does not answer, or refuses.
    """
    library = _library()
    asked = library.TimestampRequestBuilder().data(link.encode("ascii"))
    asked = asked.hash_algorithm(library.HashAlgorithm.SHA256).build()
    answer = _post(url, asked.as_bytes())
    try:
        read(answer, link)
    except NoTokenError as error:
        hint = "is this the address of a time-stamp authority (RFC 3161)?"
        raise MonitorError(f"what {_host(url)} answered is no time stamp", hint=hint) from error
    if library.decode_timestamp_response(answer).tst_info.nonce != asked.nonce:
        raise MonitorError(f"the answer of {_host(url)} is to another question")
    return answer


def read(token: bytes, link: str, roots: Sequence[bytes] = ()) -> Token:
    """Read a token and check that it is of this link.

    Args:
        token: RFC 3161 response, DER.
        link: that it must be of.
        roots: certificates (PEM) that are trusted; without any the signature is not checked.

    Raises:
        MonitorError: the extra is not installed, or the token is none, is of something else, or signed by others.
    """
    library = _library()
    try:
        decoded = library.decode_timestamp_response(token)
        _see_that_it_is_granted(decoded)
        told = decoded.tst_info
        imprint = told.message_imprint.message
    except ValueError as error:  # its text speaks of the parts of an encoding
        raise NoTokenError("it is no time stamp") from error
    if imprint not in {hashlib.new(name, link.encode("ascii")).digest() for name in ("sha256", "sha384", "sha512")}:
        raise MonitorError("it is a time stamp of something else")
    if roots:
        _check_signature(library, decoded, link, roots)
    return Token(at=told.gen_time, serial=told.serial_number, is_trusted=bool(roots))


def _see_that_it_is_granted(decoded: Any) -> None:  # noqa: ANN401 - of an extra
    if decoded.status not in _GRANTED:
        said = "; ".join(decoded.status_string)
        raise MonitorError(f"the authority refused (status {decoded.status}{': ' if said else ''}{said})")


def _check_signature(library: Any, decoded: Any, link: str, roots: Sequence[bytes]) -> None:  # noqa: ANN401 - of an extra
    from cryptography import x509  # noqa: PLC0415 - comes with the extra

    builder = library.VerifierBuilder()
    try:
        for pem in roots:
            for certificate in x509.load_pem_x509_certificates(pem):
                builder = builder.add_root_certificate(certificate)
        builder.build().verify_message(decoded, link.encode("ascii"))
    except ValueError as error:
        raise MonitorError(f"the root certificate cannot be read: {error}") from error
    except library.VerificationError as error:
        raise MonitorError(f"its signature does not lead to the root certificate: {error}") from error


def _library() -> Any:  # noqa: ANN401 - of an extra
    try:
        import rfc3161_client  # noqa: PLC0415 - of an extra
    except ImportError as error:
        message = "time stamps need the package rfc3161-client, of the extra 'evidence'"
        raise MonitorError(message, hint=how_to_install("evidence")) from error
    return rfc3161_client


def _post(url: str, query: bytes) -> bytes:
    if not _is_web(url):
        raise MonitorError("a time-stamp authority has an http or https address")
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    asked = urllib.request.Request(url, data=query, headers=headers)  # noqa: S310 - the scheme was looked at above
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
    try:
        with opener.open(asked, timeout=_SECONDS) as answer:
            body: bytes = answer.read(_MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        error.close()  # it holds the connection
        raise MonitorError(f"the authority {_host(url)} answered with status {error.code}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise MonitorError(f"the authority {_host(url)} did not answer: {reason}") from error
    if len(body) > _MOST_BYTES:
        raise MonitorError(f"the answer of {_host(url)} is too long for a time stamp")
    return body


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _host(url: str) -> str:
    """Name an authority without what its URL may hold besides the host."""
    return urlsplit(url).hostname or "(no host)"
