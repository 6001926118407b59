"""Every error this package raises on purpose."""


def how_to_install(extra: str) -> str:
    """Say how an extra is added; the project is installed from a clone, no package index has it.

    >>> how_to_install("documents")
    "in monitor's folder: pip install --editable '.[documents]'"
    """
    return f"in monitor's folder: pip install --editable '.[{extra}]'"


class MonitorError(Exception):
    """Something the user can understand and mend.

    The text is one plain line: what is wrong and what to do. `target`, where given, is the target it is about.
    """

    def __init__(self, message: str, *, target: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.target = target
        self.hint = hint

    def __str__(self) -> str:
        """Give the whole line: target, fault, hint.

        >>> str(MonitorError("unknown key 'selct'", target="mofa", hint="did you mean 'select'?"))
        "target 'mofa': unknown key 'selct'; did you mean 'select'?"
        """
        about = f"target {self.target!r}: " if self.target else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{about}{self.message}{hint}"


class WatchlistError(MonitorError):
    """The watchlist cannot be read as meant."""


class FetchError(MonitorError):
    """A page did not arrive."""


class DocumentError(MonitorError):
    """A page arrived, but holds no policy text."""


class LimitError(DocumentError):
    """A page could not be read or compared within the time and memory that one page may take."""


class StoreError(MonitorError):
    """The database is not ours, is newer than this program, or cannot be used."""


class DeliveryError(MonitorError):
    """An alert did not reach its channel.

    `retry_after`, where given, is how many seconds the service wants to be left alone.
    """

    def __init__(self, message: str, *, hint: str | None = None, retry_after: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after
