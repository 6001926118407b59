"""A small web on this machine whose policies change: the whole road can be walked offline."""

from monitor.demo.site import Site, serve, watchlist_text

__all__ = ["Site", "serve", "watchlist_text"]
