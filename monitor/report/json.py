"""The JSON form: the model's own field names, with the number of the schema."""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from monitor.codec import to_plain
from monitor.report.safe import address

if TYPE_CHECKING:
    from monitor.model import ChangeSet, Report

SCHEMA = 1
_CONSTANTS = {None: "null", True: "true", False: "false"}
_URLS = frozenset({"url", "final_url", "moved_to"})
_UNPRINTABLE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def jsonable(value: object) -> dict[str, Any]:
    """Give the plain JSON object of a dataclass of the model, or of a mapping of such, headed by "schema".

    Addresses lose user and password on the way.

    >>> from monitor.model import Redirect
    >>> jsonable(Redirect(status=301, url="https://ann:secret@example.org/"))
    {'schema': 1, 'status': 301, 'url': 'https://example.org/'}
    """
    return {key: clean(key, item) for key, item in _headed(value).items()}


def _headed(value: object) -> dict[str, Any]:
    plain = to_plain(value)
    if not isinstance(plain, dict):
        raise TypeError(f"{type(value).__name__} is no object; wrap it in a mapping that names it")
    return {"schema": SCHEMA} | plain


def clean(key: str, item: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Take user and password out of the addresses in a plain value; its depth is that of the model."""
    if isinstance(item, dict):
        return {name: clean(name, inner) for name, inner in item.items()}
    if isinstance(item, list):
        return [clean(key, inner) for inner in item]
    return address(item) if key in _URLS and isinstance(item, str) else item


def render(report: Report) -> str:
    """Write a report as JSON."""
    return write(report)


def redline(changeset: ChangeSet) -> str:
    """Write one change set as JSON."""
    return write(changeset)


def write(value: object) -> str:
    """Write JSON that is safe on a terminal, addresses without user and password.

    What steers a terminal is escaped, all else stays readable.
    """
    written = _indented(_headed(value), "\n", "")
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", written)


def _indented(item: Any, margin: str, key: str) -> str:  # noqa: ANN401 - JSON has no narrower type
    """Write a plain value as `json.dumps` does with an indent of 2, without its walk through a generator a level.

    Args:
        item: as `monitor.codec.to_plain` gives it; its depth is that of the model.
        margin: the line break and the spaces before the line on which it ends.
        key: under which it stands, itself or in a list: addresses are cleaned, as `clean` does.
    """
    if isinstance(item, str):
        return encode_basestring(address(item) if key in _URLS else item)
    if item is None or item is True or item is False:
        return _CONSTANTS[item]
    if not item or not isinstance(item, dict | list):
        return json.dumps(item)
    inner = f"{margin}  "
    if isinstance(item, dict):
        parts = [f"{encode_basestring(name)}: {_indented(value, inner, name)}" for name, value in item.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{margin}}}"
    return f"[{inner}{f',{inner}'.join([_indented(value, inner, key) for value in item])}{margin}]"
