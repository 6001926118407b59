from monitor.document.block import Block, BlockKind
from monitor.document.sections import build


def tag(rank, words):
    return Block(text=words, kind=BlockKind.HEADING, rank=rank)


def bold(words):
    return Block(text=words, emphasis=len(words))


def prose(words="This is told here in a sentence of its own."):
    return Block(text=words)


def levels(*blocks):
    return [(section.title, section.level) for root in build(blocks).sections for section in root.walk()]


def test_title_stands_beside_its_sections():
    found = levels(
        tag(1, "Privacy Policy"), prose(), tag(2, "Data"), prose(), tag(3, "Cookies"), prose(), tag(2, "Law"), prose()
    )

    assert found == [("Privacy Policy", 1), ("Data", 1), ("Cookies", 2), ("Law", 1)]


def test_stray_heading_at_the_end_does_not_move_the_others():
    body = [part for name in ("Data", "Purposes", "Sharing", "Rights", "Law") for part in (tag(2, name), prose())]

    found = levels(tag(1, "Privacy Policy"), prose(), *body, tag(1, "Join us today"), prose())

    assert {level for _, level in found} == {1}


def test_skipped_levels_make_no_hole():
    found = levels(
        tag(1, "Terms of Service"), prose(), tag(2, "Data"), prose(), tag(5, "Cookies"), prose(), tag(2, "Law"), prose()
    )

    assert found == [("Terms of Service", 1), ("Data", 1), ("Cookies", 2), ("Law", 1)]


def test_bold_lines_stand_below_tags():
    found = levels(tag(2, "Data"), prose(), bold("Cookies"), prose(), tag(2, "Law"), prose(), bold("Court"), prose())

    assert found == [("Data", 1), ("Cookies", 2), ("Law", 1), ("Court", 2)]


def test_bold_line_inside_a_numbered_section_does_not_take_over_the_next_number():
    found = levels(
        bold("READ THIS FIRST"),
        prose(),
        bold("1. Data"),
        prose(),
        bold("Cookies"),
        prose(),
        bold("2. Law"),
        prose(),
        bold("3. End"),
        prose(),
    )

    assert found == [("READ THIS FIRST", 1), ("1. Data", 1), ("Cookies", 2), ("2. Law", 1), ("3. End", 1)]


def test_numbers_that_begin_anew_stand_inside_bold_parts():
    found = levels(
        bold("Shop"),
        bold("1. Data"),
        prose(),
        bold("2. Law"),
        prose(),
        bold("Site"),
        bold("1. Data"),
        prose(),
        bold("2. Law"),
        prose(),
    )

    assert found == [("Shop", 1), ("1. Data", 2), ("2. Law", 2), ("Site", 1), ("1. Data", 2), ("2. Law", 2)]


def test_dotted_number_stands_below_its_number_though_the_tags_are_the_same():
    found = levels(tag(2, "1. Data"), prose(), tag(2, "1.1 Cookies"), prose(), tag(2, "2. Law"), prose())

    assert found == [("1. Data", 1), ("1.1 Cookies", 2), ("2. Law", 1)]


def test_one_small_tag_among_bold_headings_stands_below_them():
    names = ("Data", "Place", "Posts", "Messages", "Contacts", "Support")
    body = [part for name in names for part in (bold(name), prose())]

    found = levels(tag(1, "Privacy Policy"), prose(), *body[:4], tag(3, "Map"), prose(), *body[4:])

    assert found == [("Privacy Policy", 1), ("Data", 1), ("Place", 1), ("Map", 2), *((name, 1) for name in names[2:])]


def test_annex_stands_beside_the_numbered_sections():
    found = levels(prose("1. Data"), prose(), prose("2. Law"), prose(), prose("Annex A"), prose())

    assert found == [("1. Data", 1), ("2. Law", 1), ("Annex A", 1)]


def test_uid_outlives_a_new_number_and_a_new_place():
    old = build([tag(2, "1. Data"), prose(), tag(2, "2. Law"), prose("Ours.")]).sections
    new = build(
        [tag(2, "1. News"), prose("New."), tag(2, "2. Law"), prose("Ours."), tag(2, "3. Data"), prose()]
    ).sections

    assert [section.uid for section in old] == [new[2].uid, new[1].uid]


def test_one_bold_heading_does_not_hide_the_unmarked_ones():
    names = ("Data we keep", "Purposes of use", "Who gets it", "Your rights")
    body = [part for name in names for part in (prose(name), prose())]

    found = levels(prose("Privacy Policy"), prose(), *body, bold("Contact"), prose())

    assert [title for title, _ in found] == ["Privacy Policy", *names, "Contact"]


def test_unmarked_lines_are_no_headings_where_sections_are_numbered():
    found = levels(
        prose("1. Data"), prose(), prose("Example Ltd"), prose(), prose("2. Law"), prose(), prose("3. End"), prose()
    )

    assert [title for title, _ in found] == ["1. Data", "2. Law", "3. End"]
