"""The markers a browser prints before the items of an `<ol>`: they are in no text of the page."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from monitor.document.liststyles import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

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
_DEEPEST: Final = 12
_MOST_CLASSES: Final = 10
_NO_LOOKS: Final[Mapping[str, Look]] = MappingProxyType({})


class Numbering:
    """Counts the items of one list."""

    __slots__ = ("_outer", "_parts", "_shown", "_step", "_style", "_value")

    def __init__(self, node: Node, looks: Mapping[str, Look] = _NO_LOOKS, outer: Numbering | None = None) -> None:
        look = _seen(node, looks, outer) if looks else Look()
        self._style = _style(node, look.style or "decimal") if node.tag == "ol" else "none"
        self._parts = look.parts
        self._outer = outer
        self._shown = ""
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
        if self._parts:
            self._shown = str(self._value)
            marker = self._compose(self._value)
        else:
            marker = self._shown = _print(self._value, _style(item, self._style))
        self._value += self._step
        return marker

    def _compose(self, value: int) -> str:
        """Put a marker together as the style sheet says: the last number is the item's, the others of outer lists."""
        numbers = [part for part in self._parts if part.style]
        texts = []
        for part in self._parts:
            if not part.style:
                texts.append(part.text)
                continue
            up = len(numbers) - 1 - next(place for place, other in enumerate(numbers) if other is part)
            own = _print(value, part.style).rstrip(".") if not up else self._above(up)
            outer = self._chain() if part.every else []
            texts.append(part.text.join([*outer, own]))
        return "".join(texts).strip()

    def _above(self, up: int) -> str:
        chain = self._chain()
        return chain[-up] if up <= len(chain) else ""

    def _chain(self) -> list[str]:
        """Give the numbers of the items around this list, outermost first."""
        chain: list[str] = []
        outer = self._outer
        while outer is not None and len(chain) < _DEEPEST:
            if outer._shown:  # noqa: SLF001 - of the same class
                chain.insert(0, outer._shown.rstrip("."))  # noqa: SLF001 - as above
            outer = outer._outer  # noqa: SLF001 - as above
        return chain


def _seen(node: Node, looks: Mapping[str, Look], outer: Numbering | None) -> Look:
    """Find what the style sheets say of a list, by its classes, else by its depth among numbered lists."""
    for name in node.attrs.get("class", "").split()[:_MOST_CLASSES]:
        if name in looks:
            return looks[name]
    if node.tag != "ol":
        return Look()
    depth = 1
    while outer is not None and depth < _DEEPEST:
        depth += outer._style != "none"  # noqa: SLF001 - of the class in this module
        outer = outer._outer  # noqa: SLF001 - as above
    named = (looks.get(" ".join(["ol"] * count)) for count in range(depth, 0, -1))
    return next((look for look in named if look is not None), Look())


def _style(node: Node, inherited: str = "decimal") -> str:
    if not node.attrs:
        return inherited
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
    if not text:
        return None
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
