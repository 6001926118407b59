"""Bytes that hold no policy: an error that says what they look like."""

import gzip
import io
import zipfile

import pytest

import monitor

PAGE = b"<html><body><p>We keep your data for one year and then delete it.</p></body></html>"


def zipped():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "text")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("body", "looks"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100), "PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "JPEG image"),
        (b"GIF89a\x01\x00\x01\x00" + bytes(50), "GIF image"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(50), "image"),
        (gzip.compress(PAGE, mtime=0), "gzip"),
        (zipped(), "zip archive"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "executable"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(60), "Windows program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "old Office file"),
        (bytes(range(256)) * 4, "binary"),
    ],
)
@pytest.mark.parametrize("media_type", ["", "text/html; charset=utf-8"])
def test_bytes_that_are_no_text_are_named(body, looks, media_type):
    with pytest.raises(monitor.DocumentError, match=looks):
        monitor.read(body, media_type=media_type)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \r\n\t ",
        b"\xef\xbb\xbf",
        b"<html></html>",
        b"<!-- nothing -->",
        b"<html><body><script>document.write('hello')</script><div id=root></div></body></html>",
        b"<html><head><title>Privacy policy</title></head><body>&nbsp;</body></html>",
    ],
)
def test_a_page_without_text_is_an_error(body):
    with pytest.raises(monitor.DocumentError):
        monitor.read(body, media_type="text/html")


def test_an_image_by_its_media_type_alone_is_an_error():
    with pytest.raises(monitor.DocumentError, match="image/webp"):
        monitor.read(b"who knows", media_type="image/webp")


def test_a_text_that_begins_like_a_signature_is_a_text():
    assert monitor.read(b"MZ Holding keeps your data for one year.").text == "MZ Holding keeps your data for one year."


def test_markup_is_known_by_its_tags_when_no_type_is_given():
    assert monitor.read(PAGE).text == "We keep your data for one year and then delete it."


def test_markup_sent_as_plain_text_stays_text():
    assert "<p>" in monitor.read(PAGE, media_type="text/plain").text


def test_json_is_read_as_plain_text():
    assert "policy" in monitor.read(b'{"policy": "we keep nothing"}', media_type="application/json").text


def test_short_clauses_with_numbers_are_no_list_of_earlier_editions():
    said = ["Logs 30 days", "Mails 60 days", "Bills 7 years", "You must be 18", "Call 555 0100"]
    prose = "We handle the data of our customers with care, as this policy says in its sections, one after another."
    items = "".join(f"<li>{line}</li>" for line in said)
    body = f"<h1>Privacy</h1><p>{prose}</p><h2>5. Retention</h2><p>Kept for 30 days.</p><ul>{items}</ul><p>{prose}</p>"

    text = monitor.read(body.encode()).text

    assert [line for line in ("5. Retention", "Kept for 30 days.", *said) if line not in text] == []
