"""Two versions to the changes between them: which clauses differ, how, and how much it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from monitor.diff.tracing import compare, trace

__all__ = ["compare", "trace"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - as PEP 562 has it
    """Open a door at its first use: the aligner takes a tenth of a second, and most visits change nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'monitor.diff' has no attribute {name!r}")
    from monitor.diff import tracing  # noqa: PLC0415 - as above

    return getattr(tracing, name)
