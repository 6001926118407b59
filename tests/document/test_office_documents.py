"""PDF and Word documents, read in a child process."""

import importlib.util
import io
import zipfile

import pytest

import monitor
from monitor.document import child

BODY = [
    "We collect the personal data that you give us when you open an account, when you",
    "write to our support desk, and when you buy something from our shop. We keep it for",
    "as long as your account is open.",
]


def pdf(pages, *, encrypted=False):
    """Make a PDF by hand: pages of (x, y, size, bold, text)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    ]
    kids = []
    for page in pages:
        stream = b"".join(
            b"BT /F%d %d Tf %d %d Td (%s) Tj ET\n" % (2 if bold else 1, size, x, y, text.encode("cp1252"))
            for x, y, size, bold, text in page
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        fonts = b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s >>" % (len(objects), fonts)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b" /Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (a)]" % (b"x" * 32, b"y" * 32)
    trailer = b"<< /Size %d /Root 1 0 R%s >>" % (len(objects) + 1, lock if encrypted else b"")
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return made + head + table + b"trailer %s\nstartxref\n%d\n%%%%EOF" % (trailer, len(made))


def policy():
    pages = []
    for number in (1, 2, 3):
        page = [(72, 800, 9, False, "Example Inc. Privacy Policy v2.1"), (290, 30, 9, False, f"Page {number} of 3")]
        y = 740
        if number == 1:
            page.append((72, y, 20, True, "Privacy Policy"))
            y -= 40
        page.append((72, y, 13, True, f"{number}. Purpose number {number}"))
        for row in range(2):
            y -= 24
            for line in BODY:
                page.append(
                    (
                        72,
                        y,
                        10,
                        False,
                        f"{line}" if line is not BODY[0] else line.replace("We", ("We", "Also, we")[row], 1),
                    )
                )
                y -= 13
        page += [(72, y - 10, 10, False, "- name and address;"), (72, y - 23, 10, False, "- mail address.")]
        pages.append(page)
    return pdf(pages)


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(paragraphs):
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
        for name, shown in (("Title", "Title"), ("Heading1", "heading 1"), ("Normal", "Normal"))
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/'
        f'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{RELATIONS}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="b" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f"<w:styles {WORD}>{styles}</w:styles>",
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0"?>{content}')
    return packed.getvalue()


def test_a_pdf_is_read_with_its_headings_its_lines_joined_and_its_running_heads_gone():
    version = monitor.read(policy(), media_type="application/octet-stream")

    assert [section.title for section in version.walk()] == [
        "Privacy Policy",
        *(f"{n}. Purpose number {n}" for n in (1, 2, 3)),
    ]
    section = list(version.walk())[1]
    assert [clause.text for clause in section.clauses] == [
        " ".join(BODY),
        " ".join(BODY).replace("We", "Also, we", 1),
        "name and address;",
        "mail address.",
    ]
    assert "v2.1" not in version.text
    assert "of 3" not in version.text


def test_a_bold_start_of_a_line_in_a_pdf_is_a_heading_that_runs_in():
    rows = [("Storage.", 52, "We keep what you send us for as long as your account stands."),
            ("Sharing.", 50, "We hand nothing on to anybody without a judge who asks for it.")]  # fmt: skip
    page = [(72, 740, 20, True, "Privacy Policy")]
    for row, (lead, wide, rest) in enumerate(rows):
        page += [(72, 700 - row * 40, 11, True, lead), (72 + wide, 700 - row * 40, 11, False, rest)]

    version = monitor.read(pdf([page]))

    assert [section.heading for section in version.walk()] == ["Privacy Policy", "Storage", "Sharing"]


def test_what_a_browser_prints_around_a_page_is_no_text_of_it():
    page = [
        (30, 820, 8, False, "11/24/26, 2:01 PM"),
        (250, 820, 8, False, "Privacy Policy"),
        (72, 740, 20, True, "Privacy Policy"),
        (72, 700, 11, False, "Last updated: 3 May 2023, 10:30. We keep your letters for a year."),
        (30, 20, 8, False, "https://example.com/privacy"),
        (550, 20, 8, False, "1/1"),
    ]

    version = monitor.read(pdf([page]))

    assert version.text == "Privacy Policy\nLast updated: 3 May 2023, 10:30. We keep your letters for a year."


def test_lines_of_a_list_without_bullets_in_a_pdf_stay_apart():
    lines = ["name and address;", "date of birth; and", "the number of your card"]
    page = [
        (72, 740, 11, False, "When you become a member of the club we ask you to tell us the following about yourself:")
    ]
    page += [(100, 724 - row * 14, 11, False, line) for row, line in enumerate(lines)]
    page += [
        (72, 660, 11, False, line)
        for line in ["We keep these for as long as you are a member of the club and for a year"]
    ]
    page += [(72, 646, 11, False, "after that, and then we delete them.")]

    version = monitor.read(pdf([page]))

    assert [clause.text for section in version.walk() for clause in section.clauses] == [
        "When you become a member of the club we ask you to tell us the following about yourself:",
        *lines,
        "We keep these for as long as you are a member of the club and for a year after that, and then we delete them.",
    ]


def test_a_word_document_is_read_with_its_title_and_headings():
    body = docx(
        [
            ("Title", "Privacy Policy"),
            ("Normal", "We keep what you give us."),
            ("Heading1", "1. Purposes"),
            ("Normal", "To deliver."),
        ]
    )

    version = monitor.read(body)

    assert version.title == "Privacy Policy"
    assert version.text == "Privacy Policy\nWe keep what you give us.\n1. Purposes\nTo deliver."


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"%PDF-1.4 and no more", "PDF cannot be read: it is damaged"),
        (pdf([[(72, 700, 10, False, "secret")]], encrypted=True), "PDF cannot be read: it is encrypted"),
        (pdf([[]]), "no text"),
        (docx([])[:400] + b"word/document.xml", "Word document cannot be read"),
    ],
)
def test_a_document_that_cannot_be_read_is_an_error(body, fault):
    with pytest.raises(monitor.DocumentError, match=fault):
        monitor.read(body)


def test_a_document_that_takes_too_long_is_an_error():
    with pytest.raises(monitor.DocumentError, match=r"within 0\.01 seconds"):
        child.ask("pdf", policy(), seconds=0.01)


@pytest.mark.parametrize(("body", "name"), [(b"%PDF-1.7", "PDF"), (docx([]), "Word document")])
def test_without_the_extra_the_error_names_it(monkeypatch, body, name):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(monitor.DocumentError, match=rf"{name}.*extra 'documents'.*pip install"):
        monitor.read(body)
