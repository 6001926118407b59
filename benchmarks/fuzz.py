"""Try to break reading, dates, numbering, comparing, workers and the watchlist: `python benchmarks/fuzz.py SECONDS`.

Each gets an equal share of the time, with inputs that Hypothesis makes up: texts, and pieces of what policies and
watchlists are made of, put together at random. An input that raises what it may not, breaks a law, or takes longer
than ten seconds is made as small as possible and printed; the exit status is then 1. `--only NAME` tries one of them.
`--guided`, where atheris is installed (`pip install atheris`), looks for inputs that reach new code instead.
"""

from __future__ import annotations

import argparse
import io
import itertools
import signal
import sys
import tempfile
import time
import traceback
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

if "--guided" in sys.argv:  # atheris sees only what is imported under its eyes
    import atheris

    with atheris.instrument_imports(include=["monitor"]):
        import monitor.document.reading
        import monitor.watchlist

import monitor
from monitor import codec, text, watchlist
from monitor.document import numbering, page
from monitor.document.dates import dates, is_date_line
from monitor.errors import DocumentError, WatchlistError
from monitor.model import Page, Version
from monitor.worker import frames

LONGEST = 10
"""Seconds one input may take."""

# --- what inputs are made of -------------------------------------------------------------------------------------


def pieces(block, between=None):
    """Cut a block into its pieces, at blanks or at a mark."""
    return [piece.strip() for piece in block.split(between) if piece.strip()]


WORDS = pieces(
    """We keep records for 30 days. | We may share data with third parties. | 個人情報を第三者に提供しません。
    | 第4条（目的） | (1) | 1.2.3 | a) | iv. | Article 5 | ① | 別表 | 令和4年4月1日から施行する
    | Last updated: 1 March 2024 | 03/04/2024 | § 7 | Annex A | Effective July 1, 2023 | 附則 | 平成17年 | - | •
    | Cookies | 1. | 2. | 3. | I. | A. | ア | イ | 一 | 二 | 第一章 総則 | not | .""",
    "|",
)
TAGS = pieces(
    """p div span h1 h2 h3 h4 ul ol li table tr td th dl dt dd section article main header footer nav aside details
    summary b i a br hr form button input select option script style template iframe svg math pre blockquote center
    font body html noscript noframes frameset frame slot label x-page dialog time"""
)
ATTRIBUTES = pieces(
    """class="cookie-banner" id="toc" hidden style="display:none" href="#x" href="javascript:x" lang="ja" start="5"
    type="a" value="9" colspan="1000" rowspan="9" aria-hidden="true" role="navigation" datetime="2024-03-01"
    value="-1" hidden="until-found" shadowrootmode="open" slot="a" name="a" for="x" lang="fr" class="pane"
    srcdoc="<p>当社は、法令に基づく場合を除き、個人情報を第三者に提供しません。期間は、別に定めるものとします。</p>" """
)
TOML = pieces(
    """[target.a] [target."b-c"] [channel.x] [defaults] url="https://example.org/" url="${X}" every="12h" every="1.5d"
    tags=["a"] notify=["x"] level="minor" select="main" remove=[".x"] ignore=["^a"] delay="0s" timeout="1s"
    contact="a@b.c" = [ ] " # allow_private=["127.0.0.1:1"] enabled=true report_after=3 name="x" database="x"
    secrets="y" [[target]] quiet="22:00-07:00" digest="daily" {} , true 1979-05-27 0x1F inf \\u0000"""
)

