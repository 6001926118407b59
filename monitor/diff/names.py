"""Bodies that are called by their name: another name in the place of one is another party."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN = (
    r"\b(?-i:Google(?: (?:Analytics|Ads|Cloud|Play|Maps|Workspace|Tag Manager))?|Alphabet|YouTube|Firebase|AdMob"
    r"|DoubleClick"
    r"|Meta(?! (?:data|tag|description))(?: (?:Platforms|Pixel))?|Facebook|Instagram|WhatsApp|Threads|Twitter"
    r"|LinkedIn|Pinterest|Snap(?:chat)?"
    r"|TikTok|ByteDance|Reddit|Discord|Telegram|Amazon(?: Web Services)?|AWS|CloudFront|Microsoft(?: (?:Azure"
    r"|Clarity|Advertising))?"
    r"|Azure|Bing|Apple(?: Pay)?|iCloud|Oracle|IBM|SAP|Salesforce|HubSpot|Marketo|Adobe(?: Analytics)?|Zendesk"
    r"|Freshdesk"
    r"|Freshworks|Intercom|Mailchimp|Sendinblue|Brevo|SendGrid|Mailgun|Twilio|Klaviyo|Braze|Iterable|Stripe|Adyen"
    r"|PayPal"
    r"|Braintree|Klarna|Square|Worldpay|Mollie|Checkout\.com|Visa|Mastercard|American Express|Cloudflare|Akamai|Fastly"
    r"|Heroku|DigitalOcean|Hetzner|OVH(?:cloud)?|Scaleway|IONOS|Vercel|Netlify|GitHub|GitLab|Atlassian|Slack|Zoom"
    r"|Dropbox"
    r"|Shopify|Squarespace|Wix|WordPress|Automattic|Matomo|Hotjar|Mixpanel|Amplitude|Segment|Datadog|Sentry|New Relic"
    r"|AppsFlyer|Adjust GmbH|Criteo|Taboola|Outbrain|Trustpilot|OneTrust|Okta|Auth0|OpenAI|Anthropic|Mistral"
    r"|Spotify|Netflix"
    r"|Yahoo|LINE|Rakuten|Mercari|PayPay|DHL|UPS|FedEx|Schufa|SCHUFA|Experian|Equifax|TransUnion|Onfido|Jumio|Veriff"
    r"|reCAPTCHA|hCaptcha)\b"
    r"|ヤフー|楽天|グーグル|アマゾン|マイクロソフト|アップル|フェイスブック|メルカリ|ヤマト運輸|佐川急便|日本郵便"
)
"""Companies and their services that policies name most."""

_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.&'’-]{1,30}(?: (?:&|and|of|[A-ZÀ-ÖØ-Þ][\w.&'’-]{0,30})){0,3}")
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[\w'’-]+")
_STARTS = re.compile(r"(?:^|[.!?:;•|\n\"“«„‘(\[]\s*)$")
_CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-Þ]")
_COMMON = (
    "i we you our your us the this these those that it its they their he she a an any all each no not and or if in"
    " on at"
    " service services platform platforms app apps application applications site sites website websites term terms"
    " policy"
    " policies agreement agreements user users member members customer customers client clients company content data"
    " information personal account accounts privacy notice notices conditions condition product products software party"
    " parties order orders licence license licensee licensor subscriber subscribers subscription subscriptions device"
    " devices cookie cookies partner partners provider providers vendor vendors seller sellers buyer buyers controller"
    " processor fee fees section article clause annex schedule part chapter appendix premium basic plus pro business"
    " contributor contributors participant participants applicant visitor visitors guest guests institute ministry"
    " university office department board committee effective date statement guidelines rules code internet web"
    " email contact feedback help support center centre settings faq home blog"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december english french german japanese spanish italian vous nous les des une usted"
    " services conditions utilisateur utilisateurs membre membres client données politique compte contrat site"
)
_NO_NAME = frozenset(_COMMON.split())
"""Words that policies write with a capital where they are terms."""
_MOST_CAPITALS = 0.5
STEM = 6
"""Letters by which a word and its plural are the same one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known of the two versions an edit stands between."""

    language: str = ""
    """Of the newer one; every language's words are read when it is unknown."""
    own: frozenset[str] = frozenset()
    """The labels of the publisher's host: "GitHub" on github.com is no party, but another word for "we"."""
    common: Callable[[], set[str]] = set
    """Gives how the words begin that either version writes small somewhere: they are no names."""


NOTHING_KNOWN = Around()


def another_name(
    before: str, after: str, gone: tuple[int, int], come: tuple[int, int], common: Callable[[], set[str]]
) -> bool:
    """Tell whether one proper name stands in the place of another: both capitalised, and nowhere a common word.

    `gone` and `come` are where the words stand; `common` gives the words that either version writes small somewhere.
    """
    sides = ((before, gone), (after, come))
    words = [text[slice(*place)].strip() for text, place in sides]
    bare = {_plain(_POSSESSIVE.sub("", word)) for word in words}
    if len(bare) == 1 or not all(_is_capitalised(word) for word in words):
        return False
    if any(_begins(text, place) for text, place in sides) or _is_title(before):
        return False
    parts = {_POSSESSIVE.sub("", part).casefold() for word in words for part in _WORD.findall(word)}
    return not parts & _NO_NAME and not {part[:STEM] for part in parts} & common()


def _is_capitalised(word: str) -> bool:
    return _NAME.fullmatch(word) is not None and not word.isupper()


def _begins(text: str, place: tuple[int, int]) -> bool:
    """Tell words that begin a sentence: there any word has a capital."""
    return _STARTS.search(text[max(0, place[0] - 4) : place[0]]) is not None


def _plain(word: str) -> str:
    """Take off the accents: États is Etats."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(sign))


def _is_title(clause: str) -> bool:
    """Tell a clause in which most words have a capital: there it says nothing."""
    return len(_CAPITALISED.findall(clause)) > _MOST_CAPITALS * max(1, len(_WORD.findall(clause)))
