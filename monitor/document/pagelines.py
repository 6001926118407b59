"""Lines that publishing systems write on a page: who wrote it, how it was liked, what made it, where to go from it.

Each pattern is matched against a whole line. `is_of_system` tells what is nothing else wherever it stands; the others
are asked for lines above the first sentence and below the last one only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from monitor.document import linknotes, tallies, words
from monitor.document.dates import is_date_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGES: Final = " \t\xa0\u3000.。:：!！?？,、…·•|｜-–—()（）[]【】「」"
_LONGEST: Final = 120
_MOST_PARTS: Final = 12


def _any(*patterns: str) -> re.Pattern[str]:
    """Join patterns, all in small letters: one that need not mind case is matched in half the time."""
    return re.compile("|".join(patterns))


_COUNT: Final = (
    r"(?:(?:no|0) (?:comments?|replies|responses|ratings?)|\d[\d.,]{0,9}k? (?:comments?|likes?|shares?|kudos"
    r"|repl(?:y|ies)|responses?|followers?|claps?|votes?|ratings?))"
)
_COUNTS: Final = re.compile(rf"{_COUNT}(?:[\s,]{{1,2}}{_COUNT}){{0,3}}(?: so far)?", re.IGNORECASE)
_SYSTEM: Final = _any(
    r"published (?:using|by|with) google (?:docs|drive).{0,80}",
    r"updated automatically every \d{1,3} minutes|mise à jour automatique toutes les \d{1,3} minutes",
    r"automatisch alle \d{1,3} minuten aktualisiert|\d{1,3} ?分ごとに自動更新(?:されます)?",
    r"thank(?:s| you) for (?:your|the) feedback.{0,80}|sorry (?:we|this) .{2,40}(?:helpful|help|useful).{0,80}",
    r"[^.!?]{0,80}\[page \d{1,4}\]",
    r"no labels|(?:like ?)?be the first to (?:like|comment|rate|review)(?: on)?(?: this)?",
    r"(?:hits|views|reads|downloads|shares|likes|kudos|article (?:number|id)|page id)[:：]? ?[\d.,]{1,12}k?",
    r"(?:page |user |average )?rating[:：]? ?\d(?:[.,]\d)?(?: ?(?:/|of|out of) ?\d{1,2})?"
    r"(?: ?\(?\d{1,7} (?:votes?|ratings?)\)?)?|average \(\d{1,7} votes?\)",
    r"number of (?:visitors|visits|views)[:：]? ?[\d.,]{1,12}|[★☆⭐]{3,10}(?: ?\(?\d{1,7}\)?)?",
    r"(?:ページ|記事|コンテンツ) ?(?:id|番号|コード|no\.?)[:：]? ?[\w-]{1,20}|(?:この)?ページの(?:qrコード|url)",
    r"(?:urlを?)?コピーしました|(?:よかったら|この記事を)?シェアして(?:ね|ください)",
    r"[\d.,]{1,9}(?:件のコメント|いいね|フォロワー)",
    r"kb\d{4,12}(?: ?- ?latest version)?",
    r"(?:request|session|visitor|trace|correlation|consent) id[:：]? ?[0-9a-f-]{8,64}",
    r"\d(?:[.,]\d)? (?:out )?of \d{1,2} stars(?: ?\([\d.,]{1,9} (?:ratings?|reviews?|votes?)\)?)?",
    r"(?:printed|imprimé|gedruckt)(?: (?:from|depuis|von))?[:：]? ?https?://[^ ]{4,100}",
    r"(?:printed on|imprimé le|gedruckt am|印刷日時?)[:：]? ?[^ ]{0,20}[\d/][^.。]{1,60}",
    r"(?:you are|you're) (?:currently )?(?:browsing|viewing)(?: this (?:page|site|forum))? as a guest.{0,80}",
    r"you have \d{1,3} free articles? (?:left|remaining).{0,40}|comments (?:are|have been) closed",
    r"(?:please )?(?:sign|log) in to (?:leave|post|add) a (?:comment|reply)",
    r"your e-?mail address will not be published.{0,60}|メールアドレスが公開されることはありません.{0,40}",
    r"please enable javascript to view .{1,60}|this (?:page|site|website) requires javascript.{0,40}",
)
_PROGRAM: Final = _any(
    r".{0,40}adobe.{0,10} ?reader.{0,20}(?:が必要|をお持ちでない|[のを]ダウンロード|is (?:required|needed)).{0,80}",
    r".{0,60}(?:get|download|need|requires?) (?:the )?(?:free )?adobe.{0,10} ?reader.{0,60}",
    r".{0,30}javascriptが無効.{0,40}",
)
"""Lines that ask for a program, which is named somewhere in them: tried on those only."""
_PROGRAMS: Final = ("adobe", "javascript")
_CREDIT: Final = _any(
    r"(?:proudly )?(?:powered by|built (?:with|using)|made with|created with|hosted (?:by|with)|(?:website|site|theme)"
    r" (?:by|designed by|made by)) .{2,40}|we run on .{2,30}",
    r"(?:.{2,40} )?proudly (?:powered|created|made) (?:by|with) .{2,40}",
    r"report (?:abuse|(?:a )?problem.{0,30}|inappropriate content)|retrieved from .{5,120}",
    r"jump to (?:navigation|search|content|main content)|(?:edit|view|suggest edits?)(?: this page)? (?:on|in) .{2,20}",
    r"(?:written|authored|posted) by[:：]? ?[^.!?]{2,40}|(?:投稿者|執筆者)[:：] ?[^。]{1,30}",
    r"※(?:当|本)(?:サイト|ページ|記事|ブログ).{0,20}(?:プロモーション|広告|アフィリエイト).{2,20}",
    r"(?:filed under|posted in|tagged)[:：]? [^.!?]{2,60}",
    r"(?:leave|write|post|add) a (?:comment|reply)|(?:subscribe to )?rss(?: feed)?|follow(?: us)? on .{2,40}",
    r"(?:音声)?読み上げ(?:る)?|よみあげる|ふりがな(?:を(?:つける|ふる))?",
    r"(?:文字)?(?:拡大|大きく|小さく|縮小)|背景色(?:を変える)?|コメント(?:する|を書く)|フォローする",
    r"(?:音声読み上げ・)?文字(?:サイズ|の大きさ|拡大)(?:変更|の変更)?|foreign languages?",
    r"(?:main |site )?navigation(?: menu)?|[\d.,]{1,9} ?[km万]",
)
_PAST: Final = r"(?:previous|prior|earlier|older|archived?|past|former|historical)"
_AWAY: Final = _any(
    r"(?:go |return |back )+to .{2,60}|all (?:agreements|policies|terms|documents|legal documents)",
    r"(?:(?:click|tap) here to )?(?:download|view|read|see|get|save|export|print)(?: (?:this|the|our|a|as|an|all|in))*"
    rf" .{{0,40}}(?:pdf|print(?:able|er[- ]friendly)?(?: version)?|{_PAST}(?: .{{1,40}})?|(?:all )?versions)",
    rf"(?:pdf|printable|printer[- ]friendly|print|plain[- ]text|{_PAST}) (?:version|copy|edition)s?(?: .{{1,40}})?",
    r"(?:print|email|e-mail|share|save|download|bookmark|copy|listen to)(?: (?:this|the))?"
    r" (?:page|article|policy|document|notice|guide)(?: (?:as|to) .{2,20})?",
    r"suggest (?:an )?edits?",
    r"(?:revision|version|change) (?:history|log)|(?:see|show|view) (?:what(?:'s| has)? changed|changes|all updates)",
    r"zurück zu[rm]? .{2,60}|(?:.{2,40} )?(?:als )?pdf (?:herunterladen|anzeigen)|druckversion",
    r"(?:seite|artikel) drucken|(?:frühere|ältere) (?:version|fassung)(?:en)?|retour (?:à|au|aux) .{2,60}",
    r"(?:télécharger|version) .{0,30}(?:pdf|imprimable)|versions? (?:précédentes?|antérieures?|archivées?)",
    r"(?:voir|visualiser|consulter|afficher) .{2,30} (?:précédente|antérieure|archivée|ancienne)s?",
    r"volver a .{2,60}|(?:descargar|ver) .{0,30}pdf|versión(?:es)? anterior(?:es)?|torna (?:a|al|alla) .{2,60}",
    r".{0,30}(?:へ|に)(?:もどる|戻る)|一覧(?:へ|に)|.{0,10}印刷(?:する)?|(?:お問い合わせ|詳細)は?こちら|印刷用(?:ページ|画面|ファイル|pdf)|pdf版(?:は)?(?:こちら)?",
    r".{0,20}pdf(?:版|形式|ファイル)?(?:で|を)?(?:見る|表示(?:する)?|開く|ダウンロード(?:する)?)",
    r"(?:旧|過去の|以前の|改定前の)(?:版|規約|方針|ポリシー|プライバシーポリシー|バージョン|約款)?(?:は)?(?:こちら)?|.{0,10}改[定訂]履歴",
)
_BACK: Final = re.compile(r"\s?(?:[←‹«◀◁⬅]|<{1,2}(?=\s))\s?\S.{0,60}")
_PARTED: Final = re.compile(r"\s?[•·|｜●・]\s?|\s[–—/-]\s")
_PARTING: Final = re.compile(r"[•·|｜●・–—/-]")
"""Stands in every line that has parts, and most lines have none."""
_MAIL: Final = frozenset({"email", "e-mail", "mail", "pdf", "rss", "メール"})
_SPACES: Final = re.compile(r"[\s/／|｜・]+")
_FEWEST_CONTROLS: Final = 3
_FEWEST_FACTS: Final = 2
_MOST_NAMES: Final = 3


def is_of_system(line: str) -> bool:
    """Tell a line that only a publishing system writes, about the page and its readers.

    >>> is_of_system("Published using Google Docs"), is_of_system("Dana Frey • 9mo ago • 811 views")
    (True, True)
    >>> is_of_system("ページID：1002345"), is_of_system("Likes are counted."), is_of_system("2 replies are allowed.")
    (True, False, False)
    """
    if len(line) > _LONGEST:
        return False
    return _is_written_by_system(_bare(line)) or _is_tally(line)


def is_credit(line: str) -> bool:
    """Tell who wrote or made a page, and tools beside it: "Powered by …", "Written by …", a count, a file's size.

    >>> is_credit("Powered by Zendesk"), is_credit("1.2K"), is_credit("文字サイズ 小 中 大"), is_credit("We power it.")
    (True, True, True, False)
    """
    if len(line) > _LONGEST:
        return False
    bare = _bare(line)
    if _CREDIT.fullmatch(bare) or _COUNTS.fullmatch(bare):
        return True
    return linknotes.is_note(line) or _are_controls(line)


def leads_away(line: str) -> bool:
    """Tell whether a link that is a line of its own only leads away: back, to a file to print, to earlier editions.

    >>> leads_away("← Back to legal"), leads_away("View previous version"), leads_away("旧規約はこちら")
    (True, True, True)
    >>> leads_away("Privacy notice for residents"), leads_away("Back")
    (False, False)
    """
    if len(line) > _LONGEST:
        return False
    return _AWAY.fullmatch(_bare(line)) is not None or _BACK.fullmatch(line) is not None


def are_tools(links: Sequence[str]) -> bool:
    """Tell links side by side that all work the page or lead away from it: "Print", "Email".

    >>> are_tools(["Print", "Email"]), are_tools(["Email"]), are_tools(["Print", "Our shops"])
    (True, False, False)
    """
    return len(links) >= _FEWEST_FACTS and all(
        words.is_control(link) or leads_away(link) or link.strip().casefold() in _MAIL for link in links
    )


def _bare(line: str) -> str:
    return line.strip(_EDGES).lower()


def _is_written_by_system(bare: str) -> bool:
    if _SYSTEM.fullmatch(bare):
        return True
    return any(name in bare for name in _PROGRAMS) and _PROGRAM.fullmatch(bare) is not None


def _is_tally(line: str) -> bool:
    """Tell a line of several facts of a page's making, one of them at least neither a date nor a name."""
    if not (_PARTING.search(line) and _PARTED.search(line)):
        return False
    parts = [part.strip() for part in _PARTED.split(line, maxsplit=_MOST_PARTS)]
    parts = [part for part in parts if part]
    if len(parts) < _FEWEST_FACTS:
        return False
    others = [part for part in parts if not _is_fact(part)]
    return len(others) < len(parts) and all(
        is_date_line(part) or _CREDIT.fullmatch(part.lower()) or _is_name(part) for part in others
    )


def _is_fact(part: str) -> bool:
    bare = _bare(part)
    return tallies.tells_age(part) or _is_written_by_system(bare) or _COUNTS.fullmatch(bare) is not None


def _is_name(part: str) -> bool:
    """Tell what may be a name of a person: "by Newsroom", "Dana Frey"."""
    found = re.sub(r"^by ", "", part, flags=re.IGNORECASE).split()
    return 0 < len(found) <= _MOST_NAMES and all(word[:1].isupper() or word[:1] == "@" for word in found)


def _are_controls(line: str) -> bool:
    """Tell a line of controls side by side: three or more with blanks between, or two with signs."""
    found = [part for part in _SPACES.split(line.strip()) if part]
    if _FEWEST_CONTROLS <= len(found) <= _MOST_PARTS and all(map(words.is_control, found)):
        return True
    return are_tools([part for part in _PARTED.split(line, maxsplit=_MOST_PARTS) if part.strip()])
