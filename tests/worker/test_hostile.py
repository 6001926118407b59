"""Pages made to break a reader are a reading in a worker, or a plain error; the next one is read as if nothing was."""

import importlib.util
import io
import zipfile

import pytest

from monitor.errors import DocumentError, LimitError
from monitor.worker import HERE, Limits, Pool

LAST = "<p>We keep call records for thirty days after the call has ended.</p>"
MANY = 20_000
PAGES = {
    "drawings in drawings": "<svg>" * MANY + "<text>x</text>" + "</svg>" * MANY + LAST,
    "a drawing with scripts, styles and pages in it": (
        "<svg><style>p{display:none}</style><script>x</script><foreignObject>" * 500 + LAST
    ),
    "formulas in formulas": "<math><mrow>" * MANY + "<mi>x</mi>" + LAST,
    "a formula that breaks out into text": "<math><mtext><table><mglyph><style><!--</style><p>x</p>" * 2000 + LAST,
    "plain text that never ends": "<plaintext>" * 50 + ("</plaintext><script>x</script>" * MANY) + LAST,
    "a comment that never ends": LAST + "<!--" + "-- >" * MANY,
    "comments by the thousand": "<!-- > -->" * MANY + "<!-->" * MANY + "<!--->" * MANY + LAST,
    "a declaration that never ends": LAST + "<!DOCTYPE " + "[" * MANY,
    "a million attributes": "<p " + " ".join(f"a{number}=1" for number in range(1_000_000)) + ">x</p>" + LAST,
    "an attribute of a million signs": f'<p title="{"x" * 1_000_000}">x</p>' + LAST,
    "a name of a million signs": f"<{'x' * 1_000_000}>" + LAST,
    "templates in templates": "<template>" * MANY + LAST,
    "forms, buttons and choices in one another": "<form><button><select><option><optgroup>" * 3000 + LAST,
    "frames and scripts that never end": LAST + "<noscript><iframe><noframes><script><!--<script>" * 2000,
    "elements that end what was never begun": "</p></div></table></body></html>" * 5000 + LAST,
    "tables without rows, rows without tables": "<table><td><tr><caption><colgroup><table>" * 1000 + LAST,
    "formatting that crosses": "<a><b><i></a></b><p>" * 3000 + LAST,
    "entities without end": "&amp" * MANY + "&#x" + "9" * MANY + ";&#" + "1" * MANY + ";" + LAST,
    "numbers in numbers": "".join(f"<h2>{'1.' * depth}1 Part</h2><p>Text of it.</p>" for depth in range(300)) + LAST,
    "ten thousand headings": "".join(f"<h{n % 6 + 1}>{n}. Part</h{n % 6 + 1}><p>x y z</p>" for n in range(10_000))
    + LAST,
    "marks of direction": "\u202e\u2066\u200f" * MANY + LAST,
    "letters with a thousand marks": "a" + "\u0301" * MANY + LAST,
    "nothing but line ends": "\r\n" * 200_000 + LAST,
}


@pytest.fixture(scope="module")
def pool():
    with Pool(1, Limits(seconds=30)) as opened:
        yield opened


def reading(pool, body, media_type):
    """Give what a page reads as, or the error that says why it does not."""
    try:
        return pool.read(body, media_type=media_type), None
    except DocumentError as error:
        return None, error


@pytest.mark.parametrize("name", PAGES)
def test_page_is_a_reading_or_a_plain_error_and_the_next_one_is_read(pool, pages, name):
    body = PAGES[name].encode()

    version, error = reading(pool, body, pages.type)
    pool.look(body, media_type=pages.type)

    assert not isinstance(error, LimitError), str(error)
    assert "\n" not in str(error)
    assert version is None or pool.trace(version, version).changes == ()
    assert pool.read(pages.plain, media_type=pages.type) == HERE.read(pages.plain, media_type=pages.type)


WITH_OFFICE = pytest.mark.skipif(
    importlib.util.find_spec("mammoth") is None, reason="Word documents need the extra 'documents'"
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
}


def word(text, more=b""):
    """Make a Word document of one paragraph; `more` stands in its XML behind that."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        body = f"<w:document {WORD}><w:body>{paragraph}".encode() + more + b"</w:body></w:document>"
        archive.writestr("word/document.xml", body)
    return made.getvalue()


@WITH_OFFICE
def test_a_word_document_is_read_in_a_child_of_the_worker(pool):
    body = word("We keep call records for thirty days after the call has ended.")

    assert pool.read(body).text == "We keep call records for thirty days after the call has ended."


@WITH_OFFICE
def test_a_word_document_that_unpacks_to_hundreds_of_megabytes_is_a_plain_error(pool, pages):
    bomb = word("x", b"<w:p/>" * 60_000_000)
    assert len(bomb) < 2_000_000

    with pytest.raises(DocumentError, match="Word document"):
        pool.read(bomb)

    assert pool.read(pages.plain, media_type=pages.type).title
