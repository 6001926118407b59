"""Messages to people, through Apprise. The one room that knows it.

What Apprise 2.2 does, and why this is not one call: it follows redirects, and takes the page they lead to for
acceptance; it waits four seconds for an answer, so that a slow service would get a message at every try; it sends texts
longer than a service takes; with `optional=yes` every failure is a success; its log lines may name parts of the
URL, which is a secret; and it lets go of what the service said besides its status, `Retry-After` among it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from monitor.model import Channel, Message

__all__ = ["check", "send", "test_message"]


def check(channel: Channel) -> None:
    """See that a channel can be used, sending nothing.

    Raises:
        DeliveryError: Apprise does not know a URL of it, or finds it incomplete.
    """
    from monitor.notify import sending  # noqa: PLC0415 - Apprise takes a tenth of a second: without channels, no Apprise

    sending.check(channel)


def send(channel: Channel, message: Message, *, limit: timedelta | None = None) -> None:
    """Hand a message to every service of a channel, and return when all have accepted it.

    Args:
        channel: where to.
        message: what to say; HTML goes to services of mail, text to all others, cut to what each takes.
        limit: how long all this may take; a service that has not answered by then has not accepted. By default
            half a minute.

    Raises:
        DeliveryError: some service did not accept, in one line that names the channel and its scheme only.
    """
    from monitor.notify import sending  # noqa: PLC0415 - as above

    sending.send(channel, message, limit=limit)


def test_message() -> Message:
    """Write a message that lets people see that a channel works."""
    from monitor.notify import sending  # noqa: PLC0415 - as above

    return sending.test_message()
