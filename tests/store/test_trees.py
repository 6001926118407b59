import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.codec import from_plain, to_plain
from monitor.errors import StoreError
from monitor.model import Clause, Link, Section, Version
from monitor.store.trees import apart, spelt, together

WORDS = st.text("ab 第1.", max_size=6)
CLAUSES = st.builds(
    Clause,
    text=WORDS,
    label=WORDS,
    links=st.tuples(st.builds(Link, text=WORDS, href=WORDS)),
    volatile=st.booleans(),
)
PATHS = st.lists(WORDS, max_size=2).map(tuple)


def section(children=None):
    return st.builds(
        Section,
        uid=WORDS,
        label=WORDS,
        heading=WORDS,
        path=PATHS,
        clauses=st.lists(CLAUSES, max_size=3).map(tuple),
        children=st.just(()) if children is None else st.lists(children, max_size=2).map(tuple),
    )


SECTIONS = st.recursive(section(), section, max_leaves=6)
VERSIONS = st.builds(Version, sections=st.lists(SECTIONS, max_size=3).map(tuple), title=WORDS)


def policy(heading="Retention", text="We keep it for 30 days."):
    inner = Section(
        uid="b", label="1.1", heading=heading, path=("1. Data", f"1.1 {heading}"), clauses=(Clause(text=text),)
    )
    return Version(sections=(Section(uid="a", label="1.", heading="Data", path=("1. Data",), children=(inner,)),))


@given(VERSIONS)
def test_a_version_taken_apart_and_put_together_is_the_same(version):
    skeleton, lines = apart(to_plain(version, compact=True))

    assert from_plain(Version, together(skeleton, [line.text for line in lines])) == version


@given(VERSIONS)
def test_lines_are_the_text_of_the_version(version):
    _, lines = apart(to_plain(version, compact=True))

    printed = [line.strip() for line in version.text.split("\n")]
    assert [line.plain for line in lines if line.plain] == [line for line in printed if line]


def test_other_words_make_no_other_tree():
    trees = {
        spelt(apart(to_plain(version, compact=True))[0]) for version in (policy(), policy("Erasure", "We do not."))
    }

    assert len(trees) == 1
    assert b"Data" not in trees.pop()


@pytest.mark.parametrize("lines", [["Data", "Retention"], ["Data", "Retention", "one", "two"]])
def test_words_that_do_not_fit_a_tree_are_refused(lines):
    skeleton, _ = apart(to_plain(policy(), compact=True))

    with pytest.raises(StoreError):
        together(skeleton, lines)


def test_a_tree_as_deep_as_a_reader_makes_them_is_walked_without_recursion():
    plain = {"uid": "x", "label": "1.", "clauses": [{"text": "end"}]}
    for _ in range(5000):
        plain = {"uid": "x", "label": "1.", "children": [plain]}

    skeleton, lines = apart({"sections": [plain]})

    assert (len(lines), lines[-1].text) == (5002, "end")
    assert together(skeleton, [line.text for line in lines])["sections"][0]["heading"] == ""
