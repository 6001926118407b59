"""A watchlist's own template for a message: Jinja2 in its sandbox, with names that users of other tools know."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from monitor.model import (
    Change,
    ChangeSet,
    Edit,
    EditKind,
    Kind,
    Level,
    Message,
    Op,
    Place,
    Run,
    Signal,
    SignalKind,
    Topic,
)
from monitor.report import runs, text, tongues
from monitor.report.safe import address, clip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import tzinfo

    from monitor.model import Template
    from monitor.report.tongues import Tongue

TITLE = 200
"""Characters of a title."""


def check(template: Template) -> None:
    """See that a template can be filled, by filling it for a made-up change.

    Raises:
        ValueError: what is wrong with it, in one line.
    """
    from monitor.report import sandbox  # noqa: PLC0415 - brings Jinja2 along; few channels have a template

    message = Message(id="", title="title", text="text", html="html", level=Level.MINOR)
    known = _names(message, [_EXAMPLE], tongues.tongue("en"))
    for name in sorted(sandbox.wanted(template.source, is_html=_is_html(template)) - known.keys()):
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"names: {', '.join(sorted(known))}"
        raise ValueError(f"there is no name {name!r}; {hint}")
    _fill(template, known)


def dress(
    message: Message,
    sets: Sequence[ChangeSet],
    template: Template | None = None,
    *,
    title: Template | None = None,
    below: Sequence[str] = (),
    link: Callable[[ChangeSet], str] | None = None,
    language: str = "en",
    zone: tzinfo = UTC,
) -> Message:
    """Give a message the text, and the title, that templates make of it.

    Args:
        message: as it would be without templates.
        sets: what it tells of.
        template: what to fill for the text, or for the HTML form alone, when it writes that; None, and nothing, for
            ours.
        title: what to fill for the title: what it writes becomes one line; None, and nothing, for ours.
        below: what the message tells besides its changes. A template may leave it out as little as it knows of it:
            where it names neither `text` nor `html`, in which all stands, this comes after what it writes, and a
            message that tells nothing else is ours.
        link: where the whole redline of a change set can be read.
        language: of the words around the changes.
        zone: of the place on whose clocks times are told.

    Raises:
        ValueError: a template cannot be filled with this; what is wrong, in one line.
    """
    names = _names(message, sets, tongues.tongue(language, zone), link)
    if title is not None:
        line = clip(" ".join(_fill(title, names).split()), TITLE)
        message = replace(message, title=line or message.title)
    rest = () if template is None or _tells_all(template) else tuple(below)
    if template is None or (rest and not sets) or not (filled := _fill(template, names)):
        return message
    if _is_html(template):
        return replace(message, html=filled + _paragraphs("\n".join(rest)), blocks="")
    filled = "\n\n".join((filled, *rest))
    return replace(message, text=filled, html=f"<div>\n{_paragraphs(filled)}</div>", blocks="", pieces=())


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n") if line.strip())


def _tells_all(template: Template) -> bool:
    """Tell whether a template names one of the forms in which all stands that a message tells."""
    from monitor.report import sandbox  # noqa: PLC0415 - as above

    return not sandbox.wanted(template.source, is_html=_is_html(template)).isdisjoint({"text", "html"})


def _is_html(template: Template) -> bool:
    return ".html" in template.name.lower()


def _fill(template: Template, names: Mapping[str, Any]) -> str:
    from monitor.report import sandbox  # noqa: PLC0415 - as above

    return sandbox.fill(template.source, names, is_html=_is_html(template))


# --- the names ---------------------------------------------------------------------------------------------


def _names(
    message: Message,
    sets: Sequence[ChangeSet],
    speech: Tongue,
    link: Callable[[ChangeSet], str] | None = None,
) -> dict[str, Any]:
    """Give all that a template may name; those of changedetection.io where they mean the same."""
    return {
        "title": message.title,
        "text": message.text,
        "html": Markup(message.html),  # noqa: S704 - our own, escaped where it was made
        "level": message.level.value,
        "changes": [_change(each, change, speech) for each in sets for change in each.changes],
        "targets": [_target(each, speech) for each in sets],
        **_watched(sets, speech, link),
        **_differences(sets, speech),
    }


def _watched(sets: Sequence[ChangeSet], speech: Tongue, link: Callable[[ChangeSet], str] | None) -> dict[str, str]:
    """Say what changed, each thing once: titles, addresses, tags, redlines, and when."""
    return {
        "watch_title": ", ".join(_once(tongues.name(each) for each in sets)),
        "watch_url": ", ".join(_once(address(each.url) for each in sets)),
        "watch_tag": ", ".join(_once(tag for each in sets for tag in each.tags)),
        "diff_url": ", ".join(_once(link(each) for each in sets)) if link else "",
        "change_datetime": speech.moment(max(each.new_at for each in sets)) if sets else "",
    }


def _differences(sets: Sequence[ChangeSet], speech: Tongue) -> dict[str, str]:
    """Write out the edits and signals of all changes."""
    changes = [change for each in sets for change in each.changes]
    edits = [edit for change in changes for edit in change.edits]
    return {
        "diff": "\n".join(_marked(edit) for edit in edits),
        "diff_added": "\n".join(edit.after for edit in edits if edit.after is not None and edit.after != edit.before),
        "diff_removed": "\n".join(
            edit.before for edit in edits if edit.before is not None and edit.before != edit.after
        ),
        "diff_full": "\n\n".join(text.redline(each, speech) for each in sets),
        "triggered_text": "\n".join(speech.signal(found) for change in changes for found in change.signals),
    }


def _once(values: Iterator[str]) -> dict[str, None]:
    return dict.fromkeys(value for value in values if value)


def _target(each: ChangeSet, speech: Tongue) -> dict[str, Any]:
    return {
        "name": each.target,
        "title": tongues.name(each),
        "url": address(each.url),
        "tags": list(each.tags),
        "level": each.level.value,
        "old_version": each.old_version,
        "new_version": each.new_version,
        "changed_at": speech.moment(each.new_at),
        "changes": [_change(each, change, speech) for change in each.changes],
    }


def _change(each: ChangeSet, change: Change, speech: Tongue) -> dict[str, Any]:
    return {
        "target": each.target,
        "policy": tongues.name(each),
        "section": speech.path(change.place),
        "what": speech.phrases(change),
        "kinds": [kind.value for kind in change.kinds],
        "level": change.level.value,
        "topics": [topic.value for topic in change.topics],
        "signals": [speech.signal(found) for found in change.signals],
        "reasons": list(change.reasons),
        "edits": [
            {
                "kind": edit.kind.value,
                "label": edit.label,
                "before": edit.before or "",
                "after": edit.after or "",
                "redline": _marked(edit),
            }
            for edit in change.edits
        ],
    }


def _marked(edit: Edit) -> str:
    return text.marked(runs.of(edit))


_PLACE = Place(uid="a", label="3.", heading="Retention", path=("3. Retention",))
_EXAMPLE = ChangeSet(
    target="example",
    title="Example",
    url="https://example.org/privacy",
    tags=("example",),
    old_version=1,
    new_version=2,
    old_at=datetime(2026, 1, 1, tzinfo=UTC),
    new_at=datetime(2026, 1, 2, tzinfo=UTC),
    changes=(
        Change(
            kinds=(Kind.REWORDED,),
            old=_PLACE,
            new=_PLACE,
            edits=(
                Edit(
                    kind=EditKind.REWORDED,
                    before="Kept for 30 days.",
                    after="Kept for 90 days.",
                    words=(
                        Run(op=Op.EQUAL, text="Kept for "),
                        Run(op=Op.DELETED, text="30"),
                        Run(op=Op.INSERTED, text="90"),
                        Run(op=Op.EQUAL, text=" days."),
                    ),
                ),
            ),
            level=Level.MATERIAL,
            reasons=("a period changed",),
            signals=(Signal(kind=SignalKind.PERIOD, before="30 days", after="90 days", reason="a longer period"),),
            topics=(Topic.RETENTION,),
        ),
    ),
)
"""What a template is tried with."""
