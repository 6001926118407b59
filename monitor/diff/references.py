"""Numbers that changed because others did: what a renumbering explains elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitor.diff.labels import renumbered, value
from monitor.model import EditKind, Op

if TYPE_CHECKING:
    from monitor.diff.edits import Scene, Story
    from monitor.diff.groups import Group
    from monitor.diff.pairing import Pairing
    from monitor.model import Edit

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}")
_POINTS_BEFORE = re.compile(
    r"(?:sections?|articles?|clauses?|paragraphs?|parts?|chapters?|annex|schedule|items?|points?|nos?\.|§+|artikel|abschnitt"
    r"|abschnitte|ziffern?|nummer|punkte?|titre|sección|secciones|sezione|articolo|artigo|secção|第|項目)"
    r"(?:\s?\d[\d.]{0,12}\s?(?:,|and|or|to|et|und|oder|y|e|-|–)){0,6}\s?[(（]?$",
    re.IGNORECASE,
)
_SOFT_BEFORE = re.compile(r"(?:\b(?:in|see|under|to|of|by|with|and|or)\s|上記|前記|下記|[(（「“\"\[※])$", re.IGNORECASE)
_NOTE_BEFORE = re.compile(r"(?:[*＊※†]|注釈?|notes?)\s?$", re.IGNORECASE)
_NOTE_REACH = 8
_ENDS_AFTER = re.compile(r"^(?:$|[.,;:)）」”\"\]]|の|に|で|及び|または|又は|から)")
_UNIT_AFTER = re.compile(r"^\s?[条項章節号]")


class Renumbering:
    """Which numbers became which."""

    def __init__(self, scene: Scene, pairing: Pairing) -> None:
        self._scene = scene
        sections: dict[str, set[str]] = {}
        for old, new in sorted(pairing.of_old.items()):
            _note(sections, scene.old.sections[old].label, scene.new.sections[new].label)
        clauses: dict[str, set[str]] = {}
        for bead in scene.alignment.beads():
            one, other = scene.old.units[bead.old[0]], scene.new.units[bead.new[0]]
            _note(clauses, one.label, other.label)
            if one.mark and other.mark:  # footnotes are numbered apart: "*2" is not section 2
                clauses.setdefault(one.mark, set()).add(other.mark)
        # what two sections of one number became is uncertain; a list's "(2)" says nothing where a section 2 stands
        self._numbers = {old: min(now) for old, now in (clauses | sections).items() if len(now) == 1 and old not in now}

    def of_clauses(self, group: Group, story: Story) -> bool:
        """Tell whether clauses of a group have new numbers that nothing else in it explains."""
        if story.reordered or group.old is None or group.new is None or not group.is_plain:
            return False
        if any(edit.kind in {EditKind.ADDED, EditKind.REMOVED, EditKind.MOVED} for edit in story.edits):
            return False
        scene = self._scene
        for index in scene.new.bodies[group.new]:
            bead = scene.alignment.of_new[index]
            if bead and renumbered(scene.old.units[bead.old[0]].label, scene.new.units[index].label):
                return True
        return False

    def explains(self, edit: Edit) -> tuple[tuple[str, str], ...]:
        """List the references an edit follows; empty unless they are all that changed in it.

        "As stated in 3." that became "as stated in 4." because section 3 is section 4 now says what it said.
        """
        if edit.kind is not EditKind.REWORDED or edit.heading or not self._numbers:
            return ()
        runs = [run for run in edit.words if run.text]
        gone = [index for index, run in enumerate(runs) if run.op is Op.DELETED]
        come = [index for index, run in enumerate(runs) if run.op is Op.INSERTED]
        if come != [index + 1 for index in gone]:
            return ()
        found = []
        for index in gone:
            left = "".join(part.text for part in runs[max(0, index - 3) : index] if part.op is not Op.INSERTED)
            right = runs[index + 2].text if index + 2 < len(runs) else ""
            pairs = self._followed(runs[index].text, runs[index + 1].text, left, right)
            if not pairs:
                return ()
            found += pairs
        return tuple(found)

    def _followed(self, gone: str, come: str, left: str, right: str) -> list[tuple[str, str]]:
        """Pair the numbers of two runs when nothing else in them differs and each number is known to have moved on."""
        old, new = list(_NUMBER.finditer(gone)), list(_NUMBER.finditer(come))
        if not old or len(old) != len(new) or _NUMBER.sub("#", gone) != _NUMBER.sub("#", come):
            return []
        pairs = []
        for one, other in zip(old, new, strict=True):
            if one.group() == other.group():
                continue
            before, after = left + gone[: one.start()], gone[one.end() :] + right
            if _NOTE_BEFORE.search(before[-_NOTE_REACH:]):
                if self._numbers.get(f"*{one.group()}") != f"*{other.group()}":
                    return []
            elif self._now(one.group()) != other.group() or not _is_reference(before, after):
                return []
            pairs.append((one.group(), other.group()))
        return pairs

    def _now(self, number: str) -> str | None:
        """Give what a number became; "3.2" follows when "3" became "4"."""
        if number in self._numbers:
            return self._numbers[number]
        head, _, rest = number.rpartition(".")
        while head:
            if head in self._numbers:
                return f"{self._numbers[head]}.{rest}"
            head, _, more = head.rpartition(".")
            rest = f"{more}.{rest}"
        return None


def _note(numbers: dict[str, set[str]], old: str, new: str) -> None:
    if old and new:
        numbers.setdefault(value(old), set()).add(value(new))


def _is_reference(left: str, right: str) -> bool:
    """Tell a number that names a clause from one that counts: "in 3." but not "in 3 days"."""
    left = left[-120:]
    if _POINTS_BEFORE.search(left) or _UNIT_AFTER.match(right):
        return True
    return bool(_SOFT_BEFORE.search(left) and _ENDS_AFTER.match(right))
