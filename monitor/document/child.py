"""The one impure file of this room: untrusted PDF and Word files are opened in a child that may crash or be killed.

Both libraries can be made to crash, to eat memory or to run for ever by a file made for it; the child has limits for
each, and its end is an error like any other.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from monitor.errors import DocumentError, how_to_install

_SECONDS: Final = 60
_MEMORY: Final = 1 << 31
"""Address space in bytes; the interpreter with its libraries maps about 300 MB."""
_ANSWER: Final = 100_000_000
_NAMES: Final = {"pdf": "PDF", "docx": "Word document"}
_LIBRARIES: Final = {"pdf": "pypdfium2", "docx": "mammoth"}
_START: Final = "import sys; sys.path[:0] = {paths!r}; from monitor.document import child; child.answer({kind!r})"


def ask(kind: str, body: bytes, *, seconds: float = _SECONDS) -> Any:  # noqa: ANN401 - JSON
    """Have a child read a document: `kind` is "pdf" or "docx", the answer what the module made for it extracts.

    Raises:
        DocumentError: the extra is not installed, the file cannot be read, or it took too long or too much memory.
    """
    if importlib.util.find_spec(_LIBRARIES[kind]) is None:
        lack = f"which needs the extra 'documents': {how_to_install('documents')}"
        raise DocumentError(f"the document is a {_NAMES[kind]}, {lack}")
    code = _START.format(paths=[str(Path(__file__).parents[2])], kind=kind)
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", code], input=body, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"the {_NAMES[kind]} was not read within {seconds:g} seconds") from error
    return _unpack(kind, done)


def _unpack(kind: str, done: subprocess.CompletedProcess[bytes]) -> Any:  # noqa: ANN401 - JSON
    try:
        told = json.loads(done.stdout) if done.returncode == 0 and len(done.stdout) <= _ANSWER else {}
    except ValueError:
        told = {}
    if "answer" in told:
        return told["answer"]
    fault = told.get("fault", "it is damaged, or larger than the limits for documents allow")
    raise DocumentError(f"the {_NAMES[kind]} cannot be read: {fault}")


def answer(kind: str) -> None:
    """Be the child: read a document from standard input, write what was found, or the fault, to standard output."""
    _limit()
    body = sys.stdin.buffer.read()
    extractor = importlib.import_module(f"monitor.document.{kind}_extract")
    try:
        told = {"answer": extractor.extract(body)}
    except DocumentError as error:
        told = {"fault": error.message}
    sys.stdout.write(json.dumps(told))


def _limit() -> None:
    if importlib.util.find_spec("resource") is None:
        return  # Windows: the time limit alone holds
    resource = importlib.import_module("resource")
    for name, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        resource.setrlimit(name, (most, most))
