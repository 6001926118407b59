"""The words around the changes of a message, in the languages that a channel may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.model import Kind, Level, NoticeKind, SignalKind, Topic
from monitor.report import story, words
from monitor.report.safe import clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Change, ChangeSet, Edit, Signal


class Frame:
    """English. Other languages say the same in theirs; what they cannot say they leave out."""

    redline = "Whole redline: "
    others = "Also changed: "
    comma = ", "

    def level(self, level: Level) -> str:
        """Name a level."""
        return level.value

    def title(self, names: Sequence[str], levels: Sequence[tuple[Level, int]], notices: int) -> str:
        """Head a message about changed policies."""
        counts = ", ".join(f"{number} {level.value}" for level, number in levels)
        also = f" (and {words.count(notices, 'notice')})" if notices else ""
        if len(names) == 1:
            changes = words.count(sum(number for _, number in levels), "change").partition(" ")[2]
            return f"{names[0]}: {counts} {changes}{also}"
        return f"{len(names)} policies changed, {counts}{also}: {', '.join(names[:8])}"

    def health(self, names: Sequence[str], kinds: Sequence[NoticeKind]) -> str:
        """Head a message that holds notices alone."""
        if len(kinds) == 1:
            return f"{names[0]} {self.notice(kinds[0])}"
        return f"{len(kinds)} notices: {', '.join(names[:8])}"

    def notice(self, kind: NoticeKind) -> str:
        """Say what a notice is about, as what follows a name."""
        return words.NOTICES[kind]

    def fate(self, change: Change) -> str:
        """Say in one line what became of a section, how much it matters, and what it is about."""
        topics = f" · {', '.join(words.topics(change.topics))}" if change.topics else ""
        return f"{', '.join(words.phrases(change))} · {change.level.value}{topics}"

    def why(self, change: Change) -> tuple[str, ...]:
        """Explain the level: the signals, then what else there is to say."""
        return (*(self.signal(found) for found in change.signals[:8]), *words.why(change)[:4])

    def signal(self, found: Signal) -> str:
        """Explain one signal."""
        return words.signal(found)

    def note(self, edit: Edit) -> str:
        """Say of an edit what its words do not show."""
        return words.note(edit)

    def brief(self, brief: story.Brief) -> str:
        """Tell of a cosmetic change, without its words."""
        return f"{brief.title}: {brief.phrase}"

    def renumbered(self, changes: Sequence[Change]) -> str:
        """Tell of sections whose number alone changed."""
        return story.renumbering(changes)

    def versions(self, each: ChangeSet) -> str:
        """Say between which versions, and when the newer one was seen."""
        return f"version {each.old_version} → {each.new_version}, seen {words.moment(each.new_at)}"

    def shared(self, changes: int, policies: int) -> str:
        """Head what several policies share."""
        which = "The same change" if changes == 1 else f"The same {changes} changes"
        return f"{which} in {policies} policies"

    def changed(self, name: str, changes: int) -> str:
        """Name a policy of which there is no room to tell more."""
        return f"{name} ({words.count(changes, 'change')})"

    def more(self, number: int, noun: str) -> str:
        """Count what found no room: a "clause", "cosmetic change", "change", "notice" or "policy"."""
        return f"and {words.count(number, f'more {noun}', 'more policies' if noun == 'policy' else '')}"


class _Japanese(Frame):
    redline = "全文の対照:"
    others = "ほかに変更のあったもの:"
    comma = "、"

    def level(self, level: Level) -> str:
        return _LEVELS[level]

    def title(self, names: Sequence[str], levels: Sequence[tuple[Level, int]], notices: int) -> str:
        counts = "、".join(f"{_LEVELS[level]}{number}件" for level, number in levels)
        also = f"、お知らせ{notices}件" if notices else ""
        if len(names) == 1:
            return f"{names[0]}:変更({counts}{also})"
        return f"{len(names)}件のポリシーに変更({counts}{also}):{'、'.join(names[:8])}"

    def health(self, names: Sequence[str], kinds: Sequence[NoticeKind]) -> str:
        if len(kinds) == 1:
            return f"{names[0]}:{_NOTICES[kinds[0]]}"
        return f"お知らせ{len(kinds)}件:{'、'.join(names[:8])}"

    def notice(self, kind: NoticeKind) -> str:
        return f"― {_NOTICES[kind]}"

    def fate(self, change: Change) -> str:
        topics = f" · {'、'.join(_TOPICS[topic] for topic in change.topics)}" if change.topics else ""
        return f"{self._kinds(change)} · {_LEVELS[change.level]}{topics}"

    def _kinds(self, change: Change) -> str:
        said = []
        for kind in change.kinds:
            passage = f"({words.passage(change.old, change.new)})" if kind is Kind.RENUMBERED else ""
            related = "、".join(words.title(place) for place in change.related[:8])
            beside = f"({related})" if related and kind in {Kind.SPLIT, Kind.MERGED} else ""
            said.append(f"{_KINDS[kind]}{passage}{beside}")
        return "、".join(said)

    def why(self, change: Change) -> tuple[str, ...]:
        return tuple(self.signal(found) for found in change.signals[:8])

    def signal(self, found: Signal) -> str:
        before, after = (clip(text, words.TITLE_LENGTH) for text in (found.before, found.after))
        if before and after:
            return f"{_SIGNALS[found.kind]}:{before} → {after}"
        return f"{_SIGNALS[found.kind]}:{'追加' if after else '削除'} {after or before}"

    def note(self, edit: Edit) -> str:
        notes = ["見出し"] if edit.heading else []
        if edit.kind.value in {"moved", "formatting"}:
            notes.append(_KINDS[Kind(edit.kind.value)])
        return "、".join(notes)

    def brief(self, brief: story.Brief) -> str:
        return f"{brief.title}:{self._kinds(brief.change)}"

    def renumbered(self, changes: Sequence[Change]) -> str:
        return f"番号のみの変更{len(changes)}件:{story.renumbering(changes).partition(': ')[2]}"

    def versions(self, each: ChangeSet) -> str:
        return f"第{each.old_version}版 → 第{each.new_version}版、{words.moment(each.new_at)} 取得"

    def shared(self, changes: int, policies: int) -> str:
        return f"{policies}件のポリシーに共通の変更{f'{changes}件' if changes > 1 else ''}"

    def changed(self, name: str, changes: int) -> str:
        return f"{name}({changes}件)"

    def more(self, number: int, noun: str) -> str:
        return f"ほか{_NOUNS[noun]}{number}件"


_LEVELS = {Level.MATERIAL: "重要", Level.MINOR: "軽微", Level.COSMETIC: "体裁"}
_NOUNS = {
    "change": "変更",
    "cosmetic change": "体裁の変更",
    "clause": "条項",
    "notice": "お知らせ",
    "policy": "ポリシー",
}
_NOTICES = {
    NoticeKind.FAILING: "取得できません",
    NoticeKind.HELD: "ポリシーではない応答がありました",
    NoticeKind.FLAPPING: "文面が行き来しています",
    NoticeKind.NOISY: "見るたびに文面が変わります",
    NoticeKind.RECOVERED: "元に戻りました",
    NoticeKind.UNDELIVERED: "通知を受け取りません",
}
_KINDS = {
    Kind.ADDED: "追加",
    Kind.REMOVED: "削除",
    Kind.REWORDED: "文言の変更",
    Kind.RETITLED: "見出しの変更",
    Kind.RENUMBERED: "番号の変更",
    Kind.MOVED: "移動",
    Kind.SPLIT: "分割",
    Kind.MERGED: "統合",
    Kind.REORDERED: "順序の変更",
    Kind.LINK: "リンク先の変更",
    Kind.DATE: "日付の変更",
    Kind.FORMATTING: "書式のみ",
}
_SIGNALS = {
    SignalKind.OBLIGATION: "義務・権限",
    SignalKind.NEGATION: "否定",
    SignalKind.LIMIT: "限定",
    SignalKind.AMOUNT: "金額・数量",
    SignalKind.PERIOD: "期間",
    SignalKind.AGE: "年齢",
    SignalKind.PERCENT: "割合",
    SignalKind.DATE: "日付",
    SignalKind.PARTY: "当事者",
    SignalKind.CONTACT: "連絡先",
    SignalKind.COUNTRY: "国・地域",
    SignalKind.DEFINITION: "定義",
    SignalKind.CONSENT: "同意",
    SignalKind.CLAUSE: "条項の増減",
}
_TOPICS = {
    Topic.COLLECTION: "取得する情報",
    Topic.PURPOSES: "利用目的",
    Topic.THIRD_PARTIES: "第三者提供",
    Topic.JOINT_USE: "共同利用",
    Topic.OUTSOURCING: "委託",
    Topic.TRANSFERS: "外国への移転",
    Topic.COOKIES: "Cookie・外部送信",
    Topic.RETENTION: "保存期間",
    Topic.SECURITY: "安全管理",
    Topic.RIGHTS: "開示等の請求",
    Topic.CHOICES: "選択・広告",
    Topic.CHILDREN: "子ども",
    Topic.AUTOMATION: "自動処理・AI",
    Topic.POLICY_CHANGES: "ポリシーの変更",
    Topic.CONTACT: "問い合わせ窓口",
    Topic.LAW: "準拠法",
    Topic.PRICE: "料金",
}

FRAMES: dict[str, Frame] = {"en": Frame(), "ja": _Japanese()}
"""By language."""
