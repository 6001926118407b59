"""The HTML forms: a report and a redline that stand alone, and fragments for mails and feeds.

No script, no remote resource, nothing of a page unescaped: every value a template prints goes through
`safe.visible` and is then escaped.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from monitor.model import Level, Op
from monitor.report import runs, story, words
from monitor.report.safe import address, clip, unmarked, visible, web

if TYPE_CHECKING:
    from monitor.model import ChangeSet, Edit, Report, Run

_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")


def render(report: Report) -> str:
    """Write a report as one self-contained page."""
    chapters = story.chapters(report.sets)
    return str(fill("report.html.j2", report=report, summary=story.summarise(report), chapters=chapters))


def redline(changeset: ChangeSet) -> str:
    """Write one change set as one self-contained page: the redline, then old and new side by side."""
    return str(fill("redline.html.j2", each=changeset))


def fragment(each: ChangeSet) -> str:
    """Write one change set as HTML with inline styles, for a feed entry."""
    return fill("fragment.html.j2", each=each)


def fill(template: str, **values: object) -> Markup:
    """Fill one of the room's templates; the result is markup, which other templates take as it is."""
    return Markup(_environment().get_template(template).render(**values).strip())  # noqa: S704 - templates escape


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("monitor.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_printable,
    )
    environment.filters |= {
        "moment": words.moment,
        "name": words.name,
        "day": words.day,
        "phrases": words.phrases,
        "signal": words.signal,
        "shift": words.shift,
        "why": words.why,
        "state": words.state,
        "web": web,
        "address": address,
        "clip": clip,
        "runs": runs.of,
        "came": words.came,
        "note": words.note,
        "way": words.way,
        "nothing": words.nothing,
        "tell": story.tell,
        "renumbering": story.renumbering,
        "crumbs": words.crumbs,
        "place": words.title,
        "passage": words.passage,
        "unmarked": unmarked,
        "language": language,
        "old_side": _old_side,
        "new_side": _new_side,
    }
    environment.globals |= {"Op": Op, "Level": Level, "count": words.count, "EDITS": words.EDITS}
    return environment


def _printable(value: Any) -> Any:  # noqa: ANN401 - templates print anything
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def language(each: ChangeSet) -> str:
    """Tell the language of a change set by its script, where the script tells; it decides which glyphs are drawn."""
    sides = (text for change in each.changes for edit in change.edits for text in (edit.before, edit.after) if text)
    text = "".join(part[:2000] for part in sides) + each.title
    if _KANA.search(text):
        return "ja"
    return "ko" if _HANGUL.search(text) else ""


def _old_side(edit: Edit) -> tuple[Run, ...]:
    return () if edit.before is None else runs.side(runs.of(edit), Op.INSERTED)


def _new_side(edit: Edit) -> tuple[Run, ...]:
    return () if edit.after is None else runs.side(runs.of(edit), Op.DELETED)
