"""What the gate says of an answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether an answer may become a version, and why not, in words."""

    reasons: tuple[str, ...] = ()
    """Empty when the gate is open."""
    may_settle: bool = True
    """True when only amounts speak against the answer: if it stays, it is the policy now. False when the answer
    itself says that it is none: a wall that stays for ever is still a wall."""

    is_news: bool = True
    """False when nothing new would be said if it stays: the same text in another language, or twice over. It is then
    watched from there on, and alerts nobody."""

    is_shell: bool = False
    """True when the page holds next to nothing until a script fills it: a browser would show more."""

    is_refusal: bool = False
    """True when the site does not want to be asked by a program."""

    @property
    def is_open(self) -> bool:
        """Tell whether the answer may become a version."""
        return not self.reasons


OPEN = Verdict()


def shut(reason: str, *, is_refusal: bool = False) -> Verdict:
    """Hold an answer for good: it is no policy, however long it stays."""
    return Verdict(reasons=(reason,), may_settle=False, is_refusal=is_refusal)


def doubt(reason: str, *, is_news: bool = True) -> Verdict:
    """Hold an answer until it has stayed."""
    return Verdict(reasons=(reason,), is_news=is_news)
