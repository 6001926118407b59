"""Laws of the outline: nothing is lost, order is kept, names are unique, time is linear, depth is bounded."""

import re
import time
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import text
from monitor.document.block import Block, BlockKind
from monitor.document.joining import join
from monitor.document.sections import build

WORDS = st.sampled_from(
    [
        "data",
        "Purposes",
        "of",
        "use",
        "The",
        "user.",
        "1.",
        "2.",
        "3.",
        "(1)",
        "(a)",
        "i)",
        "A.",
        "第1条",
        "第2条の2",
        "（目的）",
        "①",
        "ア",
        "・",
        "-",
        "■",
        "【目的】",
        "氏名",
        "します。",
        "Article",
        "2",
        "Annex",
        "1.1",
        "24",
        "hours",
        "Contents",
        "desk@example.org",
        "2024年4月1日",
        "Last",
        "updated:",
        "§",
        "※1",
        "*1",
        "“x”",
        "|",
        "<",
        ":",
        ";",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join).map(text.stored) | st.text(min_size=1, max_size=30).map(
    text.stored
)


@st.composite
def blocks(draw):
    words = draw(TEXTS.filter(bool))
    kind = draw(st.sampled_from(BlockKind))
    cells = tuple(words.split(" | ")) if kind is BlockKind.ROW else ()
    return Block(
        text=" | ".join(cells) if cells else words,
        kind=kind,
        rank=draw(st.integers(0, 6)) if kind is BlockKind.HEADING else 0,
        marker=draw(st.sampled_from(["", "", "1.", "2.", "c.", "iv."])) if kind is BlockKind.ITEM else "",
        depth=draw(st.integers(0, 3)),
        continues=draw(st.booleans()) and kind is BlockKind.ITEM,
        emphasis=draw(st.sampled_from([0, 0, 3, len(words)])),
        cells=cells,
    )


def letters(words):
    return re.sub(r"[\W_]+", "", words)


def printed(outline):
    for root in outline.sections:
        for section in root.walk():
            yield section.label
            yield section.heading
            for clause in section.clauses:
                yield clause.label
                yield clause.text


@settings(max_examples=300, deadline=None)
@given(st.lists(blocks(), max_size=25))
def test_every_letter_stands_once_in_a_label_a_heading_or_a_clause(given_blocks):
    # two equal lines may be a table of contents, which is left out: number them apart
    numbered = [
        Block(
            **{name: getattr(block, name) for name in block.__slots__}
            | {"text": f"{block.text} q{index}q", "cells": ()}
        )
        for index, block in enumerate(given_blocks)
    ]

    outline = build(numbered)

    found = Counter(letters("".join(printed(outline))))
    wanted = Counter(letters("".join(block.text for block in numbered)))
    markers = Counter(letters("".join(block.marker for block in numbered)))
    assert not wanted - found
    assert not found - wanted - markers


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks(), max_size=25))
def test_reading_order_is_kept(given_blocks):
    numbered = [
        Block(
            text=f"{block.text} q{index}q", kind=block.kind, rank=block.rank, depth=block.depth, emphasis=block.emphasis
        )
        for index, block in enumerate(given_blocks)
    ]

    found = re.findall(r"q(\d+)q", " ".join(printed(build(numbered))))

    assert found == [str(index) for index in range(len(numbered))]


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks(), max_size=25))
def test_sections_have_unique_names_true_levels_and_paths(given_blocks):
    outline = build(given_blocks)

    everything = [section for root in outline.sections for section in root.walk()]
    assert len({section.uid for section in everything}) == len(everything)
    assert build(given_blocks) == outline
    for section in everything:
        assert section.path == () or section.path[-1] == section.title
        assert [child.level for child in section.children] == [section.level + 1] * len(section.children)


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks(), max_size=25))
def test_joining_twice_is_joining_once(given_blocks):
    once = join(given_blocks)

    assert join(once) == once


def test_thousands_of_levels_end_on_the_deepest_one_with_their_text():
    deep = [Block(text=f"item {depth}", kind=BlockKind.ITEM, marker="1.", depth=depth) for depth in range(1, 3000)]
    ranks = [Block(text=f"{'1.' * depth}1 Heading", kind=BlockKind.HEADING, rank=6) for depth in range(2, 20)]

    outline = build([*deep, *ranks])

    everything = [section for root in outline.sections for section in root.walk()]
    assert max(section.level for section in everything) <= 12
    assert "item 2999" in " ".join(printed(outline))


def test_hundred_thousand_blocks_take_time_in_proportion():
    def seconds(count):
        kinds = (
            {"text": "1. item"},
            {"text": "same line"},
            {"text": "Heading", "kind": BlockKind.HEADING, "rank": 2},
            {"text": "point", "kind": BlockKind.ITEM, "depth": 1},
            {"text": "(a) letter;"},
        )
        many = [Block(**kinds[index % len(kinds)]) for index in range(count)]
        start = time.process_time()
        build(many)
        return time.process_time() - start

    small, large = seconds(2_000), seconds(20_000)

    assert large < 40 * max(small, 0.02)


def test_hostile_line_is_read_in_time():
    lines = [
        "第1条" + "（" * 200_000,
        "1" * 200_000,
        "(" * 200_000,
        "a. " * 100_000,
        "https://" * 50_000,
        "+1 " * 100_000,
        ": " * 200_000,
    ]
    start = time.process_time()

    outline = build([Block(text=line) for line in lines] + [Block(text="A b " * 100_000, emphasis=150_000)])

    assert time.process_time() - start < 5
    assert sum(len(words) for words in printed(outline)) > 1_000_000
