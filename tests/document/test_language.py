import pytest

from monitor.document.language import language


@pytest.mark.parametrize(
    ("declared", "words", "expected"),
    [
        ("ja", "個人情報の取扱いについて", "ja"),
        ("en-US", "当社は、個人情報を適切に取り扱います。", "ja"),
        ("", "本公司收集您的个人信息，仅用于提供服务。", "zh"),
        ("ja", "個人情報保護方針", "ja"),
        ("zh-TW", "隱私權政策", "zh"),
        ("", "개인정보 처리방침", "ko"),
        ("uk", "Політика конфіденційності", "uk"),
        ("", "Wir verarbeiten Ihre Daten nur für den Zweck der Bestellung.", "de"),
        ("en", "Nous collectons vos données pour la gestion de votre compte et ne les vendons pas.", "fr"),
        ("", "Usamos os seus dados para enviar a encomenda que nos fez.", "pt"),
        ("", "Wij gebruiken uw gegevens om de bestelling te verzenden die u heeft gedaan.", "nl"),
        ("en_GB", "We keep your data.", "en"),
        ("fi", "Tietosuojaseloste kertoo, miten henkilötietoja käsitellään.", "fi"),
        ("jp", "We collect the information of our users and you may ask us for it.", "en"),
        ("", "12345", ""),
    ],
)
def test_language_is_told_by_markup_and_text(declared, words, expected):
    assert language(declared, words) == expected
