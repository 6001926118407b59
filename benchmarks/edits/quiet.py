# ruff: noqa: ARG001, ARG005 - twists are called alike, whether they need chance or not
"""Pairs of pages that say the same: whatever is told of them is a false alarm."""

from __future__ import annotations

import re

from edits import styles


def _in_text(pattern, change, html):
    """Change what stands between tags, never a tag."""
    return re.sub(r">[^<]+<", lambda m: re.sub(pattern, change, m[0]), html)


def whitespace(html, rng):
    return _in_text(r"(?<=[a-z,]) (?=[a-z])", lambda m: rng.choice([" ", "  ", "\n   ", "&nbsp;"]), html)


def quotes(html, rng):
    return re.sub(r"(?<=\w)'(?=\w)", "’", html).replace("&quot;", "“").replace("–", "-").replace("...", "…")


def wrappers(html, rng):
    return html.replace("<main>", "<main><div class='wrap'><div class='inner'>").replace(
        "</main>", "</div></div></main>"
    )


def main_to_div(html, rng):
    return html.replace("<main>", "<div id='content'>").replace("</main>", "</div>")


def ids(html, rng):
    return re.sub(
        r"<(p|li|h2|h3|td|div)(?=>)",
        lambda m: f"<{m[1]} id='x{rng.randrange(10**6)}' class='c{rng.randrange(99)}'",
        html,
    )


def level(html, rng):
    return html.replace("<h2", "<h4").replace("</h2", "</h4").replace("<h3", "<h2").replace("</h3", "</h2")


def spans(html, rng):
    return re.sub(r"<p>([^<]{10,})</p>", r"<p><span style='color:#333'>\1</span></p>", html)


def zero_width(html, rng):
    return _in_text(r"(?<=[a-zぁ-龯])(?=[a-zぁ-龯]{4})", lambda m: rng.choice(["", "", "&#8203;", "&shy;"]), html)


def scripts(html, rng):
    token = rng.randrange(10**9)
    return html.replace("</main>", f"<script>var t={token};</script><input type='hidden' value='{token}'></main>")


def banner(html, rng):
    return html.replace(
        "<main>",
        "<div class='cookie-banner' role='dialog'><p>We value your privacy.</p><button>Accept</button></div><main>",
    )


def breaks(html, rng):
    """Paragraphs that follow each other written as one, its lines broken."""
    return re.sub(r"</p>\s*<p>(?!<)", "<br><br>", html)


def dashes(html, rng):
    return _in_text(r" - ", " – ", html).replace("‐", "-")


def full_width(html, rng):
    """Digits in full width, as Japanese pages have them; an era's date line is left alone."""
    if "lang='ja'" not in html:
        return html
    return _in_text(r"(?<![\d@./-])\d{1,4}(?=[年月日件円時歳枚条])", lambda m: m[0].translate(_WIDE), html)


def spaced(html, rng):
    """A space between Japanese and Latin letters, as some typesetters want it."""
    return _in_text(r"(?<=[ぁ-んァ-ヶ一-龥])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[ぁ-んァ-ヶ一-龥])", " ", html)


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
TWISTS = {
    f.__name__: f
    for f in (
        whitespace, quotes, wrappers, main_to_div, ids, level, spans, zero_width, scripts, banner, breaks, dashes,
        full_width, spaced,
    )
}  # fmt: skip


def noise(policy, body, rng):
    """The same policy among other menus."""
    return styles.page(policy, body, noise=rng.randrange(1, 6))
