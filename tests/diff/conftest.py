"""Policies written by hand: what the reader would give, without the reader."""

from __future__ import annotations

import pytest

from monitor.model import Clause, Section, Version


def _section(number, row):
    label, heading, *clauses = row
    title = f"{label} {heading}".strip()
    return Section(
        uid=f"uid{number}",
        label=label,
        heading=heading,
        path=(title,) if title else (),
        clauses=tuple(Clause(text=clause) if isinstance(clause, str) else clause for clause in clauses),
    )


@pytest.fixture
def policy():
    """Build a version of rows: label, heading, then clauses as text or as `Clause`."""
    return lambda *rows: Version(sections=tuple(_section(number, row) for number, row in enumerate(rows)))


@pytest.fixture
def clause(policy):
    """Build a version of one section with the clauses given, about rights unless another heading is given."""
    return lambda *clauses, heading="Your rights": policy(("1.", heading, *clauses))
