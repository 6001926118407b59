"""A watchlist's own template for a message: Jinja2 in its sandbox, with names that users of other tools know."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
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
from monitor.report import runs, text, words
from monitor.report.safe import address, clip, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from monitor.model import Template

LONGEST = 200_000
"""Characters of a message; each service gets of them what it takes."""


def check(template: Template) -> None:
    """See that a template can be filled, by filling it for a made-up change.

    Raises:
        ValueError: what is wrong with it, in one line.
    """
    environment = _environment(is_html=_is_html(template))
    sets = [_EXAMPLE]
    message = Message(id="", title="title", text="text", html="html", level=Level.MINOR)
    try:
        used = meta.find_undeclared_variables(environment.parse(template.source))
    except jinja2.TemplateError as fault:
        raise ValueError(_told(fault)) from None
    known = _names(message, sets)
    for name in sorted(used - known.keys() - environment.globals.keys()):
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"names: {', '.join(sorted(known))}"
        raise ValueError(f"there is no name {name!r}; {hint}")
    _fill(template, known)


def dress(
    message: Message,
    sets: Sequence[ChangeSet],
    template: Template,
    *,
    link: Callable[[ChangeSet], str] | None = None,
) -> Message:
    """Give a message the text that a template makes of it: its HTML form alone, when the template writes that.

    Args:
        message: as it would be without a template.
        sets: what it tells of.
        template: what to fill.
        link: where the whole redline of a change set can be read.

    Raises:
        ValueError: the template cannot be filled with this; what is wrong, in one line.
    """
    filled = _fill(template, _names(message, sets, link))
    if _is_html(template):
        return replace(message, html=filled, blocks="")
    lines = "".join(f"<p>{escape(line)}</p>\n" for line in filled.split("\n") if line.strip())
    return replace(message, text=filled, html=f"<div>\n{lines}</div>", blocks="")


def _is_html(template: Template) -> bool:
    return ".html" in template.name.lower()


def _fill(template: Template, names: Mapping[str, Any]) -> str:
    environment = _environment(is_html=_is_html(template))
    pieces, room = [], LONGEST
    try:
        for piece in environment.from_string(template.source).generate(names):
            pieces.append(piece[:room])
            room -= len(piece)
            if room <= 0:
                break
    except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as fault:
        raise ValueError(_told(fault)) from None
    return "".join(pieces).strip()


def _told(fault: Exception) -> str:
    line = getattr(fault, "lineno", None)
    said = clip(str(fault) or type(fault).__name__, 200)
    return f"line {line}: {said}" if line else said


@cache
def _environment(*, is_html: bool) -> jinja2.Environment:
    return ImmutableSandboxedEnvironment(
        autoescape=is_html,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_printable,
    )


def _printable(value: Any) -> Any:  # noqa: ANN401 - templates print anything
    """Keep what steers a terminal or reorders lines from getting through; line ends of our own stay."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return "\n".join(visible(line) for line in value.split("\n"))


# --- the names ---------------------------------------------------------------------------------------------


def _names(
    message: Message, sets: Sequence[ChangeSet], link: Callable[[ChangeSet], str] | None = None
) -> dict[str, Any]:
    """Give all that a template may name; those of changedetection.io where they mean the same."""
    changes = [(each, change) for each in sets for change in each.changes]
    edits = [edit for _, change in changes for edit in change.edits]
    return {
        "title": message.title,
        "text": message.text,
        "html": Markup(message.html),  # noqa: S704 - our own, escaped where it was made
        "level": message.level.value,
        "changes": [_change(each, change) for each, change in changes],
        "targets": [_target(each) for each in sets],
        "watch_title": ", ".join(_once(words.name(each) for each in sets)),
        "watch_url": ", ".join(_once(address(each.url) for each in sets)),
        "watch_tag": ", ".join(_once(tag for each in sets for tag in each.tags)),
        "diff": "\n".join(_marked(edit) for edit in edits),
        "diff_added": "\n".join(edit.after for edit in edits if edit.after is not None and edit.after != edit.before),
        "diff_removed": "\n".join(
            edit.before for edit in edits if edit.before is not None and edit.before != edit.after
        ),
        "diff_full": "\n\n".join(text.redline(each) for each in sets),
        "diff_url": ", ".join(_once(link(each) for each in sets)) if link else "",
        "change_datetime": words.moment(max(each.new_at for each in sets)) if sets else "",
        "triggered_text": "\n".join(words.signal(found) for _, change in changes for found in change.signals),
    }


def _once(values: Iterator[str]) -> dict[str, None]:
    return dict.fromkeys(value for value in values if value)


def _target(each: ChangeSet) -> dict[str, Any]:
    return {
        "name": each.target,
        "title": words.name(each),
        "url": address(each.url),
        "tags": list(each.tags),
        "level": each.level.value,
        "old_version": each.old_version,
        "new_version": each.new_version,
        "changed_at": words.moment(each.new_at),
        "changes": [_change(each, change) for change in each.changes],
    }


def _change(each: ChangeSet, change: Change) -> dict[str, Any]:
    return {
        "target": each.target,
        "policy": words.name(each),
        "section": words.path(change.place),
        "what": ", ".join(words.phrases(change)),
        "kinds": [kind.value for kind in change.kinds],
        "level": change.level.value,
        "topics": [topic.value for topic in change.topics],
        "signals": [words.signal(found) for found in change.signals],
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
