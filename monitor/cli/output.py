"""Where renderings go: the terminal, a pipe, or a file."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from monitor.errors import MonitorError

if TYPE_CHECKING:
    from pathlib import Path


def wants_colour(output: Path | None) -> bool:
    """Tell whether somebody looks at a terminal that may be coloured (https://no-color.org)."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def emit(text: str, output: Path | None) -> None:
    """Print a rendering, or write it to a file, whole or not at all."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    try:
        part = output.with_name(f".{output.name}.part")
        part.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
        part.replace(output)
    except OSError as error:
        raise MonitorError(f"cannot write {output}: {error.strerror}") from error
