"""What customers say of the site: a heading that announces their words, or a part named for them, over quotes alone.

A heading or a name never drops a sentence that is not quoted, and quotes under any other heading are read: a policy
quotes laws, examples and its own terms.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import annexes, speech
from monitor.document.lines import width
from monitor.document.tree import HEADINGS, label
from monitor.document.words import bare, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.document.tree import Node

_PRAISE: Final = whole(
    r"""
    (?:see |read |hear )?what (?:(?:our |the |real |happy )?(?:customers?|clients?|readers|students|patients|guests)|
    (?:our|real|happy) (?:users?|members?))(?: are| have)? (?:say(?:ing)?|said|think)(?: about (?:us|.{2,30}))?

    what (?:people|others|they) (?:are )?say(?:ing)? about us

    (?:our )?(?:customer |client |user |member )?testimonials?|(?:our )?(?:customer|client|user|member|guest)
    (?: reviews| stories| voices)|(?:loved|trusted) by .{2,40}|(?:our )?happy customers

    why (?:our )?(?:customers|clients|people|users|teams) love .{2,30}|hear (?:it )?from (?:our|other|real) .{2,30}

    (?:お客様|お客さま|ご?利用者|ユーザー|会員|受講生|患者)(?:様|さま)?の(?:声|口コミ|レビュー|ご?感想)(?:一覧)?

    (?:das sagen|das denken) (?:unsere )?(?:kunden|nutzer|mitglieder|gäste)(?: über .{2,30})?

    was (?:unsere )?(?:kunden|nutzer|mitglieder|gäste)(?: über .{2,30})? sagen|kunden(?:stimmen|meinungen|bewertungen)

    stimmen unserer kunden|(?:das|so) sagen unsere kund(?:en|innen)(?: .{2,20})?

    (?:ce )?(?:que|qu'en) (?:disent|pensent) (?:nos|les) (?:clients?|utilisateurs|membres|adhérents)(?: .{2,20})?

    (?:(?:les )?avis|témoignages)(?: de(?: nos|s)?)? (?:clients?|utilisateurs|membres)|témoignages

    ils nous font confiance

    (?:lo que|qué) dicen (?:nuestros|los) (?:clientes|usuarios)(?: .{2,20})?|testimonios

    opiniones de (?:nuestros )?clientes

    (?:cosa )?dicono (?:di noi|i nostri clienti)(?: i nostri clienti)?|testimonianze|recensioni dei clienti
    """
)
_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:testimonials?|customer-?(?:quotes?|voices?|reviews?)|kundenstimmen)(?:$|[\s_-])"
)
_QUOTED: Final = re.compile(r"[“”„«‹‘\"「『](?P<words>.{8,})[”“»›’\"」』][.。!！]?(?P<rest>.{0,60})", re.DOTALL)
_STARS: Final = re.compile(
    r"[★☆⭐ ]{3,}|\d(?:[.,]\d)? ?(?:/|von|out of|sur|de) ?5(?: stars?| sterne\w?| étoiles)?", re.IGNORECASE
)
_RULES: Final = re.compile(
    r"\b(?:must|shall|may not|prohibited|rights?|consent|refunds?|withdraw\w{0,3}|opt[- ]out)\b"
    r"|禁止|義務|同意|権利|個人情報|\b(?:müssen|dürfen|doivent|devez|einwilligung|consentement)\b",
    re.IGNORECASE,
)
"""Words of rules, which customers hardly say."""
_SPEAKER: Final = re.compile(r"[—–―-]\s?\S.{1,58}")
_PARTS: Final = frozenset({"div", "section", "aside", "ul", "figure", "article"})
_QUOTES: Final = frozenset({"blockquote", "q"})
_SPEAKERS: Final = frozenset({"cite", "figcaption", "footer"})
_SHORT: Final = 60
_WIDEST: Final = 4000
_WIDEST_LINE: Final = 1200
_MOST: Final = 50
_MOST_SIBLINGS: Final = 60
_MOST_INNER: Final = 400
_CLIMB: Final = 4


def drop(nodes: Sequence[Node]) -> None:
    """Mark as dropped the headings that announce what customers say, and the quotes below them."""
    found = (node for node in nodes if not node.dropped and node.chars and (_announces(node) or _is_named(node)))
    for node in islice(found, _MOST):
        if node.tag in HEADINGS:
            _drop_below(node)
        elif _quotes([node]) and _is_of_customers([node]):
            node.dropped = True


def _announces(node: Node) -> bool:
    if node.tag not in HEADINGS or node.chars > 2 * _SHORT or node.linked:
        return False
    return _PRAISE.fullmatch(bare(label(node))) is not None


def _is_named(node: Node) -> bool:
    if node.tag not in _PARTS or not node.attrs or node.chars > _WIDEST:
        return False
    return _NAMES.search(node.names()) is not None


def _drop_below(heading: Node) -> None:
    """Drop a heading with the run of quotes after it; one over anything else stays."""
    if heading.tag == "h1":
        return
    at = heading
    for above in islice(heading.up(), _CLIMB):
        if above.chars > at.chars:
            break
        at = above
    run = _run(at)
    if run and _is_of_customers(run):
        for part in (at, *run):
            part.dropped = True


def _run(at: Node) -> list[Node]:
    """Give the parts right after a heading as far as they are quotes, and who said the last."""
    found: list[Node] = []
    waiting: list[Node] = []
    for node in _after(at):
        if node.tag in HEADINGS or node.holds_table or node.fields:
            break
        if _quotes([node]) or (node.chars <= _SHORT and _names_speaker(node) and found):
            found += [*waiting, node]
            waiting = []
        elif node.chars <= _SHORT:
            waiting.append(node)
        else:
            break
    return found


def _after(at: Node) -> Iterator[Node]:
    siblings = at.parent.elements() if at.parent is not None else iter(())
    for sibling in siblings:
        if sibling is at:
            break
    return (sibling for sibling in islice(siblings, _MOST_SIBLINGS) if sibling.chars)


def _names_speaker(node: Node) -> bool:
    return (
        node.tag in _SPEAKERS
        or _SPEAKER.fullmatch(label(node)) is not None
        or _STARS.fullmatch(label(node)) is not None
    )


def _quotes(parts: Sequence[Node]) -> bool:
    """Tell parts in which a line or more is quoted, and the others are as short as a name."""
    signed = blocks = spoken = False
    for line in (line for part in parts for line in _lines(part)):
        if _is_quoted(label(line, _WIDEST_LINE)):
            signed = True
        elif line.tag in _QUOTES:
            blocks = True
            spoken = spoken or any(inner.tag in _SPEAKERS for inner in islice(line.walk(), _MOST_INNER))
        elif width(label(line)) <= _SHORT:
            spoken = True
        else:
            return False
    # a block without signs or a speaker is how a policy sets off a rule
    return signed or (blocks and spoken)


def _is_quoted(text: str) -> bool:
    """Tell a quote with nothing but a speaker after it; a term in quotes goes on with "means" or とは."""
    found = _QUOTED.fullmatch(text)
    if found is None:
        return False
    rest = found["rest"].strip()
    return len(rest) <= len(found["words"]) and not (rest[:1].islower() or "ぁ" <= rest[:1] <= "ん")


def _lines(part: Node) -> Iterator[Node]:
    """Yield the quotes in a part, and the smallest elements with text of their own."""
    stack = [part]
    for _ in range(_MOST_INNER):
        if not stack:
            return
        node = stack.pop()
        if not node.chars:
            continue
        bare_text = any(isinstance(child, str) and any(map(str.isalnum, child)) for child in node.children)
        if node.tag in _QUOTES or bare_text:
            yield node
        else:
            stack.extend(node.elements())


def _is_of_customers(parts: Sequence[Node]) -> bool:
    """Tell quotes that do not speak as a policy does and name no document."""
    text = " ".join(label(part, _WIDEST) for part in parts)
    return not (
        sum(part.chars for part in parts) > _WIDEST
        or any(part.holds_title or part.holds_table or part.fields for part in parts)
        or speech.is_policy(text)
        or _RULES.search(text)
        or annexes.names_document(text)
    )
