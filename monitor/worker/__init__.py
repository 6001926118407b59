"""The workshop: reading and comparing in processes of their own, that may be ended.

A page is written by a stranger. What a parser makes of it may take for ever, eat the memory or crash; here that befalls
a child process that holds no secret, and costs its page alone.
"""

from monitor.worker.here import HERE
from monitor.worker.pool import JobError, Pool, PoolClosedError
from monitor.worker.process import Limits
from monitor.worker.reader import Reader

__all__ = ["HERE", "JobError", "Limits", "Pool", "PoolClosedError", "Reader"]