plain = st.text(max_size=40)
words = st.lists(st.one_of(st.sampled_from(WORDS), plain), max_size=8).map(" ".join)
opening = st.builds(
    lambda tag, attributes: f"<{' '.join([tag, *attributes])}>",
    st.sampled_from(TAGS),
    st.lists(st.sampled_from(ATTRIBUTES), max_size=2),
)
closing = st.sampled_from(TAGS).map("</{}>".format)
markup = st.lists(st.one_of(opening, opening, closing, words, words, plain), max_size=60).map("".join)
lines = st.lists(words, max_size=40).map("\n".join)
charsets = st.sampled_from(["", "utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "windows-1252", "utf-16", "nonsense"])
types = st.sampled_from(["", "text/html", "text/plain", "application/xhtml+xml", "application/pdf", "text/markdown"])
bodies = st.one_of(
    st.binary(max_size=300), markup.map(lambda found: found.encode()), lines.map(lambda found: found.encode())
)
messages = st.one_of(
    st.binary(max_size=60),
    st.builds(
        lambda head, rest, more: len(head).to_bytes(4) + more.to_bytes(4) + head + rest,
        st.one_of(st.binary(max_size=40), st.sampled_from([b"{}", b"[]", b'{"answer":1}', b"[" * 9999, b'"\xed\xa0"'])),
        st.binary(max_size=9),
        st.one_of(st.integers(0, 9), st.integers(0, 2**32 - 1)),
    ),
)
tables = st.lists(st.one_of(st.sampled_from(TOML), st.sampled_from(["\n"]), plain), max_size=30).map(" ".join)


LIMITS = settings(
    max_examples=100,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.target, Phase.shrink],
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


# --- what must hold ----------------------------------------------------------------------------------------------


def read_page(body, media_type="text/html; charset=utf-8", **values):
    try:
        return monitor.read(body, url="https://policy.example/privacy", media_type=media_type, **values)
    except DocumentError:
        return None


def read(body, kind, charset, kept):
    media_type = f"{kind}; charset={charset}" if charset else kind
    version = read_page(body, media_type, charset=kept or None)
    if version is None:
        return
    names = [section.uid for section in version.walk()]
    assert len(set(names)) == len(names), "two sections have one name"
    for section in version.walk():
        for clause in section.clauses:
            assert text.stored(clause.text) == clause.text, "a clause is not as it is stored"
            assert clause.text or clause.label, "a clause is empty"
    version.text.encode()
    again = read_page(body, media_type, charset=kept or None)
    assert again == version, "two readings differ"
    assert sent(version, Version) == version, "a worker's answer is not what it read"


def sent(value, kind):
    """Give a value as it comes out at the other end of a worker's pipe."""
    pipe = io.BytesIO()
    frames.write(pipe, {"answer": codec.to_plain(value, compact=True)})
    pipe.seek(0)
    return codec.from_plain(kind, frames.read(pipe)[0]["answer"])


def look(body, kind, charset):
    found = page.look(body, media_type=kind, charset=charset or None)
    assert sent(found, Page) == found, "a worker's answer is not what it saw"


def receive(message):
    try:
        head, _ = frames.read(io.BytesIO(message))
    except (EOFError, ValueError):
        return
    assert isinstance(head, dict), "a message has no head"


def read_dates(found, language):
    for fact in dates(found, language):
        assert isinstance(fact.on, date)
        assert fact.text
    for line in found:
        is_date_line(line)


def number(found, marker):
    label = numbering.parse(found)
    assert label is None or label
    numbering.parse_marker(marker)


def compare(old, new, both, apart):
    before = read_page((both + old).encode())
    after = read_page((both + new if apart else new + both).encode())
    if before is None or after is None:
        return
    assert monitor.compare(before, before) == (), "a version differs from itself"
    for change in monitor.compare(before, after):
        for edit in change.edits:
            deleted = "".join(run.text for run in edit.words if run.op != "inserted")
            inserted = "".join(run.text for run in edit.words if run.op != "deleted")
            assert not edit.words or (deleted, inserted) == (edit.before or "", edit.after or ""), "words do not join"


def load(found):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "watchlist.toml"
        path.write_bytes(found if isinstance(found, bytes) else found.encode("utf-8", "surrogatepass"))
        said = "nothing"
        try:
            watchlist.load(path, {"X": "https://canary.example/secret"})
        except WatchlistError as error:
            said = str(error)
        assert said, "a mistake is not told"
        assert "canary" not in said, "a secret is told"


LANGUAGES = st.sampled_from(["", "en", "ja", "fr", "de", "zh"])
TRIED = {
    "read": (read, {"body": bodies, "kind": types, "charset": charsets, "kept": charsets}),
    "look": (look, {"body": bodies, "kind": types, "charset": charsets}),
    "message": (receive, {"message": messages}),
    "dates": (read_dates, {"found": st.lists(st.one_of(words, plain), max_size=20), "language": LANGUAGES}),
    "numbering": (number, {"found": st.one_of(words, plain), "marker": plain}),
    "compare": (compare, {"old": markup, "new": markup, "both": markup, "apart": st.booleans()}),
    "watchlist": (load, {"found": st.one_of(tables, plain, st.binary(max_size=200))}),
}


# --- trying ------------------------------------------------------------------------------------------------------


@contextmanager
def bounded():
    def stop(*_):
        raise TimeoutError(f"one input took longer than {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def attempts(name, seconds, start):
    """Try until the time is over; give how many inputs were tried, and what broke, if anything did."""
    law, made_of = TRIED[name]
    end = time.monotonic() + seconds
    count = 0

    def tried(**values):
        nonlocal count
        count += 1
        with bounded():
            law(**values)

    try:
        for number_ in itertools.count(start):
            seed(number_)(LIMITS(given(**made_of)(tried)))()
            if time.monotonic() > end:
                return count, ""
    except Exception:  # noqa: BLE001 - whatever broke is what is looked for
        return count, traceback.format_exc()


def guided(name, seconds):
    """Let atheris choose the bytes; it prints what it does, and ends the process itself."""
    law, made_of = TRIED[name]

    @given(**made_of)
    def tried(**values):
        law(**values)

    options = [f"-max_total_time={seconds}", f"-timeout={LONGEST}", f"-artifact_prefix={tempfile.gettempdir()}/"]
    atheris.Setup([sys.argv[0], *options], tried.hypothesis.fuzz_one_input)
    atheris.Fuzz()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("seconds", type=int, nargs="?", default=60)
    parser.add_argument("--only", choices=list(TRIED))
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--guided", action="store_true")
    told = parser.parse_args()
    names = [told.only] if told.only else list(TRIED)
    if told.guided:
        return guided(names[0], told.seconds)
    broken = 0
    for name in names:
        count, fault = attempts(name, told.seconds / len(names), told.seed)
        print(f"{name}: {count} inputs, {'BROKEN' if fault else 'nothing found'}", flush=True)
        if fault:
            broken += 1
            print(fault, flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
