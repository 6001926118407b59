"""Walls and shells that stay for days are never the policy, and are no news when they are over."""

from datetime import UTC, datetime, timedelta

import pytest

import monitor
from monitor.model import Outcome

START = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://nadeshiko.example/privacy"
POLICIES = {
    "en": (
        "Privacy policy",
        "Our association keeps the personal data of member number {0} in list {0}, and deletes it after {0} years.",
    ),
    "de": (
        "Datenschutzerklärung",
        "Wir verarbeiten die personenbezogenen Daten von Mitglied {0} in Liste {0} und löschen sie nach {0} Jahren.",
    ),
    "fr": (
        "Politique de confidentialité",
        "Nous traitons les données personnelles du membre {0} dans la liste {0} et les supprimons après {0} ans.",
    ),
    "ja": ("プライバシーポリシー", "当会は、会員番号{0}の個人情報を名簿{0}に記載し、{0}年後に削除します。"),
}
WALLS = {
    "de, partners": (
        "de",
        (
            "<p>Wir respektieren Ihre Privatsphäre</p>"
            "<p>Gemeinsam mit unseren 640 Partnern speichern wir Informationen auf Ihrem Gerät.</p>"
            "<button>Alle akzeptieren</button><button>Einstellungen verwalten</button>"
        ),
    ),
    "fr, partners": (
        "fr",
        (
            "<p>Nous respectons votre vie privée</p>"
            "<p>Avec nos 640 partenaires, nous stockons des informations sur votre appareil.</p>"
            "<button>Tout accepter</button><button>Paramétrer les cookies</button>"
        ),
    ),
    "ja, partners": (
        "ja",
        (
            "<p>お客様のプライバシーを尊重します</p>"
            "<p>当社と640社のパートナーは、お使いの端末に情報を保存し、個人データを利用します。</p>"
            "<button>すべて同意する</button><button>設定を管理</button>"
        ),
    ),
    "en, partners": (
        "en",
        (
            "<p>We and our 640 partners store information on your device and process personal data.</p>"
            "<button>Accept all</button><button>More options</button>"
        ),
    ),
    "fr, loading": ("fr", "<h1>Politique de confidentialité</h1><p>Chargement…</p>"),
    "de, loading": ("de", "<h1>Datenschutzerklärung</h1><p>Wird geladen…</p>"),
    "ja, loading": ("ja", "<h1>プライバシーポリシー</h1><p>読み込んでいます…</p>"),
    "en, trailing": ("en", "<h1>Privacy policy</h1><p>Fetching the document…</p>"),
    "de, a title": ("de", "<h1>Datenschutzerklärung</h1><p>Startseite</p><p>Kontakt</p>"),
    "ja, a line": ("ja", "<h1>プライバシーポリシー</h1><p>ようこそ</p>"),
}
CLOSED = {
    "en": "This service was closed; all personal data were deleted on 3 March 2026.",
    "de": "Dieser Dienst wurde eingestellt. Alle personenbezogenen Daten wurden am 3. März 2026 gelöscht.",
    "fr": "Ce service est fermé. Toutes les données personnelles ont été supprimées le 3 mars 2026.",
    "ja": "本サービスは終了しました。お客様の個人情報はすべて2026年3月3日に削除しました。",
}


def policy(language):
    title, clause = POLICIES[language]
    body = "".join(f"<h2>{number}.</h2><p>{clause.format(number)}</p>" for number in range(11, 71))
    return dressed(language, f"<h1>{title}</h1>{body}")


def dressed(language, text):
    head = f"<!doctype html><html lang='{language}'><head><title>Nadeshiko</title></head>"
    return f"{head}<body><main>{text}</main></body></html>"


@pytest.fixture
def see():
    with monitor.open(":memory:") as archive:
        clock = [START]

        def see(html, url=URL):
            clock[0] += timedelta(hours=12)
            return archive.record(
                target="nadeshiko",
                url=url,
                body=f"{html}<!--{clock[0]}-->".encode(),
                fetched_at=clock[0],
                headers={"content-type": "text/html; charset=utf-8"},
            )

        yield see


@pytest.mark.parametrize(("language", "wall"), WALLS.values(), ids=WALLS)
def test_a_wall_that_stays_replaces_nothing_and_alerts_nobody_when_it_is_over(see, language, wall):
    see(policy(language))

    visits = [see(dressed(language, wall)) for _ in range(8)]
    after = see(policy(language))

    assert {visit.outcome for visit in visits} == {Outcome.HELD}
    assert (after.outcome, after.alert) == (Outcome.UNCHANGED, False)


@pytest.mark.parametrize("language", POLICIES)
def test_a_shell_in_another_language_than_the_policy_is_not_watched_either(see, language):
    see(policy(language))
    other = "de" if language == "ja" else "ja"

    visits = [
        see(dressed(other, "<p>Einen Augenblick</p>" if other == "de" else "<p>少々お待ちを</p>")) for _ in range(6)
    ]

    assert {visit.outcome for visit in visits} == {Outcome.HELD}


@pytest.mark.parametrize("language", CLOSED)
@pytest.mark.parametrize("banner", ["", "<div class='cookie-banner'><p>Cookies</p><button>Accept all</button></div>"])
def test_one_sentence_that_speaks_as_a_policy_replaces_a_long_one_once_it_has_stayed(see, language, banner):
    see(policy(language))

    visits = [see(dressed(language, f"<p>{CLOSED[language]}</p>{banner}")) for _ in range(5)]

    assert [visit.alert for visit in visits] == [False, False, True, False, False]


@pytest.mark.parametrize("language", POLICIES)
def test_a_front_page_that_the_caller_was_led_to_is_held_however_long_it_lasts(see, language):
    goods = "".join(f"<p>Tea number {number}, picked by hand, from twelve coins a tin.</p>" for number in range(90))
    home = dressed(language, f"<h1>Nadeshiko</h1>{goods}")
    for _ in range(5):
        see(policy(language))

    visits = [see(home, "https://nadeshiko.example/") for _ in range(6)]
    after = see(policy(language))

    assert {visit.outcome for visit in visits} == {Outcome.HELD}
    assert (after.outcome, after.alert) == (Outcome.UNCHANGED, False)


def test_an_address_that_the_caller_changes_is_followed_once_the_policy_was_found_there(see):
    see(policy("en"))
    moved = see(policy("en"), "https://nadeshiko.example/legal/privacy")
    edit = see(policy("en").replace("after 12 years", "after 99 years"), "https://nadeshiko.example/legal/privacy")

    assert (moved.outcome, edit.outcome, edit.alert) == (Outcome.UNCHANGED, Outcome.CHANGED, True)


def test_a_policy_that_always_was_at_the_front_page_may_be_rewritten_there(see):
    front = "https://nadeshiko.example/"
    see(policy("en"), front)
    new = "".join(
        f"<p>Guests of garden {number} leave their names, which we process by law and erase in {number} days.</p>"
        for number in range(30)
    )

    visits = [see(dressed("en", f"<h1>Privacy policy</h1>{new}"), front) for _ in range(4)]

    assert [visit.alert for visit in visits].count(True) == 1
