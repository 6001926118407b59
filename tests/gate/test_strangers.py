"""Whole pages of the same site where the policy should be: other documents, lists, half a page, the front page."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor import pipeline
from monitor.model import Outcome, Redirect, Snapshot, Target
from monitor.store import Store

START = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://rindou.example/legal/privacy"
TARGET = Target(name="rindou", url=URL)


def page(title, *parts, lang="en"):
    menu = '<nav><a href="/">Home</a><a href="/shop">Shop</a><a href="/login">Log in</a></nav>'
    body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title} | Rindou</title></head><body>{menu}'
        f"<main><h1>{title}</h1>{body}</main><footer>© Rindou</footer></body></html>"
    )


PRIVACY_PARTS = (
    "Rindou Ltd runs this shop. This policy says what becomes of the personal data of its customers.",
    "<h2>1. What we collect</h2>",
    "We collect the name, the postal address and the telephone number that come with an order.",
    "We also collect the address of your device, for two weeks, to keep the shop from being abused.",
    "<h2>2. What for</h2>",
    "We use personal data to deliver orders, to send invoices and to answer questions of customers.",
    "<h2>3. To whom</h2>",
    "Carriers and banks get what they need for an order. Nobody else receives personal data from us.",
    "<h2>4. How long</h2>",
    "Orders are kept for seven years, as tax law demands, and are deleted after that without a request.",
    "<h2>5. Your rights</h2>",
    "You may see, correct and erase what is stored about you. Write to privacy@rindou.example for that.",
)
PRIVACY = page("Privacy policy", *PRIVACY_PARTS)
TERMS = page(
    "Terms of service",
    "These terms govern each purchase in the shop. Whoever orders accepts them as a whole.",
    "Prices include value added tax. Delivery is charged by weight and shown before the order is sent.",
    "Risk passes to the buyer when the parcel is handed over. Title stays with the seller until payment.",
    "Defects must be reported within two months. The seller then repairs or replaces the goods at its cost.",
    "Liability for slight negligence is limited to the price. The courts of Sakura have jurisdiction.",
)
COOKIES = page(
    "Cookie policy",
    "Small files are written by this shop into your browser. This page lists each one by its name.",
    "<ul><li>basket: remembers goods until you leave</li><li>lang: remembers a language for one year</li></ul>",
    "Statistics run without any of them. Settings of a browser can block every file of that kind.",
)
SEARCH = page(
    "Search results",
    "1 to 10 of 34 results for “privacy”",
    "<ul><li>Spring sale: pots for privacy on your balcony</li><li>Hedges and screens, all sizes</li></ul>",
    "Sort by relevance or by price. Show more results.",
)
HELP = page(
    "Help centre",
    "How can we help you today? Choose one of the most popular topics.",
    "<ul><li>Where is my parcel?</li><li>How do I change my size?</li><li>Which payments do you take?</li></ul>",
)
NEWS = page(
    "News",
    "<h2>Our garden is open again</h2>",
    "On the first Sunday of May the gates open at ten, with tea and music for all guests.",
    "<h2>A new gardener</h2>",
    "Momiji has joined the team, and brings twenty years of roses along.",
)
FRONT = page(
    "Rindou – flowers since 1921",
    "Fresh gentians every morning, cut in the hills and with you by noon.",
    "<h2>This week</h2>",
    "Bouquets from twelve euros. Free delivery in Sakura.",
)
FRENCH = page(
    "Politique de confidentialité",
    "Rindou exploite cette boutique et traite les données personnelles de ses clients comme suit.",
    "Nous recueillons le nom, l'adresse postale et le numéro de téléphone joints à une commande.",
    "Les commandes sont conservées sept ans, comme la loi fiscale l'exige, puis effacées.",
    lang="fr",
)
JAPANESE = page(
    "個人情報保護方針",
    "りんどう株式会社は、お客様の個人情報を次のとおり取り扱います。",
    "ご注文の際に、氏名、住所、電話番号を取得し、商品の発送と代金の請求に利用します。",
    "法令に定めのある場合を除き、第三者に個人情報を提供することはありません。",
    lang="ja",
)
HALF = page("Privacy policy", *PRIVACY_PARTS[:5])
CUT = PRIVACY[: PRIVACY.index("as tax law")]
MENU = page("Legal", "<ul><li>Privacy policy</li><li>Terms of service</li><li>Cookie policy</li></ul>")


@pytest.fixture
def see():
    with Store(":memory:") as store:
        road, clock = pipeline.Road(store=store), [START]

        def see(html, place=URL):
            clock[0] += timedelta(hours=12)
            hops = (Redirect(status=302, url=place),) if place != URL else ()
            snapshot = Snapshot(
                target="rindou",
                url=URL,
                final_url=place,
                status=200,
                headers=(("content-type", "text/html; charset=utf-8"),),
                body=html.encode(),
                fetched_at=clock[0],
                redirects=hops,
            )
            return pipeline.record(road, TARGET, snapshot)

        yield see


STRANGERS = {
    "terms in its place": (TERMS, "terms of use instead of a privacy policy"),
    "the cookie policy in its place": (COOKIES, "a cookie policy instead of a privacy policy"),
    "results of a search": (SEARCH, "results of a search instead of a privacy policy"),
    "the help centre": (HELP, "a help page instead of a privacy policy"),
    "the news": (NEWS, "a list of news instead of a privacy policy"),
    "in French": (FRENCH, "another language"),
    "in Japanese": (JAPANESE, "another language"),
    "half of it": (HALF, "only a part"),
    "cut off in a sentence": (CUT, "it breaks off"),
    "a list of documents": (MENU, ""),
    "the front page": (FRONT, "not speak as a policy"),
}


@pytest.mark.parametrize(("html", "says"), STRANGERS.values(), ids=STRANGERS)
def test_another_page_of_the_site_is_held_and_the_next_change_is_compared_with_the_policy(see, html, says):
    see(PRIVACY)

    stranger, good, changed = see(html), see(PRIVACY + " "), see(PRIVACY.replace("two weeks", "six weeks"))

    assert (stranger.outcome, stranger.alert) == (Outcome.HELD, False)
    assert says in stranger.reason
    assert (good.outcome, changed.outcome) == (Outcome.UNCHANGED, Outcome.CHANGED)
    assert [change.place.title for change in changed.changes] == ["1. What we collect"]


@pytest.mark.parametrize(("html", "says"), STRANGERS.values(), ids=STRANGERS)
def test_an_edit_that_came_while_another_page_was_shown_is_found_afterwards(see, html, says):
    see(PRIVACY)
    see(html)

    changed = see(PRIVACY.replace("seven years", "ten years"))

    assert (changed.outcome, changed.alert) == (Outcome.CHANGED, True)
    assert [change.place.title for change in changed.changes] == ["4. How long"]


@pytest.mark.parametrize(
    "place", ["https://rindou.example/", "https://rindou.example/en/", "https://rindou.example/ja"]
)
def test_a_redirect_to_the_front_page_is_held_however_long_it_lasts(see, place):
    see(PRIVACY)

    visits = [see(FRONT + " " * number, place) for number in range(8)]

    assert {visit.outcome for visit in visits} == {Outcome.HELD}
    assert "front page" in visits[0].reason


def test_the_reason_names_the_place_with_its_port(see):
    see(PRIVACY)

    visit = see(HELP, "https://admin:secret@rindou.example:8443/error?token=secret")

    assert "https://rindou.example:8443/error" in visit.reason
    assert "secret" not in visit.reason


def test_a_policy_of_two_documents_is_still_that_policy_when_one_goes(see):
    terms = TERMS[TERMS.index("<h1>") : TERMS.index("</main>")]
    both = PRIVACY.replace("</main>", f"{terms}</main>")
    see(both)

    outcomes = [see(PRIVACY + " " * number).outcome for number in range(4)]

    assert Outcome.CHANGED in outcomes


SHORTER = page(
    "Privacy policy",
    "Rindou Ltd runs this shop. What becomes of the personal data of its customers is said here in short.",
    "We collect the name, the postal address and the telephone number that come with an order, and nothing more.",
    "Orders are kept for seven years, as tax law demands. You may see, correct and erase what is stored about you.",
)


def test_a_policy_cut_to_half_by_an_honest_consolidation_is_a_change_at_once(see):
    see(PRIVACY)

    visit = see(SHORTER)

    assert (visit.outcome, visit.alert) == (Outcome.CHANGED, True)
