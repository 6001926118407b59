"""A heading that became the first words of a numbered clause, and the other heading that stands above it then."""

import pytest

from monitor.diff import compare
from monitor.model import Clause, ClauseKind, Kind, Level

CASES = {
    "English": ("Questions go", "to the head office by letter, or by telephone from Monday to Friday.", "Contact"),
    "German": ("Fragen richten", "Sie bitte schriftlich oder telefonisch an unsere Zentrale in Berlin.", "Kontakt"),
    "French": ("Les questions", "sont adressées par lettre ou par téléphone à notre siège de Lyon.", "Contact"),
    "Japanese": ("お問い合わせ", "は書面または電話により当社の本社総務部あてに送付してください。", "連絡先"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("backwards", [False, True])
def test_section_under_another_heading_and_number_is_not_only_renumbered(policy, name, backwards):
    heading, words, above = CASES[name]
    whole = f"{heading}{'' if name == 'Japanese' else ' '}{words}"
    cut = policy(("§ 1", "A", "Aaa bbb ccc ddd."), ("§ 2", above), ("(1)", heading, words))
    item = Clause(text=whole, label="(3)", kind=ClauseKind.ITEM, depth=1)
    joined = policy(("§ 1", "A", "Aaa bbb ccc ddd."), ("§ 2", above, item))

    changes = compare(joined, cut) if backwards else compare(cut, joined)

    assert all(Kind.RETITLED in change.kinds for change in changes if Kind.RENUMBERED in change.kinds)
    assert any(change.level is not Level.COSMETIC for change in changes)
