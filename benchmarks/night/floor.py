"""The floor: Scrapy as it comes, with an empty callback.

    python floor.py URLS ETAGS CONCURRENCY DELAY

URLS is a JSON list. Entity tags are kept in ETAGS and sent at the next run, so that unchanged pages answer 304.
"""

import json
import sys
from pathlib import Path

import scrapy
from scrapy.crawler import AsyncCrawlerProcess


class Floor(scrapy.Spider):
    name = "floor"
    handle_httpstatus_list = (304,)

    async def start(self):
        for url in self.urls:
            tag = self.tags.get(url)
            yield scrapy.Request(url, headers={"If-None-Match": tag} if tag else None, dont_filter=True)

    def parse(self, response):
        self.seen[response.url] = response.headers["ETag"].decode()


if __name__ == "__main__":
    addresses, tags = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
    seen = {}
    process = AsyncCrawlerProcess(
        {
            "CONCURRENT_REQUESTS": int(sys.argv[3]),
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_DELAY": float(sys.argv[4]),
            "LOG_LEVEL": "WARNING",
            "ROBOTSTXT_OBEY": False,
        }
    )
    process.crawl(Floor, urls=addresses, tags=json.loads(tags.read_text()) if tags.exists() else {}, seen=seen)
    process.start()
    tags.write_text(json.dumps(seen))
    if len(seen) != len(addresses):
        sys.exit(f"{len(seen)} of {len(addresses)} pages came")
