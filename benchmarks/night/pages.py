"""Pages as publishers send them, 20 to 300 KB: policy text in a frame of head, scripts, menus and footers.

A page has a number, which fixes its text and frame, and a visit, which fixes what differs at every request: nonces,
tokens, hashes of assets, a request's identifier. An edited page has one clause reworded.
"""

import hashlib
import math
from pathlib import Path
from random import Random

from night.words import clause, sections

SMALLEST, LARGEST = 20_000, 300_000
_TEXT_SHARE = 0.35
_MARK = "\0{}\0"
_KINDS = ("nonce", "token", "asset", "request")


def size(number):
    """Bytes a page is to have: spread evenly over the orders of magnitude."""
    share = Random(f"size {number}").random()
    return int(math.exp(math.log(SMALLEST) + share * (math.log(LARGEST) - math.log(SMALLEST))))


def language(number):
    return "ja" if number % 3 == 0 else "en"


def skeleton(number):
    """Give a page as pieces of text; between two pieces stands what changes at every visit, in turn of `_KINDS`."""
    rng = Random(f"page {number}")
    kind = language(number)
    goal = size(number)
    width = 3 if kind == "ja" else 1
    body, middle = _policy(rng, kind, goal * _TEXT_SHARE / width)
    frame_goal = goal - sum(len(part.encode()) for part in body)
    head, foot = _head(rng, kind, number, frame_goal), _foot(rng, kind)
    return head, body, middle, foot


def skeletons(count, folder=None):
    """Yield the skeletons of pages made by rule, or of the HTML files of a folder, in order."""
    if folder is None:
        yield from map(skeleton, range(count))
    else:
        yield from map(_recorded, sorted(Path(folder).rglob("*.htm*"))[:count])


def _recorded(path):
    """Take a page from a file: the marks stand at the end of its head, an edit after its last paragraph."""
    text = path.read_bytes().decode("utf-8", "replace").replace("\0", "")
    head, found, rest = text.partition("</head>")
    if not found:
        head, rest = "", text
    nonce, token, asset, _ = (_MARK.format(name) for name in _KINDS)
    marks = f'<meta name="csrf-token" content="{token}"><script nonce="{nonce}" src="/a.{asset}.js"></script></head>'
    body, found, foot = rest.rpartition("</p>")
    return head + marks, [body + found, ""], 1, foot


def build(parts, number, visit, *, edited=False, noisy=True):
    """Put a page together as one visit sees it.

    Args:
        parts: its skeleton.
        number: of the page.
        visit: what stands still within one visit differs in another.
        edited: one clause has another wording.
        noisy: False leaves the marks of visit 0.
    """
    head, body, middle, foot = parts
    if edited:
        body = [*body]
        body[middle] = f"<p>{clause(Random(f'edit {number}'), language(number))}</p>\n"
    text = "".join((head, *body, foot))
    rng = Random(f"visit {number} {visit if noisy else 0}")
    values = {kind: f"{rng.getrandbits(128):032x}" for kind in _KINDS}
    for kind, value in values.items():
        text = text.replace(_MARK.format(kind), value)
    return text.encode()


def _policy(rng, kind, letters):
    """Give the policy's pieces, and which of them is the clause that may be edited."""
    title = "プライバシーポリシー" if kind == "ja" else "Privacy Policy"
    pieces = [f'<main id="content"><article class="legal-document">\n<h1>{title}</h1>\n']
    clauses = []
    for heading, texts in sections(rng, kind, letters):
        pieces.append(f'<section class="legal-section"><h2 id="s{len(pieces)}">{heading}</h2>\n')
        is_list = rng.random() < 0.3
        for at, text in enumerate(texts):
            if is_list and at:
                pieces.append(f'<ul class="legal-list"><li>{text}</li></ul>\n')
            else:
                clauses.append(len(pieces))
                pieces.append(f"<p>{text}</p>\n")
        pieces.append("</section>\n")
    pieces.append("</article></main>\n")
    return pieces, clauses[len(clauses) // 2]


def _head(rng, kind, number, goal):
    """Give all that stands before the policy: two thirds of a page are no text."""
    nonce, token, asset, request = (_MARK.format(name) for name in _KINDS)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{kind}"><head><meta charset="utf-8">\n',
        f"<title>{'プライバシーポリシー' if kind == 'ja' else 'Privacy Policy'} | Example {number}</title>\n",
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f'<meta name="csrf-token" content="{token}">\n<meta name="request-id" content="{request}">\n',
        f'<link rel="stylesheet" href="/assets/site.{asset}.css">\n',
    ]
    parts += [f'<script nonce="{nonce}" src="/assets/{name}.{asset}.js" defer></script>\n' for name in ("app", "tags")]
    parts.append(_style(rng, goal // 4))
    parts.append(
        f'<script nonce="{nonce}">window.__STATE__={{"session":"{token}",{_json(rng, goal // 3)}}};</script>\n'
    )
    parts.append("</head><body>\n")
    parts.append(_menu(rng, kind, goal // 4))
    return "".join(parts)


def _style(rng, goal):
    rules = []
    while goal > 0:
        rule = f".c-{rng.getrandbits(24):06x}{{margin:{rng.randint(0, 40)}px;color:#{rng.getrandbits(24):06x}}}\n"
        rules.append(rule)
        goal -= len(rule)
    return f"<style>{''.join(rules)}</style>\n"


def _json(rng, goal):
    entries = []
    while goal > 0:
        name = hashlib.md5(rng.randbytes(8)).hexdigest()
        entry = f'"k{name[:10]}":{{"id":{rng.randint(1, 10**6)},"path":"/{name[10:18]}/{name[18:26]}","on":true}}'
        entries.append(entry)
        goal -= len(entry)
    return ",".join(entries)


def _menu(rng, kind, goal):
    words = ("製品", "料金", "事例", "採用", "会社概要", "ニュース") if kind == "ja" else (
        "Products", "Pricing", "Stories", "Careers", "Company", "News")  # fmt: skip
    items = []
    while goal > 0:
        number = rng.randint(1, 999)
        link = f'<a class="nav-link" href="/{number}/{len(items)}"><span>{rng.choice(words)} {number}</span></a>'
        item = f'<li class="nav-item">{link}</li>\n'
        items.append(item)
        goal -= len(item.encode())
    return f'<header role="banner"><nav class="global-nav"><ul>\n{"".join(items)}</ul></nav></header>\n'


def _foot(rng, kind):
    nonce, token, _, request = (_MARK.format(name) for name in _KINDS)
    links = "".join(f'<li><a href="/f{at}">{rng.randint(1, 99)}</a></li>' for at in range(24))
    notice = "すべての権利を留保します" if kind == "ja" else "All rights reserved"
    return (
        f'<footer class="site-footer"><ul>{links}</ul><small>© Example. {notice}.</small>\n'
        f'<form action="/search"><input type="hidden" name="authenticity_token" value="{token}"></form></footer>\n'
        f'<script nonce="{nonce}">track("{request}")</script>\n<!-- served {request} -->\n</body></html>\n'
    )
