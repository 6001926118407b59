"""Change sets and reports written by hand, in the shapes that comparisons make."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from monitor.model import (
    Change,
    ChangeSet,
    Edit,
    EditKind,
    Health,
    Kind,
    Level,
    Notice,
    NoticeKind,
    Op,
    Place,
    Report,
    Run,
    Signal,
    SignalKind,
    Topic,
)


def place(label, heading, *above, uid="aa11"):
    own = " ".join(part for part in (label, heading) if part)
    return Place(uid=uid, label=label, heading=heading, path=(*above, own))


def runs(*parts):
    """("=we ", "-may", "+must") to runs."""
    ops = {"=": Op.EQUAL, "-": Op.DELETED, "+": Op.INSERTED}
    return tuple(Run(op=ops[part[0]], text=part[1:]) for part in parts)


def reworded(*parts, label="", kind=EditKind.REWORDED, heading=False):
    words = runs(*parts)
    before = "".join(run.text for run in words if run.op is not Op.INSERTED)
    after = "".join(run.text for run in words if run.op is not Op.DELETED)
    return Edit(kind=kind, before=before, after=after, words=words, label=label, heading=heading)


def added(text, label=""):
    return Edit(kind=EditKind.ADDED, before=None, after=text, label=label)


def removed(text, label=""):
    return Edit(kind=EditKind.REMOVED, before=text, after=None, label=label)


def moment(day, hour=8, month=3):
    return datetime(2026, month, day, hour, 0, tzinfo=UTC)


def renumbered(first, last):
    return tuple(
        Change(
            kinds=(Kind.RENUMBERED,),
            old=place(f"{number}.", f"Section {number}", uid=f"s{number}"),
            new=place(f"{number + 1}.", f"Section {number}", uid=f"s{number}"),
        )
        for number in range(first, last + 1)
    )


def changeset(*changes, target="lantern-privacy", title="Lantern Bank, privacy policy", new_version=4, **rest):
    values = {
        "url": "https://lantern.example/privacy",
        "tags": ("bank",),
        "old_version": new_version - 1,
        "new_version": new_version,
        "old_at": moment(2),
        "new_at": moment(14),
    }
    return ChangeSet(target=target, title=title, changes=tuple(changes), **(values | rest))


PARTNERS = Change(
    kinds=(Kind.REWORDED, Kind.RENUMBERED),
    old=place("4.1", "Partners", "4. Who receives your data"),
    new=place("4.2", "Partners", "5. Who receives your data"),
    edits=(
        reworded(
            "=We keep records of your payments for ",
            "-30 days",
            "+two years",
            "=, and ",
            "-do not ",
            "=share them with ",
            "+advertising ",
            "=partners",
            "- unless you agree",
            "=.",
            label="(1)",
        ),
        added("A partner may pass your address on to its own subcontractors.", label="(2)"),
        removed("You can object at any time by writing to us.", label="(3)"),
    ),
    level=Level.MATERIAL,
    reasons=("a period grew longer", "a negation went"),
    signals=(
        Signal(kind=SignalKind.PERIOD, before="30 days", after="two years", reason="a period grew longer"),
        Signal(kind=SignalKind.NEGATION, before="do not share", after="share", reason="a negation went"),
    ),
    topics=(Topic.THIRD_PARTIES, Topic.RETENTION),
)
WORDING = Change(
    kinds=(Kind.REWORDED, Kind.RETITLED),
    old=place("2.", "What we collect"),
    new=place("2.", "Data we collect"),
    edits=(
        reworded("-What", "+Data", "= we collect", heading=True),
        reworded("=We record the pages you open", "+, the device you use", "= and the time of your visit."),
    ),
    level=Level.MINOR,
    topics=(Topic.COLLECTION,),
)
NEW_SECTION = Change(
    kinds=(Kind.ADDED,),
    old=None,
    new=place("3.", "Automated decisions"),
    edits=(
        added("We score applications by machine. A person looks at a refusal when you ask for it within 14 days."),
        added("The score is made from your income, your payments and public registers.", label="a."),
    ),
    level=Level.MATERIAL,
    reasons=("a section came in",),
    signals=(Signal(kind=SignalKind.CLAUSE, before="", after="Automated decisions", reason="a section came in"),),
    topics=(Topic.AUTOMATION,),
)
DATE_LINE = Change(
    kinds=(Kind.DATE,),
    old=place("", "Privacy policy"),
    new=place("", "Privacy policy"),
    edits=(reworded("=Last updated: ", "-2 March 2025", "+14 March 2026", kind=EditKind.DATE),),
)
LINKS = Change(
    kinds=(Kind.LINK,),
    old=place("9.", "Contact"),
    new=place("10.", "Contact"),
    edits=(
        Edit(
            kind=EditKind.LINK,
            before="Write to us by the form.",
            after="Write to us by the form.",
            links=(("https://lantern.example/form", "https://lantern.example/contact/form"),),
        ),
    ),
)
JAPANESE = Change(
    kinds=(Kind.REWORDED,),
    old=place("第5条", "(第三者への提供)", "第2章 個人情報の取扱い"),
    new=place("第5条", "(第三者への提供)", "第2章 個人情報の取扱い"),
    edits=(
        reworded(
            "=当組合は、組合員から取得した個人情報を、法令に定める場合を除き、",
            "-あらかじめ本人の同意を得ることなく",
            "=第三者に提供",
            "-しません",
            "+することができるものとします",
            "=。",
            label="1",
        ),
        reworded("=保存期間は、取引の終了した日から", "-三年", "+七年", "=とします。", label="2"),
        added("外国にある第三者に提供するときは、当該国の制度について情報を提供します。", label="3"),
    ),
    level=Level.MATERIAL,
    reasons=("保存期間の変更",),
    signals=(Signal(kind=SignalKind.PERIOD, before="三年", after="七年", reason="a period grew longer"),),
    topics=(Topic.THIRD_PARTIES, Topic.TRANSFERS),
)


def change(*edits, label="3.", heading="Sharing", level=Level.MINOR, above=(), **rest):
    where = place(label, heading, *above)
    return Change(kinds=(Kind.REWORDED,), old=where, new=where, edits=edits, level=level, **rest)


def monthly(*sets, **rest):
    return Report(since=moment(1), until=moment(31), made_at=moment(31, 9), sets=sets, **rest)


def health(target, title, **rest):
    return Health(target=target, title=title, url=f"https://{target}.example/policy", **rest)


@pytest.fixture
def english():
    return changeset(DATE_LINE, WORDING, NEW_SECTION, PARTNERS, LINKS, *renumbered(4, 16))


@pytest.fixture
def japanese():
    return changeset(
        JAPANESE,
        target="minato-coop",
        title="みなと生活協同組合 個人情報保護方針",
        url="https://minato-coop.example/ja/kojinjoho",
        tags=("jp", "coop"),
        new_version=2,
        new_at=moment(20, 1),
    )


@pytest.fixture
def report(english, japanese):
    earlier = changeset(WORDING, new_version=3, old_at=moment(1, month=1), new_at=moment(2))
    return Report(
        since=moment(1),
        until=moment(31),
        made_at=moment(31, 9),
        sets=(japanese, earlier, english),
        first=(health("quay", "Quay Telecom, terms of use", versions=1),),
        ailing=(
            health("reed", "Reed Media, cookie policy", failures=5, failing_since=moment(21), reason="answered 503"),
            health("alder", "Alder Health, privacy policy", held_since=moment(25), reason="a login page came instead"),
        ),
        watched=12,
    )


@pytest.fixture
def notices():
    return (
        Notice(
            target="reed",
            title="Reed Media, cookie policy",
            url="https://reed.example/policy",
            kind=NoticeKind.FAILING,
            text="answered 503 at 3 visits in a row",
            at=moment(21),
        ),
    )


@pytest.fixture
def quiet():
    return monthly(watched=7)


@pytest.fixture(scope="session")
def make():
    """The builders of this file, for tests that need other shapes."""
    return SimpleNamespace(
        added=added,
        change=change,
        changeset=changeset,
        date_line=DATE_LINE,
        moment=moment,
        place=place,
        removed=removed,
        renumbered=renumbered,
        report=monthly,
        reworded=reworded,
    )
