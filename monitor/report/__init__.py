"""Changes in words: reports, redlines and messages, as text, Markdown, HTML, JSON, CSV, Atom, Word and as a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.report import atom, csv, docx, html, json, markdown, message, text
from monitor.report import site as pages
from monitor.report.json import jsonable
from monitor.report.json import write as to_json
from monitor.report.site import Course, Milestone, page_name
from monitor.report.template import check as check_template
from monitor.report.template import dress

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from monitor.model import ChangeSet, Message, Notice, Report, Version

__all__ = [
    "BINARY_FORMATS",
    "FORMATS",
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
    "to_json",
]

FORMATS = ("text", "markdown", "html", "json", "csv", "atom")
BINARY_FORMATS = ("docx",)
REDLINE_FORMATS = ("text", "markdown", "html", "json")


def render(report: Report, form: str, *, colour: bool = False) -> str:
    """Tell what changed in a span of time.

    Args:
        report: what changed, which targets are new, which are ailing.
        form: one of `FORMATS`.
        colour: ANSI colours, in the text form alone.

    Returns:
        the document, without a line break at its end.

    Raises:
        ValueError: no such form.
    """
    if form == "text":
        return text.render(report, colour=colour)
    forms = {"markdown": markdown.render, "html": html.render, "json": json.render, "csv": csv.render}
    forms["atom"] = atom.render
    if form not in forms:
        raise ValueError(f"no report format {form!r}; there are {', '.join(FORMATS)}")
    return forms[form](report)


def render_bytes(report: Report, form: str) -> bytes:
    """Tell what changed in a span of time in a form that is no text.

    Args:
        report: as for `render`.
        form: one of `BINARY_FORMATS`: "docx" is a Word document whose changes are tracked ones.

    Raises:
        ValueError: no such form.
    """
    if form not in BINARY_FORMATS:
        raise ValueError(f"no report format {form!r} in bytes; there are {', '.join(BINARY_FORMATS)}")
    return docx.render(report)


def site(
    report: Report, courses: Sequence[Course], *, address: str = "", known: Collection[str] = ()
) -> dict[str, str]:
    """Write a report as a static site that needs no script and no server.

    Args:
        report: what changed, each change set by itself.
        courses: the targets that get a page, with all their versions.
        address: where the site will be found, ending in "/"; the feed then names whole addresses.
        known: names of pages of change sets that earlier reports made: they are linked too.

    Returns:
        the pages by file name (made of ids alone), those that lead to others last.
    """
    return pages.render(report, courses, address=address, known=known)


def redline(changeset: ChangeSet, form: str, *, colour: bool = False) -> str:
    """Show the changes between two versions; in HTML also side by side (新旧対照表).

    Args:
        changeset: two versions and what differs.
        form: one of `REDLINE_FORMATS`.
        colour: ANSI colours, in the text form alone.

    Raises:
        ValueError: no such form.
    """
    if form == "text":
        return text.redline(changeset, colour=colour)
    forms = {"markdown": markdown.redline, "html": html.redline, "json": json.redline}
    if form not in forms:
        raise ValueError(f"no redline format {form!r}; there are {', '.join(REDLINE_FORMATS)}")
    return forms[form](changeset)


def redline_bytes(changeset: ChangeSet, form: str, old: Version, new: Version) -> bytes:
    """Show two whole versions as one document whose changes can be accepted and rejected.

    Args:
        changeset: what differs.
        form: one of `BINARY_FORMATS`.
        old: the older version: what rejecting all changes gives.
        new: the newer version: what accepting all changes gives.

    Raises:
        ValueError: no such form.
    """
    if form not in BINARY_FORMATS:
        raise ValueError(f"no redline format {form!r} in bytes; there are {', '.join(BINARY_FORMATS)}")
    return docx.redline(changeset, old, new)


def compose(
    sets: Sequence[ChangeSet],
    notices: Sequence[Notice] = (),
    *,
    link: Callable[[ChangeSet], str] | None = None,
    language: str = "en",
) -> Message:
    """Write the one message that tells a channel of all its waiting alerts.

    Its size is bounded: what matters least is left out first, and said to be. What several policies have in
    common, word for word, is told once, with their names.

    Args:
        sets: what changed, in any order.
        notices: what is to be told of targets' health.
        link: where the whole redline of a change set can be read; an empty string for nowhere.
        language: of the words around the changes: "en" or "ja".

    Raises:
        ValueError: there is nothing to tell.
    """
    return message.compose(tuple(sets), tuple(notices), link=link, language=language)
