"""A policy as the generator edits it: sections with a lasting name, and clauses."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Part:
    """A clause: a paragraph, a list of items or a table."""

    kind: str
    lines: list = field(default_factory=list)


@dataclass
class Chapter:
    name: str
    heading: str
    parts: list[Part] = field(default_factory=list)
    level: int = 1


@dataclass
class Policy:
    language: str
    title: str
    chapters: list[Chapter]
    numbered: bool = True
    form: str = ""
    """How numbers are printed, "{}" standing for them; as usual in the language when empty."""

    def copy(self) -> Policy:
        return deepcopy(self)

    @property
    def body(self) -> list[Chapter]:
        """All chapters but the preamble."""
        return self.chapters[1:]

    def number(self, chapter: Chapter) -> int:
        return self.body.index(chapter) + 1


def parse(language: str, source: str) -> Policy:
    title = {"ja": "個人情報の取扱いについて", "de": "Datenschutz im Verein"}.get(language, "Privacy Notice")
    policy = Policy(language, title, [Chapter("preamble", "")])
    for line in source.strip().splitlines():
        chapter = policy.chapters[-1]
        if line.startswith("# "):
            policy.chapters.append(Chapter(line[2:], line[2:]))
        elif line.startswith("- "):
            _into(chapter, "items").lines.append(line[2:])
        elif line.startswith("| "):
            _into(chapter, "table").lines.append([cell.strip() for cell in line.strip("| ").split("|")])
        else:
            chapter.parts.append(Part("text", [line]))
    return policy


def _into(chapter: Chapter, kind: str) -> Part:
    if not chapter.parts or chapter.parts[-1].kind != kind:
        chapter.parts.append(Part(kind))
    return chapter.parts[-1]


def bases() -> dict[str, dict[str, str]]:
    """Read the base policies, by language and name; "#" opens a section, "-" an item, "|" a table row."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((Path(__file__).parent / "policies").glob("*.txt")):
        language, _, name = path.stem.partition("-")
        found.setdefault(language, {})[name] = path.read_text("utf-8")
    return found
