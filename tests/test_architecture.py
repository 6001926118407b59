"""The floors and homes of the house, as tests: who may import whom, and which library lives where."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted([*ROOT.glob("monitor/**/*.py"), *ROOT.glob("spiders/**/*.py")])

FLOORS = (
    {"errors"},
    {"model", "text", "figures"},
    {"codec"},
    {
        "document",
        "diff",
        "blame",
        "fold",
        "gate",
        "report",
        "watchlist",
        "store",
        "notify",
        "lock",
        "warc",
        "timestamp",
    },
    {"editor", "worker"},
    {"pipeline"},
    {"crawl", "spiders"},
    {"demo"},
    {"cli"},
    {"__main__", "__init__"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

HOMES = {
    "scrapy": {"spiders", "crawl"},
    "twisted": {"spiders", "crawl"},
    "protego": {"crawl"},
    "w3lib": {"crawl", "spiders"},
    "OpenSSL": {"crawl"},
    "service_identity": {"crawl"},
    "brotli": {"crawl"},
    "playwright": {"crawl"},
    "pydantic_core": {"watchlist"},
    "markupsafe": {"report", "notify"},
    "zope": {"crawl"},
    "compression": {"store"},
    "bs4": {"document"},
    "lxml": {"document"},
    "soupsieve": {"document"},
    "mammoth": {"document"},
    "pypdfium2": {"document"},
    "rapidfuzz": {"diff"},
    "sqlite_utils": {"store"},
    "sqlite3": {"store"},
    "backports": {"store"},
    "apprise": {"notify"},
    "requests": {"notify"},
    "warcio": {"warc"},
    "rfc3161_client": {"timestamp"},
    "cryptography": {"timestamp"},
    "click": {"cli"},
    "rich": {"cli"},
    "tomllib": {"watchlist"},
    "tomlkit": {"editor"},
    "pydantic": {"watchlist"},
    "jinja2": {"report", "notify"},
}

PURE = {"text", "figures", "model", "document", "diff", "fold", "gate", "report", "blame"}
IMPURE_MODULES = {
    "os",
    "socket",
    "sqlite3",
    "logging",
    "time",
    "subprocess",
    "urllib.request",
    "http",
    "asyncio",
    "random",
}
CHILD_PROCESS = {"monitor/document/child.py"}
"""The one place in a pure room that starts a process: parsers that can crash run in it."""


def _room(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0] if parts[0] == "spiders" else parts[1]


@cache
def _imports(path):
    """Give each imported module's dotted name, those for type checkers only left out."""
    return frozenset(_walked(path))


def _walked(path):
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "monitor":
                yield from (f"monitor.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_the_floors_below_its_own(path):
    room = _room(path)
    others = {name.split(".")[1] for name in _imports(path) if name.startswith("monitor.")} - {room}

    assert room in FLOOR, f"{room} stands on no floor: say which"
    wrong = {other for other in others if FLOOR.get(other, 99) >= FLOOR[room]}
    assert not wrong, f"{room} imports {wrong}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_library_is_imported_only_in_its_home(path):
    room = _room(path)
    strays = {name for name in _imports(path) if room not in HOMES.get(name.split(".")[0], {room})}

    assert not strays


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_pure_rooms_have_no_files_sockets_clocks_or_logs(path):
    if _room(path) not in PURE or str(path.relative_to(ROOT)) in CHILD_PROCESS:
        return
    source = path.read_text("utf-8")

    assert not {name for name in _imports(path) if name in IMPURE_MODULES}
    assert "datetime.now" not in source
    assert " open(" not in source


def test_monitor_never_imports_its_spiders():
    importing = {
        path for path in FILES if _room(path) != "spiders" for name in _imports(path) if name.startswith("spiders")
    }

    assert not importing


def test_every_third_party_library_has_a_home():
    ours = {"monitor", "spiders"}
    found = {name.split(".")[0] for path in FILES for name in _imports(path)}

    assert found - ours - set(sys.stdlib_module_names) - HOMES.keys() == set()
