"""One JSON form for every noun, and the way back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import pytest

from monitor.codec import from_plain, to_plain
from monitor.model import Clause, DatedFact, DateKind, Link, Section, Version

VERSION = Version(
    sections=(
        Section(
            uid="a",
            label="第1条",
            heading="目的",
            path=("第1条 目的",),
            clauses=(Clause(text="x", links=(Link(text="y", href="z"),)),),
            children=(Section(uid="b", level=2),),
        ),
    ),
    dates=(DatedFact(kind=DateKind.ENACTED, on=date(2026, 4, 1), text="制定"),),
)


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize("compact", [True, False])
def test_what_is_written_is_read_back_as_it_was(compact):
    assert from_plain(Version, to_plain(VERSION, compact=compact)) == VERSION


def test_the_compact_form_leaves_out_what_is_as_usual_at_every_depth():
    assert to_plain(VERSION, compact=True) == {
        "sections": [
            {
                "uid": "a",
                "label": "第1条",
                "heading": "目的",
                "path": ["第1条 目的"],
                "clauses": [{"text": "x", "links": [{"text": "y", "href": "z"}]}],
                "children": [{"uid": "b", "level": 2}],
            }
        ],
        "dates": [{"kind": "enacted", "on": "2026-04-01", "text": "制定"}],
    }


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (True, True),
        (1.5, 1.5),
        (Colour.RED, "red"),
        ((1, Colour.RED, ("a",)), [1, "red", ["a"]]),
        ({Colour.RED: timedelta(minutes=1), 2: []}, {"red": 60.0, "2": []}),
        (datetime(2026, 4, 1, tzinfo=UTC), "2026-04-01T00:00:00+00:00"),
    ],
)
def test_each_kind_of_value_has_one_form(value, plain):
    assert to_plain(value) == plain
    assert to_plain(value, compact=True) == plain
    assert type(to_plain(value)) is type(plain)


def test_what_has_no_form_is_refused_by_its_name():
    with pytest.raises(TypeError, match="no JSON form for set"):
        to_plain([{1}])


@dataclass(frozen=True, slots=True)
class Shelf:
    colour: Colour
    books: tuple[str, int] = ("none", 0)

    def __post_init__(self):
        if not self.books[0]:
            raise ValueError("a shelf without a name of its books")


@pytest.mark.parametrize(
    ("plain", "error", "says"),
    [
        ({"books": ["a", 1]}, TypeError, "Shelf lacks 'colour'"),
        (["red"], TypeError, "Shelf cannot be built of list"),
        (None, TypeError, "Shelf cannot be built of NoneType"),
        ({"colour": "mauve"}, ValueError, "'mauve' is not a valid Colour"),
        ({"colour": ["red"]}, ValueError, "is not a valid Colour"),
        ({"colour": "red", "books": ["a"]}, ValueError, "shorter"),
        ({"colour": "red", "books": ["", 1]}, ValueError, "without a name"),
    ],
)
def test_what_does_not_fit_a_dataclass_is_refused(plain, error, says):
    with pytest.raises(error, match=says):
        from_plain(Shelf, plain)


def test_fields_that_are_unknown_are_left_out_and_those_left_out_are_as_usual():
    assert from_plain(Shelf, {"colour": "red", "height": 3}) == Shelf(Colour.RED)
