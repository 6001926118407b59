"""What a token looks like: from which signs it is made, and how long it is."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Shape(StrEnum):
    """The signs of a token, from the narrowest set to the widest."""

    DIGITS = "digits"
    HEX = "hex"
    ALPHANUMERIC = "alphanumeric"
    BASE64 = "base64"
    """Those of both alphabets of RFC 4648, with the padding."""


_SIGNS: Final = {
    Shape.DIGITS: rb"0-9",
    Shape.HEX: rb"0-9A-Fa-f",
    Shape.ALPHANUMERIC: rb"0-9A-Za-z",
    Shape.BASE64: rb"0-9A-Za-z+/=_-",
}
_RUNS: Final = {shape: re.compile(b"[" + signs + b"]*") for shape, signs in _SIGNS.items()}
_BACKWARDS: Final = {
    shape: frozenset(code for code in range(256) if _RUNS[shape].fullmatch(bytes([code]))) for shape in Shape
}
RUN: Final = re.compile(b"[" + _SIGNS[Shape.BASE64] + b"]+")
"""The longest stretch that could be one token."""


def of(*values: bytes) -> Shape | None:
    """Give the narrowest shape that all values have; None when one has a sign that no token has.

    >>> of(b"3f2a", b"99"), of(b"a b")
    (<Shape.HEX: 'hex'>, None)
    """
    joined = b"".join(values)
    return next((shape for shape in Shape if _RUNS[shape].fullmatch(joined)), None)


def widest(first: Shape, second: Shape) -> Shape:
    """Give the one of two shapes that takes in the other."""
    order = list(Shape)
    return max(first, second, key=order.index)


def end(shape: Shape, body: bytes, start: int) -> int:
    """Give where the run of a shape's signs ends that begins at a place; the place itself when there is none."""
    found = _RUNS[shape].match(body, start)
    return found.end() if found else start


def begin(shape: Shape, body: bytes, stop: int, least: int) -> int:
    """Give where the run of a shape's signs begins that ends at a place, no further left than `least`."""
    signs = _BACKWARDS[shape]
    while stop > least and body[stop - 1] in signs:
        stop -= 1
    return stop
