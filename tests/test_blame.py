from datetime import UTC, datetime, timedelta

from monitor import diff
from monitor.blame import Step, blame
from monitor.model import Clause, Section, Version

START = datetime(2026, 1, 1, tzinfo=UTC)
KEPT = "The club keeps the list of its members for six months after they have left."
LONGER = "The club keeps the list of its members for twelve months after they have left."
SHARED = "The list is given to the association of clubs once a year, and to nobody else."
NEW = "Members may ask the secretary at any time what the list says of them."


def version(*sections):
    return Version(
        sections=tuple(
            Section(
                uid=f"u{heading}",
                label=f"{number}.",
                heading=heading,
                path=(f"{number}. {heading}",),
                clauses=tuple(Clause(text=line) for line in lines),
            )
            for number, (heading, lines) in enumerate(sections, 1)
        )
    )


def history(*versions):
    steps = []
    for number, made in enumerate(versions):
        changes = diff.compare(versions[number - 1], made) if number else ()
        steps.append(Step(number=number + 1, at=START + timedelta(days=number), version=made, changes=changes))
    return steps


def since(steps):
    return {row.text: (row.since_version, row.first_version) for row in blame(reversed(steps))}


def test_without_history_there_is_nothing_to_tell():
    assert blame([]) == ()


def test_a_clause_that_never_changed_reads_so_since_the_first_version():
    steps = history(version(("Retention", [KEPT])), version(("Retention", [KEPT]), ("Sharing", [SHARED])))

    assert since(steps) == {KEPT: (1, 1), SHARED: (2, 2)}
    assert blame(reversed(steps))[0].since == START


def test_a_reworded_clause_reads_so_since_its_rewording_and_appeared_before():
    steps = history(
        version(("Retention", [KEPT]), ("Sharing", [SHARED])),
        version(("Retention", [LONGER]), ("Sharing", [SHARED])),
        version(("Retention", [LONGER]), ("Sharing", [SHARED]), ("Rights", [NEW])),
    )

    assert since(steps) == {LONGER: (2, 1), SHARED: (1, 1), NEW: (3, 3)}


def test_a_clause_that_moved_under_another_heading_reads_as_it_did():
    steps = history(
        version(("Retention", [KEPT]), ("Sharing", [SHARED]), ("Rights", [NEW])),
        version(("Rights", [NEW]), ("Retention", [KEPT]), ("Passing on", [SHARED])),
    )

    assert set(since(steps).values()) == {(1, 1)}


def test_a_clause_that_went_and_came_back_reads_so_since_it_came_back():
    both = version(("Retention", [KEPT]), ("Sharing", [SHARED]))
    steps = history(both, version(("Retention", [KEPT])), both)

    assert since(steps) == {KEPT: (1, 1), SHARED: (3, 3)}


def test_history_is_read_no_further_back_than_a_clause_goes():
    older, newer = version(("Retention", [KEPT])), version(("Sharing", [SHARED]))
    steps = history(older, older, newer, newer)
    asked = []

    def back():
        for step in reversed(steps):
            asked.append(step.number)
            yield step

    (row,) = blame(back())

    assert (row.since_version, asked) == (3, [4, 3, 2])
