"""Laws of the section diff, over generated policies."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from monitor import text
from monitor.diff import compare, trace
from monitor.model import Clause, ClauseKind, EditKind, Kind, Level, Op, Section, Version

ENGLISH = [
    "account", "address", "archive", "auditor", "browser", "building", "cabinet", "candidate", "catalogue",
    "certificate", "channel", "charter", "clerk", "client", "column", "committee", "council", "county",
    "courier", "customer", "database", "deposit", "device", "district", "donor", "editor", "engine", "envelope",
    "estate", "exhibit", "factory", "fellow", "festival", "gallery", "garden", "guardian", "harbour",
    "hospital", "household", "invoice", "journal", "kitchen", "landlord", "ledger", "library", "licence",
    "luggage", "machine", "market", "member", "merchant", "museum", "newsletter", "notary", "office", "orchard",
    "parcel", "passenger", "patient", "pension", "platform", "portal", "printer", "provider", "quarry",
    "railway", "reader", "receipt", "registry", "reseller", "satellite", "scanner", "seminar", "server",
    "shelter", "station", "student", "supplier", "surgeon", "survey", "tenant", "theatre", "ticket", "trustee",
    "tunnel", "university", "vehicle", "vendor", "village", "visitor", "voucher", "warehouse", "website",
    "winery", "workshop",
]  # fmt: skip
JAPANESE = [
    "会員", "住所", "保管", "監査", "閲覧", "建物", "候補", "目録", "証明", "規約", "顧客", "端末", "地区",
    "編集", "封筒", "展示", "工場", "画廊", "庭園", "港湾", "病院", "家庭", "請求", "図書", "市場", "通知",
    "役所", "荷物", "旅客", "年金", "印刷", "鉄道", "領収", "講座", "駅舎", "学生", "調査", "劇場", "切符",
    "理事", "大学", "車両", "訪問", "倉庫", "工房",
]  # fmt: skip


def sentence(random, words):
    chosen = random.choices(words, k=random.randint(6, 18))
    if words is JAPANESE:
        return f"当社は、{'の'.join(chosen)}を記録します。"
    return f"The {' '.join(chosen)} is recorded."


def make_policy(seed, words, count):
    """Make a policy with unique headings and unique clauses; a seed, for drawing each word would take seconds."""
    random = Random(seed)
    headings = random.sample(words, 2 * count)
    sections = []
    for number in range(count):
        kind = random.choice(list(ClauseKind))
        clauses = {sentence(random, words): None for _ in range(random.randint(1, 4))}
        heading = f"{headings[2 * number]} {headings[2 * number + 1]}"
        sections.append(section(f"{number + 1}.", heading, [Clause(text=clause, kind=kind) for clause in clauses]))
    return version(sections)


def policies(least=2, most=7):
    return st.builds(make_policy, st.integers(0, 10**9), st.sampled_from([ENGLISH, JAPANESE]), st.integers(least, most))


def section(label, heading, clauses):
    return Section(uid=heading, label=label, heading=heading, path=(f"{label} {heading}",), clauses=tuple(clauses))


def version(sections):
    return Version(sections=tuple(sections))


def numbered(sections):
    return version(replace(one, label=f"{number}.") for number, one in enumerate(sections, start=1))


def kinds(changes):
    return Counter(kind for change in changes for kind in change.kinds)


def clauses_of(one):
    return Counter(clause.text for part in one.walk() for clause in part.clauses)


def letters(clauses):
    """Count letters: a paragraph that was cut in two and edited is one edit, its halves joined."""
    return Counter("".join(text for text in clauses if text is not None).replace(" ", ""))


@given(policies())
def test_a_version_compared_with_itself_has_no_changes(one):
    changes = compare(one, one)

    assert changes == ()


@given(policies(), policies())
@settings(deadline=None)
def test_changes_applied_to_the_old_clauses_give_the_new_ones_and_back(old, new):
    forth, back = compare(old, new), compare(new, old)

    for one, other, changes in ((old, new, forth), (new, old, back)):
        edits = [edit for change in changes for edit in change.edits if not edit.heading]
        gone, come = letters(edit.before for edit in edits), letters(edit.after for edit in edits)
        result = letters(clauses_of(one).elements())
        result.subtract(gone)
        result.update(come)
        assert result == letters(clauses_of(other).elements())


@given(policies(), policies())
@settings(deadline=None)
def test_runs_join_to_both_texts_exactly(old, new):
    changes = compare(old, new)

    for edit in (edit for change in changes for edit in change.edits):
        before = "".join(run.text for run in edit.words if run.op is not Op.INSERTED)
        after = "".join(run.text for run in edit.words if run.op is not Op.DELETED)
        assert (before, after) == (edit.before or "", edit.after or "")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_clauses_give_runs_that_join_to_them(before, after):
    old = version([section("1.", "Only", [Clause(text=text.stored(before) or "x")])])
    new = version([section("1.", "Only", [Clause(text=text.stored(after) or "y")])])

    for edit in (edit for change in compare(old, new) for edit in change.edits):
        assert "".join(run.text for run in edit.words if run.op is not Op.INSERTED) == (edit.before or "")
        assert "".join(run.text for run in edit.words if run.op is not Op.DELETED) == (edit.after or "")


@st.composite
def edited(draw):
    """Make a policy and the same with sections removed, added, exchanged or edited."""
    old = draw(policies(least=3))
    sections = list(old.sections)
    step = draw(st.sampled_from(["remove", "add", "edit", "retitle", "swap"]))
    place = draw(st.integers(0, len(sections) - 1))
    if step == "remove":
        del sections[place]
    elif step == "add":
        sections.insert(
            place, section("", "Wholly new heading", [Clause(text="Nobody has ever said this before, has anyone?")])
        )
    elif step == "edit":
        one = sections[place]
        sections[place] = replace(
            one, clauses=(Clause(text="Quite other words stand here instead now."), *one.clauses[1:])
        )
    elif step == "retitle":
        sections[place] = replace(sections[place], heading="Wholly new heading")
    else:
        sections.append(sections.pop(0))
    return old, numbered(sections)


_MIRROR = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.SPLIT: Kind.MERGED, Kind.MERGED: Kind.SPLIT}


@given(edited())
@settings(deadline=None)
def test_the_way_back_is_the_mirror_of_the_way_there(pair):
    old, new = pair

    there, back = kinds(compare(old, new)), kinds(compare(new, old))

    assert Counter({_MIRROR.get(kind, kind): count for kind, count in there.items()}) == back


@given(policies(), st.data())
@settings(deadline=None)
def test_one_changed_word_reports_one_section_one_clause_and_that_word(old, data):
    place = data.draw(st.integers(0, len(old.sections) - 1))
    one = old.sections[place]
    number = data.draw(st.integers(0, len(one.clauses) - 1))
    clause = one.clauses[number]
    word = data.draw(
        st.sampled_from(
            [w for w in [*ENGLISH, *JAPANESE] if w in clause.text.replace("の", " ").split() or w in clause.text]
        )
    )
    changed = clause.text.replace(word, "電話番号" if word in JAPANESE else "telephone", 1)
    assume(changed not in clauses_of(old))
    clauses = [*one.clauses[:number], replace(clause, text=changed), *one.clauses[number + 1 :]]
    new = version([*old.sections[:place], replace(one, clauses=tuple(clauses)), *old.sections[place + 1 :]])

    (change,) = compare(old, new)

    (edit,) = change.edits
    assert change.kinds == (Kind.REWORDED,)
    assert change.new.uid == one.uid
    assert (edit.kind, edit.before, edit.after) == (EditKind.REWORDED, clause.text, changed)
    marked = "".join(run.text for run in edit.words if run.op is Op.INSERTED)
    assert len(marked) <= len("telephone"), edit.words


@given(policies())
def test_white_space_quotes_and_width_change_nothing(old):
    new = version(
        replace(
            one,
            heading=one.heading.replace(" ", "\u00a0"),
            clauses=tuple(replace(c, text=c.text.replace(" ", " \u200b ").replace("。", "。 ")) for c in one.clauses),
        )
        for one in old.sections
    )

    assert compare(old, new) == ()


@given(policies())
def test_another_depth_of_all_headings_changes_nothing(old):
    first, *rest = old.sections
    deeper = [replace(one, level=2, path=(*first.path, *one.path)) for one in rest]
    new = version([replace(first, children=tuple(deeper))])

    assert compare(old, new) == ()


@given(policies(), st.sampled_from(["({})", "第{}条", "Article {}", "§ {}"]))
def test_another_way_to_print_the_numbers_is_no_renumbering(old, form):
    new = version(replace(one, label=form.format(number)) for number, one in enumerate(old.sections, start=1))

    assert not {Kind.RENUMBERED, Kind.REWORDED, Kind.RETITLED} & set(kinds(compare(old, new)))


@given(policies())
def test_new_numbers_on_all_sections_are_renumbering_alone(old):
    new = version(replace(one, label=f"{number}.") for number, one in enumerate(old.sections, start=5))

    assert kinds(compare(old, new)) == {Kind.RENUMBERED: len(old.sections)}


@given(policies(), st.data())
def test_an_inserted_section_is_one_added_and_the_rest_renumbered(old, data):
    place = data.draw(st.integers(0, len(old.sections)))
    fresh = section("", "Wholly new heading", [Clause(text="Nobody has ever said this before, has anyone?")])
    new = numbered([*old.sections[:place], fresh, *old.sections[place:]])

    found = kinds(compare(old, new))

    assert found == +Counter({Kind.ADDED: 1, Kind.RENUMBERED: len(old.sections) - place})


def longest_increasing(row):
    best = []
    for index, value in enumerate(row):
        best.append(1 + max((best[before] for before in range(index) if row[before] < value), default=0))
    return max(best, default=0)


@given(policies(least=3), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_a_permutation_moves_as_few_sections_as_possible_and_nothing_else(old, random):
    order = list(range(len(old.sections)))
    random.shuffle(order)
    new = version(old.sections[place] for place in order)

    found = kinds(compare(old, new))

    assert found == +Counter({Kind.MOVED: len(order) - longest_increasing(order)})


@given(policies(least=4), st.integers(0, 1000))
@settings(deadline=None)
def test_two_independent_edits_are_the_union_of_their_reports(old, seed):
    first, second = seed % len(old.sections), (seed + 1 + seed // 7 % (len(old.sections) - 1)) % len(old.sections)
    assume(first != second)
    fresh = Clause(text="Nobody has ever said this before, has anyone?")

    def with_clause(one):
        return replace(one, clauses=(*one.clauses, fresh))

    def retitled(one):
        return replace(one, heading="Wholly new heading")

    one = version(with_clause(s) if n == first else s for n, s in enumerate(old.sections))
    other = version(retitled(s) if n == second else s for n, s in enumerate(old.sections))
    both = version(
        with_clause(s) if n == first else retitled(s) if n == second else s for n, s in enumerate(old.sections)
    )

    apart = sorted([*compare(old, one), *compare(old, other)], key=lambda change: change.new.label)

    assert sorted(compare(old, both), key=lambda change: change.new.label) == apart


@given(policies(), policies())
@settings(deadline=None)
def test_uids_stay_unique_and_those_of_kept_sections_stay_theirs(old, new):
    found = trace(old, new)

    uids = [one.uid for one in found.version.walk()]
    assert len(set(uids)) == len(uids)
    known = {one.uid for one in old.walk()}
    for change in found.changes:
        if change.old and change.new:
            assert change.old.uid == change.new.uid
        if change.old is None:
            assert change.new.uid not in known


@given(policies())
def test_the_traced_version_is_the_new_one_but_for_its_uids(old):
    new = version(replace(one, uid=f"fresh{number}") for number, one in enumerate(old.sections))

    found = trace(old, new)

    assert found.version == old
    assert found.lineage == ()


@given(policies())
def test_volatile_clauses_make_no_changes_on_either_side(old):
    ticker = Clause(text="Visitor number 123456 today, welcome to our pages.", volatile=True)
    other = replace(ticker, text="Visitor number 123999 today, welcome to our pages.")
    with_it = version(replace(one, clauses=(ticker, *one.clauses)) for one in old.sections)
    with_other = version(replace(one, clauses=(other, *one.clauses)) for one in old.sections)

    assert compare(old, with_it) == compare(with_it, old) == compare(with_it, with_other) == ()


@given(policies(), policies())
@settings(deadline=None)
def test_every_change_has_a_level_with_reasons(old, new):
    for change in compare(old, new):
        assert change.reasons
        if change.signals or {Kind.ADDED, Kind.REMOVED} & set(change.kinds):
            assert change.level is Level.MATERIAL
