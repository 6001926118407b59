"""The jobs: Both ends know them by name; parsers are imported where one is done, nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from monitor.model import Comparison, Page, Version


def prepare() -> None:
    """Import all that jobs need, before the process gives up its right to open files."""
    import monitor.diff  # noqa: PLC0415 - in a worker only
    import monitor.document.page  # noqa: PLC0415
    import monitor.document.reading  # noqa: F401, PLC0415


def _read(body: bytes, **wishes: Any) -> Version:  # noqa: ANN401 - as `document.read` has them
    from monitor import document  # noqa: PLC0415 - the parsers

    return document.read(body, **wishes)


def _look(body: bytes, *, media_type: str, charset: str | None) -> Page:
    from monitor.document import page  # noqa: PLC0415 - beside the parsers

    return page.look(body, media_type=media_type, charset=charset)


def _trace(body: bytes, *, old: Version, new: Version) -> Comparison:
    from monitor import diff  # noqa: PLC0415 - the aligner

    del body
    return diff.trace(old, new)


JOBS: Final[dict[str, Callable[..., Any]]] = {"read": _read, "look": _look, "trace": _trace}
