"""Where in the file a value stands."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.watchlist.locate import lines, nearest_line

TEXT = r"""# a comment with [brackets] = "and quotes
top = 1

[defaults]   # trailing [comment]
every = "12h"
notify = [
    "legal",   # the lawyers, [all]
    "press", "web",
]

[target.plain]
url = "https://example.org/#a=b"
odd = '''
several # lines, it's "
[target.not-a-table] = "x"
'''
raw = '''
more
'''
after = "it's"

[ target . "quoted.name" ]
"quoted key" = 1.5
dotted.inner.key = 2
inline = { a = 1, b = [1, 2, { c = 3 }], d = {} }
nested = [[1,
2], [
3]]
empty = []
last = "\"]"
[target]
x.url = 1
[[list]]
a = 1
[[list]]
a = 2
"""

EXPECTED = {
    ("top",): 2,
    ("defaults",): 4,
    ("defaults", "every"): 5,
    ("defaults", "notify"): 6,
    ("defaults", "notify", 0): 7,
    ("defaults", "notify", 1): 8,
    ("defaults", "notify", 2): 8,
    ("target",): 11,
    ("target", "plain"): 11,
    ("target", "plain", "url"): 12,
    ("target", "plain", "odd"): 13,
    ("target", "plain", "raw"): 17,
    ("target", "plain", "after"): 20,
    ("target", "quoted.name"): 22,
    ("target", "quoted.name", "quoted key"): 23,
    ("target", "quoted.name", "dotted", "inner", "key"): 24,
    ("target", "quoted.name", "inline", "a"): 25,
    ("target", "quoted.name", "inline", "b", 2, "c"): 25,
    ("target", "quoted.name", "inline", "d"): 25,
    ("target", "quoted.name", "nested", 0, 0): 26,
    ("target", "quoted.name", "nested", 0, 1): 27,
    ("target", "quoted.name", "nested", 1): 27,
    ("target", "quoted.name", "nested", 1, 0): 28,
    ("target", "quoted.name", "empty"): 29,
    ("target", "quoted.name", "last"): 30,
    ("target", "x", "url"): 32,
    ("list", 0, "a"): 34,
    ("list", 1, "a"): 36,
}


def test_the_text_of_this_test_is_toml():
    tomllib.loads(TEXT)


@pytest.mark.parametrize(("path", "line"), EXPECTED.items(), ids=str)
def test_value_is_found_on_its_line(path, line):
    assert lines(TEXT)[path] == line


def test_missing_key_is_told_where_its_table_stands():
    assert nearest_line(lines(TEXT), ("target", "plain", "select")) == 11
    assert nearest_line(lines(TEXT), ("nowhere",)) is None


keys = st.text("ab_é. \"'#[]=\\", min_size=1, max_size=5)
scalars = st.one_of(st.integers(0, 9).map(str), st.sampled_from(["'#'", '"]"', '"""\n[x]\n"""', "true", "1.5"]))
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[\n{', '.join(items)} ]"))


@given(st.dictionaries(keys, values, min_size=1, max_size=6))
def test_every_key_of_any_valid_file_is_found_where_it_was_written(table):
    text, wanted = "", {}
    for key, value in table.items():
        quoted = '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
        wanted[(key,)] = text.count("\n") + 1
        text += f"{quoted} = {value} # ] }}\n"

    found = lines(text)

    assert tomllib.loads(text).keys() == table.keys()
    assert {path: line for path, line in found.items() if len(path) == 1} == wanted
