"""A page without text of its own that shows another page: the reason says where that is."""

from datetime import UTC, datetime

import pytest

import monitor
from monitor import gate
from monitor.document import page as pages
from monitor.model import Snapshot


def weigh(markup):
    body = markup.encode()
    url = "https://ran.example/privacy"
    snapshot = Snapshot(
        target="ran",
        url=url,
        final_url=url,
        status=200,
        headers=(("content-type", "text/html"),),
        body=body,
        fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
    )
    return gate.weigh(None, snapshot, pages.look(body))


@pytest.mark.parametrize("address", ["https://policies.example/Embed?id=7", "/legal/Frame"])
def test_a_page_that_shows_another_in_a_frame_is_held_with_its_address(address):
    verdict = weigh(f"<html><body><iframe title='Privacy' src='{address}'></iframe></body></html>")

    assert not verdict.is_open
    assert verdict.reasons[-1] == f"it shows {address} in a frame: watch that address if it is the policy's"


@pytest.mark.parametrize(
    "address", ["about:blank", "javascript:void(0)", "https://www.google.com/recaptcha/api2/anchor"]
)
def test_a_frame_that_is_no_page_is_not_named(address):
    verdict = weigh(f"<html><body><iframe src='{address}'></iframe></body></html>")

    assert "in a frame" not in "; ".join(verdict.reasons)


def test_an_address_in_a_frame_is_named_shortened():
    verdict = weigh(f"<html><body><iframe src='https://policies.example/{'a' * 5000}'></iframe></body></html>")

    assert "in a frame" in verdict.reasons[-1]
    assert len(verdict.reasons[-1]) < 300


def test_a_page_that_has_a_text_is_held_without_a_word_of_its_frames():
    clauses = [f"<p>The rules of room {n} are kept in drawer {n}, and all may read them.</p>" for n in range(9)]
    markup = "<html><body><main><h1>Privacy</h1>{}</main><iframe src='/legal/Frame'></iframe></body></html>"
    old, new = (monitor.read(markup.format("".join(part)).encode()) for part in (clauses, clauses[:4]))
    past = gate.Past(text=old.text, title=old.title, language=old.language, version=old)

    verdict = gate.weigh(new, None, pages.look(markup.format("".join(clauses[:4])).encode()), [past])

    assert "only a part has come" in "; ".join(verdict.reasons)
    assert "in a frame" not in "; ".join(verdict.reasons)
