"""Where renderings go: the terminal, a pipe, a file, or a folder that is a site."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.errors import MonitorError
from monitor.report import json

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
"""What a command takes that programs read as well as people."""
_FOREIGN = {".pdf", ".doc", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".zip", ".png"}
"""Suffixes that promise what is not made here: a text under such a name could not be opened."""
_OURS = b'<meta name="generator" content="policy-monitor">'


def wants_colour(output: Path | None) -> bool:
    """Tell whether somebody looks at a terminal that may be coloured (https://no-color.org)."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def is_folder(output: str | None) -> bool:
    """Tell whether a name given for the output is that of a folder: there is one, or the name ends in "/"."""
    return output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir())


def file_of(output: str | None) -> Path | None:
    """Give the file that a name asks for; none for "-", which means the terminal or pipe as in other programs."""
    return None if output in {None, "-"} else Path(str(output))


def form_of(output: str | None, forms: Mapping[str, str]) -> str:
    """Give the form that the suffix of a file's name asks for; text where it asks for none.

    Raises:
        click.UsageError: the suffix promises a form that is not made here.
    """
    suffix = Path(output).suffix.lower() if output else ""
    if suffix in _FOREIGN:
        known = ", ".join(forms)
        raise click.UsageError(f"no {suffix} is written; say one of {known}, and print or convert that")
    return forms.get(suffix, "text")


def show_json(**values: Any) -> None:  # noqa: ANN401 - JSON values have no narrower type
    """Print one JSON object with the version of its schema."""
    click.echo(json.write(values))


def emit(text: str, output: Path | None, *, is_for_spreadsheets: bool = False) -> None:
    """Print a rendering, or write it to a file, whole or not at all.

    Args:
        text: the rendering.
        output: the file; None for the terminal or pipe.
        is_for_spreadsheets: begin a file with the mark by which Excel knows UTF-8.
    """
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    end = "\r\n" if is_for_spreadsheets else "\n"
    whole = text if text.endswith("\n") else text + end
    _put(whole.encode("utf-8-sig" if is_for_spreadsheets else "utf-8"), output)


def emit_bytes(body: bytes, output: Path | None) -> None:
    """Write a rendering that is no text to a file, or into a pipe; never to a terminal."""
    if output is not None:
        _put(body, output)
    elif sys.stdout.isatty():
        raise MonitorError("this format is no text", hint="name a file with --output")
    else:
        click.echo(body, nl=False)


def _put(body: bytes, output: Path) -> None:
    try:
        if output.exists() and not output.is_file():
            with output.open("wb") as stream:  # a device or a pipe: another file in its place would do away with it
                stream.write(body)
            return
        _replace(body, output.resolve())
    except OSError as error:
        raise MonitorError(f"cannot write {output}: {error.strerror}") from error


def _replace(body: bytes, output: Path) -> None:
    """Put a file in the place of another at one stroke; links to it stay links."""
    part = output.with_name(f".{output.name}.part")
    try:
        part.write_bytes(body)
        part.replace(output)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def emit_site(pages: Mapping[str, str], folder: Path) -> int:
    """Write pages into a folder, each whole or not at all, those that lead to others last.

    Pages that say the same already stay untouched, and so does everything else in the folder.

    Args:
        pages: contents by file name, in the order in which they are put.
        folder: made when it is missing.

    Returns:
        how many files were written.

    Raises:
        MonitorError: the folder holds another site's index.html, or cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        index = folder / "index.html"
        if index.exists() and _OURS not in index.read_bytes()[:4096]:
            raise MonitorError(f"{index} is not of monitor's making", hint="name a folder of its own for the site")
        return _put_all({name: f"{page}\n".encode() for name, page in pages.items()}, folder)
    except OSError as error:
        raise MonitorError(f"cannot write the site into {folder}: {error.strerror}") from error


def _put_all(bodies: Mapping[str, bytes], folder: Path) -> int:
    import shutil  # noqa: PLC0415 - few ask for a site
    import tempfile  # noqa: PLC0415 - as above

    fresh = [name for name, body in bodies.items() if not _says(folder / name, body)]
    parts = Path(tempfile.mkdtemp(prefix=".site-", dir=folder))
    try:
        for name in fresh:
            part = parts / name
            part.write_bytes(bodies[name])
            part.replace(folder / name)
    finally:
        shutil.rmtree(parts, ignore_errors=True)
    return len(fresh)


def _says(path: Path, body: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(body) and path.read_bytes() == body
