"""The jobs: Both ends know them by name; parsers are imported where one is done, nowhere else."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from monitor.model import Comparison, Page, Version


_MOST_OBJECTS: Final = 1_000_000
"""New objects after which Python looks for circles among them in the middle of a job; few pages have as many."""


def prepare() -> None:
    """Import all that jobs need, before the process gives up its right to open files.

    What is imported stays: Python need not look for circles of objects in it again and again.
    """
    import monitor.diff  # noqa: PLC0415 - in a worker only
    import monitor.document.page  # noqa: PLC0415
    import monitor.document.reading  # noqa: F401, PLC0415

    gc.set_threshold(_MOST_OBJECTS)
    gc.freeze()


def tidy() -> None:
    """Let go of the circles of objects that a job left: a page's tree, all of it at once, now that nobody needs it."""
    gc.collect(0)


def _read(body: bytes, **wishes: Any) -> Version:  # noqa: ANN401 - as `document.read` has them
    from monitor import document  # noqa: PLC0415 - the parsers

    return document.read(body, **wishes)


def _look(body: bytes, *, media_type: str = "", charset: str | None = None) -> Page:
    from monitor.document import page  # noqa: PLC0415 - beside the parsers

    return page.look(body, media_type=media_type, charset=charset)


def _study(body: bytes, *, media_type: str = "", **wishes: Any) -> tuple[Version, Page]:  # noqa: ANN401 - as for `_read`
    version = _read(body, media_type=media_type, **wishes)
    return version, _look(body, media_type=media_type, charset=version.charset or None)


def _trace(body: bytes, *, old: Version, new: Version) -> Comparison:
    from monitor import diff  # noqa: PLC0415 - the aligner

    del body
    return diff.trace(old, new)


JOBS: Final[dict[str, Callable[..., Any]]] = {"read": _read, "look": _look, "study": _study, "trace": _trace}
