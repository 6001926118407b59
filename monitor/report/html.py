"""The HTML forms: a report and a redline that stand alone, and fragments for mails and feeds.

No script, no remote resource, nothing of a page unescaped: every value a template prints goes through
`safe.visible` and is then escaped.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from monitor.model import Level, Op
from monitor.report import headline, runs, story, tongues
from monitor.report.safe import address, clip, unmarked, visible, web

if TYPE_CHECKING:
    import jinja2

    from monitor.model import ChangeSet, Edit, Report, Run
    from monitor.report.tongues import Tongue

_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")


def render(report: Report, words: Tongue) -> str:
    """Write a report as one self-contained page."""
    values = {"report": report, "summary": story.summarise(report), "chapters": story.chapters(report.sets)}
    return str(fill("report.html.j2", words, **values))


def redline(changeset: ChangeSet, words: Tongue) -> str:
    """Write one change set as one self-contained page: the redline, then old and new side by side."""
    return str(fill("redline.html.j2", words, each=changeset))


def fragment(each: ChangeSet, words: Tongue) -> str:
    """Write one change set as HTML with inline styles, for a feed entry."""
    return fill("fragment.html.j2", words, each=each)


def fill(template: str, words: Tongue, **values: object) -> Markup:
    """Fill one of the room's templates; the result is markup, which other templates take as it is."""
    return Markup(_environment(words).get_template(template).render(**values).strip())  # noqa: S704 - they escape


@lru_cache(maxsize=8)
def _environment(words: Tongue) -> jinja2.Environment:
    import jinja2  # noqa: PLC0415 - most commands write text

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
        "name": tongues.name,
        "day": words.day,
        "web": web,
        "address": address,
        "clip": clip,
        "runs": runs.of,
        "tell": story.tell,
        "kind": words.kind,
        "headline": partial(headline.of, words=words),
        "unmarked": unmarked,
        "language": of_text,
        "old_side": _old_side,
        "new_side": _new_side,
    }
    environment.globals |= {"Op": Op, "Level": Level, "t": words, "say": words.say, "lang": words.language}
    environment.globals["legend"] = _legend(words)
    return environment


def _legend(words: Tongue) -> Markup:
    """Explain the marks, by the marks."""
    gone, come = (words.say(f"report.legend.{fate}") for fate in ("gone", "come"))
    frame = Markup(escape(words.say("report.legend", gone="{gone}", come="{come}")))  # noqa: S704 - it is escaped
    return frame.format(gone=Markup("<del>{}</del>").format(gone), come=Markup("<ins>{}</ins>").format(come))


def _printable(value: Any) -> Any:  # noqa: ANN401 - templates print anything
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def of_text(each: ChangeSet) -> str:
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
