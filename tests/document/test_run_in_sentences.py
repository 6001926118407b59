"""Numbered clauses that begin with a capital in mid-sentence: none is a heading, and changes in it are told."""

import pytest

import monitor
from monitor.document.block import Block
from monitor.document.sections import build

SENTENCES = {
    "a German address in capitals": (
        "(1) Wir verarbeiten Daten nur mit Ihrer Einwilligung, die freiwillig ist.",
        "(2) Die Einwilligung können Sie jederzeit mit Wirkung für die Zukunft widerrufen.",
    ),
    "a German question to the office": (
        "(1) Fragen richten Sie bitte an x@b.example oder telefonisch an unsere Zentrale.",
        "(2) Beschwerden senden Sie bitte schriftlich an die Zentrale in Berlin.",
    ),
    "German nouns": (
        "7.1 Unsere Seite setzt Cookies ein, um die Anmeldung zu sichern und Fehler zu finden.",
        "7.2 Weitere Dienste Dritter setzen eigene Cookies ein, die sie selbst verwalten.",
    ),
    "defined terms in English": (
        "1.1 We share data only with partners that are bound by this policy.",
        "1.2 In such cases We may share your data with authorities that ask for them by law.",
    ),
    "terms behind a determiner": (
        "1.1 Any information You provide to the company is kept for one year.",
        "1.2 All registered Users must keep their passwords to themselves at all times.",
    ),
    "a term behind a verb": (
        "1.1 Either party may terminate The Agreement with a notice of one month.",
        "1.2 Notices must be sent to The Company in writing and in two copies.",
    ),
    "defined terms in French": (
        "2.1 À tout moment Vous pouvez nous demander une copie de vos données personnelles.",
        "2.2 Les données Vous concernant sont effacées après un an sans aucune exception.",
    ),
    "defined terms in Spanish": (
        "2.1 En cualquier caso Nosotros podemos conservar los datos durante un año entero.",
        "2.2 Si lo desea El Cliente puede pedir una copia de todos los datos guardados.",
    ),
}
HEADINGS = {
    "English": (
        "1. Scope of this policy This policy covers all services that we offer to you.",
        "2. Sharing with partners Partners receive data only when the law of the country asks for it.",
        "3. Use of cookies We use cookies to keep you signed in and to find errors.",
    ),
    "German": (
        "1. Zweck der Verarbeitung Wir verarbeiten Daten, um Verträge zu erfüllen und Fehler zu finden.",
        "2. Speicherdauer Die Daten werden nach einem Jahr gelöscht, wenn kein Gesetz es verbietet.",
    ),
    "French": (
        "1. Finalité du traitement Nous traitons les données pour exécuter le contrat avec le client.",
        "2. Durée de conservation Les données sont effacées après un an sans aucune exception.",
    ),
    "Spanish": (
        "1. Uso de los datos Los datos se usan para cumplir el contrato con el cliente y nada más.",
        "2. Plazo de conservación Los datos se borran después de un año sin ninguna excepción.",
    ),
    "questions with a verb": (
        "1. With whom we share data We share data with partners that are bound by this policy.",
        "2. Data that may be collected The company collects names and addresses of its customers.",
    ),
}


def outline(lines):
    return [section.heading for root in build([Block(text=line) for line in lines]).sections for section in root.walk()]


@pytest.mark.parametrize("name", SENTENCES)
def test_clause_that_goes_on_with_a_capital_has_no_heading(name):
    lines = ("§ 1 Rules", *SENTENCES[name], "§ 2 Law", "It is ours.")

    assert [heading for heading in outline(lines) if heading] == ["Rules", "Law"]
    assert all(not heading for heading in outline(SENTENCES[name]))


@pytest.mark.parametrize("name", HEADINGS)
def test_heading_that_all_siblings_run_into_their_text_is_still_found(name):
    found = outline(HEADINGS[name])

    assert [line.split(". ", 1)[1].startswith(heading) for line, heading in zip(HEADINGS[name], found, strict=True)]
    assert all(found)


def test_capital_that_no_sibling_shares_ends_no_heading():
    lines = (
        "1.1 The company keeps the data of its customers for one year and then deletes them.",
        "1.2 Premium Customers can ask for a copy of all data at the desk of each shop.",
        "1.3 Copies are sent by mail within a month, and are free of any charge.",
    )

    assert not any(outline(("1 Rules", *lines, "2 Law", "It is ours."))[1:-1])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Fragen richten Sie bitte an unsere Zentrale in Berlin.", "Fragen beantwortet unsere Zentrale in Berlin."),
        ("In such cases We may share your data.", "In such cases We must share your data."),
        ("À tout moment Vous pouvez partir.", "À la fin du mois Vous pouvez partir."),
    ],
)
def test_words_that_change_before_such_a_capital_are_told(before, after):
    def read(words):
        page = f"<h1>Terms</h1><p>§ 2 Contact</p><p>(1) {words}</p><p>(2) We answer.</p>"
        return monitor.read(page.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8")

    (change,) = monitor.compare(read(before), read(after))

    assert [(edit.before, edit.after) for edit in change.edits] == [(before, after)]
