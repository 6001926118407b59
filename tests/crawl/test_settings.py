"""Nothing of Scrapy runs that is not asked for."""

from datetime import timedelta

import pytest
from scrapy.settings import Settings
from scrapy.utils.conf import build_component_list

from monitor.crawl.settings import settings_for, user_agent
from monitor.model import Politeness


@pytest.fixture(scope="module")
def settings():
    return Settings(settings_for(Politeness(delay=timedelta(seconds=3), concurrency=4, max_bytes=5)))


def test_no_extension_of_scrapy_runs(settings):
    assert build_component_list(settings.get_component_priority_dict_with_base("EXTENSIONS")) == []


def test_no_spider_middleware_of_scrapy_runs(settings):
    assert build_component_list(settings.get_component_priority_dict_with_base("SPIDER_MIDDLEWARES")) == []


def test_only_http_and_https_can_be_asked(settings):
    assert set(settings.getwithbase("DOWNLOAD_HANDLERS")) == {"http", "https"}


def test_all_requests_pass_the_parts_of_this_room_and_two_of_scrapy_that_set_headers(settings):
    parts = build_component_list(settings.get_component_priority_dict_with_base("DOWNLOADER_MIDDLEWARES"))

    foreign = [part for part in parts if not part.startswith("monitor.crawl.")]
    assert [part.rpartition(".")[2] for part in foreign] == ["DefaultHeadersMiddleware", "UserAgentMiddleware"]


def test_politeness_of_the_watchlist_is_kept(settings):
    assert settings.getfloat("DOWNLOAD_DELAY") == 3
    assert settings.getint("CONCURRENT_REQUESTS") == 4
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert settings.getint("DOWNLOAD_MAXSIZE") == 5


def test_user_agent_without_a_contact_names_the_program():
    assert user_agent("") == "monitor/0.1.0"


def test_what_went_well_is_not_logged(web, open_site, caplog):
    site = open_site({"/": web.answer()})
    caplog.set_level("DEBUG")

    web.run(web.errands({"policy": site.url()}))

    said = [record.getMessage() for record in caplog.records]
    assert said
    assert not [line for line in said if "Crawled" in line or "Scraped" in line]
