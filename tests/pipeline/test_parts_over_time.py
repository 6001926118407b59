"""A target that watches one of several policies at one address, from visit to visit."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import monitor
from monitor import pipeline
from monitor.model import Channel, NoticeKind, Outcome, Redirect, Snapshot, Target
from monitor.pipeline.reading import rules_of
from monitor.store import Store

START = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://yuzu.example/legal"
LEGAL = Channel(name="legal", url="json://localhost")
PRIVACY = Target(name="privacy", url=f"{URL}#privacy", notify=("legal",))
TERMS = Target(name="terms", url=f"{URL}#terms", notify=("legal",))
TEXTS = {
    "Privacy policy": """<h3>Data</h3><p>Yuzu Travel keeps the names of travellers and the hotels they booked.</p>
<h3>Retention</h3><p>Bookings are kept for {years} years, as the tax law asks, and are then destroyed.</p>
<p>Travellers may ask for a copy of what is kept about them, and for wrong entries to be corrected.</p>""",
    "Terms of use": """<h3>Booking</h3><p>A booking is binding once Yuzu Travel has confirmed it by electronic mail.</p>
<h3>Liability</h3><p>Yuzu Travel is liable up to {price} euros for what a partner fails to provide.</p>
<p>Whoever books for others answers for what they do, and for all that they owe to the hotel.</p>""",
    "Cookie policy": """<p>The site sets a cookie that remembers the language, and one that remembers the basket.</p>
