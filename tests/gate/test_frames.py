"""A page without text of its own that shows another page: the reason says where that is."""

from datetime import UTC, datetime

import pytest

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
