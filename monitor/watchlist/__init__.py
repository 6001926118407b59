"""TOML to a `Watchlist`: the one home of tomllib, pydantic and environment values."""

from monitor.watchlist.clocks import zone
from monitor.watchlist.locate import lines, spans
from monitor.watchlist.mistakes import Mistake, MistakesError, hint
from monitor.watchlist.reading import check, load, parse, read_text, schema
from monitor.watchlist.values import canonical, duration, is_same_place, name, web_address

__all__ = [
    "Mistake",
    "MistakesError",
    "canonical",
    "check",
    "duration",
    "hint",
    "is_same_place",
    "lines",
    "load",
    "name",
    "parse",
    "read_text",
    "schema",
    "spans",
    "web_address",
    "zone",
]
