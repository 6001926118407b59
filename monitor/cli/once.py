"""`monitor test`: fetch and read a page once, and keep nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from monitor.cli.outline import describe, outline
from monitor.cli.output import FORM, show_json
from monitor.cli.settings import FAILED, Command, choose, now, settings
from monitor.codec import to_plain
from monitor.errors import DocumentError
from monitor.model import Outcome, Target
from monitor.report.safe import visible
from monitor.worker import Pool

if TYPE_CHECKING:
    from monitor.model import Failure, Snapshot, Watchlist
    from monitor.worker import Reader


@click.command("test", cls=Command)
@click.argument("page", metavar="URL|TARGET")
@FORM
def test_command(page: str, form: str) -> None:
    """Fetch and read a page once, keep nothing, and show what would be watched."""
    if "/" in page and "://" not in page:
        raise click.UsageError(f"a URL starts with https:// or http://, as in https://{page}")
    told = settings()
    watchlist = _watchlist_for(page)
    is_url = "://" in page
    target = Target(name=page, url=page) if is_url else choose(watchlist, [page])[0]
    with Pool(1) as reader:
        answer = _fetch(reader, target, watchlist)
        verdict = _try(reader, told.quiet, target, answer, form)
    sys.exit(verdict)


def _watchlist_for(page: str) -> Watchlist:
    from monitor.model import Watchlist  # noqa: PLC0415 - at run time here only

    told = settings()
    return Watchlist(targets=()) if "://" in page and not told.config.exists() else told.watchlist_to_look()


def _fetch(reader: Reader, target: Target, watchlist: Watchlist) -> Snapshot | Failure:
    from monitor import crawl  # noqa: PLC0415 - Scrapy takes more than a second to import
    from monitor.model import Errand, Render  # noqa: PLC0415 - beside the import it serves
    from monitor.pipeline.browsing import is_shell  # noqa: PLC0415 - the whole road

    answers: list[Snapshot | Failure] = []
    may_render = target.render is Render.AUTO and not crawl.lack_of_browser(watchlist.politeness)

    def hear(answer: Snapshot | Failure) -> Errand | None:
        answers.append(answer)
        if may_render and len(answers) == 1 and is_shell(reader, target, answer):
            return Errand(target=target.name, url=target.url, render=True)
        return None

    errand = Errand(target=target.name, url=target.url, render=target.render is Render.ALWAYS)
    crawl.fetch([errand], watchlist.politeness, hear)
    return answers[-1]


def _try(reader: Reader, quiet: bool, target: Target, answer: Snapshot | Failure, form: str) -> int:  # noqa: FBT001 - as told
    from monitor import gate  # noqa: PLC0415 - after the fetch, like the reader
    from monitor.model import Failure, Version  # noqa: PLC0415
    from monitor.pipeline.reading import look, read  # noqa: PLC0415

    if isinstance(answer, Failure):
        click.echo(visible(f"monitor: {target.url}: {answer.reason}"), err=True)
        if form == "json":
            show_json(outcome=Outcome.FAILED, reason=answer.reason, url=target.url, at=answer.failed_at.isoformat())
        return FAILED
    fault: tuple[str, ...] = ()
    version: Version | None = None
    try:
        version = read(reader, target, answer)
    except DocumentError as error:
        fault = (str(error),)
    reasons = (*fault, *gate.weigh(version, answer, look(reader, answer)).reasons)
    if form == "json":
        told = to_plain(version or Version(sections=()))
        where = {"url": target.url, "final_url": answer.final_url, "gate": list(reasons), "at": now().isoformat()}
        what = {"outcome": Outcome.HELD if reasons else Outcome.FIRST, "reason": "; ".join(reasons)}
        show_json(**what | told | where)
    elif not quiet:
        click.echo(visible(f"{answer.final_url}: status {answer.status}, {len(answer.body)} bytes"))
        click.echo(visible(f"gate: {'; '.join(reasons) if reasons else 'open'}"))
        for line in (*describe(version), "", *outline(version)) if version else ():
            click.echo(visible(line))
    return FAILED if reasons else 0
