"""Which signs make a section of a line: capitals, questions, slanted or underlined starts; and which make none."""

import monitor


def headings(text, media_type="text/html; charset=utf-8"):
    return [section.title for section in monitor.read(text.encode(), media_type=media_type).walk()]


def clauses(text, media_type="text/html; charset=utf-8"):
    version = monitor.read(text.encode(), media_type=media_type)
    return [f"{clause.label} {clause.text}".strip() for section in version.walk() for clause in section.clauses]


PLAIN = "text/plain; charset=utf-8"


def test_numbered_lines_in_capitals_are_sections_though_a_full_stop_ends_them():
    page = (
        "<h1>Gym rules</h1>"
        "<p>1. ACCESS.</p><p>You need a card to enter. Cards are made at the desk.</p>"
        "<p>2. TOWELS.</p><p>Bring a towel and lay it on every bench that you use.</p>"
        "<p>3. LOCKERS.</p><p>Lockers are emptied at night, and we keep nothing.</p>"
    )

    assert headings(page) == ["Gym rules", "1. ACCESS.", "2. TOWELS.", "3. LOCKERS."]


def test_questions_between_texts_are_headings_beside_any_others():
    page = (
        "<h1>Post office box</h1><h2>Renting</h2><p>You can rent a box for a year at any of our counters.</p>"
        "<p>Who may open the box?</p><p>You, and whoever has your key and your written word.</p>"
        "<p>What happens to parcels?</p><p>They wait at the counter for two weeks. Then they go back.</p>"
        "<p>Can I give the box up early?</p><p>Yes, but we do not pay back the rest of the rent.</p>"
        "<h2>Keys</h2><p>A lost key costs twenty francs. We need a day to cut a new one.</p>"
        "<h2>Hours</h2><p>The hall with the boxes is open at all hours.</p>"
        "<h2>Complaints</h2><p>Write to the head of the office.</p>"
    )

    assert headings(page)[2:5] == ["Who may open the box?", "What happens to parcels?", "Can I give the box up early?"]


def test_slanted_starts_are_headings_and_slanted_paragraphs_are_not():
    page = (
        "<h1>Library notice</h1><p><em>The library is run by the parish and its friends.</em></p>"
        "<p><em>Loans.</em> We keep a list of the books you have at home until you bring them back.</p>"
        "<p><em>Fines.</em> We keep what you owe for as long as you owe it, and for a month more.</p>"
    )

    assert headings(page) == ["Library notice", "Loans", "Fines"]


def test_underlined_start_behind_a_number_is_the_heading():
    page = (
        "<h1>Lease</h1>"
        "<p>1. <u>Rent</u>. The rent is due on the first day of each month.</p>"
        "<p>2. <u>Repairs</u>. The tenant shall tell the owner of any damage.</p>"
        "<p>3. <u>End</u>. It ends:</p><p>(a) by notice; or</p><p>(b) when the house burns down.</p>"
    )

    assert headings(page) == ["Lease", "1. Rent", "2. Repairs", "3. End"]


def test_bold_words_that_a_sentence_goes_on_from_are_no_heading():
    page = (
        "<h1>会員規程</h1><p><b>1. 会員</b>とは、入会の手続を終えた者をいう。</p>"
        "<p><b>2. 会費</b>は、年額三千円とする。</p><p><b>3. 退会</b>を希望する者は、届け出る。</p>"
    )

    assert headings(page) == ["会員規程"]


def test_date_with_a_slanted_label_is_no_heading():
    page = (
        "<h1>Notice</h1><p><em>Last updated:</em> 7 October 2023</p>"
        "<p><em>Storage.</em> We keep your letters in a cupboard that is locked at night.</p>"
        "<p><em>Sharing.</em> We show your letters to nobody unless you asked us to do so.</p>"
    )

    assert headings(page) == ["Notice", "Storage", "Sharing"]


def test_cell_across_all_columns_is_of_none_of_them():
    page = (
        "<h1>Fees</h1><table><tr><th>Service</th><th>Fee</th></tr><tr><td>Copy</td><td>1 franc</td></tr>"
        "<tr><td>Seal</td><td>2 francs</td></tr><tr><td colspan=2>All fees are for one page.</td></tr></table>"
    )

    assert clauses(page) == [
        "Service: Copy | Fee: 1 franc",
        "Service: Seal | Fee: 2 francs",
        "All fees are for one page.",
    ]


