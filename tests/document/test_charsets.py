"""Bytes to text as a browser has it."""

import pytest

import monitor

JA = "個人情報の取扱いについて。当社は、お客様の情報を次の目的で利用します。"
ZH = "我们非常重视您的个人信息和隐私保护，请仔细阅读本隐私政策的全部内容。"
KO = "개인정보 처리방침은 다음과 같습니다. 회사는 이용자의 정보를 보호합니다."
RU = "Политика обработки персональных данных пользователей нашего сайта."
DE = "Größe, Straße und Anschrift: Wir verarbeiten diese Angaben für die Lieferung."


def page(text, head=""):
    return f"<html><head>{head}</head><body><p>{text}</p></body></html>"


def read(body, media_type="text/html", **wishes):
    return monitor.read(body, media_type=media_type, **wishes)


@pytest.mark.parametrize(
    ("label", "codec", "name", "text"),
    [
        ("Shift_JIS", "cp932", "Shift_JIS", JA + "①㈱"),
        ("x-sjis", "cp932", "Shift_JIS", JA),
        ("EUC-JP", "euc_jp", "EUC-JP", JA),
        ("ISO-2022-JP", "iso2022_jp", "ISO-2022-JP", JA),
        ("gb2312", "gb18030", "GBK", ZH),
        ("big5", "big5hkscs", "Big5", "我們非常重視您的個人資料與隱私保護"),
        ("euc-kr", "cp949", "EUC-KR", KO),
        ("iso-8859-1", "cp1252", "windows-1252", "“Données” – 10 €"),
        ("windows-1251", "cp1251", "windows-1251", RU),
        ("utf-8", "utf-8", "UTF-8", JA),
    ],
)
@pytest.mark.parametrize("by", ["server", "page"])
def test_a_declared_charset_is_read_as_browsers_read_it(label, codec, name, text, by):
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if by == "page" else ""
    media_type = f"text/html; charset={label}" if by == "server" else "text/html"

    version = read(page(text, head).encode(codec), media_type)

    assert version.text == text
    assert version.charset == name
    assert version.notes == ()


@pytest.mark.parametrize(
    ("codec", "name", "text"),
    [
        ("cp932", "Shift_JIS", JA),
        ("euc_jp", "EUC-JP", JA),
        ("iso2022_jp", "ISO-2022-JP", JA),
        ("gb18030", "GBK", ZH),
        ("cp949", "EUC-KR", KO),
        ("cp1252", "windows-1252", DE),
        ("cp1251", "windows-1251", RU),
        ("utf-8", "UTF-8", JA),
        ("utf-16", "UTF-16LE", JA),
        ("utf-16-be", "UTF-16BE", "A page in two bytes a sign, and nobody says so anywhere."),
    ],
)
def test_an_undeclared_charset_is_told_from_the_bytes(codec, name, text):
    version = read(page(text).encode(codec))

    assert version.text == text
    assert version.charset == name


def test_utf_8_wins_over_a_wrong_header_and_the_version_says_so():
    version = read(page(JA).encode(), "text/html; charset=iso-8859-1")

    assert version.text == JA
    assert version.charset == "UTF-8"
    assert "windows-1252" in version.notes[0]


def test_a_header_that_contradicts_the_page_wins_as_in_browsers_with_a_note():
    body = page("Größe", '<meta charset="utf-8">').encode("cp1252")

    version = read(body, "text/html; charset=windows-1252")

    assert version.text == "Größe"
    assert "the page says UTF-8" in version.notes[0]


def test_what_does_not_decode_is_replaced_and_counted():
    body = page("broken \xff here, and the rest of the sentence is as it was").encode("latin-1")

    version = read(body, "text/html; charset=utf-8")

    assert "broken \ufffd here" in version.text
    assert "1 places" in version.notes[0]


def test_a_charset_that_does_not_exist_is_noted_and_passed_over():
    version = read(page(JA).encode(), "text/html; charset=klingon")

    assert version.text == JA
    assert "klingon" in version.notes[0]


def test_the_kept_charset_is_used_while_nobody_names_another():
    body = page("Größe und Länge").encode("cp1252")

    assert read(body, charset="ISO-8859-15").charset == "ISO-8859-15"
    assert read(body, "text/html; charset=windows-1252", charset="ISO-8859-15").charset == "windows-1252"


def test_the_kept_charset_is_left_when_the_bytes_do_not_decode_with_it():
    version = read(page(JA).encode("cp932"), charset="UTF-8")

    assert version.text == JA
    assert version.charset == "Shift_JIS"


def test_a_byte_order_mark_beats_the_header():
    version = read(page(JA).encode("utf-16"), "text/html; charset=utf-8")

    assert version.text == JA


def test_characters_python_does_not_know_in_euc_jp_are_read():
    body = b"<p>\xad\xa1 \xad\xea\xc6\xfc\xcb\xdc</p><p>" + JA.encode("euc_jp") + b"</p>"

    version = read(body, "text/html; charset=euc-jp")

    assert version.text.startswith("① ㈱日本")


def test_entities_are_decoded_as_a_browser_decodes_them():
    body = b"<p>&quotthe Site&quot; &amp; &#150; &copy; ours&nbsp;now</p>"

    assert read(body).text == '"the Site" & – © ours now'


@pytest.mark.parametrize("text", [JA, ZH, DE, RU])
def test_a_guess_does_not_flip_when_the_page_grows(text):
    codec = {JA: "euc_jp", ZH: "gb18030", DE: "cp1252", RU: "cp1251"}[text]

    names = {read(page(text * times).encode(codec)).charset for times in (1, 2, 5, 40)}

    assert len(names) == 1
