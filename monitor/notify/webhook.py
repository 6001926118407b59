"""Plain webhooks: JSON whose schema is published (docs/schema/webhook.json)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.model import Message
    from monitor.notify.plugins import NotifyJSON

SCHEMA = 1


def fill(service: NotifyJSON, message: Message) -> None:
    """Give a service the members of a message beside those of Apprise; those of the channel's URL go before them.

    The header `Idempotency-Key` is the message's id: a repeat can be known for one.
    """
    service.headers.setdefault("Idempotency-Key", message.id)
    members = {"schema": SCHEMA, "id": message.id, "level": message.level.value, "text": message.text}
    members |= json.loads(message.payload) if message.payload else {"sets": [], "notices": [], "omitted": 0}
    service.payload_extras = members | service.payload_extras
