"""The markers a browser prints before the items of an `<ol>`: they are in no text of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from monitor.document.tree import Node

_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([\w -]{1,60})", re.IGNORECASE)
_TYPES: Final = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_NAMES: Final = [
    "none",
    "lower-alpha",
    "lower-latin",
    "upper-alpha",
    "upper-latin",
    "lower-roman",
    "upper-roman",
    "decimal",
    "disc",
    "circle",
    "square",
    "cjk-decimal",
    "hiragana",
    "katakana",
    "katakana-iroha",
]
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN: Final = 3999
_KATAKANA: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_LARGEST: Final = 1_000_000


class Numbering:
    """Counts the items of one list."""

    __slots__ = ("_step", "_style", "_value")

    def __init__(self, node: Node) -> None:
        self._style = _style(node) if node.tag == "ol" else "none"
        self._step = -1 if "reversed" in node.attrs else 1
        first = _number(node.attrs.get("start", ""))
        if first is None:
            first = sum(child.tag == "li" for child in node.elements()) if self._step < 0 else 1
        self._value = first

    def marker(self, item: Node) -> str:
        """Give the marker of the next item, and count it."""
        value = _number(item.attrs.get("value", ""))
        if value is not None:
            self._value = value
        marker = _print(self._value, _style(item, self._style))
        self._value += self._step
        return marker


def _style(node: Node, inherited: str = "decimal") -> str:
    found = _STYLE.search(node.attrs.get("style", ""))
    if found:
        words = found[1].lower().split()
        named = next((word for word in words if word in _NAMES), "")
        if named:
            return "none" if named in {"disc", "circle", "square"} else named
    if inherited == "none":
        return inherited
    return _TYPES.get(node.attrs.get("type", ""), inherited)


def _number(text: str) -> int | None:
    try:
        return max(-_LARGEST, min(_LARGEST, int(text.strip()[:12])))
    except ValueError:
        return None


def _print(value: int, style: str) -> str:
    if style == "none":
        return ""
    letters = style.rpartition("-")[2]
    if letters in {"alpha", "latin"} and value > 0:
        text = _alphabetic(value, "abcdefghijklmnopqrstuvwxyz")
    elif letters == "roman" and 0 < value <= _LARGEST_ROMAN:
        text = _roman(value)
    elif style == "katakana" and value > 0:
        text = _alphabetic(value, _KATAKANA)
    else:
        text = str(value)
    return f"{text.upper() if style.startswith('upper') else text}."


def _alphabetic(value: int, letters: str) -> str:
    text = ""
    while value > 0:
        value, rest = divmod(value - 1, len(letters))
        text = letters[rest] + text
    return text


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        text += letters * count
    return text
