"""What a document says of itself: its language and its dates."""

from monitor.document.dates import Stamp, dates, has_date, kinds_before
from monitor.document.language import language, tag

__all__ = ["Stamp", "dates", "has_date", "kinds_before", "language", "tag"]
