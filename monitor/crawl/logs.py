"""Keep what Scrapy and Twisted have to say out of the user's terminal."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, cast

from scrapy.logformatter import LogFormatter
from twisted.logger import STDLibLogObserver, globalLogBeginner

if TYPE_CHECKING:
    from twisted.logger import ILogObserver

_log = logging.getLogger(__name__)


class _AtDebug(logging.Handler):
    """Says all it hears again, at debug level: their warnings quote whole requests, and are failures here anyway."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass a record on."""
        _log.debug("%s: %s", record.name, record.getMessage(), exc_info=record.exc_info)


class Quiet(LogFormatter):
    """Writes no line for what went well, which nobody reads and every page pays for."""

    def crawled(self, *_: object) -> None:  # type: ignore[override]  # None is documented: nothing is logged
        """Say nothing of an answer."""

    def scraped(self, *_: object) -> None:  # type: ignore[override]  # None is documented: nothing is logged
        """Say nothing of an item."""


@cache
def divert_logs() -> None:
    """Send all that Scrapy, Twisted and the robots parser log to this module's logger, at debug level."""
    observer = cast("ILogObserver", STDLibLogObserver("twisted"))
    globalLogBeginner.beginLoggingTo([observer], redirectStandardIO=False, discardBuffer=True)
    for name in ("scrapy", "twisted", "protego"):
        library = logging.getLogger(name)
        library.propagate = False
        library.addHandler(_AtDebug())
    # A run that breaks off closes its loop before the browser has ended; that it did then is told as a warning.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
