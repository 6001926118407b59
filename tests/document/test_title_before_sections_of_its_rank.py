"""A title, and the sentence under it, above a main part whose sections are all `<h1>`."""

import monitor

KEPT = "We keep what you store for as long as the plan lasts, and for thirty days after its end."
LEFT = "You may leave us at any time, and we delete your account within thirty days of your letter."
LEAD = "This page says when a plan ends and what you get back."
JA_KEPT = "当社は、お客様の個人情報を契約の期間中および終了後一年間保管し、その後すみやかに削除します。"
JA_LEAD = "このページでは、ご利用プランの終了と返金についてご説明いたします。"


def read(name, header, sections):
    page = (
        f"<html><head><title>{name}</title></head><body><header><a href=/>Reed Help</a></header><div><section>"
        f"{header}<div><article>{sections}</article></div></section></div></body></html>"
    )
    return monitor.read(page.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8")


def test_the_title_and_its_sentence_above_sections_that_are_all_h1_are_read():
    sections = f"<h1>Keeping</h1><p>{KEPT}</p><h1>Leaving</h1><p>{LEFT}</p>"
    rest = f"Keeping\n{KEPT}\nLeaving\n{LEFT}"

    apart = read("Ending a plan | Reed Help", f"<header><h1>Ending a plan</h1><p>{LEAD}</p></header>", sections)
    bare = read("Ending a plan | Reed Help", f"<header><h1>Ending a plan</h1>{LEAD}</header>", sections)
    named = read("Reed Help", f"<header><h1>Refund policy</h1><p>{LEAD}</p></header>", sections)

    assert apart.text == bare.text == f"Ending a plan\n{LEAD}\n{rest}"
    assert named.text == f"Refund policy\n{LEAD}\n{rest}"


def test_a_japanese_title_above_sections_that_are_all_h1_is_read():
    version = read(
        "解約について｜リード",
        f"<header><h1>解約について</h1><p>{JA_LEAD}</p></header>",
        f"<p>{JA_KEPT}</p><h1>返金</h1><p>{JA_KEPT}</p>",
    )

    assert version.text == f"解約について\n{JA_LEAD}\n{JA_KEPT}\n返金\n{JA_KEPT}"


def test_the_name_of_the_site_is_no_title_above_sections_that_are_all_h1():
    sections = f"<h1>Keeping</h1><p>{KEPT}</p><h1>Leaving</h1><p>{LEFT}</p>"
    own = f"<h1>Refund policy</h1><p>{KEPT}</p><h1>Leaving</h1><p>{LEFT}</p>"

    assert read("Plans | Reed", "<header><h1>Reed</h1></header>", sections).text.startswith("Keeping\n")
    assert read("Reed", "<header><h1>Reed</h1></header>", own).text.startswith("Refund policy\n")
    assert read("Plans | Reed", "<header><h1>Plans</h1></header>", f"<h1>Leaving</h1><p>{LEFT}</p>").text == (
        f"Leaving\n{LEFT}"
    )
