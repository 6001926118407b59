"""Changes in words: reports, redlines and messages, as text, Markdown, HTML, JSON, CSV and Atom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.report import atom, csv, html, json, markdown, message, text
from monitor.report.json import jsonable
from monitor.report.json import write as to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from monitor.model import ChangeSet, Message, Notice, Report

__all__ = ["FORMATS", "REDLINE_FORMATS", "compose", "jsonable", "redline", "render", "to_json"]

FORMATS = ("text", "markdown", "html", "json", "csv", "atom")
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


def compose(
    sets: Sequence[ChangeSet], notices: Sequence[Notice] = (), *, link: Callable[[ChangeSet], str] | None = None
) -> Message:
    """Write the one message that tells a channel of all its waiting alerts.

    Its size is bounded: what matters least is left out first, and said to be.

    Args:
        sets: what changed, in any order.
        notices: what is to be told of targets' health.
        link: where the whole redline of a change set can be read; an empty string for nowhere.

    Raises:
        ValueError: there is nothing to tell.
    """
    return message.compose(tuple(sets), tuple(notices), link=link)
