"""Two versions to the changes between them: which clauses differ, how, and how much it matters."""

from monitor.diff.tracing import compare, trace

__all__ = ["compare", "trace"]
