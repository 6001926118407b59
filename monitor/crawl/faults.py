"""Why no answer came: library exceptions turned into one plain line."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from OpenSSL.SSL import Error as TLSError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import CertificateError, VerificationError
from twisted.web._newclient import ParseError

from monitor.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import Self

_log = logging.getLogger(__name__)

LONGEST = 300
"""Characters of a reason: it may quote what a stranger sent."""


class NoAnswerError(FetchError):
    """A page did not arrive, for a reason that will stand for a while.

    `of_host` is true when the reason is the host's, whatever was asked of it; `is_put_off` when, for such a reason,
    nobody asked for the page at all; `is_refusal` when the site said that programs are not to ask for it.
    """

    def __init__(
        self, message: str, *, status: int | None = None, not_before: datetime | None = None, of_host: bool = False
    ) -> None:
        super().__init__(plain(message))
        self.status = status
        self.not_before = not_before
        self.of_host = of_host
        self.is_put_off = False
        self.is_refusal = False

    def because(self, prefix: str) -> Self:
        """Make another of its kind, that says first what it kept from being done."""
        message = self.message if self.of_host else f"{prefix}{self.message}"
        return type(self)(message, status=self.status, not_before=self.not_before, of_host=self.of_host)


class PassingError(NoAnswerError):
    """A page did not arrive, for a reason that may be over in a minute: one more try is worth its while."""


def plain(text: str) -> str:
    r"""Make one printable line of what a stranger may have written.

    >>> plain("moved to\nhttp://example.org/\x1b[2J")
    'moved to http://example.org/?[2J'
    """
    line = " ".join(text.split())
    shown = "".join(sign if sign.isprintable() else "?" for sign in line)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"


def explain(error: Exception) -> NoAnswerError:
    """Say what an exception of the download means."""
    if isinstance(error, NoAnswerError):
        return error
    causes = list(_causes(error))
    for kinds, say in _MEANINGS:
        found = next((cause for cause in causes if isinstance(cause, kinds)), None)
        if found is not None:
            return say(found)
    _log.debug("an error nobody thought of", exc_info=error)
    return NoAnswerError(f"an unexpected error ({type(error).__name__})")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those it was made of, as Twisted packs several into one."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [reason.value for reason in getattr(one, "reasons", ())]
        waiting += [one.__cause__, one.__context__]


def _tls(error: BaseException) -> NoAnswerError:
    """Name OpenSSL's reason, which it gives as (library, function, reason) triples."""
    errors = error.args[0] if error.args and isinstance(error.args[0], list) else []
    reasons = ", ".join(dict.fromkeys(str(one[-1]) for one in errors if one)) or "the connection broke off"
    if "certificate" in reasons:
        return NoAnswerError(f"the certificate cannot be trusted ({reasons})", of_host=True)
    return PassingError(f"no secure connection could be made ({reasons})", of_host=True)


_MEANINGS = (
    ((NoAnswerError,), lambda error: error),
    (
        (VerificationError, CertificateError),
        lambda _: NoAnswerError("the certificate is for another host", of_host=True),
    ),
    ((TLSError,), _tls),
    ((DownloadTimeoutError,), lambda _: PassingError("took too long to answer")),
    ((CannotResolveHostError,), lambda _: PassingError("the host's name could not be found", of_host=True)),
    ((DownloadConnectionRefusedError,), lambda _: PassingError("the server refused the connection", of_host=True)),
    ((ResponseDataLossError,), lambda _: PassingError("cut off: less arrived than was announced")),
    ((DownloadCancelledError,), lambda _: NoAnswerError("stopped")),
    ((UnsupportedURLSchemeError, NotSupported), lambda _: NoAnswerError("neither an http nor an https address")),
    ((ParseError,), lambda _: NoAnswerError("the answer was not HTTP")),
    ((DownloadFailedError, OSError), lambda _: PassingError("the connection broke off")),
)
