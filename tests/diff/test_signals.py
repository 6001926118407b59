"""Which changes of words are material, and why."""

from __future__ import annotations

import pytest

from monitor.diff import compare
from monitor.model import Level, SignalKind

TIGHT = [
    # kind, before, after, sentence with {} where they stand
    ("obligation", "may", "shall", "We {} answer each request that reaches our office in writing."),
    ("obligation", "must", "should", "Suppliers {} keep the data that we hand to them confidential."),
    ("obligation", "will", "may", "We {} inform you of a breach without delay."),
    ("negation", "do not sell", "sell", "We {} your personal data to brokers or to anyone else."),
    ("negation", "with", "without", "Data may be handed to our partners {} your knowledge."),
    ("limit", "only", "also", "We use the address {} to send the parcels you ordered."),
    ("limit", "at least", "up to", "Records are kept for {} the time that the law demands."),
    ("consent", "with your consent", "on our own decision", "We publish the photographs {} in the yearbook."),
    ("period", "30 days", "90 days", "Server logs are erased after {} from all of our machines."),
    ("period", "two weeks", "two months", "An answer is given within {} of the request."),
    ("period", "one month", "three months", "We keep the recordings for {} and erase them then."),
    ("amount", "$500", "$50", "Our liability is limited to {} for each case of damage."),
    ("amount", "€2.50", "€3.50", "The first half hour costs {} and is paid at the end."),
    ("percent", "5%", "15%", "Late payments bear an interest of {} a year."),
    ("age", "13 years of age", "16 years of age", "Nobody under {} may open an account here."),
    ("date", "1 May 2024", "1 July 2024", "Orders placed before {} are handled under the former rules."),
    ("party", "affiliates", "advertisers", "We share usage data with our {} in summary form."),
    ("party", "Northwind Ltd", "Southgate Inc", "Payments are handled by {} on our behalf."),
    ("country", "Ireland", "the United States", "The data is stored on machines in {} by our host."),
    ("contact", "privacy@old.example", "privacy@new.example", "Requests can be sent to {} at any time."),
    ("period", "30日", "60日", "当社は、通信の記録を{}以内に消去します。"),
    ("period", "1年間", "3年間", "応募の書類は{}保管したうえで廃棄します。"),
    ("percent", "14.6％", "3％", "支払いが遅れたときは、年{}の割合による遅延損害金が生じます。"),
    ("amount", "500円", "1,000円", "手数料は、1件につき{}とし、現金で受け取ります。"),
    ("age", "13歳", "16歳", "{}未満の方は、本サービスを利用する前に保護者に相談するものとします。"),
    ("negation", "します", "しません", "当社は、お客様の情報を委託先に提供{}。"),
    ("obligation", "することがあります", "します", "当社は、お客様の利用の状況を第三の会社に提供{}。"),
    ("obligation", "ものとします", "よう努めます", "当社は、漏えいが起きたときは速やかに知らせる{}。"),
    ("limit", "以上", "以下", "利用の登録は、三名{}の団体に限って認めています。"),
    ("consent", "同意", "確認", "氏名を名簿に載せるときは、お客様の{}を求めます。"),
    ("country", "アイルランド", "シンガポール", "情報は、{}にある設備に保管しています。"),
    ("date", "2024年4月1日", "2025年4月1日", "この取扱いは、{}から申し込む方に適用します。"),
    ("party", "グループ会社", "広告主", "購入の履歴を{}と共有します。"),
    ("period", "30 jours", "90 jours", "Les journaux sont effacés après {} sur toutes nos machines."),
    ("period", "zwei Wochen", "6 Wochen", "Die Antwort wird innerhalb von {} erteilt."),
    ("date", "1. April 2024", "1. Mai 2024", "Bestellungen vor dem {} behandeln wir nach den alten Regeln."),
    ("amount", "500 €", "900 €", "La responsabilité est limitée à {} par cas."),
]


@pytest.mark.parametrize(("kind", "before", "after", "sentence"), TIGHT)
def test_a_tight_swap_is_material_and_says_what_was_and_what_is(clause, kind, before, after, sentence):
    (change,) = compare(clause(sentence.format(before)), clause(sentence.format(after)))

    found = {signal.kind: signal for signal in change.signals}
    assert SignalKind(kind) in found, change.signals
    signal = found[SignalKind(kind)]
    assert change.level is Level.MATERIAL
    assert signal.before != signal.after
    assert signal.before in sentence.format(before)
    assert signal.after in sentence.format(after)
    assert signal.reason in change.reasons


LOOSE = [
    ("We handle requests with care and answer them.", "We treat requests with care and answer them."),
    (
        "You may write to us about anything that you find unclear in this notice.",
        "You may write to us about anything that you find odd in this notice.",
    ),
    ("Letters may be sent.", "Letters from abroad shall cost more."),
    ("Logs are kept for 30 days on our machines.", "Records are kept for 30 days on our machines."),
    ("当社は、取得した情報を適切に扱います。", "当社は、取得した情報を適正に扱います。"),
]


@pytest.mark.parametrize(("before", "after"), LOOSE)
def test_a_word_that_decides_nothing_is_minor_even_beside_words_that_do(clause, before, after):
    (change,) = compare(clause(before), clause(after))

    assert (change.level, change.signals) == (Level.MINOR, ())


