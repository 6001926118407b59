"""Messages to people, through Apprise. The one room that knows it.

What Apprise 2.2 does, and why this is not one call: it follows redirects, and takes the page they lead to for
acceptance; it waits four seconds for an answer, so that a slow service would get a message at every try; it sends texts
longer than a service takes; with `optional=yes` every failure is a success; its log lines may name parts of the
URL, which is a secret; and it lets go of what the service said besides its status, `Retry-After` among it.
"""

from monitor.notify.sending import LIMIT, check, send, test_message

__all__ = ["LIMIT", "check", "send", "test_message"]
