"""Pages that read at once, and one that is read for ever."""

from types import SimpleNamespace

import pytest

from monitor.worker import Limits, Pool

PAGE = (
    "<!doctype html><html lang='ja'><head><title>個人情報保護方針</title></head><body><main><h1>個人情報保護方針</h1>"
    "<h2>第1条（保存期間）</h2><p>通話記録は、通話の終了後{days}日間保存します。</p>"
    "<h2>第2条（第三者提供）</h2><p>個人情報を第三者に提供しません。<a href='/list'>一覧</a></p>"
    "<p>{more}</p></main></body></html>"
)
ENDLESS = ("(a+)+$",)
"""An expression to `ignore` that needs longer than the universe for the page below."""


def page(days=30, more="以上"):
    return PAGE.format(days=days, more=more).encode()


@pytest.fixture(scope="session")
def pages():
    """Give the pages, and the expression that makes the second of them endless."""
    return SimpleNamespace(
        page=page, plain=page(), endless=page(more="a" * 99 + "!"), expression=ENDLESS, type="text/html; charset=utf-8"
    )


@pytest.fixture(scope="module")
def pool():
    """A pool of one, for jobs that end well."""
    with Pool(1) as opened:
        yield opened


@pytest.fixture
def hasty():
    """A pool of one whose patience is short."""
    with Pool(1, Limits(seconds=4)) as opened:
        yield opened