def test_a_clause_that_comes_under_a_weighty_heading_is_a_signal_of_its_own(clause):
    kept = "We share data with firms that host our servers."

    (change,) = compare(
        clause(kept, heading="Sharing with third parties"),
        clause(kept, "We also share data with data brokers.", heading="Sharing with third parties"),
    )

    assert change.level is Level.MATERIAL
    assert [signal.kind for signal in change.signals] == [SignalKind.CLAUSE]
    assert change.signals[0].before == ""


def test_a_whole_sentence_inside_a_paragraph_counts_as_a_clause(clause):
    kept = "We share data with firms that host our servers."

    (change,) = compare(
        clause(kept, heading="Sharing with third parties"),
        clause(f"{kept} We also share data with data brokers.", heading="Sharing with third parties"),
    )

    assert [signal.kind for signal in change.signals] == [SignalKind.CLAUSE]
    assert change.signals[0].after == "We also share data with data brokers."


def test_a_changed_definition_names_the_sections_that_use_its_term(policy):
    use = ("2.", "Use", "We use Visit Data to mend faults.")
    other = ("3.", "Contact", "Write to our office.")
    old = policy(("1.", "Terms", "“Visit Data” means the pages you opened."), use, other)
    new = policy(("1.", "Terms", "“Visit Data” means the pages you opened and your address."), use, other)

    (change,) = compare(old, new)

    reasons = [signal.reason for signal in change.signals if signal.kind is SignalKind.DEFINITION]
    assert reasons == ["what “Visit Data” means changed", "“Visit Data” is used in: 2. Use"]


def test_a_definition_did_not_change_when_another_sentence_of_its_paragraph_did(clause):
    rest = "“Kit” means the tools we lend. The kit is collected on Friday."
    before, after = rest + " Bring a bag.", rest + " Bring a bag of your own."

    (change,) = compare(clause(before), clause(after))

    assert SignalKind.DEFINITION not in {signal.kind for signal in change.signals}


def test_a_sentence_begun_after_a_definition_does_not_change_it(clause):
    before = "“Kit” means the tools we lend. The kit is collected on Friday."
    after = "“Kit” means the tools we lend. A receipt is given to each of you. The kit is collected on Friday."

    (change,) = compare(clause(before), clause(after))

    assert SignalKind.DEFINITION not in {signal.kind for signal in change.signals}


@pytest.mark.parametrize(
    ("stays", "comes"),
    [
        ("Articles are sent on Monday.", " This does not apply on public holidays."),
        ("Articles are sent on Monday.", " However, heavy articles leave on Friday."),
        ("Les colis partent le lundi.", " Toutefois, les colis lourds partent le vendredi."),
        ("Pakete gehen am Montag ab.", " Dies gilt nicht für schwere Pakete."),
        ("荷物は、月曜日に送ります。", "ただし、祝日は、この限りでない。"),
    ],
)
def test_an_exception_that_follows_a_sentence_is_a_limit_under_any_heading(policy, stays, comes):
    before, after = policy(("1.", "Parcels", stays)), policy(("1.", "Parcels", stays + comes))

    (came,) = compare(before, after)
    (went,) = compare(after, before)

    assert (came.level, went.level) == (Level.MATERIAL, Level.MATERIAL)
    assert [(signal.kind, signal.after) for signal in came.signals] == [(SignalKind.LIMIT, comes.strip())]
    assert [(signal.kind, signal.before) for signal in went.signals] == [(SignalKind.LIMIT, comes.strip())]


def test_a_company_that_a_clause_brings_in_is_a_party_unless_it_was_named_before(clause):
    before = clause("These firms help us:", "Larkfield Hosting GmbH (hosting)", "Google (mail)")
    after = clause(
        "These firms help us:",
        "Larkfield Hosting GmbH (hosting)",
        "Google (mail)",
        "Google (maps)",
        "Tarn Media Ltd (print)",
    )

    (came,) = compare(before, after)
    (went,) = compare(after, before)

    parties = [(signal.before, signal.after) for signal in came.signals if signal.kind is SignalKind.PARTY]
    assert parties == [("", "Tarn Media Ltd")]
    parties = [(signal.before, signal.after) for signal in went.signals if signal.kind is SignalKind.PARTY]
    assert parties == [("Tarn Media Ltd", "")]


def test_a_word_that_ends_like_a_street_is_no_address(clause):
    (change,) = compare(clause("See Article 6 for the hours."), clause("See Offering 6 for the hours."))

    assert SignalKind.CONTACT not in {signal.kind for signal in change.signals}


def test_a_replaced_item_is_no_mere_rewording(clause):
    (change,) = compare(clause("Name", "Address", "Age"), clause("Name", "Fingerprints", "Age"))

    assert change.level is Level.MATERIAL


def test_a_heading_without_text_that_comes_or_goes_is_minor(policy):
    rights = ("1.", "Your rights", "You may ask us what we hold about you, and have it corrected.")
    whole, bare = policy(("", "Privacy Policy"), rights), policy(rights)

    (gone,), (come,) = compare(whole, bare), compare(bare, whole)

    assert (gone.level, gone.reasons) == (Level.MINOR, ("a heading without text went out",))
    assert come.level is Level.MINOR


def test_the_letters_of_a_country_inside_a_word_are_no_country(clause):
    before = "Les règles sur les expériences utilisateur en MUSEU figurent ici."

    (change,) = compare(clause(before), clause(before.replace("utilisateur en MUSEU", "de tout visiteur")))

    assert [signal for signal in change.signals if signal.kind is SignalKind.COUNTRY] == []
