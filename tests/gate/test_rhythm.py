"""For how long the return of an earlier wording is to be expected: learnt from how long the page stood still."""

import pytest

from monitor.gate import rhythm


@pytest.mark.parametrize(("stood", "calm"), [(1, 30), (3, 30), (20, 40)])
def test_a_page_is_restless_for_thirty_visits_or_twice_as_long_as_it_stood_still_before(stood, calm):
    wordings = "a" * 5 + "b" * stood + "a" * calm

    assert rhythm.hear(wordings).is_restless
    assert not rhythm.hear(wordings + "a").is_restless


def test_a_page_on_which_nothing_came_back_is_not_restless():
    assert not rhythm.hear("aaabbbccc").is_restless
    assert not rhythm.hear("").is_restless