<p>Visitors can refuse both; the site then asks for the language again at the next visit.</p>""",
}
IDS = {"Privacy policy": "privacy", "Terms of use": "terms", "Cookie policy": "cookies"}


def page(ids=IDS, titles=tuple(TEXTS), years=7, price=900, more=""):
    """Write a page; `ids` maps the policies on it to their ids, `titles` says what their headings read."""
    shown = zip(TEXTS, titles, strict=True)
    parts = [
        f'<h2 id="{ids[name]}">{title}</h2>{TEXTS[name].format(years=years, price=price)}'
        for name, title in shown
        if name in ids
    ]
    return f"<html lang='en'><body><main><h1>Legal</h1>{''.join(parts)}{more}</main></body></html>"


class Walk:
    """Targets, each visited once a day."""

    def __init__(self):
        self.store = Store(":memory:")
        self.road = pipeline.Road(store=self.store, channels=(LEGAL,))
        self.at = START

    def see(self, html, target=PRIVACY, place=""):
        self.at += timedelta(days=1)
        snapshot = Snapshot(
            target=target.name,
            url=target.url,
            final_url=place or target.url,
            status=200,
            headers=(("content-type", "text/html; charset=utf-8"),),
            body=html.encode(),
            fetched_at=self.at,
            redirects=(Redirect(status=302, url=place),) if place else (),
        )
        return pipeline.record(self.road, target, snapshot)

    def text(self, name="privacy"):
        return self.store.history.numbered(name).version.text

    @property
    def notices(self):
        return [alert.notice.kind for alert in self.store.outbox.waiting() if alert.notice]


@pytest.fixture
def walk():
    walk = Walk()
    yield walk
    walk.store.close()


def test_an_edit_of_another_policy_of_the_page_is_no_change(walk):
    walk.see(page())

    assert walk.see(page(price=500)).outcome is Outcome.UNCHANGED
    assert walk.see(page(price=500, years=9)).outcome is Outcome.CHANGED


def test_two_targets_of_one_address_each_read_their_own_policy(walk):
    for target in (PRIVACY, TERMS):
        walk.see(page(), target)

    seen = [walk.see(page(price=500), target).outcome for target in (PRIVACY, TERMS)]

    assert seen == [Outcome.UNCHANGED, Outcome.CHANGED]
    assert "Bookings are kept" in walk.text("privacy")
    assert "Bookings are kept" not in walk.text("terms")


def test_a_policy_whose_id_is_renamed_is_found_by_its_heading(walk):
    walk.see(page())

    visit = walk.see(page({**IDS, "Privacy policy": "privacy-2"}))

    assert visit.outcome is Outcome.UNCHANGED
    assert walk.see(page({**IDS, "Privacy policy": "privacy-2"}, years=9)).outcome is Outcome.CHANGED
    version = walk.store.history.numbered("privacy").version
    assert version.part == "Privacy policy"
    assert "#privacy is no longer on this page" in version.notes[0]


def test_a_policy_that_is_taken_off_the_page_is_held_and_told_and_never_replaced_by_the_others(walk):
    walk.see(page())
    others = page({"Terms of use": "terms", "Cookie policy": "cookies"})

    seen = [walk.see(others) for _ in range(5)]

    assert {visit.outcome for visit in seen} == {Outcome.HELD}
    assert "'Privacy policy', is gone" in seen[0].reason
    assert '"Terms of use" (#terms), "Cookie policy" (#cookies)' in seen[0].reason
    assert walk.notices == [NoticeKind.DRIFTED]
    assert walk.see(page()).outcome is Outcome.UNCHANGED


def test_a_policy_that_is_taken_off_the_page_for_a_single_other_one_is_held(walk):
    walk.see(page())

    visit = walk.see(page({"Terms of use": "terms"}))

    assert visit.outcome is Outcome.HELD
    assert walk.notices == [NoticeKind.HELD]


def test_a_policy_that_is_left_alone_on_its_page_goes_on_as_it_was(walk):
    walk.see(page())

    visit = walk.see(page({"Privacy policy": "privacy"}))

    assert visit.outcome is Outcome.UNCHANGED


def test_a_page_that_no_longer_reads_as_several_documents_is_held_before_all_of_it_is_taken(walk):
    walk.see(page())
    plain = page(titles=("Privacy policy", "Good to know", "About biscuits"))

    seen = [walk.see(plain) for _ in range(4)]

    assert [visit.outcome for visit in seen[:2]] == [Outcome.HELD] * 2
    assert "can no longer be told from the rest of the page" in seen[0].reason
    assert seen[2].outcome is Outcome.VARIANT
    assert not any(visit.alert for visit in seen)
    assert seen[3].outcome is Outcome.UNCHANGED


def test_another_fragment_is_another_baseline_and_alerts_nobody(walk):
    walk.see(page())
    other = replace(PRIVACY, url=f"{URL}#cookies")

    visit = walk.see(page(), other)

    assert visit.outcome is Outcome.UNCHANGED
    assert walk.text().startswith("Cookie policy")
    assert not walk.store.outbox.waiting()


def test_a_fragment_that_is_written_behind_a_watched_address_alerts_nobody(walk):
    walk.see(page(), replace(PRIVACY, url=URL))

    visit = walk.see(page(price=500))

    assert visit.outcome is Outcome.UNCHANGED
    assert walk.text().startswith("Privacy policy")


@pytest.mark.parametrize("suffix", ["", "#top", "#:~:text=rights", "#/privacy", "#!privacy"])
def test_what_names_no_place_on_a_page_is_no_rule_of_reading(suffix):
    assert rules_of(Target(name="a", url=URL + suffix)) == rules_of(Target(name="a", url=URL))


def test_the_fragment_survives_a_redirect_and_one_of_the_redirect_changes_nothing(walk):
    walk.see(page(), place="https://yuzu.example/hub")
    assert walk.text().startswith("Privacy policy")

    assert walk.see(page(price=500), place="https://yuzu.example/hub#terms").outcome is Outcome.UNCHANGED


def test_reading_anew_reads_each_version_as_it_was_read(walk):
    walk.see(page())
    walk.see(page({**IDS, "Privacy policy": "privacy-2"}, years=9))
    walk.see(page({**IDS, "Privacy policy": "privacy-2"}, years=11))

    walk.store.outbox.mark_sent(walk.store.outbox.waiting(), walk.at)

    done = pipeline.reread(walk.store, PRIVACY)

    assert (done.versions, done.differing, done.unreadable) == (3, 0, 0)
    assert {kept.version.part for kept in walk.store.history.all("privacy")} == {"Privacy policy"}


def test_reading_anew_by_another_fragment_reads_the_other_policy(walk):
    walk.see(page())
    walk.see(page({**IDS, "Terms of use": "terms-2"}, years=9))
    walk.store.outbox.mark_sent(walk.store.outbox.waiting(), walk.at)

    pipeline.reread(walk.store, replace(PRIVACY, url=f"{URL}#terms"))

    assert {kept.version.part for kept in walk.store.history.all("privacy")} == {"Terms of use"}


def test_the_explanation_of_a_visit_says_which_policy_was_read(walk):
    walk.see(page())

    told = [reason.text for reason in pipeline.explain(walk.store, (LEGAL,), PRIVACY)]

    assert 'read the part that #privacy names: "Privacy policy", one of 3 documents on this page' in told


def record(archive, day, html, url):
    at = START + timedelta(days=day)
    return archive.record(target="yuzu", url=url, body=html.encode(), fetched_at=at)


def test_the_archive_reads_the_policy_that_the_address_names():
    with monitor.open(":memory:") as archive:
        record(archive, 0, page(), f"{URL}#privacy")

        assert record(archive, 1, page(price=500), f"{URL}#privacy").outcome is Outcome.UNCHANGED
        assert record(archive, 2, page(price=500), f"{URL}#terms").outcome is Outcome.UNCHANGED
        assert record(archive, 3, page(price=100), f"{URL}#terms").outcome is Outcome.CHANGED


def test_in_the_archive_the_fragment_survives_where_the_address_leads_elsewhere():
    with monitor.open(":memory:") as archive:
        record(archive, 0, page(), f"{URL}#privacy")

        for day in (1, 2, 3):
            visit = record(archive, day, page(price=500 - day), "https://yuzu.example/hub")
            assert visit.outcome is Outcome.UNCHANGED
