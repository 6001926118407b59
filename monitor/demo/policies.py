"""The policies of the demo: who wrote them, what becomes of them, and how a page is made.

A page is a file in `pages/`. A line that starts with `1|` stands in the first state only, one that starts with `2|`
in all later ones; `{nonce}`, `{asset}`, `{count}` and `{n}` become what differs at each visit, at each release, in
each count, and the number of a section. The organisations do not exist.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import count

_ONLY = re.compile(r"([12])\|(.*)", re.DOTALL)
_PLACE = re.compile(r"\{(nonce|asset|count|n)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One page of the demo site."""

    name: str
    """Of its target, and of its file."""
    title: str
    path: str
    """On the site."""
    story: str
    """What becomes of it between the first and the second state."""
    charset: str = "utf-8"
    header: str = "text/html; charset=utf-8"
    tags: tuple[str, ...] = ("en",)
    stable: bool = False
    """The same bytes at each visit, with an ETag and a date; otherwise something differs each time."""
    stands_in: str = ""
    """Name of the page that is shown instead in the second state."""


POLICIES = (
    Policy(
        name="kitefold",
        title="Kitefold Learning, privacy policy",
        path="/kitefold/privacy",
        story="personal information is deleted within 90 days instead of 30",
    ),
    Policy(
        name="harborlight",
        title="Harborlight Market, privacy notice",
        path="/harborlight/privacy",
        story='customers "may not" object where they "may" have before',
    ),
    Policy(
        name="orchard",
        title="Orchard Institute, privacy policy",
        path="/orchard/?page_id=7",
        story="a section is inserted before thirteen others, which are renumbered",
    ),
    Policy(
        name="sela",
        title="Sela Group, privacy policy",
        path="/sela/en/privacy.html",
        story="the section on joint use moves up, and names more data",
        stable=True,
    ),
    Policy(
        name="ministry",
        title="Ministry of Islands and Harbours, privacy policy",
        path="/about/privacy.html",
        story="nothing: only the menu around it changes",
        tags=("en", "gov"),
    ),
    Policy(
        name="akebono",
        title="あけぼの旅行手帖 プライバシーポリシー",
        path="/akebono/privacy.html",
        story="第6条の保存期間が3年間から5年間に変わる",
        charset="cp932",
        header="text/html",
        tags=("ja",),
    ),
    Policy(
        name="minato",
        title="みなと生活協同組合 個人情報保護方針",
        path="/minato/privacy",
        story="第7条の2（提携事業者への提供）が新設される",
        tags=("ja",),
    ),
    Policy(
        name="shirakaba",
        title="白樺町図書館 個人情報取扱規程",
        path="/town/library/kitei.html",
        story="a maintenance page answers instead of it, with status 200",
        tags=("ja", "gov"),
        stable=True,
        stands_in="maintenance",
    ),
)


def page(policy: Policy, state: int) -> bytes:
    """Make the page as it is served in a state: 1, 2 or a later one."""
    shown = policy.stands_in if state == 2 and policy.stands_in else policy.name  # noqa: PLR2004 - states are counted
    lines = (_ONLY.fullmatch(line) or line for line in _template(shown).splitlines(keepends=True))
    text = "".join(line if isinstance(line, str) else line[2] for line in lines if _stands(line, state))
    return _filled(text, state).encode(policy.charset)


def _stands(line: str | re.Match[str], state: int) -> bool:
    return isinstance(line, str) or line[1] == str(min(state, 2))


@cache
def _template(name: str) -> str:
    return (resources.files("monitor.demo") / "pages" / f"{name}.html").read_text("utf-8")


def _filled(text: str, state: int) -> str:
    """Put in what no reader looks at, but every naive comparison does."""
    numbers = count(1)
    values = {
        "nonce": secrets.token_hex(12),
        "asset": hashlib.sha256(str(state).encode()).hexdigest()[:10],
        "count": str(secrets.randbelow(900) + 100),
    }
    return _PLACE.sub(lambda place: values.get(place[1]) or str(next(numbers)), text)
