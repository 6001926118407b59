"""Where links lead, with what differs from visit to visit folded away."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|gclid|gclsrc|gbraid|wbraid|dclid|fbclid|msclkid|y[sm]?clid|twclid|ttclid|igsh(?:id)?|li_fat_id|mc_[ce]id|srsltid"
    r"|_hs(?:enc|mi)|hsctatracking|__hs(?:tc|sc|fp)|_ga|_gl|_gac|mkt_tok|vero_(?:id|conv)|oly_(?:anon|enc)_id|wickedid"
    r"|__tn__|__cft__(?:\[\d+\])?|fb_(?:ref|source)|ref_(?:src|url)|rb_clickid|s_cid|_openstat|trk(?:info)?|cmpid",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|session_?id|sessid|sid|csrf\w*|_token|nonce|timestamp"
    r"|cache_?bust(?:er)?|_|rand(?:om)?",
    re.IGNORECASE,
)
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_REDIRECTORS = frozenset({"l.php", "url", "redirect", "redir", "out", "away", "leave", "exit", "goto"})
_REDIRECTED = frozenset({"u", "url", "q", "to", "target", "dest", "destination", "redirect"})
PROTECTED_MAIL = "/cdn-cgi/l/email-protection"
_LONGEST = 4000


@lru_cache(maxsize=8192)
def fold(href: str, base: str = "") -> str:
    """Make a link absolute, without tracking and session parameters and with its mail address in clear.

    Empty for scripts and for what is no address at all.

    >>> fold("/contact?utm_source=mail&id=3", "https://example.org/privacy")
    'https://example.org/contact?id=3'
    """
    href = "".join(href.split())[:_LONGEST]
    if href.lower().startswith(("javascript:", "data:", "vbscript:", "about:")):
        return ""
    try:
        parts = urlsplit(urljoin(base, href))
    except ValueError:
        return href
    if parts.path == PROTECTED_MAIL:
        return f"mailto:{unveil(parts.fragment)}"
    if parts.scheme not in {"http", "https", ""}:
        return unquote(href) if parts.scheme == "mailto" else href
    inner = _redirected(parts.path, parts.query)
    if inner:
        return fold(inner)
    return urlunsplit(parts._replace(path=_SESSION_PATH.sub("", parts.path), query=_telling(parts.query)))


def unveil(veiled: str) -> str:
    """Decode a mail address that Cloudflare hides from robots: each byte XORed with the first.

    >>> unveil("127e7775737e52776a737f627e773c7d6075")
    'legal@example.org'
    """
    try:
        first, *rest = bytes.fromhex(veiled[:600])
    except ValueError:
        return ""
    return bytes(byte ^ first for byte in rest).decode("utf-8", "replace")


def _telling(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
    kept = [(name, value) for name, value in pairs if not (_TRACKING.fullmatch(name) or _SESSION.fullmatch(name))]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _redirected(path: str, query: str) -> str:
    """Give the address a redirector leads to: its own parameters often differ at every visit."""
    if path.rpartition("/")[2].lower() not in _REDIRECTORS:
        return ""
    for name, value in parse_qsl(query):
        if name.lower() in _REDIRECTED and value.startswith(("http://", "https://")):
            return value
    return ""
