"""The rules in their order: what settles a case comes first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from monitor.gate import answer, history
from monitor.gate.overlap import length
from monitor.gate.phrases import Kind, challenge, find
from monitor.gate.verdict import OPEN, Verdict, doubt, shut
from monitor.gate.walls import is_sentence, is_titled, recognise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.gate.history import Past
    from monitor.gate.overlap import Overlap
    from monitor.model import Page, Snapshot, Version

_BARE: Final = 60
"""Words below which a first reading must hold a sentence."""
_SHELL: Final = 15
_SCRIPTED: Final = "it is an empty shell that a script fills"
_HALF: Final = 0.6
_REFUSALS: Final = frozenset({Kind.BOT_CHECK, Kind.BLOCKED, Kind.TOO_MANY})


def weigh(
    version: Version | None, snapshot: Snapshot | None, page: Page, past: Sequence[Past], former: Page
) -> Verdict:
    """Do what `monitor.gate.weigh` promises."""
    if snapshot is not None and not (verdict := answer.judge(snapshot, page)).is_open:
        return verdict
    verdict = _weigh_text(version, snapshot, page, past, former)
    if verdict.is_open:
        return verdict
    is_shell = _is_shell(version, page)
    reasons = (*verdict.reasons, *_framed(version, page, is_shell=is_shell))
    return replace(verdict, reasons=reasons, is_shell=is_shell)


def _framed(version: Version | None, page: Page, *, is_shell: bool) -> tuple[str, ...]:
    """Say where the text may be when a page that has none shows another page in a frame."""
    shown = [
        frame for frame in page.frames if frame.startswith(("http://", "https://", "/")) and not challenge([frame])
    ]
    if not shown or not (is_shell or version is None):
        return ()
    return (f"it shows {shown[0][:200]} in a frame: watch that address if it is the policy's",)


def _weigh_text(
    version: Version | None, snapshot: Snapshot | None, page: Page, past: Sequence[Past], former: Page
) -> Verdict:
    near = history.nearest(version, past) if version is not None else None
    shared = near[1] if near else None
    if not (verdict := _wall(version, page, shared)).is_open:
        return verdict
    if version is None:
        return shut(_SCRIPTED if page.is_mount and page.scripts else "it holds no text that a reader could see")
    if near is not None:
        if snapshot is not None and near[1].kept < history.STRANGE and answer.is_home(snapshot):
            return shut("the address leads to the front page of the site")
        return history.judge(version, page, *near, former)
    return _first(version, page)


def _wall(version: Version | None, page: Page, shared: Overlap | None) -> Verdict:
    """Look for a wall, unless most of an earlier text is on the page."""
    is_partial = shared is not None and history.STRANGE <= shared.kept < _HALF and shared.known < 1
    if shared is not None and shared.kept >= history.STRANGE and not is_partial:
        return OPEN
    found = recognise(version, page, is_strange=shared is not None and shared.kept < history.STRANGE)
    if found is None:
        return OPEN
    kind, words = found
    return shut(f"it is {kind}, not the document: {words[:80]!r}", is_refusal=kind in _REFUSALS)


def _first(version: Version, page: Page) -> Verdict:
    """Judge a page without a history by its shape alone."""
    lines = [line for line in version.text.split("\n") if line]
    words = _counted(lines)
    if words < _SHELL and page.is_mount and page.scripts and not _says(lines):
        return shut(_SCRIPTED)
    if words < _BARE and not _says(lines) and not is_titled(version):
        return doubt("it holds no sentence")
    if page.is_broken_off:
        return doubt("it is cut off inside a tag")
    return OPEN


def _is_shell(version: Version | None, page: Page) -> bool:
    """Tell whether scripts would fill a page that holds hardly a word, or nothing but that it needs them."""
    found = recognise(version, page, is_strange=False)
    if not page.scripts or (found is not None and found[0] is not Kind.SHELL):
        return False
    lines = [line for line in version.text.split("\n") if line and not find(line)] if version else []
    return _counted(lines) < _SHELL and not _says(lines)


def _counted(lines: Sequence[str]) -> float:
    """Count the words of some lines, as long as it makes a difference how many they are."""
    words = 0.0
    for line in lines[:_BARE]:
        words += length(line)
        if words >= _BARE:
            break
    return words


def _says(lines: Sequence[str]) -> bool:
    """Tell whether any line is a sentence, or long enough to be one."""
    return any(is_sentence(line) or length(line) >= _SHELL for line in lines)
