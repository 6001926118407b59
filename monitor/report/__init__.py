"""Changes in words: reports, redlines and messages, as text, Markdown, HTML, JSON, CSV, Atom, Word and as a site."""

from __future__ import annotations

from datetime import UTC
from importlib import import_module
from typing import TYPE_CHECKING

from monitor.report.tongues import tongue
from monitor.report.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import tzinfo

    from monitor.model import ChangeSet, Message, Notice, Report, Version
    from monitor.report.json import jsonable
    from monitor.report.json import write as to_json
    from monitor.report.pages import Course, Milestone, page_name
    from monitor.report.story import tally
    from monitor.report.template import check as check_template
    from monitor.report.template import dress

__all__ = [
    "BINARY_FORMATS",
    "FORMATS",
    "LANGUAGES",
    "REDLINE_FORMATS",
    "Course",
    "Milestone",
    "check_template",
    "compose",
    "dress",
    "jsonable",
    "page_name",
    "redline",
    "redline_bytes",
    "render",
    "render_bytes",
    "site",
    "tally",
    "to_json",
    "tongue",
]

FORMATS = ("text", "markdown", "html", "json", "csv", "atom")
BINARY_FORMATS = ("docx",)
REDLINE_FORMATS = ("text", "markdown", "html", "json")

_LATER = {
    "Course": ("pages", "Course"),
    "Milestone": ("pages", "Milestone"),
    "check_template": ("template", "check"),
    "dress": ("template", "dress"),
    "jsonable": ("json", "jsonable"),
    "page_name": ("pages", "page_name"),
    "tally": ("story", "tally"),
    "to_json": ("json", "write"),
}
"""Doors whose modules are imported when they are first gone through: a form costs nobody who asks for another one."""


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home, what = _LATER[name]
    return getattr(import_module(f"{__name__}.{home}"), what)


def render(report: Report, form: str, *, language: str = "en", zone: tzinfo = UTC, colour: bool = False) -> str:
    """Tell what changed in a span of time.

    Args:
        report: what changed, which targets are new, which are ailing.
        form: one of `FORMATS`.
        language: of the words around the changes, one of `LANGUAGES`; JSON and CSV have one for all.
        zone: of the place on whose clocks times are told; JSON, CSV and Atom keep UTC.
        colour: ANSI colours, in the text form alone.

    Returns:
        the document, without a line break at its end.

    Raises:
        ValueError: no such form.
    """
    words = tongue(language, zone)
    match form:
        case "text":
            from monitor.report import text  # noqa: PLC0415 - one form of several

            return text.render(report, words, colour=colour)
        case "markdown":
            from monitor.report import markdown  # noqa: PLC0415 - one form of several

            return markdown.render(report, words)
        case "html":
            from monitor.report import html  # noqa: PLC0415 - one form of several

            return html.render(report, words)
        case "atom":
            from monitor.report import atom  # noqa: PLC0415 - one form of several

            return atom.render(report, language)
        case "json":
            from monitor.report import json  # noqa: PLC0415 - one form of several

            return json.render(report)
        case "csv":
            from monitor.report import csv  # noqa: PLC0415 - one form of several

            return csv.render(report)
    raise ValueError(f"no report format {form!r}; there are {', '.join(FORMATS)}")


def render_bytes(report: Report, form: str, *, language: str = "en", zone: tzinfo = UTC) -> bytes:
    """Tell what changed in a span of time in a form that is no text.

    Args:
        report: as for `render`.
        form: one of `BINARY_FORMATS`: "docx" is a Word document whose changes are tracked ones.
        language: as for `render`.
        zone: as for `render`.

    Raises:
        ValueError: no such form.
    """
    if form not in BINARY_FORMATS:
        raise ValueError(f"no report format {form!r} in bytes; there are {', '.join(BINARY_FORMATS)}")
    from monitor.report import docx  # noqa: PLC0415 - one form of several

    return docx.render(report, tongue(language, zone))


def site(
    report: Report,
    courses: Sequence[Course],
    *,
    address: str = "",
    known: Collection[str] = (),
    language: str = "en",
    zone: tzinfo = UTC,
) -> dict[str, str]:
    """Write a report as a static site that needs no script and no server.

    Args:
        report: what changed, each change set by itself.
        courses: the targets that get a page, with all their versions.
        address: where the site will be found, ending in "/"; the feed then names whole addresses.
        known: names of pages of change sets that earlier reports made: they are linked too.
        language: as for `render`.
        zone: as for `render`; names of pages do not depend on it.

    Returns:
        the pages by file name (made of ids alone), those that lead to others last.
    """
    from monitor.report import pages  # noqa: PLC0415 - few ask for one

    return pages.render(report, courses, address=address, known=known, words=tongue(language, zone))


def redline(changeset: ChangeSet, form: str, *, language: str = "en", zone: tzinfo = UTC, colour: bool = False) -> str:
    """Show the changes between two versions; in HTML also side by side (新旧対照表).

    Args:
        changeset: two versions and what differs.
        form: one of `REDLINE_FORMATS`.
        language: as for `render`.
        zone: as for `render`.
        colour: ANSI colours, in the text form alone.

    Raises:
        ValueError: no such form.
    """
    words = tongue(language, zone)
    match form:
        case "text":
            from monitor.report import text  # noqa: PLC0415 - one form of several

            return text.redline(changeset, words, colour=colour)
        case "markdown":
            from monitor.report import markdown  # noqa: PLC0415 - one form of several

            return markdown.redline(changeset, words)
        case "html":
            from monitor.report import html  # noqa: PLC0415 - one form of several

            return html.redline(changeset, words)
        case "json":
            from monitor.report import json  # noqa: PLC0415 - one form of several

            return json.redline(changeset)
    raise ValueError(f"no redline format {form!r}; there are {', '.join(REDLINE_FORMATS)}")


def redline_bytes(
    changeset: ChangeSet, form: str, old: Version, new: Version, *, language: str = "en", zone: tzinfo = UTC
) -> bytes:
    """Show two whole versions as one document whose changes can be accepted and rejected.

    Args:
        changeset: what differs.
        form: one of `BINARY_FORMATS`.
        old: the older version: what rejecting all changes gives.
        new: the newer version: what accepting all changes gives.
        language: as for `render`.
        zone: as for `render`.

    Raises:
        ValueError: no such form.
    """
    if form not in BINARY_FORMATS:
        raise ValueError(f"no redline format {form!r}; there are {', '.join(BINARY_FORMATS)}")
    from monitor.report import docx  # noqa: PLC0415 - one form of several

    return docx.redline(changeset, old, new, tongue(language, zone))


def compose(
    sets: Sequence[ChangeSet],
    notices: Sequence[Notice] = (),
    *,
    link: Callable[[ChangeSet], str] | None = None,
    language: str = "en",
    zone: tzinfo = UTC,
) -> Message:
    """Write the one message that tells a channel of all its waiting alerts.

    Its size is bounded: what matters least is left out first, and said to be. What several policies have in
    common, word for word, is told once, with their names.

    Args:
        sets: what changed, in any order.
        notices: what is to be told of targets' health.
        link: where the whole redline of a change set can be read; an empty string for nowhere.
        language: of the words around the changes: "en" or "ja".
        zone: of the place on whose clocks times are told.

    Raises:
        ValueError: there is nothing to tell.
    """
    from monitor.report import message  # noqa: PLC0415 - few ask for one

    return message.compose(tuple(sets), tuple(notices), link=link, words=tongue(language, zone))
