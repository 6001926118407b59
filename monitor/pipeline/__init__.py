"""The road, spelt out: the one room that knows in which order the others work."""

from monitor.pipeline.archive import Archive, open_archive
from monitor.pipeline.deliver import Standing, deliver, resend, standing
from monitor.pipeline.record import Road, fail, record
from monitor.pipeline.reread import Reread, reread
from monitor.pipeline.rounds import Delivery
from monitor.pipeline.run import Plan, plan, visit_all

__all__ = [
    "Archive",
    "Delivery",
    "Plan",
    "Reread",
    "Road",
    "Standing",
    "deliver",
    "fail",
    "open_archive",
    "plan",
    "record",
    "reread",
    "resend",
    "standing",
    "visit_all",
]
