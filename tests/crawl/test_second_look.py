"""A page that is to be asked for again later: the crawl goes on meanwhile, and waits for nothing else."""

from datetime import timedelta

import pytest

from monitor.model import Errand


def again(site, wait, count=1):
    """Ask for the page of the target "changed" again, as often as said."""
    left = [Errand(target="changed", url=site.url("/changed"), wait=wait)] * count

    def receive(answer):
        return left.pop() if answer.target == "changed" and left else None

    return receive


def test_other_pages_are_fetched_while_a_second_look_waits(web, open_site):
    site = open_site({"/changed": web.answer(), **{f"/{number}": web.answer() for number in range(6)}})
    pages = {"changed": site.url("/changed")} | {str(number): site.url(f"/{number}") for number in range(6)}
    look_again, seen = again(site, timedelta(minutes=10)), []

    def receive(answer):
        seen.append(answer.target)
        if len(seen) == len(pages):
            raise OSError("all have come")
        return look_again(answer)

    with pytest.raises(OSError, match="all have come"):
        web.run(web.errands(pages), receive=receive)

    assert sorted(seen) == sorted(pages)


def test_crawl_with_nothing_else_to_do_waits_for_the_second_look(web, open_site):
    site = open_site({"/changed": web.answer()})

    answers = web.run(web.errands({"changed": site.url("/changed")}), receive=again(site, timedelta(seconds=0.3), 2))

    assert len(answers["changed"]) == 3


def test_crawl_that_is_stopped_waits_for_no_second_look(web, open_site):
    site = open_site({"/changed": web.answer(), "/broken": web.answer()})
    look_again = again(site, timedelta(minutes=10))

    def receive(answer):
        if answer.target == "broken":
            raise OSError("the disk is full")
        return look_again(answer)

    with pytest.raises(OSError, match="the disk is full"):
        web.run(web.errands({"changed": site.url("/changed"), "broken": site.url("/broken")}), receive=receive)

    assert site.paths().count("/changed") == 1
