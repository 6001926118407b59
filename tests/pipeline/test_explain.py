"""For an alert as for a silence, the chain of one visit can be told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor import pipeline
from monitor.errors import StoreError
from monitor.model import Channel, Failure, Level, Outcome, Redirect, Snapshot, Target, Topic
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
TARGET = Target(name="club", url="https://club.example/privacy", notify=("legal", "strict", "kids"), tags=("sport",))
CHANNELS = (
    Channel(name="legal", url="json://x"),
    Channel(name="strict", url="json://x", tags=("bank",)),
    Channel(name="kids", url="json://x", topics=(Topic.CHILDREN,)),
    Channel(name="other", url="json://x", level=Level.MATERIAL),
)
PAGE = """<html><body><nav>{menu}</nav><main><h1>Privacy</h1><h2>Retention</h2>
<p>The list of members is kept for {months} months after a member has left.</p><h2>Passing on</h2>
<p>The list is given to the association of clubs once a year, and to nobody else.</p>{more}{end}"""
END = "</main></body></html>"


@pytest.fixture
def store():
    with Store(":memory:") as store:
        yield store


def see(store, day, **values):
    return record(
        store, day, PAGE.format(**{"menu": "Home News", "months": 6, "more": "", "end": END} | values).encode()
    )


def record(store, day, body):
    snapshot = Snapshot(
        target="club",
        url=TARGET.url,
        final_url=TARGET.url,
        status=200,
        headers=(("content-type", "text/html"),),
        body=body,
        fetched_at=NOW + timedelta(days=day),
    )
    return pipeline.record(pipeline.Road(store=store, channels=CHANNELS), TARGET, snapshot)


def told(store, number=None, target=TARGET):
    return [f"{reason.stage}: {reason.text}" for reason in pipeline.explain(store, CHANNELS, target, number)]


def test_an_alert_is_explained_from_the_fetch_to_each_channel(store):
    see(store, 0)
    see(store, 1, months=12)

    lines = told(store, 2)

    assert [line.partition(":")[0] for line in lines] == [
        *("fetch", "fetch", "gate", "read", "align", "level"),
        *("route", "route", "route", "route"),
    ]
    assert "gate: open" in lines
    assert "align: 1 section differs: 1 reworded" in lines
    assert any("material: Retention: " in line and "6 months" in line for line in lines)
    assert "route: channel legal: waiting" in lines
    assert "route: channel strict: not told: the target has none of its tags" in lines
    assert "route: channel kids: not told: no change has a topic or signal that it asks for" in lines
    assert "route: channel other: not told: the target does not name it" in lines


def test_a_silence_is_explained(store):
    see(store, 0)
    see(store, 1, menu="Home News Shop")

    assert any(
        line.startswith("align: every clause reads as in version 1 of club; the page differs in its markup")
        for line in told(store)
    )
    assert told(store, 1)[-1] == "align: there was no version before it"


def test_what_is_held_again_is_explained_by_the_answer_that_was_held_first(store):
    clauses = [
        f"<p>Record {number} is kept at the office of the club until its keeper leaves.</p>" for number in range(40)
    ]
    see(store, 0, menu="Home", more="".join(clauses))
    for day in (1, 2):
        visit = see(store, day, menu="Home", more="".join(clauses[:12]), end="")

    lines = told(store)

    assert visit.outcome is Outcome.HELD
    assert any(line.startswith("gate: held: ") and "it ends after" in line for line in lines)
    (kept,) = [line for line in lines if "SHA-256" in line]
    assert kept.endswith("were not kept: they say what was held first on 2026-04-02 09:00 UTC, and that is kept")
    (read,) = [line for line in lines if line.startswith("read: ")]
    assert "14 clauses" in read


def test_a_held_answer_that_was_let_go_of_is_not_said_to_have_been_empty(store):
    see(store, 0)
    wall = b"<html><head><title>Just a moment...</title></head><body></body></html>"
    visit = record(store, 1, wall)
    store.prune(NOW + timedelta(days=2), NOW + timedelta(days=3))

    assert visit.outcome is Outcome.HELD
    assert "read: what came is no longer kept, and cannot be read again" in told(store)
    assert told(store)[1].endswith("…) are no longer kept")


def test_a_failure_is_explained_by_its_reason(store):
    failure = Failure(target="club", url=TARGET.url, reason="the name does not resolve", failed_at=NOW)
    pipeline.fail(pipeline.Road(store=store), TARGET, failure)

    assert "gate: failed: the name does not resolve" in told(store)


def test_a_visit_that_never_was_is_said(store):
    see(store, 0)

    with pytest.raises(StoreError, match="no visit made a version 7"):
        told(store, 7)
    with pytest.raises(StoreError, match="it was never visited"):
        told(store, target=replace(TARGET, name="other"))


# --- how the target stands -----------------------------------------------------------------------------------


def miss(store, day, reason="it took too long to answer", **values):
    failure = Failure(target="club", url=TARGET.url, reason=reason, failed_at=NOW + timedelta(days=day), **values)
    return pipeline.fail(pipeline.Road(store=store, channels=CHANNELS), TARGET, failure)


def health(store, target=TARGET):
    return [line.removeprefix("health: ") for line in told(store, target=target) if line.startswith("health: ")]


def test_a_sound_target_has_no_line_of_health(store):
    see(store, 0)

    assert health(store) == []


def test_failures_are_explained_with_their_number_and_when_people_hear_of_them(store):
    see(store, 0)
    miss(store, 1)
    miss(store, 2)

    assert health(store) == [
        "failing on 2 visits in a row since 2026-04-02 09:00 UTC: no answer came",
        "not told yet: it is after 3 visits in a row (`report_after`)",
    ]
    miss(store, 3)
    assert health(store)[-1] == "people were told, and will be once more when it is over"


def test_a_refusal_is_explained_as_blocked_and_a_long_silence_with_it(store):
    see(store, 0)
    for day in range(1, 12):
        miss(store, day, "the site's robots.txt does not allow it", is_refusal=True)

    first, *_, last = health(store)

    assert first == "blocked on 11 visits in a row since 2026-04-02 09:00 UTC: the site keeps programs out"
    assert last.startswith("silent: nothing could be read since 2026-04-01 09:00 UTC; told again on 2026-04-")


def test_what_is_held_is_explained_with_how_long_it_must_stay(store):
    see(store, 0)
    record(store, 1, b"<html lang='fr'><body><h1>Vie priv\xc3\xa9e</h1><p>La liste des membres est gard\xc3\xa9e.</p>")

    lines = health(store)

    assert lines[0] == "held on 1 visit since 2026-04-02 09:00 UTC: an answer came that is not the policy"
    assert lines[-1].startswith("the words that are held were seen on 1 visit since 2026-04-02 09:00 UTC; ")
    assert "on 3 visits over 24 hours (`settle`)" in lines[-1]


def test_a_page_without_what_is_selected_is_explained_as_drifted(store):
    target = replace(TARGET, select="#policy")
    page = PAGE.format(menu="Home", months=6, more="", end=END)
    for day, body in enumerate((page.replace("<main>", "<main id='policy'>"), page)):
        snapshot = Snapshot(
            target="club",
            url=TARGET.url,
            final_url=TARGET.url,
            status=200,
            headers=(("content-type", "text/html"),),
            body=body.encode(),
            fetched_at=NOW + timedelta(days=day),
        )
        pipeline.record(pipeline.Road(store=store, channels=CHANNELS), target, snapshot)

    said = "the page came, and nothing on it is what `select`, or the # of its address, names"
    assert health(store, target)[0].endswith(said)


def test_a_page_that_alternates_is_explained_with_what_would_end_it(store):
    for day, months in enumerate((6, 12, 6, 12, 6)):
        see(store, day, months=months)

    (line,) = health(store)

    assert line.startswith("flapping: 3 returns lately, the longest run between two of 1 visit; ")
    assert "more than 2 visits and 24 hours (`settle`); so far it is 1" in line


def test_a_page_that_moved_and_a_new_certificate_are_explained(store):
    for day in range(4):
        snapshot = Snapshot(
            target="club",
            url=TARGET.url,
            final_url="https://club.example/legal/privacy",
            status=200,
            headers=(("content-type", "text/html"),),
            body=PAGE.format(menu=day, months=6, more="", end=END).encode(),
            fetched_at=NOW + timedelta(days=day),
            redirects=(Redirect(status=301, url="https://club.example/legal/privacy"),),
            certificate="old" if day < 3 else "new",
        )
        pipeline.record(pipeline.Road(store=store, channels=CHANNELS), TARGET, snapshot)

    assert health(store) == [
        "redirected on 3 visits or more to https://club.example/legal/privacy, for good; people were told once",
        "the server has shown another certificate since 2026-04-04 09:00 UTC; nobody is told of a renewal",
    ]


def test_a_visit_after_a_long_pause_of_cron_says_so(store):
    for day in (0, 1, 2, 3, 4, 30):
        run = store.runs.start(NOW + timedelta(days=day), host="here", pid=1)
        snapshot = Snapshot(
            target="club",
            url=TARGET.url,
            final_url=TARGET.url,
            status=200,
            headers=(("content-type", "text/html"),),
            body=PAGE.format(menu=day, months=6, more="", end=END).encode(),
            fetched_at=NOW + timedelta(days=day, minutes=1),
        )
        pipeline.record(pipeline.Road(store=store, channels=CHANNELS, run=run), TARGET, snapshot)

    assert health(store) == [
        "no run took place in the 26 days before; what was changed and taken back then was not seen"
    ]


def test_a_page_whose_wording_changes_all_the_time_is_explained_as_noisy(store):
    clauses = [f"<p>Member number {n} of the board answers on day {n} of the week.</p>" for n in range(5)]
    colours = ("red", "green", "blue", "black", "white", "brown", "grey", "pink", "gold", "plum", "rose", "teal")
    for day, colour in enumerate(colours):
        shown = [*clauses[: day % 5], f"<p>Members pay with the {colour} card.</p>", *clauses[day % 5 + 1 :]]
        see(store, day, more="".join(shown))

    assert health(store)[0] == "noisy: its wording changed on 5 of the last 10 visits that brought it"


def test_a_return_is_explained_with_what_the_next_one_is(store):
    for day, months in enumerate((6, 6, 6, 12, 12, 12, 6)):
        see(store, day, months=months)

    assert health(store) == ["a wording came back 1 visit ago: the next return is quiet"]


def elsewhere(store, day, address, **values):
    snapshot = Snapshot(
        target="club",
        url=TARGET.url,
        final_url=address,
        status=200,
        headers=(("content-type", "text/html"),),
        body=PAGE.format(menu=day, months=6, more="", end=END).encode(),
        fetched_at=NOW + timedelta(days=day),
        **values,
    )
    pipeline.record(pipeline.Road(store=store, channels=CHANNELS), TARGET, snapshot)


def test_a_page_that_says_it_moved_is_explained_before_people_are_told(store):
    address = "https://club.example/legal/privacy"
    elsewhere(store, 0, address, redirects=(Redirect(status=301, url=address),))

    assert health(store) == [f"its address says that it moved to {address}"]


def test_a_page_that_leads_to_another_domain_is_explained(store):
    for day in range(4):
        elsewhere(store, day, "https://association.example/privacy")

    assert health(store) == ["redirected on 3 visits or more, to another domain; people were told once"]


def test_a_certificate_is_new_for_a_week(store):
    for day, certificate in enumerate(("old", *["new"] * 9)):
        elsewhere(store, day, TARGET.url, certificate=certificate)
        assert bool(health(store)) == (1 <= day < 8)


def test_parts_that_were_learnt_as_changing_are_explained_with_their_number(store):
    for day in range(9):
        see(store, day, more=f"<p>This page was shown {day * 37} times on that day, by {day} members.</p>")

    assert health(store)[-1] == "learnt as changing at most visits, and left out of changes: 1 part"
