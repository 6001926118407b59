"""Facts a document gives of itself: its language and its dates."""

from monitor.document.dates import Stamp, dates
from monitor.document.language import language

__all__ = ["Stamp", "dates", "language"]
