"""Scrapy spiders: errand in, snapshot or failure out."""
