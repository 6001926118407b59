"""Slack: Block Kit, through a template of Apprise."""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from apprise import AppriseAttachment

from monitor.model import Level
from monitor.notify.plugins import SlackMode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.model import Message
    from monitor.notify.plugins import NotifySlack

_COLOURS = {Level.MATERIAL: "#b8473a", Level.MINOR: "#d9a83c", Level.COSMETIC: "#c4c1b8"}
_WITH_BLOCKS = frozenset({SlackMode.WEBHOOK, SlackMode.WEBHOOK_GOV, SlackMode.BOT})


@contextmanager
def drawn(service: NotifySlack, blocks: str, message: Message) -> Iterator[None]:
    """Let a service draw blocks while it is held open; a template of the channel's own URL goes before them.

    Args:
        service: gets the template, which Apprise reads from a file.
        blocks: a JSON array of Block Kit blocks.
        message: whose title stands where blocks are not drawn, in notifications.
    """
    if service.template or service.mode not in _WITH_BLOCKS:
        yield
        return
    content = {"fallback": message.title, "color": _COLOURS[message.level], "blocks": json.loads(blocks)}
    with tempfile.TemporaryDirectory(prefix="monitor-") as folder:
        path = Path(folder) / "blocks.json"
        path.write_text(_literal(json.dumps(content)), encoding="ascii")
        service.template = AppriseAttachment(paths=str(path), asset=service.asset)
        service.use_blocks = True
        yield


def _literal(written: str) -> str:
    """Keep page text from looking like a token of a template; only inside strings two braces stand side by side."""
    return written.replace("{{", "{\\u007b")
