"""Text that a control in the policy opens: the rest behind "Read more", and dialogues that its words name."""

import pytest

import monitor

KEPT = "We keep the records of our customers for six years after the end of their contract."
OTHER = "Members may leave the club at the end of any month, and they need not give us a reason."
MORE = "Records of complaints are kept for ten years, as the law of our country wants it."
SHORT = "We share it with our bank."
JAPANESE = "お客様の記録は、契約の終了後も六年間保管いたします。"
HIDDEN = "style='display:none'"


def read(markup, **values):
    return monitor.read(
        markup.encode(), url="https://example.org/legal/", media_type="text/html; charset=utf-8", **values
    )


RESTS = {
    "a control before the rest": f"<a class=read-more href=#>Read more</a><span class=more {HIDDEN}> {{0}}</span>",
    "a control behind the rest": f"<span {HIDDEN}> {{0}}</span> <a href='javascript:void(0)'>Read more</a>",
    "a button": "<button>Show more</button><span hidden> {0} <a href=#>Read less</a></span>",
    "a Japanese control": f"<a href=#>続きを読む</a><span {HIDDEN}> {{0}}<a href=#>閉じる</a></span>",
    "a control below the paragraph": f"<span {HIDDEN}> {{0}}</span></p><button>Read more</button><p>",
}


@pytest.mark.parametrize("name", RESTS)
@pytest.mark.parametrize("rest", [SHORT, KEPT, JAPANESE])
def test_the_rest_of_a_text_is_read_where_it_goes_on(name, rest):
    version = read(f"<main><h1>Rules</h1><p>{OTHER}{RESTS[name].format(rest)}</p><p>{MORE}</p></main>")

    assert version.text == f"Rules\n{OTHER} {rest}\n{MORE}"
    assert version.notes == ()


def test_a_control_that_leads_to_a_page_opens_nothing():
    page = f"<p>{OTHER} <a href=/news>Read more</a><span {HIDDEN}>{SHORT}</span></p><p>{MORE}</p>"

    assert SHORT not in read(f"<main><h1>Rules</h1>{page}</main>").text


MODAL = (
    "<div class='modal fade' id=m1 tabindex=-1 style='display:none'>"
    "<div class=modal-dialog><div class=modal-content>{0}</div></div></div>"
)
DIALOGUES = {
    "a link in a sentence": "<p>Read <a href=#m1 data-bs-toggle=modal>how long</a> we keep it.</p>"
    + MODAL.format("<div class=modal-header><h3>Retention</h3><button>×</button></div><p>{0}</p>"),
    "an older link": "<p>See <a href=# data-toggle=modal data-target=#m1>how long</a> we keep it.</p>"
    + MODAL.format("<p>{0}</p><div class=modal-footer><button data-dismiss=modal>Close</button></div>"),
    "a role": "<p>See <a href=# aria-controls=m1>how long</a> we keep it.</p><div role=dialog id=m1><p>{0}</p></div>",
    "a button with a script": "<p>About us.</p><button onclick='d.showModal()'>How long</button>"
    "<dialog id=d><p>{0}</p><button>Close</button></dialog>",
    "a longer script": "<p>Read <a href=# onclick=\"document.getElementById('d').showModal()\">how long</a>.</p>"
    "<dialog id=d><p>{0}</p></dialog>",
    "a command": "<button commandfor=d command=show-modal>How long</button><dialog id=d><p>{0}</p></dialog>",
}


@pytest.mark.parametrize("name", DIALOGUES)
@pytest.mark.parametrize("text", [KEPT, JAPANESE])
def test_a_dialogue_that_the_text_opens_is_read(name, text):
    page = f"<p>{OTHER}</p>{DIALOGUES[name].format(text)}<p>{MORE} {OTHER}</p><p>{OTHER} {MORE}</p>"

    version = read(f"<main><h1>Rules</h1>{page}</main>")

    assert version.text.count(text) == 1
    assert "×" not in version.text
    assert "Close" not in version.text
    assert version.notes == ()


ELSEWHERE = {
    "an opener in the menu": f"<nav><a href=#d>Open</a></nav><main>{{0}}</main><dialog id=d><p>{KEPT}</p></dialog>",
    "no opener": f"<main>{{0}}<dialog id=d><p>{KEPT}</p></dialog></main>",
    "a form": (
        f"<main>{{0}}<p>{OTHER} <a href=#d>Join</a></p><dialog id=d><p>{KEPT}</p><input name=mail></dialog></main>"
    ),
    "a consent notice": (
        f"<main>{{0}}<p>{OTHER} <a href=#d>Choose</a></p>"
        f"<div id=d role=dialog class=cookie-modal><p>{KEPT}</p><button>Accept</button></div></main>"
    ),
    "its own button": (
        f"<main>{{0}}<dialog id=d><p>{KEPT}</p><button onclick='d.close()'>Close</button></dialog></main>"
    ),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_other_dialogues_are_not_read(name):
    policy = f"<h1>Rules</h1><p>{OTHER}</p><p>{MORE}</p><p>{MORE} {OTHER}</p>"

    version = read(ELSEWHERE[name].format(policy))

    assert KEPT not in version.text
    assert version.notes == ()


def test_a_dialogue_outside_the_main_part_that_its_text_opens_is_told():
    opener = (
        f"<main><h1>Rules</h1><p>{OTHER} Read <a href=#m1 data-bs-toggle=modal>how long</a>.</p><p>{MORE}</p></main>"
    )

    version = read(opener + MODAL.format(f"<p>{KEPT}</p>"))

    assert KEPT not in version.text
    assert version.notes == (
        f"{len(KEPT)} characters that the page hides or strikes out were not read: {KEPT[:60].rstrip() + '…'!r}",
    )
