"""The road, spelt out: the one room that knows in which order the others work."""

from monitor.pipeline.archive import Archive, open_archive
from monitor.pipeline.deliver import deliver, resend
from monitor.pipeline.explain import Reason, explain
from monitor.pipeline.record import Road, fail, record
from monitor.pipeline.reread import Reread, reread
from monitor.pipeline.rounds import Delivery
from monitor.pipeline.run import Plan, plan, visit_all
from monitor.pipeline.standing import Standing, standings

__all__ = [
    "Archive",
    "Delivery",
    "Plan",
    "Reason",
    "Reread",
    "Road",
    "Standing",
    "deliver",
    "explain",
    "fail",
    "open_archive",
    "plan",
    "record",
    "reread",
    "resend",
    "standings",
    "visit_all",
]
