"""The table of faults is true: every test that it names exists."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
TABLE = (TESTS.parent / "docs" / "faults.md").read_text("utf-8")
ROWS = [row.strip("| ").split(" | ") for row in TABLE.splitlines() if row.startswith("| ") and "::" in row]
NAMES = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", TABLE)))


def functions(path):
    return {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("file", sorted({file for file, _ in NAMES}))
def test_every_test_of_the_table_exists(file):
    assert {name for of, name in NAMES if of == file} - functions(TESTS / file) == set()


def test_the_table_has_eighty_rows_and_every_row_says_fault_rule_and_test():
    assert len(ROWS) >= 80
    assert [row for row in ROWS if len(row) != 3 or not all(row)] == []


def test_no_row_stands_twice():
    faults = [row[0] for row in ROWS]

    assert len(set(faults)) == len(faults)


def test_every_command_of_the_table_exists():
    for script in re.findall(r"`python ([\w/]+\.py)", TABLE):
        assert (TESTS.parent / script).is_file()
