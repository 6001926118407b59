"""Secrets beside the watchlist: a file of names and values that nobody else may read.

What is said of a fault never holds a value, nor a line of the file: both may be the secret.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MAX_BYTES = 1 << 20
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def read(path: Path) -> dict[str, str]:
    """Read a file of secrets: TOML, one `NAME = "value"` a line.

    Raises:
        ValueError: it is not there, others than its owner may read or write it, or it is not of this form. The text
            says which, as the end of a sentence about the file.
    """
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            body = file.read(_MAX_BYTES + 1) if stat.S_ISREG(found.st_mode) else None
    except OSError as error:
        raise ValueError(f"cannot be read: {error.strerror or error}") from None
    if body is None or len(body) > _MAX_BYTES:
        raise ValueError("is no file of secrets")
    if os.name == "posix" and found.st_mode & _OTHERS:
        raise ValueError(f"may be read or written by others (mode {stat.S_IMODE(found.st_mode):04o}); chmod 600 it")
    return _table(body)


def _table(body: bytes) -> dict[str, str]:
    try:
        table = tomllib.loads(body.decode())
    except (ValueError, RecursionError):
        raise ValueError('is not TOML; write one NAME = "value" a line') from None
    for number, (name, value) in enumerate(table.items(), 1):
        if not _NAME.fullmatch(name) or not isinstance(value, str) or not value:
            raise ValueError(f'has an entry (the {number}.) that is not of the form NAME = "value"')
    return table
