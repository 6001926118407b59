"""The road, spelt out: the one room that knows in which order the others work."""

from monitor.pipeline.archive import Archive, open_archive
from monitor.pipeline.deliver import deliver, resend
from monitor.pipeline.explain import Reason, explain, explain_next
from monitor.pipeline.pauses import tell_pause
from monitor.pipeline.record import Road, fail, record
from monitor.pipeline.reread import Reread, reread
from monitor.pipeline.rounds import Delivery
from monitor.pipeline.run import visit_all
from monitor.pipeline.schedule import Next, Plan, next_visits, plan
from monitor.pipeline.standing import Standing, standings

__all__ = [
    "Archive",
    "Delivery",
    "Next",
    "Plan",
    "Reason",
    "Reread",
    "Road",
    "Standing",
    "deliver",
    "explain",
    "explain_next",
    "fail",
    "next_visits",
    "open_archive",
    "plan",
    "record",
    "reread",
    "resend",
    "standings",
    "tell_pause",
    "visit_all",
]
