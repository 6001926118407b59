"""The words of other languages, the names of companies, and what sections are about in four languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.diff import compare
from monitor.diff.topics import topics_of
from monitor.model import Level, Section, Topic


def told(changes):
    return [(s.kind.value, s.before, s.after) for change in changes for s in change.signals]


def in_language(language, *versions):
    return [replace(version, language=language) for version in versions]


def test_words_of_other_languages_are_not_read_in_an_english_version(clause):
    before, after = (
        clause("The guide lists each sin and virtue.", heading="Rules"),
        clause("The guide lists each fault and virtue.", heading="Rules"),
    )

    assert told(compare(*in_language("en", before, after))) == []


def test_a_negation_is_read_in_a_version_of_unknown_language(clause):
    before = clause("Wir geben die Liste weiter.", heading="Rules")
    after = clause("Wir geben die Liste nicht weiter.", heading="Rules")

    assert told(compare(before, after)) == [("negation", "", "nicht")]


@pytest.mark.parametrize(
    ("gone", "come"),
    [("Larkfield", "Moorgate"), ("Larkfield Freight", "Moorgate & Sons"), ("Ostrava Post", "Brno Kurier")],
)
def test_a_name_in_the_place_of_a_name_is_another_party(clause, gone, come):
    line = "Parcels over ten kilograms are carried by {} on our behalf."
    versions = in_language("en", clause(line.format(gone), heading="Rules"), clause(line.format(come), heading="Rules"))

    (change,) = compare(*versions)

    assert told([change]) == [("party", gone, come)]
    assert change.level is Level.MATERIAL


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # a term of the document, which stands small elsewhere in it
        (
            "You can read the Manual at home. The manual is long.",
            "You can read the Booklet at home. The manual is long.",
        ),
        ("We improve the Services each year.", "We improve the Platform each year."),
        ("We wrote it for the ISBN group.", "We wrote it for the ISSN group."),
        ("It is run by Larkfield for the town.", "It is run by Larkfield’s for the town."),
        ("Larkfield carries the parcels.", "Everybody carries the parcels."),
        ("The “Manual” is sent by post.", "The “Booklet” is sent by post."),
    ],
)
def test_a_term_with_a_capital_is_no_name(clause, before, after):
    versions = in_language("en", clause(before, heading="Rules"), clause(after, heading="Rules"))

    assert told(compare(*versions)) == []


def test_german_nouns_are_no_names(clause):
    before = clause("Wir setzen technische Maßnahmen ein.", heading="Regeln")
    after = clause("Wir setzen technische Vorkehrungen ein.", heading="Regeln")

    assert told(compare(*in_language("de", before, after))) == []


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("Welche Daten wir erheben", Topic.COLLECTION),
        ("Zwecke der Verarbeitung", Topic.PURPOSES),
        ("Übermittlung in Drittländer", Topic.TRANSFERS),
        ("Speicherdauer", Topic.RETENTION),
        ("Ihre Betroffenenrechte", Topic.RIGHTS),
        ("Kündigung und Erstattung", Topic.PRICE),
        ("Quelles informations recueillons-nous ?", Topic.COLLECTION),
        ("Comment utilisons-nous vos données ?", Topic.PURPOSES),
        ("Avec qui vos données sont-elles partagées ?", Topic.THIRD_PARTIES),
        ("Durée de conservation", Topic.RETENTION),
        ("Mise à jour de la politique", Topic.POLICY_CHANGES),
        ("Vos droits", Topic.RIGHTS),
        ("Datos que recogemos", Topic.COLLECTION),
        ("Destinatarios", Topic.THIRD_PARTIES),
        ("Plazo de conservación", Topic.RETENTION),
        ("Menores de edad", Topic.CHILDREN),
        ("Your rights", Topic.RIGHTS),
    ],
)
def test_a_heading_says_what_its_section_is_about(heading, topic):
    assert topic in topics_of(Section(uid="a", heading=heading))


@pytest.mark.parametrize(
    "heading", ["Copyright restrictions", "Droit d’auteur", "Durée du contrat", "Access to the hall"]
)
def test_a_word_inside_another_says_nothing_of_rights_or_retention(heading):
    assert not {Topic.RIGHTS, Topic.RETENTION} & set(topics_of(Section(uid="a", heading=heading)))


def test_the_publisher_by_its_name_is_no_other_party_than_we(clause):
    versions = [
        replace(clause(line, heading="Rules"), url="https://docs.github.com/terms")
        for line in ("GitHub keeps the list of mirrors.", "We keep the list of mirrors.")
    ]

    assert told(compare(*versions)) == []
    assert told(compare(*(replace(version, url="https://mirrors.example/terms") for version in versions))) != []
