"""The services of Apprise that get more than words. Importing them meets what Python is about to drop."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from apprise.attachment.memory import AttachMemory
    from apprise.plugins.custom_json import NotifyJSON
    from apprise.plugins.discord import NotifyDiscord
    from apprise.plugins.email import base as emails
    from apprise.plugins.email.base import NotifyEmail
    from apprise.plugins.ntfy import NotifyNtfy
    from apprise.plugins.slack import NotifySlack, SlackMode
    from apprise.plugins.telegram import NotifyTelegram

__all__ = [
    "AttachMemory",
    "NotifyDiscord",
    "NotifyEmail",
    "NotifyJSON",
    "NotifyNtfy",
    "NotifySlack",
    "NotifyTelegram",
    "SlackMode",
    "emails",
]
