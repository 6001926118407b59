"""The table of faults is true: every test that it names exists and is run, and no test of a fault is missing in it."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
TABLE = (TESTS.parent / "docs" / "faults.md").read_text("utf-8")
ROWS = [row.strip("| ").split(" | ") for row in TABLE.splitlines() if row.startswith("| ") and "::" in row]
NAMES = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", TABLE)))
FILES = sorted({file for file, _ in NAMES})

WHOLE = ("crawl/test_hostile.py", "pipeline/test_stepwise.py", "road/test_workers_end.py", "worker/test_hostile.py")
"""Files in which every test is of a fault: each has its row."""
SIDE = {
    "pipeline/test_stepwise.py": {"test_an_undisturbed_job_does_something_to_lose"},
    "worker/test_hostile.py": {"test_a_word_document_is_read_in_a_child_of_the_worker"},
}
"""Tests beside them that only show that the others can fail."""


def functions(path):
    return {
        node.name: node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    }


def marks(node):
    """Give the names of the marks a test has: "skip", "skipif", "parametrize"."""
    decorators = [ast.unparse(found) for found in node.decorator_list]
    return {found.partition("pytest.mark.")[2].partition("(")[0] for found in decorators if "pytest.mark." in found}


@pytest.mark.parametrize("file", FILES)
def test_every_test_of_the_table_exists(file):
    assert {name for of, name in NAMES if of == file} - functions(TESTS / file).keys() == set()


@pytest.mark.parametrize("file", FILES)
def test_no_test_of_the_table_is_left_out_or_expected_to_fail(file):
    named = {name for of, name in NAMES if of == file}

    assert {name for name, node in functions(TESTS / file).items() if marks(node) & {"skip", "xfail"}} & named == set()


@pytest.mark.parametrize("file", WHOLE)
def test_every_test_of_a_fault_stands_in_the_table(file):
    tests = {name for name in functions(TESTS / file) if name.startswith("test_")}

    assert tests - {name for of, name in NAMES if of == file} == SIDE.get(file, set()) & tests


def test_the_table_has_a_hundred_rows_and_every_row_says_fault_rule_and_test():
    assert len(ROWS) >= 100
    assert [row for row in ROWS if len(row) != 3 or not all(row)] == []


def test_no_row_stands_twice():
    faults = [row[0] for row in ROWS]

    assert len(set(faults)) == len(faults)


def test_every_command_of_the_table_exists():
    for script in re.findall(r"`python ([\w/]+\.py)", TABLE):
        assert (TESTS.parent / script).is_file()
