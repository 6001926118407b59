"""Watch policies, and tell people which clauses changed.

The doors for programs: `read` (bytes to a `Version`), `compare` (two versions to their changes), `open` (an
archive that records visits on the same road as `monitor run`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from monitor.errors import DeliveryError, DocumentError, FetchError, MonitorError, StoreError, WatchlistError

if TYPE_CHECKING:
    from monitor.diff import compare
    from monitor.document import read
    from monitor.pipeline import open_archive as open  # noqa: A004 - the door is called as a program would say it

__all__ = [
    "DeliveryError",
    "DocumentError",
    "FetchError",
    "MonitorError",
    "StoreError",
    "WatchlistError",
    "compare",
    "open",
    "read",
]

_DOORS = {"read": ("document", "read"), "compare": ("diff", "compare"), "open": ("pipeline", "open_archive")}


def __dir__() -> list[str]:
    """List the doors too, those that were not used yet."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:  # noqa: ANN401 - as PEP 562 has it
    """Open a door at its first use, so that `import monitor` costs nothing."""
    if name not in _DOORS:
        raise AttributeError(f"module 'monitor' has no attribute {name!r}")
    room, door = _DOORS[name]
    return getattr(import_module(f"monitor.{room}"), door)
