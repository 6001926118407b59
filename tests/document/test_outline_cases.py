"""Each case is a page in `tests/cases/outline` and, beside it, the outline a reader would draw.

A line with # is a section (as many as its level; its label in square brackets), P a paragraph, - an item, | a row; the
indent is the depth of the clause in lists.
"""

from pathlib import Path

import pytest

import monitor

CASES = sorted(
    path for path in (Path(__file__).parents[1] / "cases" / "outline").iterdir() if path.suffix in {".txt", ".html"}
)
SIGNS = {"paragraph": "P", "item": "-", "row": "|"}
TYPES = {".txt": "text/plain; charset=utf-8", ".html": "text/html; charset=utf-8"}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_outline_is_the_one_a_reader_would_draw(case):
    expected = case.with_suffix(".outline").read_text("utf-8")

    version = monitor.read(case.read_bytes(), media_type=TYPES[case.suffix])

    assert "\n".join(drawn(version.sections)) + "\n" == expected


def drawn(sections):
    for section in sections:
        label = f" [{section.label}]" if section.label else ""
        yield f"{'#' * section.level}{label} {section.heading}".rstrip()
        for clause in section.clauses:
            label = f" [{clause.label}]" if clause.label else ""
            yield f"{'  ' * clause.depth}{SIGNS[clause.kind.value]}{label} {clause.text}"
        yield from drawn(section.children)