def test_next_letter_of_a_list_does_not_go_on_with_the_item_before():
    text = (
        "We ask you for the following:\na. the name that stands in your passport and\n"
        "b. the day on which you were born.\n"
    )

    assert clauses(text, PLAIN) == [
        "We ask you for the following:",
        "a. the name that stands in your passport and",
        "b. the day on which you were born.",
    ]


def test_japanese_line_that_ends_on_a_particle_goes_on_in_the_next():
    text = (
        "個人情報の取扱い\n\n　当店は、お客様からお預かりした氏名、住所及び電話番号その他の個人情報を\n"
        "次のとおり取り扱います。\n\n１．利用目的\n　商品の発送に利用します。\n２．保存\n　一年間保存します。\n"
    )

    assert clauses(text, PLAIN)[0] == (
        "当店は、お客様からお預かりした氏名、住所及び電話番号その他の個人情報を次のとおり取り扱います。"
    )


def test_phrases_before_sentences_are_headings_of_their_numbers():
    rows = [
        "1. Use of what you send to improve the game. By playing you agree that we may learn from it.",
        "2. Prizes. We may give prizes, and you must claim them within a week.",
        "3. Young players with a parent or without. They need one who agrees to this.",
    ]

    assert headings("<h1>Rules of the game</h1>" + "".join(f"<p>{row}</p>" for row in rows))[1:] == [
        "1. Use of what you send to improve the game",
        "2. Prizes",
        "3. Young players with a parent or without",
    ]


def test_unnumbered_bold_line_after_the_last_number_stands_beside_the_numbered_ones():
    page = (
        "<h1>Allotment rules</h1><p><b>1. Water</b></p><p>Water is turned off in winter.</p>"
        "<p><b>2. Fires</b></p><p>No fires before dusk.</p><p><b>Questions</b></p><p>Ask the secretary.</p>"
    )

    version = monitor.read(page.encode())

    assert [(section.title, section.level) for section in version.walk()][1:] == [
        ("1. Water", 1),
        ("2. Fires", 1),
        ("Questions", 1),
    ]


def test_few_words_before_sentences_are_headings_where_most_paragraphs_begin_so():
    english = (
        "Chapel hire\n\nKeys. You may fetch the key at the vicarage on the day before.\n\n"
        "Candles. Candles are allowed on stands, and must never be left alone.\n\n"
        "Cleaning. We clean the chapel on Mondays. You sweep it when you leave.\n"
    )
    japanese = (
        "集会室の利用\n\n利用時間　集会室は、午前九時から午後九時まで利用できます。\n"
        "利用料　利用料は、一時間につき五百円です。お支払いは窓口でお願いします。\n"
        "取消し　利用の取消しは、前日までに窓口へお申し出ください。\n"
    )

    assert headings(english, PLAIN) == ["Chapel hire", "Keys", "Candles", "Cleaning"]
    assert headings(japanese, PLAIN) == ["集会室の利用", "利用時間", "利用料", "取消し"]


def test_number_in_an_element_of_its_own_is_the_label_of_the_word_after_it():
    part = "<div class=h><span>{}</span><span>{}</span></div><div class=b><p>{}</p></div>"
    page = "<h1>Statement</h1>" + "".join(
        part.format(number, name, "We say here what we do with the letters that you send us.")
        for number, name in [(1, "Scope"), (2, "Letters"), (3, "Storage")]
    )

    assert headings(page) == ["Statement", "1 Scope", "2 Letters", "3 Storage"]


def test_addenda_count_their_articles_anew():
    text = (
        "第1条　この規則は、利用について定める。\n（１）館内\n（２）館外\n第2条　利用は、無料とする。\n"
        "附則\n（施行期日）\n第1条　この規則は、令和3年4月1日から施行する。\n"
    )

    version = monitor.read(text.encode(), media_type=PLAIN)

    assert [(section.title, section.level) for section in version.walk()][2:] == [("附則", 1), ("第1条 施行期日", 2)]
